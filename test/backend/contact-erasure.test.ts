import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mediaIds } from "../../backend/cloud-api/simulator/media.ts";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";
import { eventually, startTestPlatform } from "./simulated-platform.ts";
import { openDesk } from "./sync-client.ts";

const AMELIA = "447700900118";
const SAID = "My parcel with the turquoise teapot never came";

let backend: TestBackend;
beforeEach(async () => {
  backend = await startTestBackend();
});
afterEach(() => backend.stop());

const writes = async (from = AMELIA, text = SAID) => {
  await backend.post(textWebhook({ from, text }));
  await backend.settled();
  const found = (await backend.json(`/api/v1/conversations?q=${from}`)).items[0];
  return { conversation: found.id as string, contact: found.contact.id as string };
};
const erase = (contact: string, token?: string) => backend.api(`/api/v1/contacts/${contact}`, { method: "DELETE", token });
const tables = (): Readonly<Record<string, readonly unknown[]>> => {
  const database = new DatabaseSync(join(backend.folder, "greenline.db"), { readOnly: true });
  const names = database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all();
  const found = Object.fromEntries(names.map(({ name }) => [String(name), database.prepare(`SELECT * FROM "${String(name)}"`).all()]));
  database.close();
  return found;
};

describe("[H45] a person is erased", () => {
  test("their rows, identities, consents and words are gone; somebody else's stay", async () => {
    const amelia = await writes();
    const other = await writes("393331234567", "Is the shop open on Sunday?");
    await backend.api(`/api/v1/contacts/${amelia.contact}/consents`, {
      body: { category: "marketing", state: "granted", source: "website", evidence: "https://shop.example/form/77123" },
    });
    await backend.api(`/api/v1/conversations/${amelia.conversation}/messages`, {
      body: { clientId: "k1", text: "The teapot left our warehouse this morning." },
    });

    expect(await (await erase(amelia.contact)).json()).toEqual({ conversations: 1, media: 0 });
    for (const path of [`contacts/${amelia.contact}/consents`, `conversations/${amelia.conversation}`, `contacts/${amelia.contact}/export`])
      expect((await backend.api(`/api/v1/${path}`)).status, path).toBe(404);
    expect((await backend.api(`/api/v1/conversations/${other.conversation}`)).status).toBe(200);

    const { audit, ...rest } = tables();
    expect(JSON.stringify(rest)).not.toMatch(/teapot|77123|447700900118|Amelia/);
    expect(JSON.stringify(rest)).toContain("open on Sunday");
    expect(audit?.at(-1)).toMatchObject({ action: "contact-erased", target: amelia.contact, data: `{"conversations":1,"media":0}` });
    expect(JSON.stringify(audit)).not.toMatch(/teapot|447700900118|Amelia/);
    for (const one of ["contact_key", "identity", "consent"]) expect(JSON.stringify(rest[one]), one).not.toContain(amelia.contact);
  });

  test("what was written is not left in the pages of the file either", async () => {
    const { contact } = await writes();
    const bytes = () => readFileSync(join(backend.folder, "greenline.db")).includes("turquoise");
    await backend.stop({ keep: true });
    expect(bytes()).toBe(true);
    backend = await startTestBackend({ folder: backend.folder });
    await erase(contact);
    await backend.stop({ keep: true });
    expect(bytes()).toBe(false);
    backend = await startTestBackend({ folder: backend.folder });
  });

  test("desks hear of it: the conversation, the contact and the consents are dropped", async () => {
    const { contact, conversation } = await writes();
    await backend.api(`/api/v1/contacts/${contact}/consents`, { body: { category: "marketing", state: "withdrawn", source: "phone" } });
    const desk = await openDesk(backend, { role: "lead" });
    await desk.pull();
    const about = () => [...desk.rows.keys()].filter((key) => key.includes(contact) || key === `conversation ${conversation}`);
    expect(about()).toHaveLength(3);

    await erase(contact);
    await desk.pull();
    expect(about()).toEqual([]);
    desk.close();
  });

  test("whoever writes again is somebody new, with nothing known about them", async () => {
    const before = await writes();
    await backend.api(`/api/v1/contacts/${before.contact}/consents`, { body: { category: "marketing", state: "withdrawn", source: "phone" } });
    await erase(before.contact);
    const after = await writes(AMELIA, "Hello?");
    expect(after.contact).not.toBe(before.contact);
    expect((await backend.json(`/api/v1/contacts/${after.contact}/consents`)).items).toEqual([]);
    expect((await backend.json(`/api/v1/conversations/${after.conversation}/messages`)).items).toHaveLength(1);
  });

  test("why a warning was passed is free words, so the guard's log keeps the ids alone", async () => {
    const { contact, conversation } = await writes();
    const send = (clientId: string, overrides?: object) =>
      backend.api(`/api/v1/conversations/${conversation}/messages`, { body: { clientId, text: "It left the warehouse.", overrides } });
    await send("k1");
    await send("k2", { "G-DUPLICATE": "Amelia rang and asked for it once more", "G-FOLLOW-UP": "Amelia rang" });
    const logged = () => tables()["guard_log"] ?? [];
    expect(JSON.stringify(logged())).toContain("Amelia rang");
    const before = logged().length;

    await erase(contact);
    expect(logged()).toHaveLength(before);
    expect(JSON.stringify(logged())).not.toContain("Amelia");
  });

  test("only an admin may, and nobody erases whom there is not", async () => {
    const { contact } = await writes();
    for (const role of ["agent", "lead"]) {
      const { token } = await (await backend.api("/api/v1/agents", { body: { name: `Some ${role}`, role } })).json();
      expect((await erase(contact, token)).status).toBe(403);
      expect((await backend.api(`/api/v1/contacts/${contact}/export`, { token })).status).toBe(403);
    }
    expect((await erase("nobody")).status).toBe(404);
  });
});

test("[H45] the files that a person sent are deleted with them", async () => {
  const platform = await startTestPlatform();
  await platform.control("inbound", {
    customer: { phone: AMELIA, name: "Amelia" },
    type: "image",
    content: { id: mediaIds.brokenMug, mime_type: "image/png" },
  });
  const found = await eventually(async () => (await platform.backend.json("/api/v1/conversations")).items[0]);
  const [message] = (await platform.backend.json(`/api/v1/conversations/${found.id}/messages`)).items;
  await (await platform.backend.api(`/api/v1/media/${message.id}`)).arrayBuffer();
  const files = () => readdirSync(join(platform.backend.folder, "media"));
  expect(files()).toHaveLength(1);

  await platform.backend.api(`/api/v1/contacts/${found.contact.id}`, { method: "DELETE" });
  expect(files()).toEqual([]);
  await platform.stop();
});

test("[H45] one contact is exported as one document, and that is audited", async () => {
  const { contact, conversation } = await writes();
  await backend.api(`/api/v1/contacts/${contact}/consents`, { body: { category: "marketing", state: "withdrawn", source: "phone" } });
  const document = await backend.json(`/api/v1/contacts/${contact}/export`);
  expect(document).toMatchObject({
    contact: { id: contact, name: "Amelia Wright", phone: AMELIA },
    consents: [{ category: "marketing", state: "withdrawn", source: "phone" }],
    conversations: [{ conversation: { id: conversation }, messages: [{ content: { body: SAID } }] }],
  });
  expect(tables()["audit"]?.at(-1)).toMatchObject({ action: "contact-exported", target: contact });
});

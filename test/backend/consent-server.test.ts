import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../backend/store/sqlite/database.ts";
import { nodeSqliteDialect } from "../../backend/store/sqlite/kysely-dialect.ts";
import { migrations } from "../../backend/store/sqlite/migrations.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { standing } from "../../shared/consent/ledger.ts";
import { toContactId } from "../../shared/ids.ts";
import { startTestBackend, statusWebhook, textWebhook, type TestBackend } from "./running-backend.ts";
import { eventually } from "./simulated-platform.ts";
import { openDesk } from "./sync-client.ts";

const AMELIA = "447700900118";
const HOUR = 3_600_000;

let backend: TestBackend;
beforeEach(async () => {
  backend = await startTestBackend();
});
afterEach(() => backend.stop());

/** A customer who wrote: the conversation and the contact. */
const writes = async (text = "When will my order ship?", at = Date.now()) => {
  await backend.post(textWebhook({ from: AMELIA, text, at }));
  await backend.settled();
  const found = (await backend.json(`/api/v1/conversations?q=${AMELIA}`)).items[0];
  return { conversation: found.id as string, contact: found.contact.id as string };
};
const ledger = async (contact: string): Promise<any[]> => (await backend.json(`/api/v1/contacts/${contact}/consents`)).items;
const record = (contact: string, body: unknown, token?: string) => backend.api(`/api/v1/contacts/${contact}/consents`, { body, token });
const stands = async (contact: string, category: string) =>
  standing(
    (await ledger(contact)).map((line) => ({ ...line, at: Date.parse(line.at) })),
    category,
  ).state;
const preference = (value: "stop" | "resume", at = Date.now()) => ({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "102290129340398",
      changes: [
        {
          field: "user_preferences",
          value: {
            messaging_product: "whatsapp",
            metadata: { display_phone_number: "15550783881", phone_number_id: "1065403" },
            contacts: [{ profile: { name: "Amelia Wright" }, wa_id: AMELIA }],
            user_preferences: [{ wa_id: AMELIA, category: "marketing_messages", value, detail: "by the person", timestamp: Math.floor(at / 1_000) }],
          },
        },
      ],
    },
  ],
});
/** The platform says of a message of ours that this person stopped marketing. */
const stoppedMarketing = async (conversation: string) => {
  await backend.api(`/api/v1/conversations/${conversation}/messages`, { body: { clientId: "k1", text: "It left our warehouse this morning." } });
  const webhook = statusWebhook({ clientId: "k1", status: "failed", wamid: "wamid.k1", from: AMELIA }) as any;
  webhook.entry[0].changes[0].value.statuses[0].errors = [{ code: 131050, title: "Unable to deliver the message." }];
  await backend.post(webhook);
};

describe("[S2-12] a no is heard, whichever way it comes", () => {
  const ways: readonly (readonly [string, (at: { readonly conversation: string; readonly contact: string }) => Promise<unknown>, string])[] = [
    ["a keyword", () => writes("STOP"), "keyword"],
    ["the switch in the app", () => backend.post(preference("stop")), "platform-preference"],
    ["the platform's error 131050", ({ conversation }) => stoppedMarketing(conversation), "send-error"],
    ["a call to the desk", ({ contact }) => record(contact, { category: "marketing", state: "withdrawn", source: "phone" }), "phone"],
  ];
  test.each(ways)("%s", async (_way, say, source) => {
    const customer = await writes();
    await say(customer);
    await backend.settled();

    expect(await stands(customer.contact, "marketing")).toBe("withdrawn");
    expect((await ledger(customer.contact))[0]).toMatchObject({ state: "withdrawn", source });
  });

  test("the message itself is the evidence, and by whom and when stands beside it", async () => {
    const at = Math.floor(Date.now() / 1_000) * 1_000 - 1_000;
    const { contact, conversation } = await writes("stop", at);
    const said = (await backend.json(`/api/v1/conversations/${conversation}/messages`)).items[0];

    expect(await ledger(contact)).toMatchObject([
      {
        category: "everything",
        state: "withdrawn",
        source: "keyword",
        evidence: said.id,
        evidenceKind: "message",
        by: "customer",
        at: new Date(at).toISOString(),
      },
    ]);
  });

  test("[I1] the same webhook twice is one line", async () => {
    const webhook = textWebhook({ from: AMELIA, text: "STOP", id: "wamid.stop" });
    await backend.post(webhook);
    await backend.post(webhook);
    await backend.settled();
    const { contact } = await writes("Where is it?");
    expect(await ledger(contact)).toHaveLength(1);
  });

  test("what is only probable is recorded nowhere, and asked of the desk", async () => {
    const desk = await openDesk(backend, { role: "lead" });
    const { contact, conversation } = await writes("My parcel has not come, and please stop sending me these offers every day, it is annoying");
    await desk.pull();

    expect(await ledger(contact)).toEqual([]);
    const lines = [...desk.rows.values()].filter((row) => row.kind === "consent-question");
    const said = (await backend.json(`/api/v1/conversations/${conversation}/messages`)).items[0];
    expect(lines).toMatchObject([{ conversationId: conversation, data: { messageId: said.id, act: "opt-out", scope: "marketing" } }]);
    desk.close();
  });
});

describe("[S1-12] [S2-15] what may be written into the ledger", () => {
  const yes = { category: "marketing", state: "granted", source: "website", evidence: "https://shop.example/form/7" } as const;

  test("the plain body is taken where it has evidence, and what a strong record has besides is told", async () => {
    const { contact } = await writes();
    const plain = await record(contact, yes);
    expect(plain.status).toBe(201);
    expect(await plain.json()).toMatchObject({ ...yes, by: "bootstrap", weak: ["notice-version", "wording", "business-name"] });

    const strong = await record(contact, {
      ...yes,
      category: "orders",
      wording: "Yes, send me order updates on WhatsApp.",
      businessName: "Shop",
      noticeVersion: "2026-10",
      jurisdiction: "UK",
    });
    expect(await strong.json()).toMatchObject({ category: "order-updates", weak: [], noticeVersion: "2026-10", jurisdiction: "UK" });
    expect(await ledger(contact)).toHaveLength(2);
  });

  test.each([
    ["no evidence", { ...yes, evidence: undefined }, "evidence-missing"],
    ["white space as evidence", { ...yes, evidence: "  " }, "evidence-missing"],
    ["a category that nobody has", { ...yes, category: "horoscopes" }, "unknown-category"],
    ["a source that nobody knows", { ...yes, source: "telepathy" }, "unknown-source"],
    ["a time that is still to come", { ...yes, at: "2999-01-01T00:00:00Z" }, "in-the-future"],
    ["a message that is not there", { category: "marketing", state: "granted", message: "no-such" }, "no-such-message"],
  ])("%s is refused with a sentence", async (_what, body, type) => {
    const { contact } = await writes();
    const refused = await record(contact, body);

    expect(refused.status).toBe(422);
    const problem = await refused.json();
    expect(problem.type).toMatch(new RegExp(`/${type}$`));
    expect(problem.title.length).toBeGreaterThan(20);
    expect(await ledger(contact)).toEqual([]);
  });

  test("after a no an agent alone cannot go on; the customer can", async () => {
    const { contact } = await writes("STOP", Date.now() - HOUR);
    const before = new Date(Date.now() - 2 * HOUR).toISOString();
    for (const body of [
      { ...yes, source: "other", evidence: "They told me so." },
      { ...yes, at: before },
    ]) {
      const refused = await record(contact, body);
      expect((await refused.json()).type).toMatch(/customers-act-missing$/);
    }
    expect(await stands(contact, "marketing")).toBe("withdrawn");

    await writes("START");
    expect((await ledger(contact))[0]).toMatchObject({ category: "everything", state: "granted", source: "keyword", by: "customer" });
    expect(await stands(contact, "everything")).toBe("granted");
  });

  test("the switch in the app takes back what it took", async () => {
    const { contact } = await writes();
    await backend.post(preference("stop", Date.now() - HOUR));
    await backend.post(preference("resume"));
    await backend.settled();
    expect(await stands(contact, "marketing")).toBe("granted");
  });

  test("[S2-8] a message is taken as source, evidence and wording", async () => {
    const { contact, conversation } = await writes("Yes, please tell me about new bikes");
    const said = (await backend.json(`/api/v1/conversations/${conversation}/messages`)).items[0];
    const kept = await record(contact, { category: "marketing", state: "granted", message: said.id });

    expect(kept.status).toBe(201);
    expect(await ledger(contact)).toMatchObject([
      { source: "whatsapp-thread", evidence: said.id, evidenceKind: "message", wording: "Yes, please tell me about new bikes", at: said.at, by: "bootstrap" },
    ]);
  });

  test("[S2-8] our own message, or another person's, proves nothing", async () => {
    const { contact } = await writes();
    await backend.post(textWebhook({ from: "447700900999", text: "Yes, I agree" }));
    await backend.settled();
    const other = (await backend.json(`/api/v1/conversations?q=447700900999`)).items[0];
    expect((await record(contact, { category: "marketing", state: "granted", message: other.lastMessage.id })).status).toBe(422);
  });
});

describe("[S3-29] [S2-6] [S2-7] an imported table", () => {
  const row = {
    contact: "+44 7700 900777",
    category: "offers",
    state: "yes",
    at: "2026-03-01T10:00:00Z",
    source: "web form",
    evidence: "form 12",
    jurisdiction: "UK",
  };
  const load = (rows: readonly unknown[], token?: string) => backend.api("/api/v1/consents/import", { body: { rows }, token });

  test("lands line by line, and what has no evidence lands as unknown with the reason", async () => {
    const answer = await (
      await load([
        { ...row, source: "website" },
        { ...row, source: "website", contact: "447700900778", evidence: "" },
        { ...row, contact: "" },
        { ...row, contact: "Amelia" },
        { ...row, at: "last spring", source: "website", contact: "447700900779" },
        { contact: "447700900780", state: "no" },
      ])
    ).json();

    expect(answer).toMatchObject({ recorded: 2, known: 0, unknown: 4 });
    expect(answer.items.map(({ outcome, reason }: any) => reason ?? outcome)).toEqual([
      "recorded",
      "no-evidence",
      "no-contact",
      "no-contact",
      "no-date",
      "recorded",
    ]);
    const [first, second, , , , last] = answer.items;
    expect(await ledger(first.contactId)).toMatchObject([
      { category: "marketing", state: "granted", source: "website", evidence: "form 12", by: "import", jurisdiction: "UK" },
    ]);
    expect(await ledger(second.contactId)).toMatchObject([{ state: "unknown", reason: "no-evidence", by: "import" }]);
    expect(await stands(second.contactId, "marketing")).toBe("unknown");
    expect(await stands(last.contactId, "marketing")).toBe("withdrawn");
  });

  test("is the person who writes later, and a second time adds nothing", async () => {
    const rows = [
      { ...row, contact: AMELIA, source: "website" },
      { ...row, contact: AMELIA, source: "website", evidence: "" },
    ];
    await load(rows);
    expect(await (await load(rows)).json()).toMatchObject({ recorded: 0, known: 1, unknown: 1 });

    const { contact } = await writes();
    expect(await ledger(contact)).toHaveLength(2);
    expect(await stands(contact, "marketing")).toBe("granted");
  });

  test("[H37] is for leads", async () => {
    const { token } = await (await backend.api("/api/v1/agents", { body: { name: "Marco", role: "agent" } })).json();
    expect((await load([row], token)).status).toBe(403);
  });
});

describe("[I11] desks have the ledger of those whom they may see", () => {
  test("as rows in the snapshot and as news, and others get nothing of it", async () => {
    await backend.api("/api/v1/teams", { body: { id: "orders", name: "Orders" } });
    await backend.api("/api/v1/teams", { body: { id: "billing", name: "Billing" } });
    const { contact, conversation } = await writes("STOP");
    await backend.api(`/api/v1/conversations/${conversation}/assign`, { body: { team: "orders" } });
    const inTeam = await openDesk(backend, { teams: ["orders"] });
    const outside = await openDesk(backend, { teams: ["billing"] });
    await inTeam.pull();
    await outside.pull();
    const lines = (desk: typeof inTeam) => [...desk.rows].filter(([key]) => key.startsWith("consent ")).map(([, row]) => row);

    expect(lines(inTeam)).toMatchObject([{ contactId: contact, category: "everything", state: "withdrawn" }]);
    expect(lines(outside)).toEqual([]);
    const snapshot = async (token: string) =>
      (await (await backend.api("/api/v1/snapshot", { token })).text()).split("\n").filter((line) => line.includes('"e":"consent"'));
    expect(await snapshot(inTeam.accessToken)).toHaveLength(1);
    expect(await snapshot(outside.accessToken)).toHaveLength(0);

    await record(contact, { category: "marketing", state: "withdrawn", source: "phone" });
    await eventually(async () => (await inTeam.pull(), lines(inTeam).length === 2));
    await outside.pull();
    expect(lines(outside)).toEqual([]);

    // The conversation goes to the other team, and what the person agreed to goes with it.
    await backend.api(`/api/v1/conversations/${conversation}/assign`, { body: { team: "billing" } });
    await eventually(async () => (await outside.pull(), lines(outside).length === 2));
    await eventually(async () => (await inTeam.pull(), lines(inTeam).length === 0));
    inTeam.close();
    outside.close();
  });
});

test("[I13] the ledger of an older version is brought along: its lines stay as they were, and desks get them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "greenline-store-"));
  const path = join(folder, "greenline.db");
  const database = openDatabase(path);
  const before = Object.fromEntries(Object.entries(await migrations.getMigrations()).slice(0, 2));
  await new Migrator({ db: new Kysely<unknown>({ dialect: nodeSqliteDialect(database) }), provider: { getMigrations: async () => before } }).migrateToLatest();
  const insert = database.prepare(`INSERT INTO consent (contact_id, category, state, at, source, evidence, by) VALUES ('p1', ?, ?, ?, 'website', ?, 'anna')`);
  insert.run("marketing", "granted", 10, "form 7");
  insert.run("marketing", "withdrawn", 20, null);
  database.close();

  const store = await openSqliteStore({ path, vault: createVault(new Uint8Array(32).fill(7)) });
  const lines = store.read((tx) => tx.consents(toContactId("p1")));
  expect(lines).toMatchObject([
    { contactId: "p1", category: "marketing", state: "withdrawn", at: 20, source: "website", by: "anna" },
    { contactId: "p1", category: "marketing", state: "granted", at: 10, evidence: "form 7" },
  ]);
  expect(lines.map(({ id }) => store.read((tx) => tx.versioned("consent", id)?.row))).toEqual(lines);
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

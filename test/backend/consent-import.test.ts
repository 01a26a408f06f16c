import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTestBackend, type TestBackend } from "./running-backend.ts";
import { openDesk } from "./sync-client.ts";

let backend: TestBackend;
beforeEach(async () => {
  backend = await startTestBackend();
});
afterEach(() => backend.stop());

const good = {
  contact: "+44 7700 900118",
  category: "offers",
  state: "yes",
  at: "2025-03-12T00:00:00Z",
  source: "website",
  evidence: "form 12",
  jurisdiction: "UK",
};
const rows = [good, { ...good, contact: "447700900119", jurisdiction: "" }, { contact: "447700900120", state: "no" }, { ...good, contact: "n/a" }];
const load = async (body: object) => (await backend.api("/api/v1/consents/import", { body })).json();
const ledgerLines = async () => {
  const desk = await openDesk(backend, { role: "lead" });
  await desk.pull();
  desk.close();
  return (await load({ rows, dryRun: true })).items.map(({ contactId }: { contactId?: string }) => contactId);
};

describe("an import", () => {
  test("[S3-29] [S2-6] a dry run says of each row what would become of it, and leaves nothing behind", async () => {
    expect(await load({ rows, dryRun: true })).toEqual({
      recorded: 2,
      known: 0,
      unknown: 2,
      items: [
        { line: 1, outcome: "recorded", state: "granted" },
        { line: 2, outcome: "unknown", reason: "no-jurisdiction" },
        { line: 3, outcome: "recorded", state: "withdrawn" },
        { line: 4, outcome: "unknown", reason: "no-contact" },
      ],
    });
    expect(await ledgerLines()).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("[S3-29] the same file again changes nothing, not even what came without a date", async () => {
    expect(await load({ rows })).toMatchObject({ recorded: 2, unknown: 2 });
    const again = await load({ rows });
    expect(again).toMatchObject({ recorded: 0, known: 2, unknown: 2 });
    for (const { contactId } of again.items)
      if (contactId !== undefined) expect((await backend.json(`/api/v1/contacts/${contactId}/consents`)).items).toHaveLength(1);
  });

  test("[S3-29] a row that stands twice in one file is one line, in the dry run too", async () => {
    expect(await load({ rows: [good, good], dryRun: true })).toMatchObject({ recorded: 1, known: 1 });
    expect(await load({ rows: [good, good] })).toMatchObject({ recorded: 1, known: 1 });
  });
});

describe("[S2-9] a workspace's own categories", () => {
  const put = (body: unknown, token?: string) => backend.api("/api/v1/consents/settings", { method: "PUT", body, token });
  const withWine = async () => {
    const { categories } = await backend.json("/api/v1/consents/settings");
    return {
      categories: [...categories, { key: "wine-club", name: "Wine club", allows: "MARKETING", alsoCalled: ["club"] }],
      jurisdiction: "UK",
      retention: "Two years",
    };
  };

  test("are kept with the notes on law and retention, and what is recorded or imported may be about them", async () => {
    const settings = await withWine();
    expect((await put(settings)).status).toBe(200);
    expect(await backend.json("/api/v1/consents/settings")).toEqual(settings);
    const { items } = await load({ rows: [{ ...good, category: "Club" }] });
    expect((await backend.json(`/api/v1/contacts/${items[0].contactId}/consents`)).items).toMatchObject([{ category: "wine-club", state: "granted" }]);
    const recorded = await backend.api(`/api/v1/contacts/${items[0].contactId}/consents`, {
      body: { category: "wine-club", state: "withdrawn", source: "phone" },
    });
    expect(await recorded.json()).toMatchObject({ category: "wine-club" });
  });

  test("two of one name, one that allows nothing, or none called marketing are refused; so is an agent", async () => {
    const { categories } = await withWine();
    const wine = categories.at(-1);
    const wrong = [
      [...categories, wine],
      [...categories.slice(0, -1), { ...wine, alsoCalled: ["offers"] }],
      [...categories.slice(0, -1), { ...wine, allows: undefined }],
      categories.filter(({ key }: { key: string }) => key !== "marketing"),
    ];
    for (const one of wrong) expect((await put({ categories: one })).ok).toBe(false);
    const { token } = await (await backend.api("/api/v1/agents", { body: { name: "Noor", role: "agent" } })).json();
    expect((await put({ categories }, token)).status).toBe(403);
  });
});

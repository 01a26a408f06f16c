import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { ReadTx, Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { createPageReader } from "../../backend/sync/page-reader.ts";
import { readPage } from "../../backend/sync/read-page.ts";
import { toAgentId, toContactId, toConversationId, toNumberId, toTeamId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { SCHEMA_VERSION } from "../../shared/sync/protocol.ts";
import type { Rows } from "../../shared/sync/rows.ts";
import { scopesOf } from "../../shared/sync/scopes.ts";
import { toInstant } from "../../shared/time.ts";
import { seededRandom } from "../seeded-random.ts";
import { aConversation, aMessage } from "./store-contract.ts";

const NOW = toInstant(5_000);
const TEAMS = ["red", "blue"].map(toTeamId);
const PEOPLE = [
  { id: "anna", role: "agent", teamIds: [TEAMS[0]!] },
  { id: "ben", role: "agent", teamIds: [TEAMS[0]!] },
  { id: "cleo", role: "agent", teamIds: TEAMS },
  { id: "dan", role: "agent", teamIds: [] },
  { id: "lea", role: "lead", teamIds: [] },
  { id: "lou", role: "lead", teamIds: [] },
].map((one) => ({ ...one, id: toAgentId(one.id), name: one.id }) as Rows["agent"]);
const CONTACTS = ["p1", "p2", "p3"];
const CONVERSATIONS = ["c1", "c2", "c3", "c4", "c5", "c6"];

let folder: string;
let files = 0;
const opened: Store[] = [];

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "greenline-pages-"))));
afterAll(() => {
  for (const store of opened) store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A history in which conversations of few contacts pass between teams and people, with all that is personal. */
async function aHistory(seed: number, steps: number, look: (tx: ReadTx, from: number, epoch: string) => void = () => undefined) {
  const random = seededRandom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const oneOf = <T>(these: readonly T[]): T => these[below(these.length)]!;
  const store = await openSqliteStore({ path: join(folder, `${++files}.db`), vault: createVault(new Uint8Array(32).fill(7)) });
  opened.push(store);
  // One contact writes to several numbers: a conversation for each.
  const conversation = (id: string): Partial<Conversation> => ({
    numberId: toNumberId(`to ${id}`),
    contactId: toContactId(CONTACTS[CONVERSATIONS.indexOf(id) % CONTACTS.length]!),
    teamId: oneOf([undefined, ...TEAMS]),
    assigneeId: oneOf([undefined, ...PEOPLE.map((one) => one.id)]),
  });
  store.write((tx) => {
    for (const agent of PEOPLE) tx.put("agent", agent.id, agent);
    for (const id of CONTACTS) tx.put("contact", id, { id: toContactId(id), name: id } as Rows["contact"]);
    for (const id of CONVERSATIONS) tx.put("conversation", id, aConversation(id, conversation(id)));
  });

  const step = (n: number): void =>
    store.write((tx) => {
      const id = oneOf(CONVERSATIONS);
      const known = tx.get("conversation", id) ?? aConversation(id, conversation(id));
      switch (below(9)) {
        case 0:
        case 1:
          return tx.put("conversation", id, { ...known, ...conversation(id) });
        case 2:
          return tx.put("conversation", id, { ...known, unread: n });
        case 3:
          return tx.put("message", `m${n}`, aMessage(`m${n}`, id, { order: n }));
        case 4: {
          const contact = oneOf(CONTACTS);
          return tx.put("contact", contact, { id: toContactId(contact), name: `${contact} ${n}` } as Rows["contact"]);
        }
        case 5:
          return tx.put("consent", `k${n}`, {
            id: `k${n}`,
            contactId: known.contactId,
            category: "offers",
            state: "granted",
            at: toInstant(n),
            source: "call",
            by: "anna",
          });
        case 6:
          return tx.put("alert", `a${n}`, { id: `a${n}`, agentId: oneOf(PEOPLE).id, conversationId: toConversationId(id) } as Rows["alert"]);
        case 7: {
          const ownerId = oneOf([undefined, ...PEOPLE.map((one) => one.id)]);
          return tx.put("cannedReply", `r${below(4)}`, { id: "r", title: `${n}`, ...(ownerId === undefined ? {} : { ownerId }) } as Rows["cannedReply"]);
        }
        default:
          if (known.assigneeId === undefined) return tx.put("label", `l${n}`, { id: `l${n}`, name: `${n}` } as Rows["label"]);
          return tx.remove(oneOf(["message", "alert"] as const), `${oneOf(["m", "a"])}${below(n + 1)}`);
      }
    });
  const heads: number[] = [];
  for (let n = 0; n < steps; n++) {
    heads.unshift(store.read((tx) => tx.head()));
    step(n);
    // As seen by who has all but the last step, and by who is a few behind.
    for (const from of [heads[0], heads[4]]) if (from !== undefined) store.read((tx) => look(tx, from, store.epoch));
  }
  return store;
}

test("[I11] [PF3] a page that several desks share is, row by row, the page that each of them would have read alone", async () => {
  let shared = 0;
  let alone = 0;
  for (let seed = 1; seed <= 30; seed++)
    await aHistory(seed, 60, (tx, from, epoch) => {
      const read = createPageReader(tx, { epoch, now: NOW });
      const pages = PEOPLE.map((person) => {
        const scopes = scopesOf(person);
        const page = read({ from, schema: SCHEMA_VERSION, scopes });
        expect(page, `seed ${seed}, from ${from}, ${person.name}`).toEqual(readPage(tx, { from, scopes, epoch, now: NOW }));
        return page;
      });
      const [anna, ben] = pages;
      if (anna === ben) shared++;
      else alone++;
    });
  expect(shared).toBeGreaterThan(100);
  expect(alone).toBeGreaterThan(100);
});

test("[PF3] desks with the same teams read one page, and a desk that is far behind reads for itself", async () => {
  const store = await aHistory(1, 0);
  const [anna, ben] = PEOPLE.map(scopesOf) as [readonly string[], readonly string[]];
  const before = store.read((tx) => tx.head());
  store.write((tx) => tx.put("label", "l", { id: "l", name: "new" } as Rows["label"]));
  store.read((tx) => {
    const read = createPageReader(tx, { epoch: store.epoch, now: NOW });
    expect(read({ from: before, schema: SCHEMA_VERSION, scopes: anna })).toBe(read({ from: before, schema: SCHEMA_VERSION, scopes: ben }));
  });

  for (let batch = 0; batch < 3; batch++)
    store.write((tx) => {
      for (let n = 0; n < 1_000; n++) tx.put("label", `l${batch}-${n}`, { id: "l", name: "new" } as Rows["label"]);
    });
  store.read((tx) => {
    const read = createPageReader({ ...tx, personalChanges: () => expect.unreachable("Nobody looks so far back.") }, { epoch: store.epoch, now: NOW });
    expect(read({ from: before, schema: SCHEMA_VERSION, scopes: anna }).rows).toHaveLength(500);
  });
});

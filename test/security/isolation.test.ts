import * as fc from "fast-check";
import { expect, test } from "vitest";
import { snapshotLines } from "../../backend/http/routes/snapshot.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { readPage } from "../../backend/sync/read-page.ts";
import { toAgentId, toContactId, toNumberId, toTeamId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { conversationOf, type VersionedRow } from "../../shared/sync/rows.ts";
import { scopesOf } from "../../shared/sync/scopes.ts";
import { toInstant } from "../../shared/time.ts";
import { aConversation, aMessage } from "../backend/store-contract.ts";
import { startTestBackend, textWebhook } from "../backend/running-backend.ts";

const TEAMS = ["orders", "billing", "press"];
const AGENTS = ["anna", "bea", "cleo", "lea"];
const CONVERSATIONS = ["c1", "c2", "c3", "c4", "c5"];
/** Two of them are with the same customer, by two numbers of ours. */
const contactOf = (conversation: string): string => (conversation === "c2" ? "contact-c1" : `contact-${conversation}`);

type Step =
  | { readonly kind: "team"; readonly conversation: string; readonly team: string | undefined }
  | { readonly kind: "assignee"; readonly conversation: string; readonly agent: string | undefined }
  | { readonly kind: "message"; readonly conversation: string }
  | { readonly kind: "rename"; readonly conversation: string }
  | { readonly kind: "rights"; readonly agent: string; readonly teams: readonly string[]; readonly leads: boolean }
  | { readonly kind: "pull"; readonly agent: string; readonly most: number };

const conversation = fc.constantFrom(...CONVERSATIONS);
const agent = fc.constantFrom(...AGENTS);
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant("team" as const), conversation, team: fc.constantFrom(undefined, ...TEAMS) }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant("assignee" as const), conversation, agent: fc.constantFrom(undefined, ...AGENTS) }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant("message" as const), conversation }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant("rename" as const), conversation }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant("rights" as const), agent, teams: fc.subarray(TEAMS), leads: fc.boolean() }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant("pull" as const), agent, most: fc.integer({ min: 1, max: 9 }) }), weight: 5 },
);

/** The rule in other words than the product's own: one's teams', nobody's, and what one answers oneself; leads everything. */
const mayRead = (who: Agent, { assigneeId, teamId }: Conversation): boolean =>
  who.role === "lead" || teamId === undefined || who.teamIds.includes(teamId) || assigneeId === who.id;

/** A desk that keeps what it is given, as plainly as can be. */
interface Desk {
  readonly rows: Map<string, VersionedRow>;
  cursor: number;
  scopes: string;
}

function take({ rows }: Desk, given: readonly VersionedRow[]): void {
  for (const row of given) {
    const known = rows.get(`${row.e} ${row.id}`);
    if (known !== undefined && known.v >= row.v) continue;
    if (row.del !== true) rows.set(`${row.e} ${row.id}`, row);
    else rows.delete(`${row.e} ${row.id}`);
    if (row.del === true && row.e === "conversation") for (const [key, part] of rows) if (conversationOf(part) === row.id) rows.delete(key);
  }
}

async function aWorkspace() {
  const store = await openSqliteStore({ path: ":memory:", vault: createVault(new Uint8Array(32)) });
  store.write((tx) => {
    for (const id of AGENTS)
      tx.put("agent", id, { id: toAgentId(id), name: id, role: id === "lea" ? "lead" : "agent", teamIds: id === "anna" ? [toTeamId("orders")] : [] });
    for (const id of CONVERSATIONS) {
      tx.put("contact", contactOf(id), { id: toContactId(contactOf(id)), name: contactOf(id) });
      tx.put("conversation", id, aConversation(id, { contactId: toContactId(contactOf(id)), numberId: toNumberId(id === "c2" ? "n2" : "n1") }));
    }
  });
  const desks = new Map(AGENTS.map((id): [string, Desk] => [id, { rows: new Map(), cursor: 0, scopes: "none yet" }]));
  return { store, desks };
}

const agentIn = (store: Store, id: string): Agent => store.read((tx) => tx.get("agent", id))!;

/** What may not leave for this person at this moment. */
function strangers(store: Store, who: Agent, rows: readonly VersionedRow[]): readonly string[] {
  return store.read((tx) =>
    rows
      .filter((row) => {
        if (row.row === undefined) return false;
        if (row.e === "contact") return !tx.conversationsOf(row.row.id).some((one) => mayRead(who, one));
        const parent = row.e === "conversation" ? row.row : tx.get("conversation", conversationOf(row) ?? "");
        return parent !== undefined && !mayRead(who, parent);
      })
      .map(({ e, id }) => `${who.id} was given ${e} ${id}`),
  );
}

/** As the protocol has it: other rights are another snapshot, the same rights go on where they were. */
async function pull(store: Store, desks: ReadonlyMap<string, Desk>, id: string, most: number): Promise<readonly string[]> {
  const who = agentIn(store, id);
  const desk = desks.get(id)!;
  const scopes = scopesOf(who);
  if (desk.scopes !== scopes.join()) {
    const lines: any[] = [];
    for await (const chunk of snapshotLines(store, who)) for (const one of chunk.trim().split("\n")) if (one !== "") lines.push(JSON.parse(one));
    desk.rows.clear();
    desk.scopes = scopes.join();
    desk.cursor = lines[0].seq;
    const rows = lines.filter((one): one is VersionedRow => "e" in one);
    take(desk, rows);
    return strangers(store, who, rows);
  }
  const page = store.read((tx) => readPage(tx, { from: desk.cursor, scopes, epoch: store.epoch, now: toInstant(1), max: most }));
  desk.cursor = page.to;
  take(desk, page.rows);
  return strangers(store, who, page.rows);
}

function change(store: Store, step: Exclude<Step, { readonly kind: "pull" }>, n: number): void {
  store.write((tx) => {
    if (step.kind === "rights") {
      const who = tx.get("agent", step.agent)!;
      return tx.put("agent", step.agent, { ...who, teamIds: step.teams.map(toTeamId), role: step.leads ? "lead" : "agent" });
    }
    const row = tx.get("conversation", step.conversation)!;
    switch (step.kind) {
      case "message":
        return tx.put("message", `m${n}`, aMessage(`m${n}`, step.conversation));
      case "rename":
        return tx.put("contact", row.contactId, { id: row.contactId, name: `name ${n}` });
      case "team":
        return tx.put("conversation", row.id, { ...row, teamId: step.team === undefined ? undefined : toTeamId(step.team) });
      case "assignee":
        return tx.put("conversation", row.id, { ...row, assigneeId: step.agent === undefined ? undefined : toAgentId(step.agent) });
    }
  });
}

test(
  "[H38] [I11] however people, teams and conversations move, no row leaves for somebody who may not see it, and none that they may see is missing",
  { timeout: 120_000 },
  async () => {
    let given = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 50 }), async (steps) => {
        const { desks, store } = await aWorkspace();
        for (const [n, one] of steps.entries()) {
          if (one.kind === "pull") expect(await pull(store, desks, one.agent, one.most)).toEqual([]);
          else change(store, one, n);
        }
        for (const [id, desk] of desks) {
          const head = store.read((tx) => tx.head());
          do expect(await pull(store, desks, id, 100)).toEqual([]);
          while (desk.cursor < head);

          const who = agentIn(store, id);
          const held = [...desk.rows.values()].flatMap((row) => (row.e === "conversation" ? row.id : [])).toSorted();
          const seen = store.read((tx) => CONVERSATIONS.filter((one) => mayRead(who, tx.get("conversation", one)!)));
          expect([id, held]).toEqual([id, seen]);
          expect(strangers(store, who, [...desk.rows.values()])).toEqual([]);
          given += desk.rows.size;
        }
        store.close();
      }),
      { numRuns: 150, seed: 38 },
    );
    expect(given).toBeGreaterThan(1_000);
  },
);

test("[H38] whatever of the API somebody asks for, another team's customer is in no answer", { timeout: 60_000 }, async () => {
  const backend = await startTestBackend();
  const ask = async (method: string, path: string, body?: unknown, token?: string): Promise<any> =>
    (await backend.api(path, { method, ...(body === undefined ? {} : { body }), ...(token === undefined ? {} : { token }) })).json();
  for (const id of ["orders", "press"]) await ask("POST", "/api/v1/teams", { id, name: id });
  const [anna, lea] = [
    await ask("POST", "/api/v1/agents", { name: "Anna", role: "agent", teams: ["orders"] }),
    await ask("POST", "/api/v1/agents", { name: "Lea", role: "lead" }),
  ];
  await backend.post(textWebhook({ from: "393339876543", id: "wamid.foreign", name: "Ottavia Zanetti", text: "my rhododendron" }));
  await backend.settled();
  const { id, contactId = "" } = (await backend.json("/api/v1/conversations")).items[0];
  await ask("POST", `/api/v1/conversations/${id}/assign`, { team: "press", note: "about her rhododendron" });
  const message = (await backend.json(`/api/v1/conversations/${id}/messages`)).items[0].id;

  const { paths } = await ask("GET", "/api/v1/openapi.json");
  const reading = Object.keys(paths).filter((path) => "get" in paths[path]);
  const addresses = reading.flatMap((path) => (path.includes("{") ? [id, contactId, message].map((one) => path.replaceAll(/\{\w+\}/g, one)) : [path]));
  expect(addresses.length).toBeGreaterThan(60);
  const toldTo = async (token: string): Promise<readonly string[]> => {
    const told: string[] = [];
    for (const address of addresses) {
      const answer = await (await backend.api(address, { token })).text();
      if (/Ottavia|Zanetti|393339876543|rhododendron/.test(answer) || (answer.includes(id) && !address.includes(id))) told.push(address);
    }
    return told;
  };
  expect(await toldTo(anna.token)).toEqual([]);
  expect(await toldTo(lea.token), "and a lead finds her").toEqual(
    expect.arrayContaining(["/api/v1/conversations", "/api/v1/snapshot", `/api/v1/conversations/${id}/messages`]),
  );
  await backend.stop();
});

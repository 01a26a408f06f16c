import "fake-indexeddb/auto";
import { describe, expect, test } from "vitest";
import { createStore } from "zustand/vanilla";
import { createConsentCommands, type ConsentWish } from "../../renderer/commands/consents.ts";
import { deskContext } from "../../renderer/guard/desk-context.ts";
import { deskFindings } from "../../renderer/guard/desk-findings.ts";
import { openReplica } from "../../renderer/replica/replica.ts";
import { chunksOf } from "../../renderer/replica/snapshot-chunks.ts";
import { consentsOf } from "../../renderer/state/consent-lines.ts";
import type { InboxState } from "../../renderer/state/inbox-state.ts";
import { emptyInbox } from "../../renderer/state/inbox-store.ts";
import { createMirror } from "../../renderer/state/mirror.ts";
import type { ContactConsent } from "../../shared/consent/contact-consent.ts";
import type { Draft } from "../../shared/guard/context.ts";
import { toContactId, toMessageId } from "../../shared/ids.ts";
import type { Template } from "../../shared/inbox/people.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { hours, minus, minutes, plus } from "../../shared/time.ts";
import { createFakeTime } from "./fake-time.ts";
import { aContact, aConversation, anInbound, anna, c, contactRow, conversationRow, messageRow, NOON } from "./inbox-builders.ts";

const zoe = toContactId("p1");
const other = toContactId("p2");
const aLine = (more: Partial<ContactConsent> = {}): ContactConsent => ({
  id: "l1",
  contactId: zoe,
  category: "marketing",
  state: "granted",
  at: minus(NOON, hours(48)),
  source: "website",
  evidence: "https://shop.example/form",
  by: "import",
  ...more,
});
const consentRow = (row: ContactConsent, v: number): VersionedRow => ({ e: "consent", id: row.id, v, row });
const people = [contactRow(aContact(), 1), conversationRow(aConversation({ lastInboundAt: minus(NOON, hours(30)) }), 1)];

let databases = 0;

async function aDesk(rows: readonly VersionedRow[]) {
  const replica = await openReplica(`consents-${++databases}`);
  const writer = await replica.beginSnapshot({ epoch: "e1", seq: 0, scopesHash: "s" });
  for (const chunk of chunksOf(rows)) await writer.add(chunk);
  await writer.finish(NOON);
  const time = createFakeTime(NOON);
  const store = createStore<InboxState>(() => emptyInbox);
  const mirror = createMirror({ store, replica, me: anna, clock: time.clock, timers: time.timers });
  return { mirror, state: store.getState, ledger: (contact = zoe) => consentsOf(store.getState().consents, contact) };
}

describe("the ledgers on the desk", () => {
  test("[S2-13] are unknown until they have been read; a contact without lines then has an empty one", async () => {
    const { ledger, mirror } = await aDesk([...people, consentRow(aLine(), 1)]);
    expect(ledger()).toBeUndefined();
    await mirror.load();
    expect(ledger()).toEqual([aLine()]);
    expect(ledger(other)).toEqual([]);
    expect(ledger(other)).toBe(ledger(toContactId("p3")));
  });

  test("[S2-13] [PF15] take what comes live, and leave the ledgers of others alone", async () => {
    const { ledger, mirror } = await aDesk([...people, consentRow(aLine(), 1), consentRow(aLine({ id: "l9", contactId: other }), 1)]);
    await mirror.load();
    const theirs = ledger(other);
    const stop = aLine({ id: "l2", state: "withdrawn", at: NOON, source: "phone" });
    mirror.rows([consentRow(stop, 2)], [], 0);
    expect(ledger()).toEqual([aLine(), stop]);
    expect(ledger(other)).toBe(theirs);
  });

  test("[S2-13] a row that comes again stands there once, and one that is gone is gone", async () => {
    const { ledger, mirror } = await aDesk([...people, consentRow(aLine(), 1)]);
    await mirror.load();
    mirror.rows([consentRow(aLine(), 2), consentRow(aLine({ id: "l2" }), 2)], [], 0);
    expect(ledger()?.map(({ id }) => id)).toEqual(["l1", "l2"]);
    mirror.rows([{ e: "consent", id: "l1", v: 3, del: true }], [], 0);
    expect(ledger()?.map(({ id }) => id)).toEqual(["l2"]);
  });
});

describe("what the guard says by them, without a network", () => {
  const template: Template = {
    id: "t1",
    name: "spring_sale",
    language: "en",
    category: "MARKETING",
    status: "APPROVED",
    quality: "GREEN",
    body: "Sale!",
    buttons: [],
  };
  const draft: Draft = { kind: "template", name: "spring_sale", language: "en", variables: {} };
  const said = async (lines: readonly ContactConsent[]) => {
    const { mirror, state } = await aDesk([...people, { e: "template", id: "t1", v: 1, row: template }, ...lines.map((line) => consentRow(line, 1))]);
    const before = deskFindings(draft, deskContext({ ...state(), ...known(template) }, c(1), undefined)!, NOON);
    await mirror.load();
    const after = deskFindings(draft, deskContext(state(), c(1), undefined)!, NOON);
    const rules = (findings: typeof after) => findings.map(({ rule }) => rule).filter((rule) => rule === "G-CONSENT" || rule === "G-OPTED-OUT");
    return { before: rules(before), after: rules(after) };
  };
  const known = (row: Template): Partial<InboxState> => ({
    conversations: new Map([[c(1), aConversation({ lastInboundAt: minus(NOON, hours(30)) })]]),
    templates: new Map([["t1", row]]),
  });

  test("[G-CONSENT] nobody is written to unasked without a yes; before the ledgers are read it is silent", async () => {
    expect(await said([])).toEqual({ before: [], after: ["G-CONSENT"] });
    expect(await said([aLine()])).toEqual({ before: [], after: [] });
    expect(await said([aLine({ evidence: undefined })])).toEqual({ before: [], after: ["G-CONSENT"] });
  });

  test("[G-OPTED-OUT] a no of the category and a no to everything stop it", async () => {
    expect((await said([aLine(), aLine({ id: "l2", state: "withdrawn", at: NOON, source: "keyword" })])).after).toEqual(["G-OPTED-OUT"]);
    expect((await said([aLine({ id: "l2", category: "everything", state: "withdrawn", source: "phone", evidence: undefined })])).after).toEqual([
      "G-OPTED-OUT",
    ]);
  });
});

describe("recording", () => {
  type Answer = Response | Error;
  async function recorder(lines: readonly ContactConsent[], ...answers: readonly Answer[]) {
    const message = anInbound({ content: { type: "text", body: "Yes, send me your offers" } });
    const { mirror, state } = await aDesk([...people, messageRow(message, 1), ...lines.map((line) => consentRow(line, 1))]);
    await mirror.load();
    await mirror.openThread(c(1));
    const line = [...answers];
    const asked: unknown[] = [];
    const { recordConsent } = createConsentCommands({
      state,
      clock: { now: () => plus(NOON, minutes(1)) },
      request: async (path, init) => {
        asked.push([`${init?.method} ${path}`, JSON.parse(init?.body as string)]);
        const answer = line.shift();
        if (answer === undefined || answer instanceof Error) throw answer ?? new Error("Nothing more was expected.");
        return answer;
      },
    });
    return { asked, record: (wish: ConsentWish) => recordConsent(zoe, wish) };
  }
  const problem = (name: string, status = 422) => Response.json({ type: `https://greenline.app/problems/${name}`, title: "No.", status }, { status });
  const grant: ConsentWish = { category: "marketing", state: "granted", source: "phone", evidence: "Call 4711" };
  const stopped = aLine({ id: "l2", state: "withdrawn", at: minus(NOON, hours(1)), source: "phone", evidence: undefined });

  test("[S2-8] a message of the customer goes as the proof, by its id alone", async () => {
    const { asked, record } = await recorder([], Response.json({ weak: ["notice-version"] }, { status: 201 }));
    const wish = { category: "marketing", state: "granted", message: toMessageId("m1") } as const;
    expect(await record(wish)).toEqual({ kind: "recorded", weak: ["notice-version"] });
    expect(asked).toEqual([["POST /api/v1/contacts/p1/consents", wish]]);
  });

  test("[S2-15] an agent alone takes nothing up again, and the server need not be asked", async () => {
    const { asked, record } = await recorder([aLine(), stopped]);
    expect(await record({ ...grant, source: "other" })).toEqual({ kind: "refused", fault: "customers-act-missing" });
    expect(await record({ ...grant, evidence: " " })).toEqual({ kind: "refused", fault: "evidence-missing" });
    expect(asked).toEqual([]);
  });

  test("[S2-15] what the customer wrote after the no takes up again; what was written before does not", async () => {
    const wish = { category: "marketing", state: "granted", message: toMessageId("m1") } as const;
    const after = await recorder([stopped], Response.json({}, { status: 201 }));
    expect(await after.record(wish)).toMatchObject({ kind: "recorded" });
    const before = await recorder([{ ...stopped, at: plus(NOON, minutes(1)) }]);
    expect(await before.record(wish)).toEqual({ kind: "refused", fault: "customers-act-missing" });
  });

  test("[S2-12] a no needs no proof, whichever way it came", async () => {
    for (const source of ["phone", "e-mail", "in-person", "whatsapp-thread"]) {
      const { record } = await recorder([], Response.json({}, { status: 201 }));
      expect(await record({ category: "everything", state: "withdrawn", source })).toEqual({ kind: "recorded", weak: [] });
    }
  });

  test("[S2-13] each way in which it was not recorded has its name", async () => {
    const { record } = await recorder(
      [],
      problem("customers-act-missing"),
      problem("no-such-message"),
      problem("something-new"),
      problem("forbidden", 403),
      new Response("<html>", { status: 502 }),
      new TypeError("Failed to fetch"),
    );
    expect(await record(grant)).toEqual({ kind: "refused", fault: "customers-act-missing" });
    expect(await record(grant)).toEqual({ kind: "refused", fault: "no-such-message" });
    expect(await record(grant)).toEqual({ kind: "failed" });
    expect(await record(grant)).toEqual({ kind: "not-allowed" });
    expect(await record(grant)).toEqual({ kind: "failed" });
    expect(await record(grant)).toEqual({ kind: "no-network" });
  });
});

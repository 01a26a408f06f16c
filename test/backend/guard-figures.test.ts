import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { guardFiguresOf } from "../../backend/guard/guard-figures.ts";
import { saveGuardPolicy } from "../../backend/guard/guard-policy.ts";
import type { GuardLogEntry } from "../../backend/store/guard-rows.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toAgentId, toConversationId, toMessageId } from "../../shared/ids.ts";
import { hours, minus, plus, toInstant, type Instant } from "../../shared/time.ts";
import { seededRandom } from "../seeded-random.ts";
import { aConversation, aMessage } from "./store-contract.ts";

const NOW = toInstant(Date.UTC(2026, 10, 22, 12));
const ago = (count: number): Instant => minus(NOW, hours(count));

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "greenline-figures-"));
  store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(new Uint8Array(32).fill(7)) });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const entry = (fields: Partial<GuardLogEntry> & Pick<GuardLogEntry, "at">): GuardLogEntry => ({
  rule: "G-DUPLICATE",
  severity: "confirm",
  conversationId: toConversationId("c1"),
  agentId: toAgentId("sofia"),
  what: "overridden",
  reason: "say-again",
  messageId: toMessageId(`m-${fields.at}`),
  ...fields,
});
const figures = (from = ago(720), to = NOW) => store.read((tx) => guardFiguresOf(tx, from, to, NOW));
const of = (rule: string) => figures().items.find((one) => one.rule === rule)!;
const withdraws = (contact: string, at: Instant) => ({
  id: `${contact}:${at}`,
  contactId: contact as never,
  category: "marketing",
  state: "withdrawn" as const,
  at,
  source: "keyword",
  by: "customer",
});

test("[S0-11] a rule tells how often it held back, was passed and by whom, with which reasons, and how often it was wrong", () => {
  store.write((tx) => {
    tx.logGuard(entry({ at: ago(9), what: "refused", reason: undefined }));
    tx.logGuard(entry({ at: ago(8) }));
    tx.logGuard(entry({ at: ago(7), reason: "wrong-warning", agentId: toAgentId("tomas") }));
    tx.logGuard(entry({ at: ago(6), reason: "wrong-warning" }));
    tx.logGuard(entry({ at: ago(5), what: "heeded", reason: undefined }));
    tx.logGuard(entry({ at: ago(4), rule: "G-NAME" }));
    tx.logGuard(entry({ at: ago(3), what: "mended", reason: undefined }));
  });
  expect(of("G-DUPLICATE")).toMatchObject({
    fired: 5,
    refused: 1,
    overridden: 3,
    heeded: 1,
    mended: 1,
    wrong: 2,
    reasons: [
      { reason: "wrong-warning", count: 2 },
      { reason: "say-again", count: 1 },
    ],
  });
  expect(figures().agents).toMatchObject([
    { agent: "sofia", refused: 1, overridden: 3, heeded: 1, wrong: 1 },
    { agent: "tomas", refused: 0, overridden: 1, heeded: 0, wrong: 1 },
  ]);
});

test("[S0-11] what followed is a reply, a refusal of this message, an opt-out and an undeliverable message, within the period and not after it", () => {
  const at = ago(100);
  const within = hours(72);
  const says = (id: string, when: Instant) => aMessage(id, "c1", { at: when });
  const failed = (id: string, code: number, when: Instant) =>
    aMessage(id, "c1", { at: when, direction: "out", state: "failed", problem: { code, title: "", meaning: "", next: "" } });
  store.write((tx) => {
    tx.put("conversation", "c1", aConversation("c1"));
    tx.put("message", "m1", failed("m1", 131_049, at));
    tx.put("message", "before", says("before", minus(at, hours(1))));
    tx.put("message", "late", says("late", plus(plus(at, within), hours(1))));
    tx.put("message", "line", { ...says("line", plus(at, hours(1))), content: { type: "system", kind: "identity", body: "changed" } });
    tx.logGuard(entry({ at, messageId: toMessageId("m1") }));
  });
  expect(of("G-DUPLICATE").followed).toEqual({ replied: 0, optedOut: 0, maybeBlocked: 0, failed: [{ code: 131_049, count: 1 }], underWay: 0 });

  store.write((tx) => {
    tx.put("message", "reply", says("reply", plus(at, within)));
    tx.put("message", "next", failed("next", 131_026, plus(at, hours(2))));
    tx.put("consent", `contact-of-c1:${at}`, withdraws("contact-of-c1", plus(at, hours(3))));
  });
  expect(of("G-DUPLICATE").followed).toEqual({ replied: 1, optedOut: 1, maybeBlocked: 1, failed: [{ code: 131_049, count: 1 }], underWay: 0 });

  store.write((tx) => saveGuardPolicy(tx, { reach: { followed: { within: hours(1) } } }, "lead", NOW));
  expect(of("G-DUPLICATE").followed).toMatchObject({ replied: 0, optedOut: 0, maybeBlocked: 0 });
});

test("[S0-11] what is not over yet is said to be under way, and what lies outside of the period is not counted", () => {
  store.write((tx) => {
    tx.logGuard(entry({ at: ago(71) }));
    tx.logGuard(entry({ at: ago(73) }));
    tx.logGuard(entry({ at: ago(721) }));
  });
  expect(of("G-DUPLICATE")).toMatchObject({ overridden: 2, followed: { underWay: 1 } });
  expect(figures(ago(72), ago(72)).items.every(({ fired }) => fired === 0)).toBe(true);
});

test("[S0-11] a month of everything counts as by hand", () => {
  const random = seededRandom(20_261_122);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const people = ["sofia", "tomas", "lea"].map(toAgentId);
  const log = Array.from({ length: 400 }, (_, n) =>
    entry({
      at: minus(NOW, hours(1 + Math.floor(random() * 900))),
      rule: pick(["G-DUPLICATE", "G-TOPIC", "G-STALE"] as const),
      agentId: pick(people),
      conversationId: toConversationId(`c${Math.floor(random() * 30)}`),
      what: pick(["refused", "overridden", "overridden", "heeded", "mended"] as const),
      reason: pick(["say-again", "wrong-warning"]),
      messageId: toMessageId(`sent-${n}`),
    }),
  );
  const replies = Array.from({ length: 300 }, (_, n) =>
    aMessage(`in-${n}`, `c${Math.floor(random() * 30)}`, { at: minus(NOW, hours(Math.floor(random() * 900))) }),
  );
  store.write((tx) => {
    for (let n = 0; n < 30; n += 1) tx.put("conversation", `c${n}`, aConversation(`c${n}`, { numberId: `n${n}` as never }));
    for (const reply of replies) tx.put("message", reply.id, reply);
    for (const one of log) tx.logGuard(one);
  });

  const from = ago(720);
  const inside = log.filter(({ at }) => at >= from && at < NOW);
  for (const rule of ["G-DUPLICATE", "G-TOPIC", "G-STALE"]) {
    const own = inside.filter((one) => one.rule === rule);
    const passed = own.filter(({ what }) => what === "overridden");
    const answered = passed.filter(({ at, conversationId }) =>
      replies.some((reply) => reply.conversationId === conversationId && reply.at > at && reply.at <= plus(at, hours(72))),
    );
    const counted = of(rule);
    expect(counted).toMatchObject({
      overridden: passed.length,
      heeded: own.filter(({ what }) => what === "heeded").length,
      mended: own.filter(({ what }) => what === "mended").length,
      refused: own.filter(({ what }) => what === "refused").length,
      wrong: passed.filter(({ reason }) => reason === "wrong-warning").length,
      followed: { replied: answered.length },
    });
    for (const agent of people)
      expect(counted.agents.find((one) => one.agent === agent)?.overridden ?? 0).toBe(passed.filter(({ agentId }) => agentId === agent).length);
  }
});

import { describe, expect, test } from "vitest";
import { deskContext } from "../../renderer/guard/desk-context.ts";
import { TOPIC_CHANGED } from "../../shared/guard/topic/topic-context.ts";
import { deskFindings } from "../../renderer/guard/desk-findings.ts";
import { changedParts } from "../../renderer/guard/guard-question.ts";
import type { InboxState, Thread } from "../../renderer/state/inbox-state.ts";
import { emptyInbox } from "../../renderer/state/inbox-store.ts";
import { toMessageId, toNumberId } from "../../shared/ids.ts";
import type { BusinessNumber } from "../../shared/inbox/people.ts";
import type { TopicContext } from "../../shared/guard/topic/topic-context.ts";
import { hours, minus, minutes, plus, seconds, type Instant } from "../../shared/time.ts";
import { aContact, aConversation, anInbound, anna, c, NOON } from "./inbox-builders.ts";

const aThread = (more: Partial<Thread> = {}): Thread => ({ messages: [anInbound()], notes: [], story: [], hasOlder: false, loadingOlder: false, ...more });
const numberId = toNumberId("n1");
const aNumber: BusinessNumber = {
  id: numberId,
  phoneNumberId: "1",
  displayNumber: "+39 02 1234",
  displayName: "Bike Corner",
  connection: "connected",
  quality: { value: "green", source: "api" },
  limit: { scope: "number", value: 250 },
  enforcement: [{ type: "RESTRICTED_CUSTOMER_INITIATED_MESSAGING", from: minus(NOON, hours(1)), until: plus(NOON, hours(23)), source: "webhook" }],
};

const anInbox = (more: Partial<InboxState> = {}): InboxState => ({
  ...emptyInbox,
  me: anna,
  conversations: new Map([[c(1), aConversation({ numberId })]]),
  contacts: new Map([[aContact().id, aContact({ language: "it" })]]),
  numbers: new Map([[numberId, aNumber]]),
  threads: new Map([[c(1), aThread()]]),
  ...more,
});

test("[G-NUMBER] the desk tells the guard all that the replica knows, and leaves the rest unknown", () => {
  const context = deskContext(anInbox(), c(1), "Europe/Rome")!;
  expect(context).toMatchObject({
    me: anna.id,
    author: { kind: "human", id: anna.id },
    contact: { name: "Zoë Müller", phone: "393331234567", language: "it", lastActivityAt: NOON },
    business: { name: "Bike Corner" },
    number: { connection: "connected", limit: { value: 250 } },
    timeZone: "Europe/Rome",
    topicChanged: false,
  });
  expect([context.consents, context.notifications, context.recentSends, context.author?.trainee]).toEqual([undefined, undefined, undefined, undefined]);
  expect(deskFindings({ kind: "text", text: "Good morning" }, context, NOON)).toMatchObject([{ rule: "G-NUMBER" }]);
});

test("[G-RESOLVED] when it was resolved comes from the story, and only of what is resolved now", () => {
  const story = [{ id: "s1", conversationId: c(1), at: minus(NOON, minutes(9)), kind: "resolve" as const, data: {} }];
  const threads = new Map([[c(1), aThread({ story })]]);
  const resolved = anInbox({ threads, conversations: new Map([[c(1), aConversation({ state: "resolved" })]]) });
  expect(deskContext(resolved, c(1), undefined)?.resolvedAt).toBe(minus(NOON, minutes(9)));
  expect(deskContext(anInbox({ threads }), c(1), undefined)?.resolvedAt).toBeUndefined();
});

test("[PF11] the same state is told as no change, whatever was made anew for it", () => {
  const inbox = anInbox();
  const first = deskContext(inbox, c(1), "Europe/Rome");
  expect(changedParts(first, deskContext({ ...inbox }, c(1), "Europe/Rome")!)).toEqual({});
});

test("[G-TOPIC] a topic changed on purpose is told by the draft, and by the messages sent so until twelve came after", () => {
  const drafted = anInbox({ drafts: new Map([[c(1), { conversationId: c(1), mode: "reply", text: "x", topicChanged: true, updatedAt: NOON }]]) });
  expect(deskContext(drafted, c(1), undefined)?.topicChanged).toBe(true);

  const sent = anInbound({ id: toMessageId("o1"), direction: "out", author: { kind: "human", id: anna.id }, overrides: { "G-TOPIC": TOPIC_CHANGED } });
  const after = (count: number) => Array.from({ length: count }, (_, i) => anInbound({ id: toMessageId(`i${i}`) }));
  const told = (count: number) =>
    deskContext(anInbox({ threads: new Map([[c(1), aThread({ messages: [sent, ...after(count)] })]]) }), c(1), undefined)?.topicChanged;
  expect([told(0), told(11), told(12)]).toEqual([true, true, false]);
});

test("[G-TOPIC] where the check runs with a model, a topic changed on purpose silences it", () => {
  const evidence = { asked: [{ from: 0, to: 5, text: "Where", back: 1 }], spoken: { from: 0, to: 3, text: "Our" }, words: [] };
  const topic: TopicContext = { judge: () => ({ kind: "off", score: -3, confidence: 0.9, evidence }) };
  const draft = { kind: "text", text: "Our new boots" } as const;
  const context = deskContext({ ...anInbox(), numbers: new Map() }, c(1), undefined)!;
  expect(deskFindings(draft, context, NOON, { topic }).map(({ rule }) => rule)).toContain("G-TOPIC");
  expect(deskFindings(draft, { ...context, topicChanged: true }, NOON, { topic }).map(({ rule }) => rule)).not.toContain("G-TOPIC");
});

describe("[I14] [G-WINDOW] by a clock that was not compared with the server's", () => {
  const hello = { kind: "text", text: "Good morning" } as const;
  const found = (lastInboundAt: Instant | undefined, certain: boolean) => {
    const conversations = new Map([[c(1), aConversation({ lastInboundAt })]]);
    const context = deskContext(anInbox({ conversations, numbers: new Map(), offset: { ms: 0, certain } }), c(1), undefined)!;
    return deskFindings(hello, context, NOON).flatMap(({ messageKey, rule, severity }) => (rule === "G-WINDOW" ? [`${severity} ${messageKey}`] : []));
  };

  test("a closed window, and one about to close, are advice; compared, they stop", () => {
    expect(found(minus(NOON, hours(25)), false)).toEqual(["advise guard.window.uncertain"]);
    expect(found(plus(minus(NOON, hours(24)), seconds(30)), false)).toEqual(["advise guard.window.uncertain"]);
    expect(found(minus(NOON, hours(25)), true)).toEqual(["stop guard.window.closed"]);
    expect(found(plus(minus(NOON, hours(24)), seconds(30)), true)).toEqual(["stop guard.window.margin"]);
  });

  test("a window that never opened stops, whatever the time", () => {
    expect(found(undefined, false)).toEqual(["stop guard.window.neverOpened"]);
  });

  test("what is graver stands before it", () => {
    const conversations = new Map([[c(1), aConversation({ numberId, lastInboundAt: minus(NOON, hours(25)) })]]);
    const context = deskContext(anInbox({ conversations, offset: { ms: 0, certain: false } }), c(1), undefined)!;
    expect(deskFindings(hello, context, NOON).at(-1)).toMatchObject({ rule: "G-WINDOW", severity: "advise" });
    expect(deskFindings(hello, context, NOON)[0]).toMatchObject({ rule: "G-NUMBER" });
  });
});

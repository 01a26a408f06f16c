import type { Finding } from "../../shared/guard/finding.ts";
import type { Clock } from "../../shared/time.ts";
import type { Commands } from "../commands/commands.ts";
import { createGuardDrafts } from "../commands/guard-draft.ts";
import { createGuardChecker, openGuardWorker } from "../guard/guard-checker.ts";
import { inboxStore } from "../state/inbox-store.ts";
import { pageTimers } from "../timers.ts";
import { ago, amelia } from "./conversations.ts";
import { tomas } from "./people.ts";

type Finder = (text: string) => readonly Finding[];

/** A place in the text; none where the words are not there. */
function placed(text: string, words: string): { readonly from: number; readonly to: number; readonly text: string } | undefined {
  const from = text.indexOf(words);
  return from < 0 ? undefined : { from, to: from + words.length, text: words };
}

const lastAsked = () => inboxStore.getState().threads.get(amelia)?.messages.at(-1);

const topic: Finder = (text) => {
  const spoken = placed(text, "your voucher");
  if (spoken === undefined || inboxStore.getState().drafts.get(amelia)?.topicChanged === true) return [];
  const asked = { from: 18, to: 55, text: "can I still change the delivery address?", messageId: lastAsked()?.id, back: 1 };
  return [
    {
      rule: "G-TOPIC",
      severity: "confirm",
      messageKey: "guard.topic.hint",
      evidence: { asked: "changing the delivery address", spoken: spoken.text, askedIn: [asked], spokenIn: spoken, words: [spoken], repeated: false },
      remedies: [{ command: "back-to-question" }, { command: "topic-changed" }],
      confidence: 0.93,
    },
  ];
};

const slip =
  (words: string, instead: string, kind: string): Finder =>
  (text) => {
    const place = placed(text, words);
    if (place === undefined) return [];
    return [
      {
        rule: "G-ERRORS",
        severity: "advise",
        messageKey: `guard.errors.${kind}`,
        evidence: { kind, ...place, words },
        remedies: [{ command: "fix", from: place.from, to: place.to, with: instead }],
      },
    ];
  };
const slips: Finder = (text) => [...slip("adress", "address", "spelling")(text), ...slip("recieve", "receive", "spelling")(text)];

const stop: Finder = (text) => {
  const place = placed(text, "BOOTS10");
  if (place === undefined) return [];
  return [
    {
      rule: "G-PERSONAL-DATA",
      severity: "stop",
      messageKey: "guard.personalData.card",
      evidence: { kind: "card", ...place, text: "•••••10", words: "•••••10" },
      remedies: [{ command: "replace", from: place.from, to: place.to, with: "…1111" }],
    },
  ];
};

const collision: Finder = () => [
  {
    rule: "G-COLLISION",
    severity: "confirm",
    messageKey: "guard.collision",
    evidence: { assigneeId: tomas },
    remedies: [{ command: "note-to", agentId: tomas }],
  },
];

const followUp: Finder = () => [
  {
    rule: "G-FOLLOW-UP",
    severity: "confirm",
    messageKey: "guard.followUp",
    evidence: {
      count: 2,
      place: 3,
      messageIds:
        inboxStore
          .getState()
          .threads.get(amelia)
          ?.messages.slice(1, 3)
          .map(({ id }) => id) ?? [],
      lastSentAt: ago(20),
    },
    remedies: [{ command: "send-at", at: ago(-40) }, { command: "merge" }, { command: "resolve" }],
  },
];

const stale: Finder = () => [
  { rule: "G-STALE", severity: "confirm", messageKey: "guard.stale", evidence: { messageIds: [lastAsked()?.id] }, remedies: [{ command: "show-new" }] },
];

const bubbles: Finder = () => [
  {
    rule: "G-PAIR-RATE",
    severity: "advise",
    messageKey: "guard.pairRate.bubbles",
    evidence: { count: 3, messageIds: [], periodMs: 60_000 },
    remedies: [{ command: "merge", messageIds: [] }],
  },
];

const undelivered: Finder = () => [
  {
    rule: "G-UNDELIVERED",
    severity: "confirm",
    messageKey: "guard.undelivered.text",
    evidence: { messageIds: [], count: 1, sentAt: ago(20) },
    remedies: [{ command: "hold-until-delivered" }],
  },
];

const consent: Finder = () => [
  {
    rule: "G-CONSENT",
    severity: "stop",
    messageKey: "guard.consent.none",
    evidence: { category: "UTILITY", template: "order_update", asked: "order-updates, appointments, service" },
    remedies: [{ command: "ask-consent" }, { command: "record-consent" }],
  },
];

const SITUATIONS: Readonly<Record<string, readonly Finder[]>> = {
  topic: [topic, slips],
  stop: [stop, topic, slips],
  confirms: [topic, collision, stale, slips],
  many: [stop, topic, collision, followUp, stale, slips, bubbles],
  later: [followUp, undelivered],
  consent: [consent],
  none: [],
};

/** What the guard of the page without a server says: a situation by name, or `real`: the rules themselves, in their worker. */
export function guardCheck(wish: string | null, clock: Clock): Commands["check"] {
  if (wish !== "real") return async (_id, text) => (SITUATIONS[wish ?? "topic"] ?? []).flatMap((find) => find(text));

  const checker = createGuardChecker({ openWorker: openGuardWorker, timers: pageTimers });
  const drafts = createGuardDrafts({ state: inboxStore.getState, checker, clock, policy: () => undefined });
  return (id, text) => drafts.findings(id, { kind: "text", text, seenInboundAt: inboxStore.getState().drafts.get(id)?.seenInboundAt });
}

import type { Message } from "../../inbox/message.ts";
import { minus, toInstant } from "../../time.ts";
import type { Rule } from "../context.ts";

/** [G-PAIR-RATE] More bubbles than the platform takes to one person, or three where one would have cost a third. */
export const pairRateRule: Rule = (draft, { messages }, { text: { pairRate } }, now) => {
  const own = draft.kind === "text" ? draft.id : undefined;
  const sent = (messages ?? []).filter((message) => message.id !== own && isOnItsWay(message)).toSorted((a, b) => a.at - b.at);

  // A bucket that drains by one message an interval; the burst is how much it holds.
  const interval = pairRate.interval.value;
  let level = 0;
  let last: number | undefined;
  for (const { at } of sent) {
    level = Math.max(0, level - (last === undefined ? 0 : (at - last) / interval)) + 1;
    last = at;
  }
  level = last === undefined ? 0 : Math.max(0, level - Math.max(0, now - last) / interval);
  if (level + 1 > pairRate.burst.value) {
    const nextFreeAt = toInstant(Math.ceil(now + (level + 1 - pairRate.burst.value) * interval));
    const evidence = {
      count: sent.length,
      level: Math.ceil(level),
      burst: pairRate.burst.value,
      intervalMs: interval,
      nextFreeAt,
      source: pairRate.burst.source,
    };
    return [
      {
        rule: "G-PAIR-RATE",
        severity: "advise",
        messageKey: "guard.pairRate.limit",
        evidence,
        remedies: [{ command: "send-at", at: nextFreeAt }, { command: "merge" }],
      },
    ];
  }

  if (draft.kind === "template") return [];
  const heard = (messages ?? []).findLast(({ direction }) => direction === "in")?.at;
  const since = Math.max(heard ?? 0, minus(now, pairRate.period.value));
  const bubbles = sent.filter(({ at, content }) => at > since && content.type === "text");
  if (bubbles.length + 1 < pairRate.bubbles.value) return [];
  const messageIds = bubbles.map(({ id }) => id);
  return [
    {
      rule: "G-PAIR-RATE",
      severity: "advise",
      messageKey: "guard.pairRate.bubbles",
      evidence: { count: bubbles.length + 1, messageIds, periodMs: pairRate.period.value },
      remedies: [{ command: "merge", messageIds }],
    },
  ];
};

const isOnItsWay = ({ direction, state }: Message): boolean => direction === "out" && state !== "failed" && state !== "held" && state !== "cancelled";

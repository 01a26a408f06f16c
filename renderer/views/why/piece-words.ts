import type { ClockKind } from "../../../shared/sla/clock.ts";
import type { ExplanationPiece } from "../../../shared/sla/explanation.ts";
import type { Instant } from "../../../shared/time.ts";
import { en, type MessageKey } from "../../messages/en.ts";
import { localDay } from "../words/local-day.ts";
import { handoffReason } from "../handoffs/handoff-reason.ts";
import { causeWords, reasonWords } from "../words/reason-words.ts";
import { withMeasure } from "../words/clock-time.ts";
import type { Words } from "../words/use-words.ts";
import type { Reason, Reasons } from "./reasons.ts";

/** What a sentence needs besides its own piece. */
export interface Telling {
  readonly reasons: Reasons;
  readonly words: Words;
  readonly now: Instant;
  /** Somebody, or a team, by id. */
  readonly nameOf: (id: string | undefined) => string;
  /** Counted time of this piece, and of all of them, in whole seconds of ms that add up. */
  readonly counted: number;
  readonly parts: readonly number[];
}

type Sentence = (reason: Reason, telling: Telling) => string;

/** [R3] One plain sentence for every kind of piece. A kind that is missing here does not compile. */
export const SENTENCES: Readonly<Record<ExplanationPiece["kind"], Sentence>> = {
  started,
  policy: termsSentence,
  "re-dated": (reason, telling) =>
    telling.words.t("why.redated", { because: becauseWords(reason.data["because"], telling.words.t), terms: termsSentence(reason, telling) }),
  unmatched: ({ data }, { words: { t } }) => t("why.unmatched", { because: becauseWords(data["because"], t) }),
  handoff: ({ data }, { words: { t } }) =>
    data["by"] !== undefined
      ? t("why.takeover")
      : data["reason"] === undefined
        ? t("why.handoff")
        : t("why.handoffReason", { reason: handoffReason(String(data["reason"]), t) }),
  "send-failed": (_reason, { words }) => words.t("why.send-failed"),
  paused: (reason, telling) => byWhom(telling.words.t(reason.data["on"] === "customer" ? "why.paused.customer" : "why.paused.hold"), reason, telling),
  resumed: (reason, telling) => byWhom(telling.words.t(variant("why.resumed", reason.data["because"])), reason, telling),
  open: ({ at, until = at }, { counted, words: { t, time } }) =>
    localDay(at) === localDay(until)
      ? t("why.open", { from: time.second(at), to: time.second(until), time: time.exact(counted) })
      : t("why.openLong", { from: time.stamp(at, at), to: time.stamp(until, at), time: time.exact(counted) }),
  "more-open": ({ at, until = at }, { counted, now, words: { t, time } }) => t("why.more-open", { to: time.stamp(until, now), time: time.exact(counted) }),
  due,
  breached: (_reason, { reasons, words }) => words.t(`why.breached.${partOf(reasons.kind)}`),
  met: (_reason, { reasons, words }) => late(words.t(`why.met.${partOf(reasons.kind)}`), reasons, words),
  unanswered: ({ data }, { words: { t } }) =>
    data["reason"] === undefined ? t("why.unanswered") : t("why.unansweredReason", { reason: reasonWords(String(data["reason"]), t) }),
  "not-needed": ({ data }, { words: { t } }) =>
    data["reason"] === undefined ? t("why.not-needed") : t("why.not-neededReason", { reason: reasonWords(String(data["reason"]), t) }),
  cancelled,
  acknowledged: (reason, telling) =>
    byWhom(telling.words.t("why.acknowledged", { cause: causeWords(String(reason.data["cause"] ?? "other"), telling.words.t) }), reason, telling),
  reopened: (_reason, { words }) => words.t("why.reopened"),
};

/** A newer server may have kinds that this version does not know. */
export const sentenceOf: Sentence = (reason, telling) =>
  (SENTENCES as Readonly<Record<string, Sentence>>)[reason.kind]?.(reason, telling) ?? telling.words.t("why.unknown");

/** Events by what policies read of them; a story speaks in these words already. */
const CHANGED: Readonly<Record<string, string>> = { policyChange: "policy", calendarChange: "calendar", assign: "team", transfer: "team" };

/** What made a due time change: the beginning of a sentence. */
export const becauseWords = (because: string | number | undefined, t: Words["t"]): string => t(variant("why.because", CHANGED[String(because)] ?? because));

function started({ data: { by, reason, to } }: Reason, { nameOf, reasons, words: { t } }: Telling): string {
  switch (by) {
    case "inbound":
      return t(reasons.kind === "resolution" ? "why.started.case" : "why.started.inbound");
    case "handoff":
      return reason === undefined ? t("why.started.handoff") : t("why.started.handoffReason", { reason: handoffReason(String(reason), t) });
    case "assign":
    case "transfer":
      return t("why.started.hop", { to: nameOf(to === undefined ? undefined : String(to)) });
    case "reopen":
      return t("why.started.reopen");
    default:
      return t("why.started.other");
  }
}

function termsSentence({ data }: Reason, { words: { t, time } }: Telling): string {
  const { calendar, calendarVersion, name, policy, target, version } = data;
  const values = { policy: name ?? policy, version };
  if (target === undefined) return t("why.policy.none", values);
  const counted = { ...values, target: time.exact(Number(target)) };
  return calendar === "24/7" ? t("why.policy.always", counted) : t("why.policy.open", { ...counted, calendar, calendarVersion });
}

/** Few stretches are added up before one's eyes. */
const MOST_SUMMED = 4;

function due(_reason: Reason, { parts, reasons: { target }, words: { t, time } }: Telling): string {
  if (target === undefined || parts.length === 0) return t("why.due");
  const said = { target: time.exact(target) };
  return parts.length === 1 || parts.length > MOST_SUMMED
    ? t("why.dueOf", said)
    : t("why.dueSum", { ...said, sum: parts.map((part) => time.exact(part)).join(" + ") });
}

/** [R4] */
function late(what: string, { countsOpenHours, overdue }: Reasons, { t, time }: Words): string {
  if (overdue === undefined) return what;
  return withMeasure(t("why.late", { what, time: time.exact(overdue) }), { ms: overdue, in: countsOpenHours ? "open" : "plain" }, t);
}

function cancelled({ data: { reason, to } }: Reason, { nameOf, words: { t } }: Telling): string {
  if (to !== undefined) return t("why.cancelled.hop", { to: nameOf(String(to)) });
  if (reason === "bot answered") return t("why.cancelled.bot");
  return t(reason === "given to the bot" ? "why.cancelled.given" : "why.cancelled.other");
}

/** Who did it, where that is known. */
const byWhom = (sentence: string, { behind }: Reason, { nameOf, words: { t } }: Telling): string =>
  behind?.type === "story" && behind.by !== undefined ? t("why.by", { text: sentence, who: nameOf(behind.by) }) : sentence;

const partOf = (kind: ClockKind): "reply" | "handoff" | "resolution" => (kind === "handoff" || kind === "resolution" ? kind : "reply");

/** The key of a known variant, else the one that fits all. */
function variant(stem: "why.because" | "why.resumed", of: string | number | undefined): MessageKey {
  const key = `${stem}.${of ?? ""}`;
  return key in en ? (key as MessageKey) : `${stem}.other`;
}

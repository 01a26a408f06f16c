import { days, plus, type Instant } from "../../time.ts";
import { serviceWindow } from "../../window/service-window.ts";
import { startedCategory, templateOf } from "../business-started.ts";
import type { Draft, GuardContext, GuardPolicy, Rule } from "../context.ts";
import type { Finding, Severity } from "../finding.ts";
import { restrictionNamed } from "../number-restrictions.ts";
import type { GuardNumber } from "../reach-context.ts";

/**
 * [G-NUMBER] What the state of our number means for this very send. Reaching the limit and low quality are about what is started, never
 * about answers (S4-7); a restriction is about what the platform says it is. The gravest is said, with the others behind it.
 */
export const numberRule: Rule = (draft, context, { reach }, now) => {
  const { number } = context;
  if (number === undefined) return [];

  const about = { draft, context, number, policy: reach.number, now };
  const found = [...connection(about), ...enforcement(about), ...limit(about), ...quality(about)].toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]);
  const [gravest, ...others] = found;
  if (gravest === undefined) return [];
  return [others.length === 0 ? gravest : { ...gravest, evidence: { ...gravest.evidence, also: others.map(({ messageKey }) => messageKey) } }];
};

const GRAVITY = { stop: 0, confirm: 1, advise: 2 } as const satisfies Record<Severity, number>;

interface About {
  readonly draft: Draft;
  readonly context: GuardContext;
  readonly number: GuardNumber;
  readonly policy: GuardPolicy["reach"]["number"];
  readonly now: Instant;
}

const finding = (
  severity: Severity,
  messageKey: string,
  evidence: Finding["evidence"],
  remedies: Finding["remedies"] = [{ command: "keep-draft" }],
): Finding => ({
  rule: "G-NUMBER",
  severity,
  messageKey,
  evidence,
  remedies,
});

/** [S4-1] A number that is not connected sends nothing. */
function connection({ number }: About): readonly Finding[] {
  const state = number.connection;
  return state === undefined || state === "connected" || state === "unknown" ? [] : [finding("stop", "guard.number.connection", { connection: state })];
}

function enforcement({ context, draft, now, number }: About): readonly Finding[] {
  const started = startedCategory(draft, context, now) !== undefined;
  const isUtility = draft.kind === "template" && templateOf(draft, context)?.category === "UTILITY";
  const touched: ReadonlySet<string> = new Set([started ? "started" : "answers", ...(isUtility ? ["utility"] : [])]);

  return (number.enforcement ?? []).flatMap(({ from, type, until }) => {
    if (now < from || (until !== undefined && now >= until)) return [];
    const { slows = [], stops } = restrictionNamed(type);
    const severity = stops.some((what) => touched.has(what)) ? "stop" : slows.some((what) => touched.has(what)) ? "confirm" : undefined;
    if (severity === undefined) return [];
    // Where answers still go, that is the way on.
    const answersGo = !stops.includes("answers") && serviceWindow(context.conversation, now).kind === "open";
    const evidence = { type, fromAt: from, ...(until === undefined ? {} : { untilAt: until }), answersGo };
    const messageKey = type === "FLAGGED" ? "guard.number.flagged" : until === undefined ? "guard.number.restricted" : "guard.number.restrictedUntil";
    return [finding(severity, messageKey, evidence)];
  });
}

/** [S4-7] [S3-17] People, not messages: whoever was reached outside the window in the last 24 hours costs nothing more. */
function limit({ context, draft, now, number, policy }: About): readonly Finding[] {
  const most = number.limit?.value;
  const used = number.usage24h?.atLeast;
  if (typeof most !== "number" || used === undefined || startedCategory(draft, context, now) === undefined) return [];
  // Advertising in an open window is no new conversation for the platform.
  if (serviceWindow(context.conversation, now).kind === "open") return [];
  if ((context.notifications ?? []).some(({ at, outsideWindow, state }) => outsideWindow && state !== "failed" && at <= now && now < plus(at, days(1))))
    return [];

  const freeAt = number.usage24h?.nextFreeAt;
  const evidence = { used, limit: most, scope: number.limit?.scope, ...(freeAt === undefined ? {} : { freeAt }) };
  const later = freeAt === undefined ? [{ command: "keep-draft" }] : [{ command: "send-at", at: freeAt }];
  if (used >= most) return [finding("stop", "guard.number.limitReached", evidence, later)];
  return used >= most * policy.nearly ? [finding("advise", "guard.number.limitNear", evidence, later)] : [];
}

/** Since October 2025 a low quality does not lower the limit, but it pauses templates and stops growth. So it asks, and advertising rests. */
function quality({ context, draft, now, number, policy }: About): readonly Finding[] {
  const category = startedCategory(draft, context, now);
  if (number.quality === undefined || category === undefined) return [];

  const { since, value } = number.quality;
  const evidence = { quality: value, ...(since === undefined ? {} : { sinceAt: since }) };
  if (value === "red") return [finding(category === "MARKETING" ? "stop" : "confirm", "guard.number.qualityLow", evidence)];
  if (value !== "yellow") return [];
  const isFresh = since !== undefined && now < plus(since, policy.lately);
  return [finding(category === "MARKETING" ? "confirm" : "advise", isFresh ? "guard.number.qualityFalling" : "guard.number.qualityMedium", evidence)];
}

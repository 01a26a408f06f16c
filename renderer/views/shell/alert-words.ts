import type { Alert } from "../../../shared/sla/alert.ts";
import type { Instant } from "../../../shared/time.ts";
import { calendarOfClock } from "../../state/desk-calendars.ts";
import type { InboxState } from "../../state/inbox-state.ts";
import { liesBehindClosedHours } from "../words/clock-time.ts";
import type { Words } from "../words/use-words.ts";

/** [R4] Whether closed hours lie between now and the due time: then a distance would mislead. */
export function isBehindClosedHours({ calendars, conversations }: Pick<InboxState, "calendars" | "conversations">, alert: Alert, now: Instant): boolean {
  const clock = conversations.get(alert.conversationId)?.clocks.find(({ kind, startedAt }) => kind === alert.clock && startedAt === alert.startedAt);
  return clock !== undefined && liesBehindClosedHours(clock, calendarOfClock(calendars, clock), now);
}

interface Telling {
  readonly now: Instant;
  /** Say the due time alone. */
  readonly byTime: boolean;
  /** How a distance is told: shown, or said. */
  readonly left?: (ms: number) => string;
}

/** "Handoff due in 2:12 (14:07)", "First reply missed at 13:52". */
export function alertWords({ clock, dueAt, what }: Alert, { byTime, left, now }: Telling, { t, time }: Pick<Words, "t" | "time">): string {
  const values = { clock: t(`clock.${clock}`), time: time.dated(dueAt, now) };
  if (what === "claim-ended" || what === "overflow") return t(`alerts.queue.${what}`);
  if (what === "breach") return t("alerts.missed", values);
  // It fell due, and whether it was missed has not been said yet.
  if (dueAt <= now) return t("alerts.wasDue", values);
  return byTime ? t("alerts.dueAt", values) : t("alerts.due", { ...values, left: (left ?? time.left)(dueAt - now) });
}

/** More at once than this are told in one. */
export const MOST_NOTICES = 3;

export interface AlertNotice {
  readonly title: string;
  readonly body: string;
  readonly conversationId?: string;
}

/** [B2] What the system says about alerts that have just come: what and who, then clock and due time. Many at once are one. */
export function alertNotices(
  alerts: readonly Alert[],
  nameOf: (alert: Alert) => string,
  now: Instant,
  { t, time }: Pick<Words, "t" | "time">,
): readonly AlertNotice[] {
  if (alerts.length > MOST_NOTICES) {
    const count = (kind: Alert["what"]) => alerts.filter(({ what }) => what === kind).length;
    return [
      {
        title: t("alerts.notice.many", { count: alerts.length }),
        body: t("alerts.notice.manyBody", { missed: time.number(count("breach")), soon: time.number(count("warning")) }),
      },
    ];
  }
  return alerts.map((alert) => ({
    title: t(`alerts.notice.${alert.what}`, { name: nameOf(alert) }),
    body:
      alert.what === "claim-ended" || alert.what === "overflow"
        ? t(`alerts.queue.${alert.what}`)
        : `${t(`clock.${alert.clock}`)}, ${t(alert.what === "breach" ? "context.wasDue" : "context.due", { time: time.until(alert.dueAt, now) })}`,
    conversationId: alert.conversationId,
  }));
}

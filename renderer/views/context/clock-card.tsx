import { Check, Flame, Minus } from "lucide-react";
import { useReducer } from "react";
import type { AgentId, ConversationId, TeamId } from "../../../shared/ids.ts";
import { isOpen } from "../../../shared/inbox/waiting.ts";
import type { Clock } from "../../../shared/sla/clock.ts";
import { elapsed, type CompiledCalendar } from "../../../shared/sla/compile-calendar.ts";
import { readClock } from "../../../shared/sla/reading.ts";
import type { Duration, Instant } from "../../../shared/time.ts";
import { calendarOfClock } from "../../state/desk-calendars.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker, useTicking, useWakeAt } from "../../state/ticker.ts";
import { nextTick, TONES } from "../words/chip-face.ts";
import { countsOpenHours, lengthWords, liesBehindClosedHours, measure, withMeasure } from "../words/clock-time.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./clock-card.module.css";
import { MissCause } from "./miss-cause.tsx";
import { WhyButton } from "./why-button.tsx";

interface Props {
  readonly id: ConversationId;
  readonly clock: Clock;
}

/** One clock: how much is left of what, until when, by which policy, and why. Ended ones take one line. */
export function ClockCard({ id, clock }: Props) {
  return (
    <div className={css["clock"]}>
      {isOpen(clock) ? <OpenClock id={id} clock={clock} /> : <EndedClock id={id} clock={clock} />}
      <MissCause id={id} clock={clock} />
    </div>
  );
}

function EndedClock({ id, clock }: Props) {
  const calendar = useInbox((state) => calendarOfClock(state.calendars, clock));
  const words = useWords();
  const late = clock.breachedAt !== undefined;
  const Icon = late ? Flame : clock.metAt !== undefined ? Check : Minus;
  return (
    <div className={css["ended"]}>
      <span>
        <ClockTitle clock={clock} />
      </span>
      <span className={css["fate"]} data-tone={late ? "bad" : clock.metAt !== undefined ? "ok" : undefined}>
        <Icon size={14} strokeWidth={2} />
        {fateOf(clock, calendar, words)}
      </span>
      <WhyButton id={id} clock={clock} />
    </div>
  );
}

/** [R4] How it ended, and after how long of which time. */
function fateOf(clock: Clock, calendar: CompiledCalendar | undefined, { t, time }: Words): string {
  const { breachedAt, metAt, startedAt, state } = clock;
  if (breachedAt !== undefined && metAt !== undefined) {
    const late = measure(clock, calendar, breachedAt, metAt);
    return withMeasure(t("context.state.late", { time: lengthWords(late, time) }), late, t);
  }
  if (metAt !== undefined) {
    const took = measure(clock, calendar, startedAt, metAt, clock.pausedMs);
    return withMeasure(t("context.state.met", { time: lengthWords(took, time) }), took, t);
  }
  if (breachedAt !== undefined) return t("context.missed");
  return t(`context.state.${state === "not-needed" || state === "cancelled" ? state : "unanswered"}`);
}

function OpenClock({ id, clock }: Props) {
  const words = useWords();
  const ticker = useTicker();
  const calendar = useInbox((state) => calendarOfClock(state.calendars, clock));
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const now = ticker.now();
  const { changesAt, health } = readClock(clock, now);
  useWakeAt(changesAt, redraw);

  const card = useTicking<HTMLDivElement>((node, at, certain) => paint(node, clock, calendar, at, certain, words), [clock, calendar, words]);
  return (
    <div ref={card} className={css["card"]} data-tone={TONES[health]}>
      <p className={css["line"]}>
        <span>
          <ClockTitle clock={clock} />
        </span>
        <b className={css["left"]} />
      </p>
      <div className={css["track"]}>
        <i className={css["bar"]} />
      </div>
      <p className={css["facts"]}>
        <span data-own="" />
        {factsOf(clock, now, words)
          .map((fact) => `${fact} · `)
          .join("")}
        <WhyButton id={id} clock={clock} />
      </p>
    </div>
  );
}

/** Its name, and whose it is where it stands beside the customer's (S14). */
function ClockTitle({ clock: { kind, owner } }: { readonly clock: Clock }) {
  const who = useInbox((state) =>
    owner === undefined ? undefined : (state.agents.get(owner as AgentId)?.name ?? state.teams.get(owner as TeamId)?.name ?? owner),
  );
  const { t } = useWords();
  return who === undefined ? t(`clock.${kind}`) : t("clock.owned", { clock: t(`clock.${kind}`), who });
}

function factsOf(clock: Clock, now: Instant, { t, time }: Pick<Words, "t" | "time">): readonly string[] {
  const { pausedAt, policy, remaining, state, target } = clock;
  if (state === "cancelled") return [t("context.noDeadline")];
  return [
    ...(state === "paused" && pausedAt !== undefined ? [t("held.since", { time: time.until(pausedAt, now) })] : []),
    ...(state === "paused" && remaining !== undefined ? [leftWords(clock, remaining, { t, time })] : []),
    target === undefined ? t("context.noTarget") : time.span(target),
    ...[policy?.name ?? policy?.id].filter((name) => name !== undefined),
    ...(countsOpenHours(clock) ? [t("context.openHours")] : []),
  ];
}

function paint(card: HTMLElement, clock: Clock, calendar: CompiledCalendar | undefined, now: Instant, certain: boolean, words: Words): Instant | undefined {
  const left = card.querySelector("b");
  const bar = card.querySelector("i");
  const own = card.querySelector("[data-own]");
  if (left === null || bar === null) return undefined;

  const { t, time } = words;
  const { dueAt, pausedOn, remaining, startedAt, state, target } = clock;
  const say = (beside: string | undefined) => own !== null && (own.textContent = beside === undefined ? "" : `${beside} · `);
  if (state === "paused") {
    say(undefined);
    left.textContent = t(`chip.held.${pausedOn ?? "hold"}`);
    bar.style.width = remaining === undefined || target === undefined ? "0" : `${(100 - (remaining / target) * 100).toFixed(1)}%`;
    return undefined;
  }
  if (dueAt === undefined) {
    say(undefined);
    left.textContent = clock.kind === "resolution" ? "" : t("context.waited", { time: time.left(now - startedAt) });
    bar.style.width = "0";
    return clock.kind === "resolution" ? undefined : nextTick(startedAt, now);
  }

  bar.style.width = `${shareUsed(clock, dueAt, calendar, now).toFixed(1)}%`;
  const due = t(dueAt > now ? "context.due" : "context.wasDue", { time: time.dated(dueAt, now) });
  const text = time.left(dueAt - now);
  const distance = certain ? text : t("remaining.about", { time: text });
  // [R4] Of the instant and the distance the one that does not mislead stands first.
  const byTime = liesBehindClosedHours(clock, calendar, now);
  left.textContent = byTime ? due : distance;
  say(byTime ? (calendar === undefined ? undefined : ownTime(dueAt, calendar, now, words)) : due);
  return nextTick(dueAt, now);
}

/** [R4] */
function leftWords(clock: Clock, ms: Duration, { t, time }: Pick<Words, "t" | "time">): string {
  const isOpenTime = countsOpenHours(clock);
  return t(isOpenTime ? "context.openLeft" : "context.left", { time: lengthWords({ ms, in: isOpenTime ? "open" : "plain" }, time) });
}

/** [R4] What is left, or how far over it is, in the clock's own time: beside the due instant. */
function ownTime(dueAt: Instant, calendar: CompiledCalendar, now: Instant, { t, time }: Words): string {
  const ms = dueAt > now ? elapsed(calendar, now, dueAt) : elapsed(calendar, dueAt, now);
  return t(dueAt > now ? "context.openLeft" : "context.openOverdue", { time: lengthWords({ ms, in: "open" }, time) });
}

/** Of the target, in the clock's own time where it is known here. */
function shareUsed({ startedAt, target }: Clock, dueAt: Instant, calendar: CompiledCalendar | undefined, now: Instant): number {
  const used = calendar === undefined || target === undefined ? (now - startedAt) / Math.max(1, dueAt - startedAt) : 1 - elapsed(calendar, now, dueAt) / target;
  return Math.min(100, Math.max(0, used * 100));
}

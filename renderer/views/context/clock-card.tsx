import { Check, Flame, Minus } from "lucide-react";
import { useReducer } from "react";
import type { Clock } from "../../../shared/sla/clock.ts";
import { readClock } from "../../../shared/sla/reading.ts";
import type { Instant } from "../../../shared/time.ts";
import { useTicker, useTicking, useWakeAt } from "../../state/ticker.ts";
import { countsClosedHours, nextTick, TONES } from "../words/chip-face.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./clock-card.module.css";

/** One clock: how much is left of what, until when, by which policy. Ended ones take one line. */
export function ClockCard({ clock }: { readonly clock: Clock }) {
  const ended =
    clock.metAt !== undefined || clock.stoppedAt !== undefined || (clock.state !== "running" && clock.state !== "paused" && clock.state !== "breached");
  return ended ? <EndedClock clock={clock} /> : <RunningClock clock={clock} />;
}

function EndedClock({ clock }: { readonly clock: Clock }) {
  const { t, time } = useWords();
  const late = clock.breachedAt !== undefined;
  const met = clock.metAt !== undefined;
  const Icon = late ? Flame : met ? Check : Minus;
  const fate =
    late && clock.metAt !== undefined
      ? t("context.state.late", { time: time.left(clock.metAt - (clock.breachedAt ?? clock.metAt)) })
      : met
        ? t("context.state.met", { time: time.left((clock.metAt ?? clock.startedAt) - clock.startedAt) })
        : t(`context.state.${clock.state === "not-needed" || clock.state === "cancelled" ? clock.state : "unanswered"}`);
  return (
    <div className={css["ended"]}>
      <span>{t(`clock.${clock.kind}`)}</span>
      <span className={css["fate"]} data-tone={late ? "bad" : met ? "ok" : undefined}>
        <Icon size={14} strokeWidth={2} />
        {fate}
      </span>
    </div>
  );
}

function RunningClock({ clock }: { readonly clock: Clock }) {
  const words = useWords();
  const ticker = useTicker();
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const now = ticker.now();
  const { changesAt, health } = readClock(clock, now);
  useWakeAt(changesAt, redraw);

  const card = useTicking<HTMLDivElement>((node, at, certain) => paint(node, clock, at, certain, words), [clock, words]);
  const { t, time } = words;
  return (
    <div ref={card} className={css["card"]} data-tone={TONES[health]}>
      <p className={css["line"]}>
        <span>{t(`clock.${clock.kind}`)}</span>
        <b className={css["left"]} />
      </p>
      <div className={css["track"]}>
        <i className={css["bar"]} />
      </div>
      <p className={css["facts"]}>
        {[
          clock.dueAt === undefined ? undefined : t(health === "breached" ? "context.wasDue" : "context.due", { time: time.until(clock.dueAt, now) }),
          clock.target === undefined ? t("context.noTarget") : time.span(clock.target),
          clock.policy?.name ?? clock.policy?.id,
          clock.calendar === undefined || clock.calendar.id === "24/7" ? undefined : t("context.openHours"),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </div>
  );
}

function paint(card: HTMLElement, clock: Clock, now: Instant, certain: boolean, { t, time }: Words): Instant | undefined {
  const left = card.querySelector("b");
  const bar = card.querySelector("i");
  if (left === null || bar === null) return undefined;

  if (clock.dueAt === undefined) {
    left.textContent = clock.remaining === undefined ? "" : t("context.state.paused", { time: time.left(clock.remaining) });
    bar.style.width = clock.remaining === undefined || clock.target === undefined ? "0" : `${(100 - (clock.remaining / clock.target) * 100).toFixed(1)}%`;
    return undefined;
  }
  const whole = Math.max(1, clock.dueAt - clock.startedAt);
  bar.style.width = `${Math.min(100, Math.max(0, ((now - clock.startedAt) / whole) * 100)).toFixed(1)}%`;
  if (countsClosedHours(clock, now)) {
    left.textContent = t("chip.dueAt", { time: time.until(clock.dueAt, now) });
    return nextTick(clock.dueAt, now);
  }
  const text = time.left(clock.dueAt - now);
  left.textContent = certain ? text : t("remaining.about", { time: text });
  return nextTick(clock.dueAt, now);
}

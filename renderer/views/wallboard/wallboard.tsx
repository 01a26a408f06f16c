import { CloudOff, Flame, Maximize, TriangleAlert } from "lucide-react";
import { WALLBOARD_CLOCKS, type WallboardAnswer } from "../../../shared/wallboard/wallboard-answer.ts";
import { plus, toDuration, toInstant, type Instant } from "../../../shared/time.ts";
import { freshness } from "./freshness.ts";
import type { WallboardState } from "./wallboard-poll.ts";
import type { ScreenWords } from "./wallboard-words.ts";
import css from "./wallboard.module.css";
import { WallboardNumbers } from "./wallboard-numbers.tsx";

interface Props {
  readonly state: WallboardState;
  /** This machine's clock. */
  readonly now: Instant;
  readonly words: ScreenWords;
  /** Absent where the browser has no full screen, or shows it already. */
  readonly onFullScreen?: (() => void) | undefined;
  readonly theme: "light" | "dark";
  readonly onTheme: () => void;
}

/** [BD5] The figures of the board for a room: what is wrong now is the largest. */
export function Wallboard({ now, onFullScreen, onTheme, state, theme, words }: Props) {
  const { t } = words;
  if (state.kind === "refused")
    return (
      <main className={css["said"]} role="alert">
        <TriangleAlert aria-hidden="true" strokeWidth={1.75} />
        <h1>{t("refused")}</h1>
        <p>{t("refusedBody")}</p>
      </main>
    );
  if (state.kind === "starting")
    return (
      <main className={css["said"]} role="status">
        <p>{state.failed ? t("trying") : "Greenline"}</p>
      </main>
    );

  const { answer, at, failing } = state;
  const age = freshness(at, now);
  // Waiting goes on while nobody tells us; it is counted from the server's moment, whatever this machine's clock says.
  const serverNow = plus(toInstant(Date.parse(answer.asOf)), toDuration(Math.max(0, now - at)));
  const since = (text: string | undefined): string | undefined => (text === undefined ? undefined : words.span(serverNow - Date.parse(text)));
  const asOf = words.time(Date.parse(answer.asOf), answer.timeZone);
  return (
    <main className={css["wall"]} data-age={age}>
      <header className={css["head"]}>
        <h1>{answer.team ?? "Greenline"}</h1>
        <p className={css["asOf"]} data-age={age} role="status">
          {age === "fresh" && !failing ? null : <CloudOff aria-hidden="true" strokeWidth={1.75} />}
          {age === "fresh" ? t("asOf", { time: asOf }) : t("stale", { time: asOf, ago: words.span(now - at) })}
        </p>
        <div className={css["ways"]}>
          <button type="button" onClick={onTheme}>
            {t(theme === "dark" ? "light" : "dark")}
          </button>
          {onFullScreen === undefined ? null : (
            <button type="button" onClick={onFullScreen}>
              <Maximize aria-hidden="true" strokeWidth={1.75} />
              {t("fullScreen")}
            </button>
          )}
        </div>
      </header>
      <section className={css["now"]}>
        <Figure
          big
          label={t("breached")}
          value={words.number(answer.breached)}
          tone={answer.breached > 0 ? "bad" : "ok"}
          under={answer.overdueSince === undefined ? undefined : t("overdueFor", { time: since(answer.overdueSince) ?? "" })}
        />
        <Figure
          big
          label={t("soon", { minutes: words.number(answer.soonMs / 60_000) })}
          value={words.number(answer.soon)}
          tone={answer.soon > 0 ? "warn" : "ok"}
        />
        <Figure label={t("queue")} value={words.number(answer.queue)} />
        <Figure label={t("oldest")} value={since(answer.oldestWaitSince) ?? t("nobody")} long />
        <Figure
          label={t("available")}
          value={words.number(answer.agents.available)}
          under={t("of", { all: words.number(answer.agents.all) })}
          tone={answer.agents.available === 0 ? "warn" : undefined}
        />
      </section>
      <Kept answer={answer} words={words} />
      <WallboardNumbers numbers={answer.numbers} timeZone={answer.timeZone} words={words} />
    </main>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly under?: string | undefined;
  readonly tone?: "bad" | "warn" | "ok" | undefined;
  readonly big?: boolean;
  /** Words and figures, which take more room. */
  readonly long?: boolean;
}

/** The sign beside the colour: colour is never alone. */
const SIGNS = { bad: Flame, warn: TriangleAlert } as const;

function Figure({ big = false, label, long = false, tone, under, value }: FigureProps) {
  const Sign = tone === "bad" || tone === "warn" ? SIGNS[tone] : undefined;
  return (
    <div className={css["figure"]} data-tone={tone} data-big={big ? "" : undefined} data-long={long ? "" : undefined} data-digits={Math.min(4, value.length)}>
      <h2>
        {Sign === undefined ? null : <Sign aria-hidden="true" strokeWidth={1.75} />}
        {label}
      </h2>
      <p className={css["value"]}>{value}</p>
      {under === undefined ? null : <p className={css["under"]}>{under}</p>}
    </div>
  );
}

function Kept({ answer: { attainment, goal }, words }: { readonly answer: WallboardAnswer; readonly words: ScreenWords }) {
  const { t } = words;
  return (
    <section className={css["kept"]}>
      <h2 className={css["keptHead"]}>
        {t("today")} <span>{t("target", { goal: words.percent(goal) })}</span>
      </h2>
      {WALLBOARD_CLOCKS.map((clock) => {
        const { met, missed, share } = attainment[clock];
        const under = share !== undefined && share < goal;
        return (
          <div key={clock} className={css["share"]} data-tone={under ? "bad" : share === undefined ? undefined : "ok"}>
            <h3>
              {under ? <TriangleAlert aria-hidden="true" strokeWidth={1.75} /> : null}
              {t(`clock.${clock}`)}
            </h3>
            <p className={css["value"]}>{share === undefined ? "–" : words.percent(share)}</p>
            <p className={css["under"]}>{share === undefined ? t("noneYet") : t("keptOf", { met: words.number(met), all: words.number(met + missed) })}</p>
          </div>
        );
      })}
    </section>
  );
}

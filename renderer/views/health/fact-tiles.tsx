import type { ReactNode } from "react";
import type { BusinessNumber } from "../../../shared/inbox/people.ts";
import { enforcementNow } from "../../../shared/signals/number-state.ts";
import type { Signals } from "../../../shared/signals/signals.ts";
import { isStale } from "../../../shared/signals/staleness.ts";
import type { Instant } from "../../../shared/time.ts";
import { useTicker } from "../../state/ticker.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./fact-tiles.module.css";
import { useRates } from "./use-rates.ts";

type Tone = "ok" | "warn" | "bad" | undefined;

interface Props {
  readonly number: BusinessNumber;
  /** Undefined where nobody has counted. */
  readonly usage: Signals["usage24h"] | undefined;
}

/** [S4-8] What is known of the number, each with where it comes from and how old it is. */
export function FactTiles({ number, usage }: Props) {
  const words = useWords();
  const { t, time } = words;
  const rates = useRates();
  const ticker = useTicker();
  const now = ticker.now();
  const { connection, limit, quality } = number;
  const imposed = enforcementNow(number, now);
  const [first] = imposed;
  const ofLimit = usage === undefined || typeof limit.value !== "number" ? undefined : Math.min(1, usage.atLeast / limit.value);
  return (
    <dl className={css["tiles"]}>
      <Tile
        name={t("health.fact.connection")}
        value={t(`health.connection.${connection}`)}
        tone={connection === "connected" ? "ok" : connection === "unknown" ? undefined : connection === "pending" || connection === "offline" ? "warn" : "bad"}
      >
        {number.canSend === undefined ? null : t(`health.canSend.${number.canSend}`)}
      </Tile>
      <Tile
        name={t("health.fact.quality")}
        value={t(`health.quality.${quality.value}`)}
        tone={({ green: "ok", yellow: "warn", red: "bad", unknown: undefined } as const)[quality.value]}
        stale={isStale(quality.observedAt, now)}
      >
        {quality.since === undefined || quality.value === "unknown" ? null : <span>{t("health.since", { time: time.until(quality.since, now) })}</span>}
        <Age at={quality.observedAt} source={quality.source} now={now} words={words} />
      </Tile>
      <Tile
        name={t("health.fact.limit")}
        value={typeof limit.value === "number" ? time.number(limit.value) : t(`health.limit.${limit.value}`)}
        stale={isStale(limit.observedAt, now)}
      >
        <span>{t(`health.limit.${limit.scope}`)}</span>
        <Age at={limit.observedAt} source={limit.source} now={now} words={words} />
      </Tile>
      {usage === undefined ? null : (
        <Tile
          name={t("health.fact.used")}
          value={time.number(usage.atLeast)}
          tone={ofLimit === undefined || ofLimit < 0.8 ? undefined : ofLimit < 1 ? "warn" : "bad"}
        >
          {ofLimit === undefined ? null : (
            <meter
              className={css["gauge"]}
              min={0}
              max={1}
              value={ofLimit}
              data-tone={ofLimit < 0.8 ? "ok" : ofLimit < 1 ? "warn" : "bad"}
              aria-label={t("health.used.of", { share: rates.percent(ofLimit) })}
            />
          )}
          {ofLimit === undefined ? null : <span>{t("health.used.of", { share: rates.percent(ofLimit) })}</span>}
          <span>{usage.nextFreeAt === undefined ? t("health.used.body") : t("health.used.next", { time: time.until(usage.nextFreeAt, now) })}</span>
        </Tile>
      )}
      <Tile
        name={t("health.fact.enforcement")}
        value={t(first === undefined ? "health.enforcement.none" : "health.enforcement.some")}
        tone={first === undefined ? "ok" : "bad"}
      >
        {first === undefined ? t("health.enforcement.noneBody") : null}
        {imposed.map(({ from, type, until }) => (
          <span key={`${type}${from}`} className={css["imposed"]}>
            <code>{type}</code>
            {until === undefined ? t("health.enforcement.open") : t("health.enforcement.until", { time: time.until(until, now) })}
          </span>
        ))}
      </Tile>
    </dl>
  );
}

function Tile({
  children,
  name,
  stale = false,
  tone,
  value,
}: {
  readonly name: string;
  readonly value: string;
  readonly tone?: Tone;
  readonly stale?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={css["tile"]} data-stale={stale || undefined}>
      <dt>{name}</dt>
      <dd className={css["value"]} data-tone={tone}>
        {value}
      </dd>
      <dd className={css["under"]}>{children}</dd>
    </div>
  );
}

interface AgeProps {
  readonly at: Instant | undefined;
  readonly source: BusinessNumber["quality"]["source"] | undefined;
  readonly now: Instant;
  readonly words: Words;
}

/** [S1-14] Old news says that it is old. */
function Age({ at, now, source, words: { t, time } }: AgeProps) {
  if (at === undefined) return <span className={css["stale"]}>{t("health.neverHeard")}</span>;
  if (isStale(at, now)) return <span className={css["stale"]}>{t("health.stale", { span: time.span(now - at) })}</span>;
  return <span>{t("number.seen", { source: t(`number.source.${source ?? "webhook"}`), time: time.until(at, now) })}</span>;
}

import type { BusinessNumber } from "../../../shared/inbox/people.ts";
import { isStale } from "../../../shared/signals/staleness.ts";
import { minutes, toInstant, type Instant } from "../../../shared/time.ts";
import { isFirstFetch } from "../../state/inbox-state.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Popover } from "../../ui/popover.tsx";
import { phoneWords } from "../words/names.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./title-bar.module.css";

type Tone = "ok" | "warn" | "bad" | "unknown";
const RANK: Readonly<Record<Tone, number>> = { bad: 0, warn: 1, unknown: 2, ok: 3 };

/** Below it a span rounds to no minute at all. */
const HALF_A_MINUTE = minutes(0.5);

/** The number that fares worst, in one line; all of them behind it. */
export function NumberPill() {
  const numbers = useInbox((state) => state.numbers);
  const isUnknown = useInbox(isFirstFetch);
  const words = useWords();
  const ticker = useTicker();
  const now = ticker.now();
  const all = [...numbers.values()].sort((a, b) => RANK[toneOf(a, now)] - RANK[toneOf(b, now)]);
  const worst = all[0];
  if (worst === undefined && isUnknown) return null;
  if (worst === undefined) return <span className={css["pill"]}>{words.t("number.none")}</span>;

  return (
    <Popover
      label={words.t("number.title")}
      align="end"
      width={340}
      trigger={
        <button type="button" className={css["pill"]}>
          <i className={css["dot"]} data-tone={toneOf(worst, now)} />
          <span>{worst.displayName}</span>
          <span className={css["facts"]}>· {[...restrictionOf(worst, now, words), ...bothFacts(worst, words)].join(" · ")}</span>
          <Age number={worst} now={now} words={words} />
        </button>
      }
    >
      {all.map((number) => (
        <section key={number.id} className={css["number"]}>
          <h3 className={css["numberName"]}>
            <i className={css["dot"]} data-tone={toneOf(number, now)} />
            <bdi>{number.displayName}</bdi>
          </h3>
          <p className={css["fact"]}>{phoneWords(number.displayNumber.replace(/\D/gu, ""))}</p>
          {factsOf(number, now, words).map((fact) => (
            <p key={fact} className={css["fact"]}>
              {fact}
            </p>
          ))}
          {number.quality.observedAt === undefined ? null : (
            <p className={css["fact"]}>
              {words.t("number.seen", { source: words.t(`number.source.${number.quality.source}`), time: words.time.until(number.quality.observedAt, now) })}
            </p>
          )}
        </section>
      ))}
    </Popover>
  );
}

/** [S4-8] Quality and limit stand in the frame whatever else there is to say. */
const bothFacts = ({ limit, quality }: BusinessNumber, { t, time }: Words): readonly string[] => [
  t(`number.quality.${quality.value}`),
  typeof limit.value === "number" ? t("number.limit", { value: time.number(limit.value) }) : t(`number.limit.${limit.value}`),
];

/** [S1-14] How old the older of the two is, and by whose word. */
function Age({ now, number: { limit, quality }, words: { t, time } }: { readonly number: BusinessNumber; readonly now: Instant; readonly words: Words }) {
  const at =
    quality.observedAt === undefined || limit.observedAt === undefined ? quality.observedAt : toInstant(Math.min(quality.observedAt, limit.observedAt));
  const source = t(`number.source.${quality.source}`);
  if (at === undefined) return <small className={css["age"]}>{t("number.neverHeard")}</small>;
  const span = time.span(Math.max(0, now - at));
  return (
    <small className={css["age"]} data-stale={isStale(at, now) || undefined} title={source}>
      {isStale(at, now) ? t("number.stale", { span }) : now - at < HALF_A_MINUTE ? t("number.justNow") : t("number.age", { span })}
      <span className={css["source"]}>, {source}</span>
    </small>
  );
}

const enforcementNow = (number: BusinessNumber, now: Instant) =>
  number.enforcement.find(({ from, until }) => from <= now && (until === undefined || until > now));

function toneOf(number: BusinessNumber, now: Instant): Tone {
  if (enforcementNow(number, now) !== undefined || number.connection === "banned" || number.quality.value === "red") return "bad";
  if (number.quality.value === "yellow" || number.connection === "offline" || number.connection === "pending") return "warn";
  return number.quality.value === "green" ? "ok" : "unknown";
}

function restrictionOf(number: BusinessNumber, now: Instant, { t, time }: Words): readonly string[] {
  const enforcement = enforcementNow(number, now);
  if (enforcement === undefined) return [];
  return [enforcement.until === undefined ? t("number.restricted") : t("number.restrictedUntil", { time: time.until(enforcement.until, now) })];
}

function factsOf(number: BusinessNumber, now: Instant, words: Words): readonly string[] {
  const { t, time } = words;
  const { value, scope } = number.limit;
  const restricted = restrictionOf(number, now, words);
  const limit = typeof value === "number" ? `${t("number.limit", { value: time.number(value) })} ${t(`number.limit.${scope}`)}` : t(`number.limit.${value}`);
  const connection = number.connection === "connected" ? [] : [t(`number.connection.${number.connection}`)];
  return [
    ...restricted,
    ...connection,
    t(`number.quality.${number.quality.value}`),
    typeof value === "number" ? t("number.limit", { value: time.number(value) }) : limit,
  ].concat(typeof value === "number" ? [t(`number.limit.${scope}`)] : []);
}

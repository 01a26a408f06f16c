import { CircleCheck, CloudOff, TrendingUp, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import type { WallboardNumber } from "../../../shared/wallboard/wallboard-answer.ts";
import type { ScreenWords } from "./wallboard-words.ts";
import css from "./wallboard.module.css";

interface Props {
  readonly numbers: readonly WallboardNumber[];
  readonly timeZone: string;
  readonly words: ScreenWords;
}

/** So many fit side by side and can still be read. */
const MOST_AT_ONCE = 4;
const TURN_MS = 8_000;

/** Each number's state; only where they do not fit do they take turns, what is in trouble first. */
export function WallboardNumbers({ numbers, timeZone, words }: Props) {
  const [turn, setTurn] = useState(0);
  const pages = Math.max(1, Math.ceil(numbers.length / MOST_AT_ONCE));
  useEffect(() => {
    if (pages === 1) return;
    const timer = setInterval(() => setTurn((before) => before + 1), TURN_MS);
    return () => clearInterval(timer);
  }, [pages]);
  if (numbers.length === 0) return null;

  const page = turn % pages;
  const shown = [...numbers].sort((a, b) => trouble(b) - trouble(a)).slice(page * MOST_AT_ONCE, (page + 1) * MOST_AT_ONCE);
  return (
    <section className={css["numbers"]}>
      {shown.map((number, place) => (
        <div key={place} className={css["number"]} data-tone={toneOf(number)}>
          <h3>
            <bdi>{number.name}</bdi>
          </h3>
          <p>
            <Sign number={number} />
            {stateOf(number, timeZone, words)}
          </p>
        </div>
      ))}
      {pages === 1 ? null : <p className={css["page"]}>{words.t("page", { page: words.number(page + 1), pages: words.number(pages) })}</p>}
    </section>
  );
}

const trouble = ({ alarmed, connected, quality, surgeSince }: WallboardNumber): number =>
  (connected ? 0 : 8) + (surgeSince === undefined ? 0 : 4) + (quality === "red" || alarmed ? 2 : 0) + (quality === "yellow" ? 1 : 0);

function toneOf({ alarmed, connected, quality, surgeSince }: WallboardNumber): "bad" | "warn" | "ok" | undefined {
  if (!connected || quality === "red") return "bad";
  if (surgeSince !== undefined || alarmed || quality === "yellow") return "warn";
  return quality === "green" ? "ok" : undefined;
}

function stateOf({ alarmed, connected, quality, surgeSince }: WallboardNumber, timeZone: string, words: ScreenWords): string {
  if (!connected) return words.t("offline");
  const said = [
    ...(surgeSince === undefined ? [] : [words.t("surge", { time: words.time(Date.parse(surgeSince), timeZone) })]),
    ...(quality === "yellow" || quality === "red" ? [words.t(`quality.${quality}`)] : alarmed ? [words.t("alarm")] : []),
  ];
  return said.length === 0 ? words.t(`quality.${quality}`) : said.join(" · ");
}

function Sign({ number }: { readonly number: WallboardNumber }) {
  const props = { "aria-hidden": true, strokeWidth: 1.75 } as const;
  if (!number.connected) return <CloudOff {...props} />;
  if (number.surgeSince !== undefined) return <TrendingUp {...props} />;
  const tone = toneOf(number);
  if (tone === "bad" || tone === "warn") return <TriangleAlert {...props} />;
  return tone === "ok" ? <CircleCheck {...props} /> : null;
}

import type { TemplateResults } from "../../../../shared/templates/results.ts";
import { useWords } from "../../words/use-words.ts";
import css from "./template-detail.module.css";

const HEIGHT = 44;
const STEP = 7;

/** Sent by day, and how many of them were read; days without any are left out. */
export function Trend({ days }: { readonly days: TemplateResults["days"] }) {
  const { t, time } = useWords();
  const most = Math.max(1, ...days.map(({ sent }) => sent));
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  if (first === undefined || last === undefined) return null;
  const high = (count: number) => (count / most) * HEIGHT;
  return (
    <figure className={css["trend"]}>
      <svg
        viewBox={`0 0 ${Math.max(days.length, 12) * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t("templates.trend", { first, last, most: time.number(most) })}
      >
        {days.map(({ day, read, sent }, index) => (
          <g key={day}>
            <title>{t("templates.trendDay", { day, sent: time.number(sent), read: time.number(read) })}</title>
            <rect className={css["sent"]} x={index * STEP} width={STEP - 2} y={HEIGHT - high(sent)} height={high(sent)} />
            <rect className={css["read"]} x={index * STEP} width={STEP - 2} y={HEIGHT - high(read)} height={high(read)} />
          </g>
        ))}
      </svg>
      <figcaption>
        <span>
          <i data-part="sent" />
          {t("templates.column.sent")}
        </span>
        <span>
          <i data-part="read" />
          {t("templates.column.read")}
        </span>
      </figcaption>
    </figure>
  );
}

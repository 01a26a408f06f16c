import { X } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";
import { explainError } from "../../../../shared/platform/error-codes.ts";
import type { BoardRow } from "../../../../shared/templates/board-rows.ts";
import type { TemplateResults } from "../../../../shared/templates/results.ts";
import type { TemplatePeriod } from "../../../commands/templates.ts";
import { useTicker } from "../../../state/ticker.ts";
import { IconButton } from "../../../ui/button.tsx";
import { TemplateView } from "../../message/template-view.tsx";
import { languageName } from "../../words/names.ts";
import { useWords } from "../../words/use-words.ts";
import { LintLines } from "./lint-lines.tsx";
import { QualityMark, StatusMark } from "./marks.tsx";
import css from "./template-detail.module.css";
import { Trend } from "./trend.tsx";
import { usePercent } from "./use-percent.ts";

interface Props {
  readonly row: BoardRow;
  readonly leads: boolean;
  readonly period: TemplatePeriod;
  readonly onClose: () => void;
}

/** One template: as the customer sees it, what the platform says, what is risky, and how it did. */
export function TemplateDetail({ leads, onClose, period, row: { audience, lint, results, template } }: Props) {
  const { language, t, time } = useWords();
  const ticker = useTicker();
  const percent = usePercent();
  const { nextCategory, reason, statusAt } = template;
  return (
    <SidePanel title={template.name} label={t("templates.detail", { name: template.name })} onClose={onClose}>
      <p className={css["facts"]}>{[t(`template.category.${template.category}`), languageName(template.language, language)].join(" · ")}</p>
      <div className={css["preview"]}>
        <TemplateView template={template} />
      </div>
      <h3>{t("templates.platform")}</h3>
      <dl className={css["pairs"]}>
        <dt>{t("templates.column.status")}</dt>
        <dd>
          <StatusMark template={template} />
          {statusAt === undefined ? null : <small>{t("templates.since", { time: time.when(statusAt, ticker.now()) })}</small>}
          {reason === undefined ? null : <p>{t("templates.reason", { reason })}</p>}
        </dd>
        <dt>{t("templates.column.quality")}</dt>
        <dd>
          <QualityMark template={template} />
        </dd>
        {nextCategory === undefined ? null : (
          <>
            <dt>{t("templates.category")}</dt>
            <dd>
              {nextCategory.at === undefined
                ? t("templates.becomesSoon", { category: t(`template.category.${nextCategory.category}`) })
                : t("templates.becomesAt", { category: t(`template.category.${nextCategory.category}`), time: time.until(nextCategory.at, ticker.now()) })}
            </dd>
          </>
        )}
      </dl>
      <h3>{t("templates.column.risks")}</h3>
      {lint.length === 0 && audience.length === 0 ? <p className={css["facts"]}>{t("templates.noRisksLong")}</p> : <LintLines lines={lint} />}
      {audience.length === 0 ? null : (
        <section className={css["verdict"]} data-verdict="risky">
          <h4>{t("templates.audience")}</h4>
          <ul>
            {audience.map(({ count, kind, limit, of }) => (
              <li key={kind}>{t(`templates.audience.${kind}`, { count, number: time.number(count), of: time.number(of), limit: percent(limit) })}</li>
            ))}
          </ul>
        </section>
      )}
      {leads ? (
        <>
          <h3>{t("templates.results", { count: period })}</h3>
          {results === undefined ? (
            <p className={css["facts"]}>{t("templates.noResults")}</p>
          ) : results.sent === 0 ? (
            <p className={css["facts"]}>{t("templates.notSent")}</p>
          ) : (
            <Results results={results} />
          )}
        </>
      ) : null}
    </SidePanel>
  );
}

function Results({ results }: { readonly results: TemplateResults }) {
  const { t, time } = useWords();
  return (
    <>
      <Trend days={results.days} />
      <dl className={css["pairs"]}>
        {(["sent", "delivered", "read", "replied", "optedOut"] as const).map((column) => (
          <div key={column}>
            <dt>{t(`templates.column.${column}`)}</dt>
            <dd>{time.number(results[column])}</dd>
          </div>
        ))}
        {results.charged.map(({ category, count }) => (
          <div key={category}>
            <dt>
              {t("templates.charged", {
                category: category === "MARKETING" || category === "UTILITY" || category === "AUTHENTICATION" ? t(`template.category.${category}`) : category,
              })}
            </dt>
            <dd>{time.number(count)}</dd>
          </div>
        ))}
      </dl>
      {results.failed.length === 0 ? null : (
        <>
          <h4>{t("templates.failedByCode")}</h4>
          <ul className={css["codes"]}>
            {results.failed.map(({ code, count }) => (
              <li key={code}>
                <b>{time.number(count)}</b> {code === 0 ? t("templates.noCode") : `${code} ${explainError(code).title}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Beside the table, or over it where there is little room. Escape closes it. */
export function SidePanel({
  children,
  label,
  onClose,
  title,
}: {
  readonly title: string;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <aside
      className={css["panel"]}
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={css["head"]}>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <IconButton label={t("common.close")} onClick={onClose}>
          <X size={16} strokeWidth={1.75} />
        </IconButton>
      </header>
      <div className={css["content"]}>{children}</div>
    </aside>
  );
}

import type { GuardFollowedFigures, RuleFigures } from "../../../shared/api/guard-figures.ts";
import { toAgentId } from "../../../shared/ids.ts";
import { en, type MessageKey } from "../../messages/en.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { openTimeWords } from "../policies/open-time.ts";
import { useWords, type Words } from "../words/use-words.ts";
import pageCss from "./guard-settings.module.css";
import css from "./rule-outcome.module.css";
import { spokenNumbers } from "./spoken-numbers.ts";
import { percentWords } from "./value-words.ts";

interface Props {
  readonly figures: RuleFigures;
  readonly withinMs: number;
}

/** What people made of a rule, and what came of it. */
export function RuleOutcome({ figures, withinMs }: Props) {
  const { language, t, time } = useWords();
  const agents = useInbox((state) => state.agents);
  const { fired, followed, overridden, reasons, rule, wrong } = figures;
  if (fired === 0 && figures.heeded === 0) return null;
  return (
    <div className={css["outcome"]}>
      <p>
        {t("guardSet.figures.spoken", spokenNumbers(figures, time.number))}
        {rule === "G-TOPIC" && fired > 0 ? ` · ${t("guardSet.figures.wrongShare", { share: percentWords(wrong / fired, language) })}` : null}
      </p>
      <Tally title={t("guardSet.figures.reasons")} of={overridden} entries={reasons.map(({ count, reason }) => [reasonText(reason, t), count])} />
      <Tally
        title={t("guardSet.figures.people")}
        of={fired}
        entries={figures.agents
          .map(
            ({ agent, mended, overridden: passed, refused }) =>
              [agents.get(toAgentId(agent))?.name ?? t("guardSet.people.unknown"), passed + refused + mended] as const,
          )
          .filter(([, count]) => count > 0)}
      />
      {overridden === 0 ? null : (
        <Tally
          title={t("guardSet.figures.followed", { time: openTimeWords(withinMs, language) })}
          of={overridden}
          entries={followedEntries(followed, t)}
          none={t("guardSet.figures.nothingFollowed")}
          foot={followed.underWay === 0 ? undefined : t("guardSet.figures.underWay", { count: followed.underWay })}
        />
      )}
    </div>
  );
}

/** Ours in the reader's language; what somebody wrote themselves in their own words. */
export const reasonText = (reason: string, t: Words["t"]): string => (`override.${reason}` in en ? t(`override.${reason}` as MessageKey) : reason);

export const followedEntries = ({ failed, maybeBlocked, optedOut, replied }: GuardFollowedFigures, t: Words["t"]): readonly (readonly [string, number])[] =>
  [
    [t("guardSet.figures.replied"), replied] as const,
    ...failed.map(({ code, count }) => [t("guardSet.figures.failedCode", { code }), count] as const),
    [t("guardSet.figures.optedOut"), optedOut] as const,
    [t("guardSet.figures.maybeBlocked"), maybeBlocked] as const,
  ].filter(([, count]) => count > 0);

interface TallyProps {
  readonly title: string;
  readonly of: number;
  readonly entries: readonly (readonly [string, number])[];
  readonly none?: string;
  readonly foot?: string | undefined;
}

function Tally({ entries, foot, none, of, title }: TallyProps) {
  const { t, time } = useWords();
  if (entries.length === 0 && none === undefined) return null;
  return (
    <section className={css["tally"]} aria-label={title}>
      <h4>{title}</h4>
      {entries.length === 0 ? <p className={pageCss["dim"]}>{none}</p> : null}
      <ul>
        {entries.map(([name, count], place) => (
          <li key={`${place} ${name}`}>
            <bdi>{name}</bdi>
            <span className={css["track"]} aria-hidden="true">
              <span style={{ width: `${(100 * count) / Math.max(1, of)}%` }} />
            </span>
            <span>{t("guardSet.figures.ofPassed", { count: time.number(count), of: time.number(of) })}</span>
          </li>
        ))}
      </ul>
      {foot === undefined ? null : <p className={pageCss["dim"]}>{foot}</p>}
    </section>
  );
}

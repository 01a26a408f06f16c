import type { GuardFigures } from "../../../shared/api/guard-figures.ts";
import { Section } from "../settings/section.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./guard-settings.module.css";
import { followedEntries } from "./rule-outcome.tsx";

/** [S0-11] What each person made of what was said to them. */
export function PeopleTable({ figures: { agents } }: { readonly figures: GuardFigures }) {
  const { t, time } = useWords();
  return (
    <Section title={t("guardSet.people")} hint={t("guardSet.people.hint")}>
      {agents.length === 0 ? (
        <p className={css["none"]}>{t("guardSet.people.none")}</p>
      ) : (
        <table className={css["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("guardSet.people.person")}</th>
              <th scope="col">{t("guardSet.figures.overridden")}</th>
              <th scope="col">{t("guardSet.figures.wrong")}</th>
              <th scope="col">{t("guardSet.figures.mended")}</th>
              <th scope="col">{t("guardSet.figures.refused")}</th>
              <th scope="col">{t("guardSet.figures.heeded")}</th>
              <th scope="col">{t("guardSet.people.followed")}</th>
            </tr>
          </thead>
          <tbody>
            {agents.map(({ agent, followed, heeded, mended, name, overridden, refused, wrong }) => (
              <tr key={agent}>
                <th scope="row">
                  <bdi>{name ?? t("guardSet.people.unknown")}</bdi>
                </th>
                <td>{time.number(overridden)}</td>
                <td>{time.number(wrong)}</td>
                <td>{time.number(mended)}</td>
                <td>{time.number(refused)}</td>
                <td>{time.number(heeded)}</td>
                <td className={css["wide"]}>
                  {followedEntries(followed, t)
                    .map(([what, count]) => `${time.number(count)} × ${what}`)
                    .join(", ") || "–"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

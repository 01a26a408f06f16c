import { CircleCheck, TriangleAlert } from "lucide-react";
import { useCommands } from "../../commands/commands-context.tsx";
import type { Intake } from "../../commands/server-facts.ts";
import { useWords } from "../words/use-words.ts";
import { FactsSection } from "./facts-section.tsx";
import css from "./intake-section.module.css";
import { SetAside } from "./set-aside.tsx";
import { UnknownKinds } from "./unknown-kinds.tsx";
import { useFacts } from "./use-facts.ts";

/** What came from the platform, and the honest list of what Greenline could not make sense of. */
export function IntakeSection() {
  const facts = useFacts(useCommands().intake);
  const { t } = useWords();
  return (
    <FactsSection title={t("settings.intake")} hint={t("settings.intake.hint")} facts={facts}>
      {(intake) => (
        <>
          <Figures intake={intake} />
          {intake.received === 0 && intake.duplicates === 0 ? (
            <p className={css["none"]}>{t("settings.intake.nothingYet")}</p>
          ) : notUnderstood(intake) === 0 ? (
            <p className={css["none"]}>
              <CircleCheck size={16} strokeWidth={1.75} />
              {t("settings.intake.allUnderstood")}
            </p>
          ) : null}
          {intake.late === 0 ? null : (
            <p className={css["none"]}>
              <TriangleAlert size={16} strokeWidth={1.75} />
              {t("settings.intake.late", { count: intake.late })}
            </p>
          )}
          {intake.unrecognised.length === 0 ? null : <UnknownKinds kinds={intake.unrecognised} />}
          {intake.setAside.length === 0 ? null : <SetAside bodies={intake.setAside} />}
        </>
      )}
    </FactsSection>
  );
}

function Figures({ intake }: { readonly intake: Intake }) {
  const { t, time } = useWords();
  const figures = [
    { name: t("settings.intake.received"), value: intake.received, hint: t("settings.intake.received.hint") },
    { name: t("settings.intake.duplicates"), value: intake.duplicates, hint: t("settings.intake.duplicates.hint") },
    {
      name: t("settings.intake.unknown"),
      value: notUnderstood(intake),
      hint: t(notUnderstood(intake) === 0 ? "settings.intake.unknown.none" : "settings.intake.unknown.hint"),
    },
  ];
  return (
    <dl className={css["figures"]}>
      {figures.map(({ hint, name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={css["figure"]}>{time.number(value)}</dd>
          <dd className={css["hint"]}>{hint}</dd>
        </div>
      ))}
    </dl>
  );
}

const notUnderstood = ({ setAside, unrecognised }: Intake): number => unrecognised.reduce((sum, { count }) => sum + count, setAside.length);

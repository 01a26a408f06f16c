import { Sparkles } from "lucide-react";
import type { Handoff } from "../../../shared/inbox/conversation.ts";
import { useWords } from "../words/use-words.ts";
import css from "./context-column.module.css";
import { Pair } from "./pair.tsx";
import { Section } from "./section.tsx";

/** What the bot knows, so that the customer is not asked twice. */
export function HandoffSection({ handoff }: { readonly handoff: Handoff }) {
  const { t } = useWords();
  return (
    <Section title={t("context.handoff")}>
      <dl className={css["pairs"]}>
        <Pair name={t("context.handoff.reason")} value={handoff.reason} />
        {handoff.topic === undefined ? null : <Pair name={t("context.handoff.topic")} value={handoff.topic} />}
        {Object.entries(handoff.slots).map(([name, value]) => (
          <Pair key={name} name={name} value={value} />
        ))}
        {handoff.failedAttempts > 0 ? <Pair name={t("context.handoff.tried")} value={t("context.handoff.tries", { count: handoff.failedAttempts })} /> : null}
        {handoff.language === undefined ? null : <Pair name={t("context.handoff.language")} value={handoff.language} />}
      </dl>
      {handoff.summary === undefined ? null : (
        <p className={css["summary"]}>
          <Sparkles size={13} strokeWidth={1.75} />
          {t("context.handoff.summary", { text: handoff.summary })}
        </p>
      )}
    </Section>
  );
}

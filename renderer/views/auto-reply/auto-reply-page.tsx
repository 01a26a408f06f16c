import { Eye } from "lucide-react";
import { useInbox } from "../../state/inbox-store.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import head from "../settings/settings-head.module.css";
import { useWords } from "../words/use-words.ts";
import { AnswerSection } from "./answer-section.tsx";
import css from "./auto-reply.module.css";
import { KeptTrouble } from "./kept-trouble.tsx";
import { useKeptSettings } from "./use-kept-settings.ts";

/** [HO11] What customers hear while nobody is there. */
export function AutoReplyPage() {
  const { autoReply, saveAutoReply } = useCommands();
  const { t } = useWords();
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const answer = useKeptSettings(autoReply, saveAutoReply);

  return (
    <div className={css["page"]}>
      {leads ? null : (
        <div className={head["state"]}>
          <div className={head["line"]}>
            <Eye size={15} strokeWidth={1.75} />
            <p>{t("settings.sla.readOnly")}</p>
          </div>
        </div>
      )}
      <KeptTrouble facts={answer.facts} />
      {answer.settings === undefined ? null : <AnswerSection kept={answer} settings={answer.settings} leads={leads} />}
    </div>
  );
}

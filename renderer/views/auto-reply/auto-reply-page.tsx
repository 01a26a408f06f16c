import { CloudOff, Eye, TriangleAlert } from "lucide-react";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useCommands } from "../../commands/commands-context.tsx";
import facts from "../settings/facts-section.module.css";
import head from "../settings/settings-head.module.css";
import type { Facts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";
import { AnswerSection } from "./answer-section.tsx";
import css from "./auto-reply.module.css";
import { SurgeSection } from "./surge-section.tsx";
import { useKeptSettings } from "./use-kept-settings.ts";

/** [HO11] [HO12] What customers hear while nobody is there, and what happens when too many come at once. */
export function AutoReplyPage() {
  const { autoReply, saveAutoReply, saveSurgePolicy, surge } = useCommands();
  const { t } = useWords();
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const answer = useKeptSettings(autoReply, saveAutoReply);
  const surges = useKeptSettings(surge, saveSurgePolicy);

  return (
    <div className={css["page"]}>
      {leads ? null : (
        <div className={head["line"]}>
          <Eye size={15} strokeWidth={1.75} />
          <p>{t("settings.sla.readOnly")}</p>
        </div>
      )}
      <Trouble facts={answer.facts} />
      {answer.settings === undefined ? null : <AnswerSection kept={answer} settings={answer.settings} leads={leads} />}
      {surges.settings === undefined ? null : (
        <SurgeSection kept={surges} policy={surges.settings} readings={surges.facts.seen?.fact.readings ?? []} leads={leads} />
      )}
    </div>
  );
}

/** Why nothing is shown, or nothing newer. */
function Trouble({ facts: { refresh, seen, state } }: { readonly facts: Facts<unknown> }) {
  const { t } = useWords();
  if (state === "needs-network" || state === "failed")
    return (
      <div className={head["line"]} role="status">
        {state === "failed" ? <TriangleAlert size={15} strokeWidth={1.75} /> : <CloudOff size={15} strokeWidth={1.75} />}
        <p>{t(state === "failed" ? "settings.failed" : seen === undefined ? "settings.needsNetwork" : "settings.sla.offline")}</p>
        <Button size="small" onClick={() => void refresh()}>
          {t("settings.again")}
        </Button>
      </div>
    );
  if (seen !== undefined) return null;
  return (
    <div className={facts["bones"]} role="status" aria-label={t("settings.loading")}>
      <Skeleton width="38%" />
      <Skeleton width="62%" />
      <Skeleton width="51%" />
    </div>
  );
}

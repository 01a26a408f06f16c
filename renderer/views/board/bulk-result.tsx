import { CircleCheck, X } from "lucide-react";
import { useInbox } from "../../state/inbox-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { causeWords } from "../words/reason-words.ts";
import { useWords } from "../words/use-words.ts";
import css from "./board-page.module.css";
import type { Bulk } from "./use-bulk.ts";

/** What became of it: how many, what could not be done and why, and the way back. */
export function BulkResult({ bulk: { dismiss, outcome, undo } }: { readonly bulk: Bulk }) {
  const { t } = useWords();
  const agents = useInbox((state) => state.agents);
  const teams = useInbox((state) => state.teams);
  const offline = useInbox(({ connection }) => connection.kind === "offline");

  const nameOf = (): string => {
    const act = outcome?.act;
    if (act?.kind === "priority") return t(`priority.${act.priority}`);
    if (act?.kind === "acknowledge") return causeWords(act.cause, t);
    if (act?.kind !== "assign" || act.to === "nobody") return t("assign.nobody");
    return ("agent" in act.to ? agents.get(act.to.agent)?.name : teams.get(act.to.team)?.name) ?? "";
  };
  return (
    <div role="status" className={css["result"]}>
      {outcome === undefined ? null : (
        <p className={css["resultLine"]}>
          <CircleCheck size={15} strokeWidth={1.75} />
          <span>
            {outcome.done === 0
              ? t("board.done.none")
              : outcome.back
                ? t("board.done.back", { count: outcome.done })
                : t(`board.done.${outcome.act.kind}`, { count: outcome.done, name: nameOf() })}
            {outcome.skipped.map(({ count, why }) => ` · ${t(`board.skipped.${why}`, { count })}`).join("")}
            {offline && outcome.done > 0 ? ` · ${t("board.done.offline")}` : ""}
          </span>
          {outcome.undo === undefined ? null : (
            <Button look="link" onClick={undo}>
              {t("board.undo")}
            </Button>
          )}
          <IconButton label={t("common.close")} onClick={dismiss}>
            <X size={14} strokeWidth={1.75} />
          </IconButton>
        </p>
      )}
    </div>
  );
}

import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { useEffect } from "react";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { wishKey } from "../../state/returned.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import css from "../shell/notices.module.css";
import { useWords } from "../words/use-words.ts";

/** Good news goes by itself. */
const GOOD_MS = 8_000;

/** After an absence, in one sentence: how much took effect, and how much needs somebody. */
export function Homecoming() {
  const of = useInbox((state) => state.homecoming?.of);
  const pending = useInbox((state) => state.pending);
  const returned = useInbox((state) => state.returned);
  const commands = useCommands();
  const { t } = useWords();

  const open = new Set([...pending.values()].flat().map(({ madeAt, mutation }) => wishKey(mutation, madeAt)));
  const needs = (of ?? []).filter((key) => returned.has(key)).length;
  const waits = (of ?? []).filter((key) => open.has(key) && !returned.has(key)).length;
  const total = of?.length ?? 0;
  const isSeen = useUi((ui) => ui.offlineWork === "returned");
  const isGood = total > 0 && waits === 0 && needs === 0;
  useEffect(() => {
    if (!isGood) return;
    const timer = setTimeout(commands.dismissHomecoming, GOOD_MS);
    return () => clearTimeout(timer);
  }, [commands, isGood]);

  // One thing that simply went needs no report, and nothing is reported before it is known.
  if (isSeen || waits > 0 || total === 0 || (total === 1 && needs === 0)) return null;
  return (
    <div className={css["notice"]} data-kind={needs === 0 ? "info" : "rejected"} role={needs === 0 ? "status" : "alert"}>
      {needs === 0 ? <CircleCheck size={16} strokeWidth={1.75} /> : <TriangleAlert size={16} strokeWidth={1.75} />}
      <div className={css["body"]}>
        <p>{needs === 0 ? t("conflicts.allWent", { count: total }) : t("conflicts.someNeed", { total, done: total - needs, count: needs })}</p>
        {needs === 0 ? null : (
          <div className={css["ways"]}>
            <Button
              look="link"
              onClick={() => {
                commands.dismissHomecoming();
                setUi({ offlineWork: "returned" });
              }}
            >
              {t("conflicts.show")}
            </Button>
          </div>
        )}
      </div>
      <IconButton label={t("common.dismiss")} className={css["close"]} onClick={commands.dismissHomecoming}>
        <X size={14} strokeWidth={1.75} />
      </IconButton>
    </div>
  );
}

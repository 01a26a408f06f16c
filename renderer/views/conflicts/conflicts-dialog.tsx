import { useMemo, useState } from "react";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import type { Returned } from "../../state/returned.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useWords } from "../words/use-words.ts";
import { ConflictCard } from "./conflict-card.tsx";
import css from "./conflicts.module.css";
import { stepFocus, useFirstFocused } from "./step-focus.ts";

/** Everything that came back and needs somebody, each with both sides. It stays until it has been dealt with. */
export function ConflictsDialog() {
  const open = useUi((ui) => ui.offlineWork === "returned");
  const count = useInbox((state) => state.returned.size);
  const { t } = useWords();
  return (
    <Dialog
      open={open}
      onClose={() => setUi({ offlineWork: undefined })}
      title={t(count === 0 ? "conflicts.none" : "conflicts.count", { count })}
      body={t(count === 0 ? "conflicts.noneBody" : "conflicts.body")}
      closeLabel={t("common.close")}
      width={620}
    >
      <Conflicts />
    </Dialog>
  );
}

function Conflicts() {
  const returned = useInbox((state) => state.returned);
  const commands = useCommands();
  const { t } = useWords();
  const [discarded, setDiscarded] = useState<Returned>();
  const list = useFirstFocused("[data-conflict]");
  const inOrder = useMemo(() => [...returned.values()].toSorted((a, b) => a.madeAt - b.madeAt), [returned]);
  return (
    <div ref={list} onKeyDown={(event) => stepFocus(event, "[data-conflict]")}>
      {discarded === undefined ? null : (
        <p className={css["undo"]} role="status">
          <span>{t("conflicts.discarded")}</span>
          {discarded.why.kind === "refused" ? (
            <Button
              look="link"
              autoFocus
              onClick={() => {
                void commands.keepReturned(discarded);
                setDiscarded(undefined);
              }}
            >
              {t("guard.undo")}
            </Button>
          ) : null}
        </p>
      )}
      {inOrder.length === 0 ? null : (
        <ol className={css["list"]} aria-label={t("conflicts.title")}>
          {inOrder.map((each) => (
            <ConflictCard key={each.id} returned={each} onDiscarded={setDiscarded} />
          ))}
        </ol>
      )}
    </div>
  );
}

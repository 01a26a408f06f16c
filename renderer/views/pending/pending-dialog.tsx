import { useState, type KeyboardEvent } from "react";
import type { Mutation } from "../../../shared/sync/mutations.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { stepFocus, useFirstFocused } from "../conflicts/step-focus.ts";
import { useWords } from "../words/use-words.ts";
import { PendingItem } from "./pending-item.tsx";
import css from "./pending.module.css";
import { useWaiting } from "./use-waiting.ts";

/** The one place where everything that waits for the network stands, in order, and can be changed while it waits. */
export function PendingDialog() {
  const open = useUi((ui) => ui.offlineWork === "waits");
  const count = useWaiting().length;
  const { t } = useWords();
  return (
    <Dialog
      open={open}
      onClose={() => setUi({ offlineWork: undefined })}
      title={count === 0 ? t("offline.nothingWaits") : t("offline.waits", { count })}
      body={t(count === 0 ? "pending.none" : "offline.pending.body")}
      closeLabel={t("common.close")}
      width={560}
    >
      <Waiting />
    </Dialog>
  );
}

function Waiting() {
  const waiting = useWaiting();
  const needsMe = useInbox((state) => state.returned.size);
  const commands = useCommands();
  const { t } = useWords();
  const [withdrawn, setWithdrawn] = useState<Mutation>();
  const list = useFirstFocused("[data-waits]");
  const move = (event: KeyboardEvent<HTMLElement>) => stepFocus(event, "[data-waits]");
  return (
    <div ref={list} onKeyDown={move}>
      {withdrawn === undefined ? null : (
        <p className={css["undo"]} role="status">
          <span>{t("pending.withdrawn")}</span>
          <Button
            look="link"
            autoFocus
            onClick={() => {
              void commands.wishAgain(withdrawn);
              setWithdrawn(undefined);
            }}
          >
            {t("guard.undo")}
          </Button>
        </p>
      )}
      {needsMe === 0 ? null : (
        <p className={css["undo"]}>
          <span>{t("conflicts.count", { count: needsMe })}</span>
          <Button look="link" onClick={() => setUi({ offlineWork: "returned" })}>
            {t("conflicts.show")}
          </Button>
        </p>
      )}
      {waiting.length === 0 ? null : (
        <>
          <ol className={css["list"]} aria-label={t("offline.pending.title")}>
            {waiting.map((item) => (
              <PendingItem key={item.id} item={item} onWithdrawn={setWithdrawn} />
            ))}
          </ol>
          <p className={css["keys"]}>{t("pending.keys")}</p>
        </>
      )}
    </div>
  );
}

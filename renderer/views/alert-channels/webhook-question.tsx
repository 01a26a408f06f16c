import { useState } from "react";
import type { AlertWebhook } from "../../commands/alert-channels.ts";
import type { ChangeProblem } from "../../commands/say-to-server.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogFoot } from "../bots/dialog-foot.tsx";
import { useWords } from "../words/use-words.ts";

interface Props {
  readonly does: "secret" | "remove";
  readonly webhook: AlertWebhook;
  readonly onClose: () => void;
  readonly onDone: (name: string, secret?: string) => Promise<void>;
}

/** Says what it means before it is done: neither can be undone. */
export function WebhookQuestion({ does, onClose, onDone, webhook: { id, name } }: Props) {
  const commands = useCommands();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ChangeProblem>();
  const { t } = useWords();

  const act = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const saved = await (does === "secret" ? commands.newAlertWebhookSecret(id) : commands.removeAlertWebhook(id));
    if (saved.kind === "saved") return onDone(name, saved.shown);
    setBusy(false);
    setProblem(saved);
  };
  return (
    <Dialog open onClose={onClose} title={t(`webhooks.${does}Named`, { name })} body={t(`webhooks.${does}Ask`)} closeLabel={t("common.close")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act();
        }}
      >
        <DialogFoot problem={problem} busy={busy} does={t(`webhooks.${does}`)} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

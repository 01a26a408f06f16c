import { useState } from "react";
import type { Bot, BotSaved } from "../../commands/bots.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useWords } from "../words/use-words.ts";
import type { Shown } from "./bots-page.tsx";
import { DialogFoot } from "./dialog-foot.tsx";

interface Props {
  readonly bot: Bot;
  readonly onClose: () => void;
  readonly onDone: (shown?: Shown) => Promise<void>;
}

/** Says what it means before it is done. */
export function NewSecret({ bot, onClose, onDone }: Props) {
  const commands = useCommands();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Exclude<BotSaved, { kind: "saved" }>>();
  const { t } = useWords();

  const make = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const saved = await commands.newBotSecret(bot.id);
    if (saved.kind === "saved") return onDone(saved.secret === undefined ? undefined : { name: bot.name, what: "secret", value: saved.secret });
    setBusy(false);
    setProblem(saved);
  };

  return (
    <Dialog open onClose={onClose} title={t("bots.secret.newNamed", { name: bot.name })} body={t("bots.secret.ask")} closeLabel={t("common.close")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <DialogFoot problem={problem} busy={busy} does={t("bots.secret.new")} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

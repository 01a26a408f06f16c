import { useState } from "react";
import type { BotMade } from "../../commands/bots.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { NameField } from "../settings/name-field.tsx";
import { useWords } from "../words/use-words.ts";
import type { Shown } from "./bots-page.tsx";
import css from "./bots.module.css";
import { DialogFoot } from "./dialog-foot.tsx";

interface Props {
  readonly onClose: () => void;
  readonly onDone: (shown: Shown) => Promise<void>;
}

export function AddBot({ onClose, onDone }: Props) {
  const commands = useCommands();
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Exclude<BotMade, { kind: "made" }>>();
  const { t } = useWords();
  const given = name.trim();
  const missing = tried && given === "";

  const make = async (): Promise<void> => {
    setTried(true);
    if (given === "" || busy) return;
    setBusy(true);
    const made = await commands.makeBot(given);
    if (made.kind === "made") return onDone({ name: given, what: "token", value: made.token });
    setBusy(false);
    setProblem(made);
  };

  return (
    <Dialog open onClose={onClose} title={t("bots.add")} closeLabel={t("common.close")}>
      <form
        className={css["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <NameField label={t("bots.name")} value={name} fault={missing ? t("bots.nameTaken") : undefined} onChange={setName} />
        <DialogFoot problem={problem} busy={busy} does={t("bots.make")} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

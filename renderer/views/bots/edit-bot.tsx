import { useId, useState } from "react";
import type { Bot, BotSaved } from "../../commands/bots.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import fieldsCss from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import type { Shown } from "./bots-page.tsx";
import css from "./bots.module.css";
import { DialogFoot } from "./dialog-foot.tsx";

interface Props {
  readonly bot: Bot;
  readonly onClose: () => void;
  readonly onDone: (shown?: Shown) => Promise<void>;
}

/** Where the bot listens, and the numbers that begin with it. Empty: no address. */
export function EditBot({ bot, onClose, onDone }: Props) {
  const commands = useCommands();
  const all = useInbox((state) => state.numbers);
  const [address, setAddress] = useState(bot.address ?? "");
  const [numbers, setNumbers] = useState<readonly string[]>(bot.numbers);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Exclude<BotSaved, { kind: "saved" }>>();
  const id = useId();
  const { t } = useWords();

  const save = async (wanted: string): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const saved = await commands.saveBot(bot.id, wanted === "" ? { address: null, numbers: [] } : { address: wanted, numbers });
    if (saved.kind === "saved") return onDone(saved.secret === undefined ? undefined : { name: bot.name, what: "secret", value: saved.secret });
    setBusy(false);
    setProblem(saved);
  };
  const turn = (number: string, on: boolean): void => setNumbers(on ? [...numbers, number] : numbers.filter((one) => one !== number));

  return (
    <Dialog open onClose={onClose} title={t("bots.editNamed", { name: bot.name })} closeLabel={t("common.close")} width={480}>
      <form
        className={css["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void save(address.trim());
        }}
      >
        <label className={css["field"]}>
          <span>{t("bots.address")}</span>
          <input
            className={fieldsCss["field"]}
            value={address}
            type="url"
            maxLength={2_000}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            placeholder="https://"
            aria-describedby={`${id}-address`}
            onChange={(event) => setAddress(event.target.value)}
          />
          <span className={css["hint"]} id={`${id}-address`}>
            {t("bots.addressHint")}
          </span>
        </label>
        <fieldset className={css["numbers"]} disabled={address.trim() === ""}>
          <legend>{t("bots.numbers")}</legend>
          {[...all.values()].map((number) => (
            <label key={number.id} className={fieldsCss["check"]}>
              <input type="checkbox" checked={numbers.includes(number.id)} onChange={(event) => turn(number.id, event.target.checked)} />
              <bdi>{number.displayName}</bdi>
            </label>
          ))}
        </fieldset>
        {bot.address === undefined ? null : (
          <p className={css["disconnect"]}>
            <Button look="danger" size="small" onClick={() => void save("")}>
              {t("bots.disconnect")}
            </Button>
            <span className={css["hint"]}>{t("bots.disconnectHint")}</span>
          </p>
        )}
        <DialogFoot problem={problem} busy={busy} does={t("bots.save")} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

import { useId, useState } from "react";
import type { ContactId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Fault } from "../calendars/part.tsx";
import fields from "../policies/fields.module.css";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./agreed-dialog.module.css";

interface Props {
  readonly contact: ContactId;
  readonly onClose: () => void;
}

/** [H45] There is no way back, so the name has to be typed. */
export function EraseDialog({ contact, onClose }: Props) {
  const name = useInbox((state) => contactName(state.contacts.get(contact)));
  const commands = useCommands();
  const { t } = useWords();
  const faultId = useId();
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const isSame = typed.trim().toLocaleLowerCase() === name.trim().toLocaleLowerCase();

  const erase = async () => {
    setBusy(true);
    const outcome = await commands.eraseContact(contact);
    setBusy(false);
    if (outcome.kind !== "done" && outcome.kind !== "gone") return setFault(t(`contact.fault.${outcome.kind}`));
    commands.notice("contact.erased");
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title={t("contact.erase.title", { name })} body={t("contact.erase.body")} closeLabel={t("common.close")} width={460}>
      <form
        className={css["form"]}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isSame && !isBusy) void erase();
        }}
      >
        <label className={css["part"]}>
          <span>{t("contact.erase.type", { name })}</span>
          <input
            className={fields["field"]}
            value={typed}
            autoComplete="off"
            aria-describedby={fault === undefined ? undefined : faultId}
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
        {fault === undefined ? null : <Fault id={faultId}>{fault}</Fault>}
        <div className={css["foot"]}>
          <Button onClick={onClose}>{t("consent.agreed.cancel")}</Button>
          <Button look="danger" type="submit" disabled={!isSame || isBusy}>
            {t(isBusy ? "contact.erasing" : "contact.erase.do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

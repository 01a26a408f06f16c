import { useId, useState } from "react";
import type { Calendars } from "../../../shared/sla/calendar.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import { LONGEST_NAME, nameFault } from "./edit-calendars.ts";
import { Fault } from "./part.tsx";
import css from "./rename-question.module.css";

interface Props {
  readonly name: string;
  readonly calendars: Calendars;
  readonly onRename: (name: string) => void;
  readonly onClose: () => void;
}

/** The name by which policies and people find it. */
export function RenameQuestion({ calendars, name, onClose, onRename }: Props) {
  const { t } = useWords();
  const id = useId();
  const [typed, setTyped] = useState(name);
  const [tried, setTried] = useState(false);
  const fault = nameFault(calendars, name, typed);

  return (
    <Dialog open onClose={onClose} title={t("calendars.rename.title", { name })} body={t("calendars.rename.body")} closeLabel={t("common.close")}>
      <form
        className={css["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (fault === undefined) onRename(typed.trim());
        }}
      >
        <input
          className={fields["field"]}
          aria-label={t("calendars.rename.name")}
          value={typed}
          autoFocus
          maxLength={LONGEST_NAME}
          autoComplete="off"
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setTyped(event.target.value);
            setTried(false);
          }}
          {...(tried && fault !== undefined ? { "aria-invalid": true, "aria-describedby": id } : {})}
        />
        {tried && fault !== undefined ? <Fault id={id}>{t(`calendars.rename.${fault}`)}</Fault> : null}
        <div className={css["answers"]}>
          <Button onClick={onClose}>{t("calendars.cancel")}</Button>
          <Button look="primary" type="submit">
            {t("calendars.rename.do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

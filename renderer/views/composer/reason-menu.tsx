import { Button } from "../../ui/button.tsx";
import { Popover } from "../../ui/popover.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./reason-menu.module.css";

const REASONS = ["customer-asked", "urgent", "agreed", "wrong-warning", "other"] as const;

interface Props {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onReason: (reason: string) => void;
  readonly disabled: boolean;
}

/** Sending against a warning takes one tap more: why. */
export function ReasonMenu({ disabled, onOpen, onReason, open }: Props) {
  const { t } = useWords();
  return (
    <Popover
      label={t("override.title")}
      side="top"
      align="end"
      width={260}
      open={open}
      onOpen={onOpen}
      trigger={
        <Button look="warn" disabled={disabled}>
          {t("composer.sendAnyway")}
        </Button>
      }
    >
      <h3 className={css["title"]}>{t("override.title")}</h3>
      <p className={css["body"]}>{t("override.body")}</p>
      <ul className={css["reasons"]}>
        {REASONS.map((reason) => (
          <li key={reason}>
            <button type="button" className={css["reason"]} onClick={() => onReason(reason)}>
              {t(`override.${reason}`)}
            </button>
          </li>
        ))}
      </ul>
    </Popover>
  );
}

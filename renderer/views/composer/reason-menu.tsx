import { Check } from "lucide-react";
import { useState } from "react";
import type { Finding } from "../../../shared/guard/finding.ts";
import { Button } from "../../ui/button.tsx";
import { Popover } from "../../ui/popover.tsx";
import { useWords } from "../words/use-words.ts";
import { FindingWords } from "./finding-words.tsx";
import css from "./reason-menu.module.css";
import { reasonsFor, type Reason } from "./reasons.ts";

interface Props {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  /** One of each rule is asked. */
  readonly confirms: readonly Finding[];
  /** A reason for each rule: it is sent with the last tap. */
  readonly onReasons: (reasons: Readonly<Record<string, string>>) => void;
  readonly disabled: boolean;
  /** What the button says where it does something else than sending. */
  readonly label?: string | undefined;
}

/** Sending against a warning takes one tap more for each: why. */
export function ReasonMenu({ confirms, disabled, label, onOpen, onReasons, open }: Props) {
  const { t } = useWords();
  const asked = confirms.filter(({ rule }, i) => confirms.findIndex((other) => other.rule === rule) === i);
  return (
    <Popover
      label={t("override.title")}
      side="top"
      align="end"
      width={asked.length > 1 ? 340 : 280}
      open={open}
      onOpen={onOpen}
      trigger={
        <Button look="warn" disabled={disabled}>
          {label ?? t("composer.sendAnyway")}
        </Button>
      }
    >
      <h3 className={css["title"]}>{t("override.title")}</h3>
      <p className={css["body"]}>{t("override.body")}</p>
      <Questions asked={asked} onReasons={onReasons} />
    </Popover>
  );
}

/** Begins anew each time it is opened. */
function Questions({ asked, onReasons }: { readonly asked: readonly Finding[]; readonly onReasons: Props["onReasons"] }) {
  const { t } = useWords();
  const [given, setGiven] = useState<Readonly<Record<string, Reason>>>({});

  const give = (rule: string, reason: Reason) => {
    const all = { ...given, [rule]: reason };
    setGiven(all);
    if (asked.every((finding) => finding.rule in all)) onReasons(all);
  };
  return (
    <div className={css["asked"]}>
      {asked.map((finding) => (
        <section key={finding.rule} className={css["question"]}>
          {asked.length === 1 ? null : (
            <h4 className={css["about"]}>
              <FindingWords finding={finding} />
            </h4>
          )}
          <ul className={css["reasons"]}>
            {reasonsFor(finding).map((reason) => (
              <li key={reason}>
                <button
                  type="button"
                  className={css["reason"]}
                  aria-pressed={asked.length === 1 ? undefined : given[finding.rule] === reason}
                  onClick={() => give(finding.rule, reason)}
                >
                  {t(`override.${reason}`)}
                  {given[finding.rule] === reason ? <Check size={14} strokeWidth={1.75} /> : null}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

import { useState } from "react";
import { FindingWords } from "../composer/finding-words.tsx";
import { ReasonMenu } from "../composer/reason-menu.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./message-fate.module.css";
import type { SendAgain } from "./use-send-again.ts";

/** What stopped it when it was to go again; where a reason is enough, it can be given here. */
export function AgainstIt({ again: { send, tried } }: { readonly again: SendAgain }) {
  const { t } = useWords();
  const [asksReason, setAsksReason] = useState(false);
  if (tried === undefined) return null;

  const { against, leaving, message } = tried;
  const stopped = against.some(({ severity }) => severity === "stop");
  return (
    <div className={css["against"]} role="status">
      <p>{t("waiting.against")}</p>
      {against.map((finding) => (
        <p key={`${finding.rule} ${finding.messageKey}`}>
          <FindingWords finding={finding} />
        </p>
      ))}
      {stopped ? null : (
        <ReasonMenu
          open={asksReason}
          onOpen={setAsksReason}
          confirms={against}
          disabled={false}
          onReasons={(reasons) => {
            setAsksReason(false);
            void send(message, leaving, reasons);
          }}
        />
      )}
    </div>
  );
}

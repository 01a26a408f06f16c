import { BellOff } from "lucide-react";
import { useRef, useState } from "react";
import { optOutConfirmation } from "../../../shared/consent/opt-out-confirmation.ts";
import type { Finding } from "../../../shared/guard/finding.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { wasSaid } from "../../commands/mutate.ts";
import { inboxStore } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { customersLanguages } from "../composer/canned-situation.ts";
import { sentenceText, useFindingSentence } from "../composer/use-finding-sentence.ts";
import { useWords } from "../words/use-words.ts";
import css from "./confirm-opt-out.module.css";
import { useOptOutToConfirm } from "./use-opt-out-to-confirm.ts";

interface Props {
  readonly id: ConversationId;
  /** The line goes with what it was about. */
  readonly onDone: () => void;
}

/** [G-OPTED-OUT] One click says once, in their language, that a no was heard. */
export function ConfirmOptOut({ id, onDone }: Props) {
  const isDue = useOptOutToConfirm(id);
  return isDue ? <Line id={id} onDone={onDone} /> : null;
}

function Line({ id, onDone }: Props) {
  const commands = useCommands();
  const { t } = useWords();
  const [against, setAgainst] = useState<Finding>();
  const [isBusy, setBusy] = useState(false);
  const busy = useRef(false);
  const { language, text } = optOutConfirmation(customersLanguages(inboxStore.getState(), id));

  const confirm = async () => {
    if (busy.current) return;
    busy.current = true;
    setBusy(true);
    setAgainst(undefined);
    try {
      const [first] = await commands.sendText(id, text, { confirmsOptOut: true });
      setAgainst(first);
      if (first === undefined) onDone();
    } catch (error) {
      if (!wasSaid(error)) commands.notice("notice.error", { message: error instanceof Error ? error.message : String(error) });
    } finally {
      busy.current = false;
      setBusy(false);
    }
  };
  return (
    <div className={css["line"]} role="group" aria-label={t("consent.confirm.title")}>
      <BellOff size={16} strokeWidth={1.75} aria-hidden="true" />
      <div className={css["words"]}>
        <p>
          <b>{t("consent.confirm.title")}</b> {t("consent.confirm.body")}
        </p>
        <p className={css["sentence"]} lang={language}>
          {text}
        </p>
        <div className={css["ways"]}>
          <Button size="small" disabled={isBusy} onClick={() => void confirm()}>
            {t("consent.confirm.do")}
          </Button>
        </div>
        {against === undefined ? null : (
          <p className={css["against"]} role="alert">
            <Against finding={against} />
          </p>
        )}
      </div>
    </div>
  );
}

function Against({ finding }: { readonly finding: Finding }) {
  const { t } = useWords();
  return t("consent.confirm.not", { why: sentenceText(useFindingSentence(finding)) });
}

import { useCallback, useState, type ReactNode } from "react";
import type { Finding, Remedy } from "../../../shared/guard/finding.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { toInstant } from "../../../shared/time.ts";
import type { Leaving } from "../../commands/leaving.ts";
import { LeavingLine } from "./leaving-line.tsx";
import { sendAtLabel, type RemedyLabel } from "./remedies.ts";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import { useConsentRemedies } from "./use-consent-remedies.tsx";
import { useLeavingWords } from "./use-leaving-words.ts";

interface Deps {
  /** Sends what stands in the form, then; where a value is missing it says so. */
  readonly send: (leaving: Leaving | undefined) => void;
  /** Puts words into the answer being written; absent where there is none. */
  readonly onText: ((text: string) => void) | undefined;
}

interface TemplateRemedies {
  readonly labelOf: (remedy: Remedy, finding: Finding) => RemedyLabel | undefined;
  /** True where the remedy was one of these. */
  readonly mend: (remedy: Remedy, finding: Finding) => boolean;
  /** When it is to leave, where that is not now. */
  readonly leaving: Leaving | undefined;
  readonly setLeaving: (leaving: Leaving | undefined) => void;
  readonly askTime: () => void;
  readonly line: ReactNode;
  readonly dialog: ReactNode;
}

const nothing = (): void => {};

/** [G-QUIET] [G-CONSENT] What helps a template out that nobody asked for: its time, and a consent. */
export function useTemplateRemedies(id: ConversationId, { onText, send }: Deps): TemplateRemedies {
  const leaves = useLeavingWords(id, "template");
  const consent = useConsentRemedies(id, onText ?? nothing);
  const [leaving, setLeaving] = useState<Leaving>();
  const [asksTime, setAsksTime] = useState(false);
  const { mayAsk } = consent;
  const sendThen = (when: Leaving | undefined) => {
    setLeaving(when);
    send(when);
  };

  return {
    leaving,
    setLeaving,
    askTime: () => setAsksTime(true),
    labelOf: useCallback(
      (remedy) => {
        switch (remedy.command) {
          case "send-at":
            return sendAtLabel(remedy, { leaves });
          case "hold-until-delivered":
          case "record-consent":
            return { key: `remedy.${remedy.command}` };
          case "ask-consent":
            return onText !== undefined && mayAsk() ? { key: "remedy.ask-consent" } : undefined;
          default:
            return undefined;
        }
      },
      [leaves, mayAsk, onText],
    ),
    mend: (remedy, finding) => {
      if (remedy.command === "send-at" && typeof remedy["at"] === "number") sendThen({ sendAt: toInstant(remedy["at"]) });
      else if (remedy.command === "hold-until-delivered") sendThen({ whenDelivered: true });
      else return consent.mend(remedy, finding);
      return true;
    },
    line: leaving === undefined ? null : <LeavingLine id={id} leaving={leaving} onChange={() => setAsksTime(true)} onNow={() => sendThen(undefined)} />,
    dialog: (
      <>
        {consent.dialog}
        {asksTime ? (
          <ScheduleDialog
            id={id}
            kind="template"
            given={leaving !== undefined && "sendAt" in leaving ? leaving.sendAt : undefined}
            onChoose={(sendAt) => {
              setAsksTime(false);
              sendThen({ sendAt });
            }}
            onTemplate={() => setAsksTime(false)}
            onClose={() => setAsksTime(false)}
          />
        ) : null}
      </>
    ),
  };
}

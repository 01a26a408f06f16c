import { useState } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { customerWaits } from "../../../shared/inbox/waiting.ts";
import { writeOutcome, type Outcome, type WrittenOutcome } from "../../../shared/outcomes/outcome.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { inboxStore } from "../../state/inbox-store.ts";
import { useUi } from "../../state/ui-store.ts";
import { channelName, outcomeName } from "../outcomes-settings/outcome-names.ts";
import { openNextAfter } from "../shell/open-conversation.ts";
import { useWords } from "../words/use-words.ts";
import { NumberedChoices } from "./numbered-choices.tsx";
import { ReplyReasons } from "./reply-reasons.tsx";

type Step =
  | { readonly kind: "outcome" }
  | { readonly kind: "channel"; readonly outcome: Outcome }
  | { readonly kind: "reason"; readonly written: WrittenOutcome };

/** [S15] Whoever says one of these has said why no reply is needed. */
const REASONS: Readonly<Record<string, string>> = { redirected: "elsewhere", spam: "spam", duplicate: "duplicate" };

/** [S4-17] [S4-13] What came of it, by the team's own list; then where to, and why a customer who waits needs no reply, where that is not said yet. */
export function ResolveAsQuestion({ id, onDone }: { readonly id: ConversationId; readonly onDone: () => void }) {
  const commands = useCommands();
  const words = useWords();
  const { t } = words;
  const offered = useUi(({ outcomes }) => outcomes).filter(({ retired }) => retired !== true);
  const [step, setStep] = useState<Step>({ kind: "outcome" });

  const resolve = (written: WrittenOutcome, reason?: string) => {
    openNextAfter(id, commands);
    void commands.resolve(id, writeOutcome(written), reason);
    onDone();
  };
  const said = (written: WrittenOutcome) => {
    const conversation = inboxStore.getState().conversations.get(id);
    if (conversation === undefined || !customerWaits(conversation.clocks)) return resolve(written);
    const reason = REASONS[written.key];
    if (reason === undefined) setStep({ kind: "reason", written });
    else resolve(written, reason);
  };
  const choose = (key: string) => {
    const outcome = offered.find((one) => one.key === key);
    if (outcome === undefined) return;
    if (outcome.channels === undefined) said({ key });
    else setStep({ kind: "channel", outcome });
  };

  switch (step.kind) {
    case "outcome":
      return (
        <NumberedChoices
          key="outcome"
          choices={offered.map((outcome) => ({
            value: outcome.key,
            name: outcomeName(outcome, words),
            hint: outcome.need === "unmet" ? t("outcomes.need.unmet") : undefined,
          }))}
          onChoose={choose}
        />
      );
    case "channel": {
      const { channels = [], key } = step.outcome;
      return (
        <>
          <p role="status">{t("outcome.channel")}</p>
          <NumberedChoices
            key="channel"
            choices={channels.map((channel) => ({ value: channel, name: channelName(channel, t) }))}
            onChoose={(channel) => said({ key, channel })}
          />
        </>
      );
    }
    case "reason":
      return (
        <>
          <p role="status">{t("resolveAs.reason")}</p>
          <ReplyReasons onChoose={(reason) => resolve(step.written, reason)} />
        </>
      );
  }
}

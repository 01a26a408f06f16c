import { Globe, Mail, MessageSquareShare, Phone, Store } from "lucide-react";
import { useState } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { outcomeOfReason, writeOutcome } from "../../../shared/outcomes/outcome.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { openNextAfter } from "../shell/open-conversation.ts";
import { useWords } from "../words/use-words.ts";
import { NumberedChoices } from "./numbered-choices.tsx";
import { ReplyReasons } from "./reply-reasons.tsx";

const CHANNELS = [
  { channel: "phone", icon: Phone },
  { channel: "e-mail", icon: Mail },
  { channel: "shop", icon: Store },
  { channel: "website", icon: Globe },
  { channel: "other", icon: MessageSquareShare },
] as const;

/** [S15] [S4-13] One tap says why no reply is needed, and resolves; where the customer was sent elsewhere, one more says where. */
export function ResolveQuestion({ id, onDone }: { readonly id: ConversationId; readonly onDone: () => void }) {
  const commands = useCommands();
  const [elsewhere, setElsewhere] = useState(false);
  const resolve = (outcome: string, reason: string) => {
    openNextAfter(id, commands);
    void commands.resolve(id, outcome, reason);
    onDone();
  };
  if (elsewhere) return <Channels onChoose={(channel) => resolve(writeOutcome({ key: "redirected", channel }), "elsewhere")} />;
  return <ReplyReasons onChoose={(reason) => (reason === "elsewhere" ? setElsewhere(true) : resolve(outcomeOfReason(reason), reason))} />;
}

function Channels({ onChoose }: { readonly onChoose: (channel: string) => void }) {
  const { t } = useWords();
  return (
    <>
      <p role="status">{t("outcome.channel")}</p>
      <NumberedChoices
        choices={CHANNELS.map(({ channel, icon: Icon }) => ({
          value: channel,
          name: t(`outcome.channel.${channel}`),
          icon: <Icon size={16} strokeWidth={1.75} />,
        }))}
        onChoose={onChoose}
      />
    </>
  );
}

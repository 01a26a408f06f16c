import { Globe, Mail, MessageSquareShare, Phone, Store, type LucideIcon } from "lucide-react";
import { useState } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { outcomeOfReason, writeOutcome } from "../../../shared/outcomes/outcome.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useUi } from "../../state/ui-store.ts";
import { channelName } from "../outcomes-settings/outcome-names.ts";
import { openNextAfter } from "../shell/open-conversation.ts";
import { useWords } from "../words/use-words.ts";
import { NumberedChoices } from "./numbered-choices.tsx";
import { ReplyReasons } from "./reply-reasons.tsx";

/** The channels that we bring; a team may have others. */
const ICONS: Readonly<Record<string, LucideIcon>> = { phone: Phone, "e-mail": Mail, shop: Store, website: Globe };

/** [S15] [S4-13] One tap says why no reply is needed, and resolves; where the customer was sent elsewhere, one more says where. */
export function ResolveQuestion({ id, onDone }: { readonly id: ConversationId; readonly onDone: () => void }) {
  const commands = useCommands();
  const [elsewhere, setElsewhere] = useState(false);
  const channels = useUi(({ outcomes }) => outcomes).find(({ key }) => key === "redirected")?.channels ?? NONE;
  const resolve = (outcome: string, reason: string) => {
    openNextAfter(id, commands);
    void commands.resolve(id, outcome, reason);
    onDone();
  };
  if (elsewhere) return <Channels channels={channels} onChoose={(channel) => resolve(writeOutcome({ key: "redirected", channel }), "elsewhere")} />;
  return (
    <ReplyReasons onChoose={(reason) => (reason === "elsewhere" && channels.length > 0 ? setElsewhere(true) : resolve(outcomeOfReason(reason), reason))} />
  );
}

const NONE: readonly string[] = [];

function Channels({ channels, onChoose }: { readonly channels: readonly string[]; readonly onChoose: (channel: string) => void }) {
  const { t } = useWords();
  return (
    <>
      <p role="status">{t("outcome.channel")}</p>
      <NumberedChoices
        choices={channels.map((channel) => {
          const Icon = ICONS[channel] ?? MessageSquareShare;
          return { value: channel, name: channelName(channel, t), icon: <Icon size={16} strokeWidth={1.75} /> };
        })}
        onChoose={onChoose}
      />
    </>
  );
}

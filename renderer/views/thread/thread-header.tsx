import {
  AlarmClock,
  Check,
  CheckCheck,
  ChevronLeft,
  CircleHelp,
  CirclePause,
  CirclePlay,
  Ellipsis,
  HandHelping,
  MailOpen,
  MessageSquareOff,
  RotateCcw,
  Tag,
  UserRound,
} from "lucide-react";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Priority } from "../../../shared/inbox/conversation.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Keys } from "../../ui/keys.tsx";
import { Menu, MenuChoice, MenuItem, MenuLine, MenuTitle } from "../../ui/menu.tsx";
import { ConsentMark } from "../consent/consent-mark.tsx";
import { askNoReply, holdOrRelease, isHeld, leaveUnread, resolveAs, resolveOrAsk } from "../shell/actions.ts";
import { explainUrgent } from "../why/open-why.ts";
import { contactName, isMine } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { ContactFacts } from "./contact-facts.tsx";
import css from "./thread-header.module.css";

const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];

/** Who this is, whose it is, and the three things done most. */
export function ThreadHeader({ id }: { readonly id: ConversationId }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const contact = useInbox((state) => (conversation === undefined ? undefined : state.contacts.get(conversation.contactId)));
  const me = useInbox((state) => state.me?.id);
  const assignee = useInbox((state) => (conversation?.assigneeId === undefined ? undefined : state.agents.get(conversation.assigneeId)?.name));
  const commands = useCommands();
  const { t } = useWords();
  if (conversation === undefined) return null;

  const icon = { size: 15, strokeWidth: 1.75 } as const;
  const ask = (kind: "assign" | "label" | "snooze") => setUi({ asking: { kind, conversationId: id } });
  const held = isHeld(conversation);
  const who = isMine(conversation, me) ? t("common.you") : (assignee ?? t("common.unknown"));
  return (
    <header className={css["header"]} data-unowned={conversation.assigneeId === undefined ? "" : undefined}>
      <IconButton label={t("thread.back")} className={css["back"]} onClick={() => (commands.closeThread(id), setUi({ opened: undefined }))}>
        <ChevronLeft size={18} strokeWidth={1.75} />
      </IconButton>
      <div className={css["who"]}>
        <h2 className={css["name"]}>
          <bdi>{contactName(contact)}</bdi>
        </h2>
        <div className={css["facts"]}>
          <ConsentMark id={id} />
          <ContactFacts id={id} />
        </div>
      </div>
      {conversation.topic === undefined ? null : (
        <Button size="small" className={css["topic"]} aria-label={`${t("thread.topic")}: ${conversation.topic}`} onClick={() => ask("label")}>
          <bdi>{conversation.topic}</bdi>
        </Button>
      )}
      {conversation.assigneeId === undefined ? (
        <>
          <Button className={css["action"]} onClick={() => void commands.claim(id)}>
            <HandHelping {...icon} />
            <span>{t("thread.claim")}</span>
          </Button>
          <IconButton label={t("thread.assign")} shortcut="a" framed onClick={() => ask("assign")}>
            <UserRound {...icon} />
          </IconButton>
        </>
      ) : (
        <Button className={css["action"]} aria-label={`${t("thread.assign")}: ${who}`} onClick={() => ask("assign")}>
          <UserRound {...icon} />
          <span>{who}</span>
        </Button>
      )}
      <IconButton label={t("thread.snooze")} shortcut="s" framed onClick={() => ask("snooze")}>
        <AlarmClock {...icon} />
      </IconButton>
      {conversation.state === "resolved" ? (
        <Button className={css["action"]} onClick={() => void commands.reopen(id)}>
          <RotateCcw {...icon} />
          <span>{t("thread.reopen")}</span>
        </Button>
      ) : (
        <Button className={css["action"]} onClick={() => resolveOrAsk(id, commands)}>
          <Check {...icon} />
          <span>{t("thread.resolve")}</span>
        </Button>
      )}
      <Menu
        label={t("thread.more")}
        align="end"
        trigger={
          <IconButton label={t("thread.more")}>
            <Ellipsis size={17} strokeWidth={1.75} />
          </IconButton>
        }
      >
        <MenuItem icon={<MailOpen {...icon} />} shortcut="u" onSelect={() => leaveUnread(id, commands)}>
          {t("thread.unread")}
        </MenuItem>
        <MenuItem icon={<Tag {...icon} />} shortcut="l" onSelect={() => ask("label")}>
          {t("context.editLabels")}
        </MenuItem>
        <MenuLine />
        <MenuItem icon={<CheckCheck {...icon} />} shortcut="Shift+E" disabled={conversation.state === "resolved"} onSelect={() => resolveAs(id)}>
          {t("action.resolveAs")}
        </MenuItem>
        <MenuItem icon={<MessageSquareOff {...icon} />} shortcut="x" onSelect={() => askNoReply(id, commands)}>
          {t("action.noReply")}
        </MenuItem>
        <MenuItem icon={held ? <CirclePlay {...icon} /> : <CirclePause {...icon} />} shortcut="h" onSelect={() => holdOrRelease(id, commands)}>
          {t(held ? "action.release" : "action.holdOnly")}
        </MenuItem>
        <MenuItem icon={<CircleHelp {...icon} />} shortcut="w" onSelect={() => explainUrgent(id, commands)}>
          {t("action.why")}
        </MenuItem>
        <MenuLine />
        <MenuTitle>
          {t("thread.priority")} <Keys keys="p" />
        </MenuTitle>
        <MenuChoice
          value={conversation.priority}
          options={PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
          onChoose={(priority) => void commands.setPriority(id, priority)}
        />
      </Menu>
    </header>
  );
}

import {
  AlarmClock,
  ChevronsUp,
  CircleCheckBig,
  CirclePause,
  CirclePlay,
  CloudUpload,
  FileText,
  Hand,
  MessageSquareText,
  RotateCcw,
  SquarePen,
  StickyNote,
  Tag,
  Undo2,
  UserRound,
  type LucideIcon,
} from "lucide-react";
import type { KeyboardEvent } from "react";
import { toConversationId, toMessageId } from "../../../shared/ids.ts";
import type { Mutation, MutationKind } from "../../../shared/sync/mutations.ts";
import { toInstant } from "../../../shared/time.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { PendingMutation } from "../../state/inbox-state.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { setUi } from "../../state/ui-store.ts";
import { modeOf, wordsIn } from "../../state/returned.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { openConversation } from "../shell/open-conversation.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./pending.module.css";
import { useFateWords } from "./use-fate-words.ts";
import { useWishWords } from "./use-wish-words.ts";

interface Props {
  readonly item: PendingMutation;
  readonly onWithdrawn: (mutation: Mutation) => void;
}

/** One thing that waits: what, for whom, since when, what will become of it, and how to change it. */
export function PendingItem({ item, onWithdrawn }: Props) {
  const { id, madeAt, mutation } = item;
  const conversationId = toConversationId(mutation.conversationId);
  const contact = useInbox((state) => {
    const conversation = state.conversations.get(conversationId);
    return conversation === undefined ? undefined : state.contacts.get(conversation.contactId);
  });
  const commands = useCommands();
  const ticker = useTicker();
  const wishWords = useWishWords();
  const fate = useFateWords(mutation);
  const { t, time } = useWords();
  // Only its own author's message can still be taken back once it may have left; the rest has happened or has not.
  const onItsWay = commands.isOnItsWay(id);
  const name = contactName(contact);
  const words = wishWords(mutation);

  const goTo = () => {
    setUi({ offlineWork: undefined });
    openConversation(conversationId, commands);
  };
  const withdraw = async () => {
    if (await commands.withdraw(id)) return onWithdrawn(mutation);
    if (mutation.kind === "send") return commands.cancelMessage(conversationId, toMessageId(mutation.clientId));
    commands.notice("pending.tooLate");
  };
  const edit = mutation.kind === "send" || mutation.kind === "note" ? wordsIn(mutation) : undefined;
  const editWords = (text: string) => {
    goTo();
    const kept = mutation.kind === "send" ? { replaces: optionalId(mutation.replaces), sendAt: optionalInstant(mutation.sendAt) } : {};
    setUi({ broughtBack: { conversationId, text, mode: modeOf(mutation), ...kept, onTaken: () => void takeOut() } });
  };
  /** The words stand in the draft: only now may they leave the queue. */
  const takeOut = async () => {
    await commands.keepDrafts();
    if (!(await commands.withdraw(id)) && mutation.kind === "send") await commands.cancelMessage(conversationId, toMessageId(mutation.clientId));
  };
  const askAgain = mutation.kind === "snooze" || mutation.kind === "priority" ? mutation.kind : undefined;
  const mayEdit = askAgain !== undefined || (edit !== undefined && (!onItsWay || mutation.kind === "send"));
  const change = () => {
    if (askAgain !== undefined) return setUi({ offlineWork: undefined, asking: { kind: askAgain, conversationId } });
    if (edit !== undefined) editWords(edit);
  };
  const mayWithdraw = !onItsWay || mutation.kind === "send";

  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter") goTo();
    else if (event.key === "e" && mayEdit) change();
    else if ((event.key === "Delete" || event.key === "Backspace" || event.key === "d") && mayWithdraw) void withdraw();
    else return;
    event.preventDefault();
  };

  const Icon = ICONS[mutation.kind] ?? CloudUpload;
  return (
    <li className={css["item"]} data-waits="" tabIndex={0} aria-label={t("pending.say", { what: words, name })} onKeyDown={onKeyDown}>
      <Icon size={16} strokeWidth={1.75} />
      <div className={css["body"]}>
        <p className={css["what"]}>
          <bdi>{words}</bdi>
        </p>
        <p className={css["meta"]}>
          <Button look="link" onClick={goTo}>
            <bdi>{name}</bdi>
          </Button>
          <span>{t("pending.made", { time: time.when(madeAt, ticker.now()) })}</span>
          {onItsWay ? <span>{t("pending.onItsWay")}</span> : null}
        </p>
        {fate === undefined ? null : (
          <p className={css["fate"]} data-tone={fate.isTrouble ? "warn" : undefined}>
            {fate.sentence}
          </p>
        )}
      </div>
      <div className={css["ways"]}>
        {mayEdit ? (
          <IconButton label={t("pending.edit")} shortcut="e" onClick={change}>
            <SquarePen size={15} strokeWidth={1.75} />
          </IconButton>
        ) : null}
        {mayWithdraw ? (
          <IconButton label={t("pending.withdraw")} shortcut="d" onClick={() => void withdraw()}>
            <Undo2 size={15} strokeWidth={1.75} />
          </IconButton>
        ) : null}
      </div>
    </li>
  );
}

const optionalId = (id: string | undefined) => (id === undefined ? undefined : toMessageId(id));
const optionalInstant = (at: number | undefined) => (at === undefined ? undefined : toInstant(at));

const ICONS: Readonly<Partial<Record<MutationKind, LucideIcon>>> = {
  send: MessageSquareText,
  note: StickyNote,
  claim: Hand,
  approve: FileText,
  assign: UserRound,
  label: Tag,
  priority: ChevronsUp,
  snooze: AlarmClock,
  resolve: CircleCheckBig,
  reopen: RotateCcw,
  hold: CirclePause,
  release: CirclePlay,
};

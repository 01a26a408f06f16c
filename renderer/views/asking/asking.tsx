import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import type { UiState } from "../../state/ui-state.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { TemplatePicker } from "../composer/template-picker.tsx";
import { focusList } from "../shell/focus.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { AssignQuestion } from "./assign-question.tsx";
import { HoldQuestion } from "./hold-question.tsx";
import { LabelQuestion } from "./label-question.tsx";
import { PriorityQuestion } from "./priority-question.tsx";
import { ReplyReasons } from "./reply-reasons.tsx";
import { ResolveAsQuestion } from "./resolve-as-question.tsx";
import { ResolveQuestion } from "./resolve-question.tsx";
import { SnoozeQuestion } from "./snooze-question.tsx";
import { ReturnQuestion } from "./hop-question.tsx";
import { TransferQuestion } from "./transfer-question.tsx";

/** The one answer that a command still needs. */
export function Asking() {
  const asking = useUi((ui) => ui.asking);
  return asking === undefined ? null : <Question key={`${asking.kind}-${asking.conversationId}`} kind={asking.kind} id={asking.conversationId} />;
}

function Question({ kind, id }: { readonly kind: NonNullable<UiState["asking"]>["kind"]; readonly id: ConversationId }) {
  const name = useInbox((state) => {
    const conversation = state.conversations.get(id);
    return conversation === undefined ? "" : contactName(state.contacts.get(conversation.contactId));
  });
  const commands = useCommands();
  const { t } = useWords();
  const close = () => {
    setUi({ asking: undefined });
    requestAnimationFrame(() => document.activeElement === document.body && focusList());
  };
  const common = { open: true, onClose: close, closeLabel: t("common.close") } as const;

  switch (kind) {
    case "resolve-reason":
      return (
        <Dialog {...common} title={t("resolve.title", { name })} body={t("resolve.body")} width={380}>
          <ResolveQuestion id={id} onDone={close} />
        </Dialog>
      );
    case "resolve-as":
      return (
        <Dialog {...common} title={t("resolveAs.title", { name })} width={380}>
          <ResolveAsQuestion id={id} onDone={close} />
        </Dialog>
      );
    case "assign":
      return (
        <Dialog {...common} title={t("assign.title", { name })} width={380}>
          <AssignQuestion id={id} onDone={close} />
        </Dialog>
      );
    case "label":
      return (
        <Dialog {...common} title={t("label.title", { name })} width={380}>
          <LabelQuestion id={id} />
        </Dialog>
      );
    case "snooze":
      return (
        <Dialog {...common} title={t("snooze.title", { name })} body={t("snooze.body")} width={380}>
          <SnoozeQuestion id={id} onDone={close} />
        </Dialog>
      );
    case "no-reply":
      return (
        <Dialog {...common} title={t("noReply.title", { name })} body={t("noReply.body")} width={380}>
          <ReplyReasons
            onChoose={(reason) => {
              void commands.noReplyNeeded(id, reason);
              close();
            }}
          />
        </Dialog>
      );
    case "hold":
      return (
        <Dialog {...common} title={t("hold.title", { name })} body={t("hold.body")} width={380}>
          <HoldQuestion id={id} onDone={close} />
        </Dialog>
      );
    case "priority":
      return (
        <Dialog {...common} title={t("priority.title", { name })} width={320}>
          <PriorityQuestion id={id} onDone={close} />
        </Dialog>
      );
    case "transfer":
      return (
        <Dialog {...common} title={t("transfer.title", { name })} width={400}>
          <TransferQuestion id={id} onDone={close} />
        </Dialog>
      );
    case "return-to-bot":
      return (
        <Dialog {...common} title={t("toBot.title", { name })} body={t("toBot.body")} width={400}>
          <ReturnQuestion id={id} onDone={close} />
        </Dialog>
      );
    case "template":
      return (
        <Dialog {...common} title={t("templateDialog.title", { name })} width={680}>
          <TemplatePicker id={id} onSent={close} />
        </Dialog>
      );
  }
}

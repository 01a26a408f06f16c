import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from "react";
import type { Finding, Remedy } from "../../../shared/guard/finding.ts";
import { toAgentId, type AgentId, type ConversationId } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import { toInstant } from "../../../shared/time.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { Leaving } from "../../commands/leaving.ts";
import type { InboxState } from "../../state/inbox-state.ts";
import { inboxStore, useInbox } from "../../state/inbox-store.ts";
import { setUi } from "../../state/ui-store.ts";
import { resolveOrAsk } from "../shell/actions.ts";
import { focusList } from "../shell/focus.ts";
import { useMessageActions } from "../thread/message-actions.ts";
import type { ComposerMode } from "./composer.tsx";
import { moved } from "./places.ts";
import { apart, putInto, together } from "./put-into.ts";
import { remedyLabel, type RemedyLabel } from "./remedies.ts";
import { mendIn, type Mend } from "./strip-lines.ts";
import { aboutWord } from "./about-word.ts";
import type { Checked } from "./use-check.ts";
import type { ConsentRemedies } from "./use-consent-remedies.tsx";
import type { OpenDraft } from "./use-draft.ts";
import { useLeavingWords } from "./use-leaving-words.ts";

interface Situation {
  readonly id: ConversationId;
  readonly draft: OpenDraft;
  readonly checked: Checked;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly change: (mode: ComposerMode) => void;
  readonly send: (leaving: Leaving) => void;
  readonly consent: Pick<ConsentRemedies, "mayAsk" | "mend">;
}

export interface Mending {
  readonly labelOf: (remedy: Remedy, finding: Finding) => RemedyLabel | undefined;
  readonly mend: (remedy: Remedy, finding: Finding) => void;
  readonly mendAll: (mends: readonly Mend[]) => void;
  /** A draft that was discarded a moment ago. */
  readonly discarded: string | undefined;
  readonly undoDiscard: () => void;
}

/** For so long a discarded draft can be had back by a button; by Ctrl+Z longer. */
const UNDO_MS = 10_000;

/** What the buttons of the strip do. They stay the same functions, so that the strip is not drawn with every key. */
export function useMending(situation: Situation): Mending {
  const { id } = situation;
  const commands = useCommands();
  const { onQuote } = useMessageActions();
  const agents = useInbox((state) => state.agents);
  const topic = useInbox((state) => state.conversations.get(id)?.topic);
  const mayMerge = useInbox((state) => queuedBefore(state, id) !== undefined);
  const [discarded, setDiscarded] = useState<string | undefined>();
  const latest = useRef(situation);
  latest.current = situation;

  useEffect(() => {
    if (discarded === undefined) return;
    const timer = setTimeout(() => setDiscarded(undefined), UNDO_MS);
    return () => clearTimeout(timer);
  }, [discarded]);

  const mendAll = useCallback((mends: readonly Mend[]) => {
    const { checked, draft, field } = latest.current;
    const parts = apart(mends.flatMap((each) => moved(each, checked.text, draft.text) ?? []));
    const whole = together(draft.text, parts);
    if (whole !== undefined && field.current !== null) putInto(field.current, whole, parts);
    else field.current?.focus();
  }, []);

  const noteTo = useCallback((people: readonly AgentId[]) => {
    const { draft, field } = latest.current;
    const names = people.flatMap((each) => inboxStore.getState().agents.get(each)?.name ?? []);
    draft.moveTo("note", names.map((name) => `@${name} `).join(""));
    requestAnimationFrame(() => field.current?.focus());
  }, []);

  const merge = useCallback(async () => {
    const { draft, field } = latest.current;
    const before = queuedBefore(inboxStore.getState(), id);
    if (before === undefined) {
      field.current?.focus();
      return commands.notice("guard.tooLateToMerge");
    }
    if (field.current !== null) putInto(field.current, { from: 0, to: 0, with: `${before.text}\n` });
    else draft.setText(`${before.text}\n${draft.text}`);
    await commands.cancelMessage(id, before.id);
  }, [commands, id]);

  const mend = useCallback(
    (remedy: Remedy, finding: Finding) => {
      const { change, checked, consent, draft, field, send } = latest.current;
      switch (remedy.command) {
        case "fix":
        case "replace": {
          const given = mendIn(remedy);
          const place = given === undefined ? undefined : moved(given, checked.text, draft.text);
          if (place === undefined) return field.current?.focus();
          if (place.with !== "" || finding.evidence["kind"] !== "placeholder") return mendAll(given === undefined ? [] : [given]);
          field.current?.focus();
          return field.current?.setSelectionRange(place.from, place.to);
        }
        case "use-template":
          return change("template");
        case "reply":
          return change("reply");
        case "keep-draft":
          commands.notice("guard.kept");
          return focusList();
        case "send-at":
          return typeof remedy["at"] === "number" ? send({ sendAt: toInstant(remedy["at"]) }) : undefined;
        case "hold-until-delivered":
          return send({ whenDelivered: true });
        case "ask-consent":
        case "record-consent":
          return void consent.mend(remedy, finding);
        case "discard":
          setDiscarded(draft.text);
          if (field.current !== null) putInto(field.current, { from: 0, to: draft.text.length, with: "" });
          return;
        case "show-new":
          draft.see();
          checked.setFindings(checked.findings.filter(({ rule }) => rule !== "G-STALE"));
          return showNew(id, remedy, finding);
        case "note-to":
          return noteTo(typeof remedy["agentId"] === "string" ? [toAgentId(remedy["agentId"])] : []);
        case "ask-lead":
          return noteTo(leadsOf(inboxStore.getState()));
        case "resolve":
          return resolveOrAsk(id, commands);
        case "merge":
          return void merge();
        case "back-to-question": {
          const question = questionOf(id, finding);
          if (question?.wamid === undefined) return field.current?.focus();
          return onQuote(question.wamid, "body" in question.content ? question.content.body : "");
        }
        case "learn-word":
        case "ignore-word":
          if (typeof remedy["word"] === "string") void aboutWord(commands, id, remedy.command, remedy["word"]);
          return field.current?.focus();
        case "topic-changed":
          draft.changeTopic();
          checked.setFindings(checked.findings.filter(({ rule }) => rule !== "G-TOPIC"));
          return field.current?.focus();
        default:
      }
    },
    [commands, id, mendAll, merge, noteTo, onQuote],
  );

  const leaves = useLeavingWords(id, "text");
  const { mayAsk } = situation.consent;
  const labelOf = useMemo(() => {
    const hasLeads = [...agents.values()].some(({ role }) => role === "lead");
    const facts = { nameOf: (agent: AgentId) => agents.get(agent)?.name, topic, mayMerge, hasLeads, leaves, mayAsk };
    return (remedy: Remedy, finding: Finding) => remedyLabel(remedy, finding, facts);
  }, [agents, leaves, mayAsk, mayMerge, topic]);

  return {
    labelOf,
    mend,
    mendAll,
    discarded: situation.draft.text === "" ? discarded : undefined,
    undoDiscard: useCallback(() => {
      const { draft, field } = latest.current;
      if (discarded !== undefined) draft.setText(discarded);
      setDiscarded(undefined);
      field.current?.focus();
    }, [discarded]),
  };
}

/** My last message here, while it can still be taken back. */
function queuedBefore({ me, threads }: InboxState, id: ConversationId): { readonly id: Message["id"]; readonly text: string } | undefined {
  const last = threads.get(id)?.messages.findLast(({ direction, state }) => direction === "out" && state !== "cancelled");
  if (last === undefined || last.author.id !== me?.id || last.state !== "queued" || last.content.type !== "text") return undefined;
  return { id: last.id, text: last.content.body };
}

const leadsOf = ({ agents }: InboxState): readonly AgentId[] => [...agents.values()].flatMap(({ id, role }) => (role === "lead" ? [id] : []));

/** The message that asks, or the customer's last one. */
function questionOf(id: ConversationId, { evidence }: Finding): Message | undefined {
  const messages = inboxStore.getState().threads.get(id)?.messages ?? [];
  const asked: unknown = Array.isArray(evidence["askedIn"]) ? evidence["askedIn"].at(-1) : undefined;
  const wanted = typeof asked === "object" && asked !== null && "messageId" in asked ? asked.messageId : undefined;
  return messages.find((message) => message.id === wanted) ?? messages.findLast(({ content, direction }) => direction === "in" && content.type !== "reaction");
}

/** The first of the messages that it speaks of; the thread marks it and gives it the focus. */
function showNew(conversationId: ConversationId, remedy: Remedy, { evidence }: Finding): void {
  const ids = Array.isArray(evidence["messageIds"]) ? evidence["messageIds"] : [];
  const wanted = [remedy["messageId"], ...ids].find((each) => typeof each === "string");
  const message = inboxStore
    .getState()
    .threads.get(conversationId)
    ?.messages.find(({ id }) => id === wanted);
  if (typeof wanted === "string") return setUi({ sought: { conversationId, id: wanted, at: message?.at ?? toInstant(0) } });
  document.querySelector("[role=log]")?.scrollTo({ top: Number.MAX_SAFE_INTEGER });
}

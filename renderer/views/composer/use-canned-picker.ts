import { useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { findCannedReplies, type FoundReply } from "../../../shared/inbox/find-canned-replies.ts";
import { fillCanned, filledParts } from "../../../shared/inbox/canned-variables.ts";
import { valuesIn } from "../../guard/canned-facts.ts";
import { inboxStore, useInbox } from "../../state/inbox-store.ts";
import { onAskCanned } from "../shell/focus.ts";
import { useWords } from "../words/use-words.ts";
import { cannedSituation } from "./canned-situation.ts";
import { putInto } from "./put-into.ts";
import { slashWordAt } from "./slash-word.ts";
import type { OpenDraft } from "./use-draft.ts";

interface Situation {
  readonly id: ConversationId;
  readonly draft: Pick<OpenDraft, "mode" | "text" | "tookReply">;
  /** A reply is being written, not a note or a template. */
  readonly writes: boolean;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly toReply: () => void;
}

export interface CannedPicker {
  readonly open: boolean;
  readonly query: string;
  readonly found: readonly FoundReply[];
  readonly chosen: number;
  readonly listId: string;
  readonly choose: (place: number) => void;
  readonly put: (one: FoundReply) => void;
  readonly close: () => void;
  /** The caret may stand elsewhere. */
  readonly look: () => void;
  /** True: the key was for the list. */
  readonly onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  /** As if `/` had been typed. */
  readonly start: () => void;
  /** [G-LANGUAGE] Offers what is there in their language, instead of what is written. */
  readonly offerTheirs: () => void;
}

const NONE: readonly FoundReply[] = [];

/** The canned replies behind `/`: found while typing, chosen by keys, put with what is known filled in. Needs no network. */
export function useCannedPicker(situation: Situation): CannedPicker {
  const { draft, field, id, writes } = situation;
  const { language } = useWords();
  const replies = useInbox((state) => state.cannedReplies);
  const conversation = useInbox((state) => state.conversations.get(id));
  const messages = useInbox((state) => state.threads.get(id)?.messages);
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  /** Where a `/` was closed with Escape: it stays closed until there is another one. */
  const [closedAt, setClosedAt] = useState<number | undefined>();
  const [instead, setInstead] = useState(false);
  const latest = useRef(situation);
  latest.current = situation;

  const word = writes && !instead ? slashWordAt(draft.text, caret) : undefined;
  const from = word?.from;
  useEffect(() => {
    if (from === undefined) setClosedAt(undefined);
  }, [from]);
  useEffect(() => setChosen(0), [from, word?.query, instead]);
  useEffect(() => setInstead(false), [draft.text, id, writes]);

  const open = instead || (word !== undefined && word.from !== closedAt);
  const query = instead ? "" : (word?.query ?? "");
  const found = useMemo(() => {
    if (!open) return NONE;
    const all = findCannedReplies(replies.values(), query, cannedSituation(inboxStore.getState(), id, language));
    return instead ? all.filter(({ theirs }) => theirs) : all;
    // What the situation is made of besides stands in the store, and changes with these.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the conversation and its messages tell the customer's language and matter
  }, [open, query, replies, conversation, messages, instead, id, language]);

  const close = useCallback(() => {
    setInstead(false);
    setClosedAt(from);
    field.current?.focus();
  }, [field, from]);

  const put = useCallback(
    ({ language: written, reply }: FoundReply) => {
      const { current } = field;
      const text = reply.texts[written];
      if (current === null || text === undefined) return;
      const values = valuesIn(inboxStore.getState(), id);
      const place = instead ? { from: 0, to: current.value.length } : slashWordAt(current.value, current.selectionStart);
      if (place === undefined) return;
      putInto(current, { from: place.from, to: place.to, with: fillCanned(text, values) });
      latest.current.draft.tookReply(reply.id);
      setInstead(false);
      // The first gap is selected: what is typed now fills it.
      let at = place.from;
      for (const part of filledParts(text, values)) {
        if (part.kind === "gap") return current.setSelectionRange(at, at + part.text.length);
        at += part.text.length;
      }
    },
    [field, id, instead],
  );

  const start = useCallback(() => {
    if (latest.current.draft.mode !== "reply" || !latest.current.writes) latest.current.toReply();
    const { current } = field;
    if (current === null) return;
    current.focus();
    setClosedAt(undefined);
    const at = current.selectionEnd;
    if (slashWordAt(current.value, at) !== undefined) return setCaret(at);
    const before = at === 0 || /\s/u.test(current.value[at - 1] ?? "") ? "" : " ";
    const after = at === current.value.length || /\s/u.test(current.value[at] ?? "") ? "" : " ";
    putInto(current, { from: at, to: at, with: `${before}/${after}` });
    const behind = at + before.length + 1;
    current.setSelectionRange(behind, behind);
    setCaret(behind);
  }, [field]);
  useEffect(() => onAskCanned(start), [start]);

  const choose = (place: number) => setChosen(Math.max(0, Math.min(found.length - 1, place)));
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    if (!open || event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return false;
    const one = found[chosen];
    switch (event.key) {
      case "Escape":
        event.preventDefault();
        event.stopPropagation();
        close();
        return true;
      case "ArrowDown":
      case "ArrowUp": {
        if (one === undefined) return false;
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : found.length - 1;
        setChosen((chosen + step) % found.length);
        return true;
      }
      case "Enter":
      case "Tab":
        if (one === undefined || event.shiftKey) return false;
        event.preventDefault();
        put(one);
        return true;
      default:
        return false;
    }
  };

  return {
    open,
    query,
    found,
    chosen,
    listId,
    choose,
    put,
    close,
    look: useCallback(() => setCaret(field.current?.selectionStart ?? 0), [field]),
    onKey,
    start,
    offerTheirs: useCallback(() => {
      setInstead(true);
      field.current?.focus();
    }, [field]),
  };
}

export const optionId = (listId: string, place: number): string => `${listId}-${place}`;

import { useCallback, useEffect, useRef, useState } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { inboxStore } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";

type Mode = "reply" | "note";

export interface OpenDraft {
  readonly mode: Mode;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly setMode: (mode: Mode) => void;
  /** Takes the text along, from a reply into a note, with words before it. */
  readonly moveTo: (mode: Mode, before?: string) => void;
  readonly clear: () => void;
  /** What was written before: it stands before what was begun meanwhile. */
  readonly bringBack: (text: string, mode?: Mode) => void;
  /** The customer's newest message has been read: the draft answers it too. */
  readonly see: () => void;
  /** [G-TOPIC] The agent changed the topic on purpose. */
  readonly topicChanged: boolean;
  readonly changeTopic: () => void;
  /** [S1-3] A canned reply was put into it. */
  readonly tookReply: (id: string) => void;
}

/** What is being written here: kept with every change, brought back when the conversation is opened again. Reply and note never share their text. */
export function useDraft(id: ConversationId): OpenDraft {
  const commands = useCommands();
  const ticker = useTicker();
  const kept = inboxStore.getState().drafts.get(id);
  const [state, setState] = useState({
    mode: kept?.mode ?? ("reply" as Mode),
    reply: kept?.mode === "reply" ? kept.text : "",
    note: kept?.mode === "note" ? kept.text : "",
    topicChanged: kept?.topicChanged === true,
    cannedReplyId: kept?.cannedReplyId,
  });
  const now = useRef(state);
  const touched = useRef(false);
  const seenInboundAt = useRef<Instant | undefined>(kept?.seenInboundAt);

  const put = useCallback(
    (given: typeof state) => {
      // The next answer is another matter.
      const next = given.reply === "" ? { ...given, topicChanged: false, cannedReplyId: undefined } : given;
      const lastInboundAt = inboxStore.getState().conversations.get(id)?.lastInboundAt;
      if (now.current[next.mode] === "" && next[next.mode] !== "") seenInboundAt.current = lastInboundAt;
      now.current = next;
      touched.current = true;
      setState(next);
      // One draft is kept: the one in sight, or the other where nothing is in sight.
      const mode = next[next.mode] === "" && next[other(next.mode)] !== "" ? other(next.mode) : next.mode;
      commands.saveDraft({
        conversationId: id,
        mode,
        text: next[mode],
        seenInboundAt: seenInboundAt.current,
        topicChanged: next.topicChanged,
        cannedReplyId: mode === "reply" ? next.cannedReplyId : undefined,
        updatedAt: ticker.now(),
      });
    },
    [commands, id, ticker],
  );

  // The draft may come from disk after the thread is drawn, or from another window: that one is looked at now.
  useEffect(
    () =>
      inboxStore.subscribe((inbox, before) => {
        const draft = inbox.drafts.get(id);
        const known = before.drafts.get(id);
        if (draft === known || (touched.current && document.hasFocus())) return;
        if (draft === undefined) {
          // Sent or thrown away there.
          if (known?.text !== now.current[known?.mode ?? "reply"]) return;
          now.current = { ...now.current, [known.mode]: "", topicChanged: false, cannedReplyId: undefined };
          return setState(now.current);
        }
        if (draft.text === "") return;
        seenInboundAt.current = draft.seenInboundAt;
        now.current = {
          ...now.current,
          mode: draft.mode,
          [draft.mode]: draft.text,
          topicChanged: draft.topicChanged === true,
          cannedReplyId: draft.cannedReplyId,
        };
        setState(now.current);
      }),
    [id],
  );

  return {
    mode: state.mode,
    text: state[state.mode],
    setText: useCallback((text: string) => put({ ...now.current, [now.current.mode]: text }), [put]),
    setMode: useCallback(
      (mode: Mode) => {
        if (mode !== now.current.mode) put({ ...now.current, mode });
      },
      [put],
    ),
    moveTo: useCallback((mode: Mode, before = "") => put({ ...now.current, mode, [other(mode)]: "", [mode]: before + now.current[other(mode)] }), [put]),
    clear: useCallback(() => put({ ...now.current, [now.current.mode]: "" }), [put]),
    bringBack: useCallback(
      (text: string, mode: Mode = "reply") => {
        const begun = now.current[mode];
        put({ ...now.current, mode, [mode]: begun.trim() === "" ? text : `${text}\n\n${begun}` });
      },
      [put],
    ),
    see: useCallback(() => {
      seenInboundAt.current = inboxStore.getState().conversations.get(id)?.lastInboundAt;
      put(now.current);
    }, [id, put]),
    topicChanged: state.topicChanged,
    changeTopic: useCallback(() => put({ ...now.current, topicChanged: true }), [put]),
    tookReply: useCallback((cannedReplyId: string) => put({ ...now.current, cannedReplyId }), [put]),
  };
}

const other = (mode: Mode): Mode => (mode === "reply" ? "note" : "reply");

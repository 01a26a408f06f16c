import { useCallback, useEffect, useRef, useState } from "react";
import type { Finding } from "../../../shared/guard/finding.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { Leaving } from "../../commands/leaving.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useUi } from "../../state/ui-store.ts";

const NONE: readonly Finding[] = [];
/** Long enough for a word, short enough to feel at once. */
const PAUSE_MS = 120;

export interface Checked {
  readonly findings: readonly Finding[];
  /** The text that they speak of: more may have been written since. */
  readonly text: string;
  readonly setFindings: (findings: readonly Finding[]) => void;
}

/** What speaks against the draft, now or when it is to leave. Asked in the pauses of typing, and again when the conversation has news or our clock is compared; typing never waits for it. */
export function useCheck(id: ConversationId, text: string, wanted: boolean, topicChanged: boolean, leaving?: Leaving): Checked {
  const commands = useCommands();
  const conversation = useInbox((state) => state.conversations.get(id));
  const messages = useInbox((state) => state.threads.get(id)?.messages);
  const certain = useInbox((state) => state.offset.certain);
  const spellingNews = useUi(({ spelling }) => spelling.news);
  const [checked, setChecked] = useState({ findings: NONE, text: "" });
  const forget = useRef((): void => undefined);
  const asks = wanted && text.trim() !== "";

  useEffect(() => {
    let isOld = false;
    const timer = setTimeout(
      () => {
        // What was found in the last draft is not true of the next one.
        if (!asks) return setChecked((before) => (before.findings === NONE ? before : { findings: NONE, text: "" }));
        (leaving === undefined ? commands.check(id, text) : commands.check(id, text, leaving)).then(
          (findings) => {
            if (!isOld && findings !== undefined) setChecked((before) => ({ findings: same(before.findings, findings), text }));
          },
          // A fault in a rule must not keep anybody from writing; the same check before sending says it aloud.
          (error: unknown) => reportError(error),
        );
      },
      asks ? PAUSE_MS : 0,
    );
    forget.current = () => {
      isOld = true;
      clearTimeout(timer);
    };
    return forget.current;
  }, [asks, certain, commands, conversation, id, leaving, messages, text, topicChanged, spellingNews]);

  return {
    findings: asks ? checked.findings : NONE,
    text: checked.text,
    setFindings: useCallback(
      (findings) => {
        // A question from before the answer must not take it away again.
        forget.current();
        setChecked({ findings, text });
      },
      [text],
    ),
  };
}

/** The same object for the same findings: what is drawn from them stands still. They are plain data, and few. */
const same = (before: readonly Finding[], now: readonly Finding[]): readonly Finding[] => (JSON.stringify(before) === JSON.stringify(now) ? before : now);

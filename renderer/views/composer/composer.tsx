import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { ConversationId, MessageId } from "../../../shared/ids.ts";
import type { Remedy } from "../../../shared/guard/finding.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useUi } from "../../state/ui-store.ts";
import { cx } from "../../ui/cx.ts";
import { resolveOrAsk } from "../shell/actions.ts";
import { onFocusComposer } from "../shell/focus.ts";
import { openNextAfter } from "../shell/open-conversation.ts";
import type { Quote, Rewrite } from "../thread/message-actions.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./composer.module.css";
import { ComposerFoot } from "./composer-foot.tsx";
import { ComposerHead } from "./composer-head.tsx";
import { meaningOfEnter, LONGEST_MESSAGE } from "./composer-keys.ts";
import { GuardStrip } from "./guard-strip.tsx";
import { QuoteLine } from "./quote-line.tsx";
import { TemplatePicker } from "./template-picker.tsx";
import { useCheck } from "./use-check.ts";
import { useDraft } from "./use-draft.ts";
import { useSign } from "./use-sign.ts";
import { WindowNotice } from "./window-notice.tsx";

export type ComposerMode = "reply" | "note" | "template";

interface Props {
  readonly id: ConversationId;
  readonly quote: Quote | undefined;
  readonly rewrite: Rewrite | undefined;
  readonly onDropQuote: () => void;
  readonly onDone: () => void;
}

/** Where an answer is written. It keeps every draft, says what speaks against sending, and never lets a note go out as a message. */
export function Composer({ id, onDone, onDropQuote, quote, rewrite }: Props) {
  const commands = useCommands();
  const words = useWords();
  const { t } = words;
  const enterSends = useUi((ui) => ui.enterSends);
  const tooOld = useInbox((state) => state.connection.kind === "upgrade");
  const name = useInbox((state) => {
    const conversation = state.conversations.get(id);
    return conversation === undefined ? "" : contactName(state.contacts.get(conversation.contactId));
  });
  const draft = useDraft(id);
  const [template, setTemplate] = useState(false);
  const [asksReason, setAsksReason] = useState(false);
  const mode: ComposerMode = template ? "template" : draft.mode;
  const { findings, setFindings } = useCheck(id, draft.text, mode === "reply");
  const field = useRef<HTMLTextAreaElement>(null);
  const replaces = useRef<MessageId | undefined>(undefined);
  const busy = useRef(false);
  const sign = useSign(id);
  // As tall as its text, up to what the style allows.
  useLayoutEffect(() => {
    const node = field.current;
    if (node === null) return;
    node.style.height = "auto";
    node.style.height = `${node.scrollHeight}px`;
  }, [mode, draft.text]);

  const show = (to: ComposerMode) => {
    setTemplate(to === "template");
    if (to !== "template") draft.setMode(to);
  };
  /** The field has the focus before the next key comes: what is typed right behind the shortcut must not become another shortcut. */
  const change = (to: ComposerMode) => {
    flushSync(() => show(to));
    field.current?.focus();
  };
  const newest = useRef({ change, show });
  newest.current = { change, show };
  useEffect(() => onFocusComposer((to) => newest.current.change(to)), []);

  const { setText } = draft;
  useEffect(() => {
    if (rewrite === undefined) return;
    replaces.current = rewrite.replaces;
    newest.current.show("reply");
    setText(rewrite.text);
    requestAnimationFrame(() => field.current?.focus());
  }, [rewrite, setText]);

  const tooLong = draft.text.length > LONGEST_MESSAGE && mode === "reply";
  const stops = mode === "reply" && findings.some(({ severity }) => severity === "stop");
  const confirms = mode === "reply" && !stops ? findings.filter(({ severity }) => severity === "confirm") : [];
  const maySend = draft.text.trim() !== "" && !stops && !tooLong && !tooOld;

  const send = async (reason?: string, thenNext = false): Promise<void> => {
    if (!maySend || busy.current) return;
    if (confirms.length > 0 && reason === undefined) return setAsksReason(true);

    busy.current = true;
    try {
      if (mode === "note") await commands.addNote(id, draft.text.trim());
      else {
        const overrides = reason === undefined ? {} : { overrides: Object.fromEntries(confirms.map(({ rule }) => [rule, reason])) };
        const against = await commands.sendText(id, draft.text.trim(), {
          ...overrides,
          ...(quote === undefined ? {} : { quotes: quote.wamid }),
          ...(replaces.current === undefined ? {} : { replaces: replaces.current }),
        });
        if (against.length > 0) return setFindings(against);
      }
      draft.clear();
      replaces.current = undefined;
      setAsksReason(false);
      sign("view");
      onDone();
      if (thenNext) openNextAfter(id, commands);
      else field.current?.focus();
    } catch (error) {
      // The text stays where it is; the agent may try again.
      commands.notice("notice.error", { message: error instanceof Error ? error.message : String(error) });
    } finally {
      busy.current = false;
    }
  };

  const mend = ({ command, ...how }: Remedy) => {
    if (command === "use-template") return change("template");
    if (command === "fix" || command === "replace") {
      const { from, to, with: instead } = how;
      if (typeof from === "number" && typeof to === "number" && typeof instead === "string")
        setText(draft.text.slice(0, from) + instead + draft.text.slice(to));
      return field.current?.focus();
    }
    if (command === "discard") return draft.clear();
    if (command === "show-new") return document.querySelector("[role=log]")?.scrollTo({ top: Number.MAX_SAFE_INTEGER });
    if (command === "resolve") return resolveOrAsk(id, commands);
    if (command === "note-to") return (draft.moveTo("note"), field.current?.focus());
  };

  return (
    <section className={css["frame"]} data-composer="" aria-label={t(mode === "note" ? "composer.labelNote" : "composer.label", { name })}>
      <div className={cx(css["box"], mode === "note" && css["note"])}>
        {mode === "reply" ? <WindowNotice id={id} onTemplate={() => change("template")} /> : null}
        {mode === "reply" ? <GuardStrip findings={findings} onMend={mend} /> : null}
        <ComposerHead id={id} mode={mode} onMode={change} />
        {mode === "template" ? (
          <TemplatePicker id={id} onSent={() => change("reply")} />
        ) : (
          <>
            {mode === "reply" && quote !== undefined ? <QuoteLine text={quote.text} onDrop={onDropQuote} /> : null}
            <textarea
              ref={field}
              className={css["field"]}
              value={draft.text}
              rows={2}
              dir="auto"
              spellCheck
              aria-label={t(mode === "note" ? "composer.labelNote" : "composer.label", { name })}
              placeholder={t(mode === "note" ? "composer.placeholderNote" : "composer.placeholder", { name })}
              onChange={(event) => {
                draft.setText(event.target.value);
                if (mode === "reply") sign("type");
              }}
              onKeyDown={(event) => {
                const meaning = meaningOfEnter(event, event.nativeEvent.isComposing, enterSends);
                if (meaning === "nothing") return;
                event.preventDefault();
                void send(undefined, meaning === "send-and-next");
              }}
            />
            <ComposerFoot
              mode={mode}
              length={draft.text.length}
              maySend={maySend}
              needsReason={confirms.length > 0}
              asksReason={asksReason}
              onAskReason={setAsksReason}
              onSend={(reason) => void send(reason)}
              onTemplate={() => change("template")}
              onInsert={(sign_) => {
                draft.setText(insertAt(field.current, draft.text, sign_));
                requestAnimationFrame(() => field.current?.focus());
              }}
            />
          </>
        )}
      </div>
    </section>
  );
}

function insertAt(field: HTMLTextAreaElement | null, text: string, sign: string): string {
  const from = field?.selectionStart ?? text.length;
  const to = field?.selectionEnd ?? from;
  return text.slice(0, from) + sign + text.slice(to);
}

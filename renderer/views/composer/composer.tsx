import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { ConversationId, MessageId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useUi } from "../../state/ui-store.ts";
import { cx } from "../../ui/cx.ts";
import { onFocusComposer } from "../shell/focus.ts";
import { openNextAfter } from "../shell/open-conversation.ts";
import type { Quote, Rewrite } from "../thread/message-actions.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./composer.module.css";
import { ComposerFoot } from "./composer-foot.tsx";
import { ComposerHead } from "./composer-head.tsx";
import { meaningOfEnter, LONGEST_MESSAGE } from "./composer-keys.ts";
import { DiscardedLine } from "./discarded-line.tsx";
import { focusStrip, GuardStrip } from "./guard-strip.tsx";
import { MarkedText } from "./marked-text.tsx";
import { moved, placesOf } from "./places.ts";
import { putInto } from "./put-into.ts";
import { QuoteLine } from "./quote-line.tsx";
import { TemplatePicker } from "./template-picker.tsx";
import { useCheck } from "./use-check.ts";
import { useDraft } from "./use-draft.ts";
import { useMending } from "./use-mending.ts";
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
  const checked = useCheck(id, draft.text, mode === "reply", draft.topicChanged);
  const { findings, setFindings } = checked;
  const frame = useRef<HTMLElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const marked = useRef<HTMLDivElement>(null);
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
  const stop = mode === "reply" ? findings.find(({ severity }) => severity === "stop") : undefined;
  const confirms = mode === "reply" && stop === undefined ? findings.filter(({ severity }) => severity === "confirm") : [];
  const maySend = draft.text.trim() !== "" && stop === undefined && !tooLong && !tooOld;
  const places = useMemo(
    () => (mode === "reply" ? placesOf(findings, checked.text).flatMap((place) => moved(place, checked.text, draft.text) ?? []) : []),
    [checked.text, draft.text, findings, mode],
  );

  // A scroll bar of the field must not break the lines behind it differently, and both show the same part.
  useLayoutEffect(() => {
    const [node, behind] = [field.current, marked.current];
    if (node === null || behind === null) return;
    behind.style.width = `${node.clientWidth}px`;
    behind.scrollTop = node.scrollTop;
  }, [places]);

  const send = async (reasons?: Readonly<Record<string, string>>, thenNext = false): Promise<void> => {
    if (!maySend || busy.current) return;
    if (confirms.length > 0 && reasons === undefined) return setAsksReason(true);

    busy.current = true;
    try {
      if (mode === "note") await commands.addNote(id, draft.text.trim());
      else {
        const against = await commands.sendText(id, draft.text.trim(), {
          ...(reasons === undefined ? {} : { overrides: reasons }),
          ...(quote === undefined ? {} : { quotes: quote.wamid }),
          ...(replaces.current === undefined ? {} : { replaces: replaces.current }),
        });
        if (against.length > 0) {
          setAsksReason(false);
          return setFindings(against);
        }
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

  const { discarded, labelOf, mend, mendAll, undoDiscard } = useMending({ id, draft, checked, field, change });
  const toText = useCallback(() => field.current?.focus(), []);

  return (
    <section
      ref={frame}
      className={css["frame"]}
      data-composer=""
      aria-label={t(mode === "note" ? "composer.labelNote" : "composer.label", { name })}
      onKeyDown={(event) => {
        // By its place: with Alt the key may write another sign.
        if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyG") return;
        event.preventDefault();
        focusStrip(frame.current);
      }}
    >
      <div className={cx(css["box"], mode === "note" && css["note"])}>
        {mode === "reply" ? <WindowNotice id={id} onTemplate={() => change("template")} /> : null}
        {mode === "reply" ? <GuardStrip conversationId={id} findings={findings} labelOf={labelOf} onMend={mend} onMendAll={mendAll} onLeave={toText} /> : null}
        {mode === "reply" && discarded !== undefined ? <DiscardedLine onUndo={undoDiscard} /> : null}
        <ComposerHead id={id} mode={mode} onMode={change} />
        {mode === "template" ? (
          <TemplatePicker id={id} onSent={() => change("reply")} />
        ) : (
          <>
            {mode === "reply" && quote !== undefined ? <QuoteLine text={quote.text} onDrop={onDropQuote} /> : null}
            <div className={css["page"]}>
              {places.length === 0 ? null : <MarkedText ref={marked} text={draft.text} places={places} />}
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
                onScroll={(event) => {
                  if (marked.current !== null) marked.current.scrollTop = event.currentTarget.scrollTop;
                }}
                onKeyDown={(event) => {
                  const meaning = meaningOfEnter(event, event.nativeEvent.isComposing, enterSends);
                  if (meaning === "nothing") return;
                  event.preventDefault();
                  void send(undefined, meaning === "send-and-next");
                }}
              />
            </div>
            <ComposerFoot
              mode={mode}
              length={draft.text.length}
              maySend={maySend}
              stop={stop}
              confirms={confirms}
              asksReason={asksReason}
              onAskReason={setAsksReason}
              onSend={(reasons) => void send(reasons)}
              onTemplate={() => change("template")}
              onInsert={(words) => {
                const { current } = field;
                if (current !== null) putInto(current, { from: current.selectionStart, to: current.selectionEnd, with: words });
              }}
            />
          </>
        )}
      </div>
    </section>
  );
}

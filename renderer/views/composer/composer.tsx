import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { ConversationId, MessageId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { wasSaid } from "../../commands/mutate.ts";
import type { Leaving } from "../../commands/leaving.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useUi } from "../../state/ui-store.ts";
import { cx } from "../../ui/cx.ts";
import { ConfirmOptOut } from "../consent/confirm-opt-out.tsx";
import { onFocusComposer } from "../shell/focus.ts";
import { openNextAfter } from "../shell/open-conversation.ts";
import type { Quote, Rewrite } from "../thread/message-actions.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { CannedReplyPicker } from "./canned-reply-picker.tsx";
import css from "./composer.module.css";
import { ComposerFoot } from "./composer-foot.tsx";
import { ComposerHead } from "./composer-head.tsx";
import { meaningOfEnter, LONGEST_MESSAGE } from "./composer-keys.ts";
import { DiscardedLine } from "./discarded-line.tsx";
import { focusStrip, GuardStrip } from "./guard-strip.tsx";
import { LeavingLine } from "./leaving-line.tsx";
import { MarkedText } from "./marked-text.tsx";
import { moved, placesOf } from "./places.ts";
import { putInto } from "./put-into.ts";
import { QuoteLine } from "./quote-line.tsx";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import { TemplatePicker } from "./template-picker.tsx";
import { useCannedPicker, optionId } from "./use-canned-picker.ts";
import { useCannedRemedy } from "./use-canned-remedy.ts";
import { useCheck } from "./use-check.ts";
import { useConsentRemedies } from "./use-consent-remedies.tsx";
import { useDraft } from "./use-draft.ts";
import { useMended } from "./use-mended.ts";
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
  const [leaving, setLeaving] = useState<Leaving>();
  const [asksTime, setAsksTime] = useState(false);
  const mode: ComposerMode = template ? "template" : draft.mode;
  const checked = useCheck(id, draft.text, mode === "reply", draft.topicChanged, leaving);
  const { findings, setFindings } = checked;
  const mendedFor = useMended(id, checked, draft.text === "");
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
  const askTime = () => {
    if (mode !== "reply") change("reply");
    if (field.current?.value.trim()) return setAsksTime(true);
    commands.notice("schedule.empty");
    field.current?.focus();
  };
  const takeUp = (before: Rewrite) => {
    replaces.current = before.replaces;
    setTemplate(false);
    draft.bringBack(before.text, before.mode);
    before.onTaken?.();
    setLeaving(before.leaving);
    requestAnimationFrame(() => field.current?.focus());
  };
  const newest = useRef({ askTime, change, takeUp });
  newest.current = { askTime, change, takeUp };
  useEffect(() => onFocusComposer((to) => (to === "schedule" ? newest.current.askTime() : newest.current.change(to))), []);

  useEffect(() => {
    if (rewrite !== undefined) newest.current.takeUp(rewrite);
  }, [rewrite]);

  const tooLong = draft.text.length > LONGEST_MESSAGE && mode === "reply";
  const stop = mode === "reply" ? findings.find(({ severity }) => severity === "stop") : undefined;
  const confirms = mode === "reply" && stop === undefined ? findings.filter(({ severity }) => severity === "confirm") : [];
  const mayWrite = draft.text.trim() !== "" && !tooLong && !tooOld;
  const maySend = mayWrite && stop === undefined;
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

  /** For a moment that it has not been checked for, the guard is asked before anything is said. */
  const sendFor = async (when: Leaving | undefined, reasons?: Readonly<Record<string, string>>, thenNext = false): Promise<void> => {
    if (busy.current || (when === leaving ? !maySend : !mayWrite)) return;
    if (when === leaving && confirms.length > 0 && reasons === undefined) return setAsksReason(true);

    busy.current = true;
    try {
      if (mode === "note") await commands.addNote(id, draft.text.trim());
      else {
        const mended = mendedFor(draft.text.trim());
        const against = await commands.sendText(id, draft.text.trim(), {
          ...(mended.length === 0 ? {} : { mended }),
          ...(reasons === undefined ? {} : { overrides: reasons }),
          ...(quote === undefined ? {} : { quotes: quote.wamid }),
          ...(replaces.current === undefined ? {} : { replaces: replaces.current }),
          ...(when === undefined ? {} : { leaving: when }),
        });
        if (against.length > 0) {
          setLeaving(when);
          setAsksReason(when !== undefined && !against.some(({ severity }) => severity === "stop"));
          field.current?.focus();
          return setFindings(against);
        }
      }
      draft.clear();
      replaces.current = undefined;
      setLeaving(undefined);
      setAsksReason(false);
      sign("view");
      onDone();
      if (thenNext) openNextAfter(id, commands);
      else field.current?.focus();
    } catch (error) {
      // The text stays where it is; the agent may try again.
      if (!wasSaid(error)) commands.notice("notice.error", { message: error instanceof Error ? error.message : String(error) });
    } finally {
      busy.current = false;
    }
  };
  const send = (reasons?: Readonly<Record<string, string>>, thenNext = false) => void sendFor(leaving, reasons, thenNext);

  const putIn = (words: string) => {
    change("reply");
    const { current } = field;
    if (current === null) return;
    const end = current.value.length;
    putInto(current, { from: end, to: end, with: current.value.trim() === "" ? words : `\n${words}` });
    current.setSelectionRange(current.value.length, current.value.length);
  };
  const consent = useConsentRemedies(id, putIn);
  const { discarded, labelOf, mend, mendAll, undoDiscard } = useMending({
    id,
    draft,
    checked,
    field,
    change,
    send: (when) => void sendFor(when),
    consent,
  });
  const canned = useCannedPicker({ id, draft, field, writes: mode === "reply", toReply: () => change("reply") });
  const said = useCannedRemedy(findings);
  const { offerTheirs } = canned;
  const help: typeof mend = useCallback((remedy, finding) => (remedy.command === "canned-reply" ? offerTheirs() : mend(remedy, finding)), [mend, offerTheirs]);
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
        {mode === "reply" ? <WindowNotice id={id} onTemplate={() => change("template")} onLeave={toText} /> : null}
        {mode === "reply" ? <GuardStrip conversationId={id} findings={said} labelOf={labelOf} onMend={help} onMendAll={mendAll} onLeave={toText} /> : null}
        {mode === "reply" && discarded !== undefined ? <DiscardedLine onUndo={undoDiscard} /> : null}
        {mode === "reply" && leaving !== undefined ? (
          <LeavingLine id={id} leaving={leaving} onChange={() => setAsksTime(true)} onNow={() => void sendFor(undefined)} />
        ) : null}
        {mode === "reply" ? <ConfirmOptOut id={id} onDone={toText} /> : null}
        <ComposerHead id={id} mode={mode} onMode={change} />
        {mode === "template" ? (
          <TemplatePicker id={id} onSent={() => change("reply")} onText={putIn} />
        ) : (
          <>
            {mode === "reply" && quote !== undefined ? <QuoteLine text={quote.text} onDrop={onDropQuote} /> : null}
            {canned.open ? <CannedReplyPicker id={id} picker={canned} /> : null}
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
                aria-autocomplete="list"
                {...(canned.open && canned.found.length > 0
                  ? { "aria-controls": canned.listId, "aria-activedescendant": optionId(canned.listId, canned.chosen) }
                  : {})}
                onSelect={canned.look}
                onChange={(event) => {
                  draft.setText(event.target.value);
                  canned.look();
                  if (event.target.value === "") setLeaving(undefined);
                  if (mode === "reply") sign("type");
                }}
                onScroll={(event) => {
                  if (marked.current !== null) marked.current.scrollTop = event.currentTarget.scrollTop;
                }}
                onKeyDown={(event) => {
                  if (canned.onKey(event)) return;
                  const meaning = meaningOfEnter(event, event.nativeEvent.isComposing, enterSends);
                  if (meaning === "nothing") return;
                  event.preventDefault();
                  if (meaning === "schedule") askTime();
                  else send(undefined, meaning === "send-and-next");
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
              leaving={leaving}
              onSend={send}
              onSchedule={askTime}
              onCanned={canned.start}
              onTemplate={() => change("template")}
              onInsert={(words) => {
                const { current } = field;
                if (current !== null) putInto(current, { from: current.selectionStart, to: current.selectionEnd, with: words });
              }}
            />
          </>
        )}
      </div>
      {consent.dialog}
      {asksTime ? (
        <ScheduleDialog
          id={id}
          kind="text"
          given={leaving !== undefined && "sendAt" in leaving ? leaving.sendAt : undefined}
          onChoose={(sendAt) => {
            setAsksTime(false);
            void sendFor({ sendAt });
          }}
          onTemplate={() => {
            setAsksTime(false);
            change("template");
          }}
          onClose={() => {
            setAsksTime(false);
            field.current?.focus();
          }}
        />
      ) : null}
    </section>
  );
}

import { memo, useMemo } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { isOpen } from "../../../shared/inbox/waiting.ts";
import { hours, minutes, seconds, type Instant } from "../../../shared/time.ts";
import type { ClosesBeforeOpening } from "../../../shared/window/closes-before-opening.ts";
import { serviceWindow, type ServiceWindow } from "../../../shared/window/service-window.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker, useTicking } from "../../state/ticker.ts";
import { useClosesBefore } from "../words/closes-before.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./window-bar.module.css";

const DAY = hours(24);
/** A little room before the beginning, so that its marker is seen. */
const LEAD = minutes(18);

/** The 24 hours in which one may write freely: where they begin, what was written, what is due, and now. */
export const WindowBar = memo(function WindowBar({ id }: { readonly id: ConversationId }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const messages = useInbox((state) => state.threads.get(id)?.messages);
  const ticker = useTicker();
  const words = useWords();
  const closes = useClosesBefore(id);

  const opened = conversation === undefined ? undefined : openedAt(serviceWindow(conversation, ticker.now()), conversation.lastInboundAt);
  const marks = useMemo(() => {
    if (opened === undefined) return [];
    const said = (messages ?? []).flatMap(({ at, direction, id: key }) =>
      at >= opened - LEAD && at < opened + DAY ? [{ key: `${key}`, at, kind: direction }] : [],
    );
    const due = (conversation?.clocks ?? []).flatMap((clock) =>
      clock.dueAt !== undefined && isOpen(clock) && clock.dueAt > opened && clock.dueAt < opened + DAY
        ? [{ key: `due-${clock.kind}`, at: clock.dueAt, kind: "due" as const }]
        : [],
    );
    return [...said.slice(-40), ...due];
  }, [opened, messages, conversation?.clocks]);

  const bar = useTicking<HTMLDivElement>(
    (node, now, certain) =>
      conversation === undefined ? undefined : paint(node, serviceWindow(conversation, now), { ...conversation, closes, certain }, now, words),
    [conversation, words, opened, closes?.opensAt],
  );
  if (conversation === undefined) return null;

  return (
    <div ref={bar} className={css["bar"]} role="img">
      <i className={css["left"]} />
      {opened === undefined
        ? null
        : marks.map(({ key, at, kind }) => <i key={key} className={css["mark"]} data-kind={kind} style={{ left: share(at, opened) }} />)}
      <i className={css["now"]} />
      <span className={css["words"]} />
    </div>
  );
});

const openedAt = (window: ServiceWindow, lastInboundAt: Instant | undefined): Instant | undefined =>
  "closesAt" in window ? ((window.closesAt - DAY) as Instant) : lastInboundAt;

const share = (at: number, opened: number): string => `${Math.min(100, Math.max(0, ((at - opened + LEAD) / (DAY + 2 * LEAD)) * 100)).toFixed(2)}%`;

interface Besides {
  readonly entryPointUntil?: Instant | undefined;
  /** [R2] */
  readonly closes?: ClosesBeforeOpening | undefined;
  /** Our clock has been compared with the server's since the last jump. */
  readonly certain: boolean;
}

function paint(
  bar: HTMLDivElement,
  window: ServiceWindow,
  { certain, closes, entryPointUntil }: Besides,
  now: Instant,
  { t, time }: Words,
): Instant | undefined {
  const [left, line] = [bar.querySelector<HTMLElement>(`.${css["left"]}`), bar.querySelector<HTMLElement>(`.${css["now"]}`)];
  const say = (sentence: string) => {
    const text = bar.lastElementChild;
    if (text !== null) text.textContent = sentence;
    bar.setAttribute("aria-label", sentence);
  };
  const entry = entryPointUntil !== undefined && entryPointUntil > now ? ` · ${t("window.entry", { time: time.until(entryPointUntil, now) })}` : "";

  if (!("closesAt" in window)) {
    bar.dataset["tone"] = "closed";
    if (line !== null) line.hidden = true;
    say((window.kind === "closed" ? t("window.closed", { time: time.until(window.closedAt, now) }) : t("window.never")) + entry);
    return undefined;
  }

  const opened = window.closesAt - DAY;
  const remaining = window.closesAt - now;
  bar.dataset["tone"] = remaining > hours(6) && certain ? "ok" : remaining > hours(1) ? "warn" : "bad";
  bar.toggleAttribute("data-late", remaining < hours(12));
  if (left !== null) left.style.insetInline = `${share(now, opened)} ${(LEAD / (DAY + 2 * LEAD)) * 100}%`;
  if (line !== null) {
    line.hidden = false;
    line.style.left = share(now, opened);
  }
  const name = t(window.kind === "open" ? "window.open" : "window.possible");
  const why = window.kind === "possible" ? ` · ${t("window.possibleWhy")}` : "";
  const tooLate = closes === undefined ? "" : ` · ${t("closes.youOpen", { time: time.until(closes.opensAt, now) })}`;
  say(
    `${name} · ${t("window.closesAt", { time: time.until(window.closesAt, now) })} · ${certain ? time.left(remaining) : t("remaining.about", { time: time.left(remaining) })}${tooLate}${why}${entry}`,
  );
  return (now + (remaining < hours(1) ? seconds(1) : seconds(30))) as Instant;
}

import { Bot, Check, CirclePause, Clock3, ClockAlert, DoorOpen, Flame, HandHelping, Hourglass, Timer, type LucideIcon } from "lucide-react";
import { createElement, memo, useRef, useState } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import { calendarOfClock } from "../../state/desk-calendars.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker, useTicking } from "../../state/ticker.ts";
import { chipFace, hasReplyDeadline, nextTick, type ChipFace } from "../words/chip-face.ts";
import { useWords, type Words } from "../words/use-words.ts";
import { ChipReason } from "./chip-reason.tsx";
import css from "./clock-chip.module.css";

/** The clock that bites first: what it is, how long is left, and by when. Text is written by the ticker; React draws a new face only when the face changes. */
export const ClockChip = memo(function ClockChip({ id }: { readonly id: ConversationId }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const calendars = useInbox((state) => state.calendars);
  const ticker = useTicker();
  const words = useWords();
  const [, redraw] = useState(0);
  const faceAt = (now: Instant): ChipFace | undefined =>
    conversation === undefined ? undefined : chipFace(conversation, now, (clock) => calendarOfClock(calendars, clock));
  const face = faceAt(ticker.now());
  const drawn = useRef(face);
  drawn.current = face;

  const chip = useTicking<HTMLSpanElement>(
    (node, now, certain) => {
      const fresh = faceAt(now);
      if (fresh === undefined) return undefined;
      if (faceKey(fresh) !== faceKey(drawn.current)) {
        drawn.current = fresh;
        queueMicrotask(() => redraw((n) => n + 1));
      }
      return write(node, fresh, now, certain, words);
    },
    [conversation, calendars, words, faceKey(face)],
  );
  if (face === undefined) return null;

  return (
    <>
      <span key={face.kind} ref={chip} className={css["chip"]} data-tone={face.tone} role="img">
        {createElement(iconOf(face), { size: 13, strokeWidth: 1.75, "aria-hidden": true })}
        <span className={css["name"]}>{words.t(nameKey(face))}</span>
        {COUNTED.has(face.kind) ? <b className={css["left"]} /> : null}
      </span>
      <ChipReason id={id} closesFirst={face.kind === "window" && conversation !== undefined && hasReplyDeadline(conversation.clocks)} />
    </>
  );
});

const COUNTED: ReadonlySet<ChipFace["kind"]> = new Set(["clock", "window", "snoozed", "no-deadline", "paused"]);

/** Writes the distance and the sentence; answers when they change. */
function write(chip: Element, face: ChipFace, now: Instant, certain: boolean, words: Words): Instant | undefined {
  const { t, time } = words;
  const left = chip.querySelector("b");
  const say = (sentence: string) => chip.setAttribute("aria-label", sentence);
  const show = (text: string) => left !== null && left.textContent !== text && (left.textContent = text);

  switch (face.kind) {
    case "snoozed": {
      const until = face.until === undefined ? "" : time.until(face.until, now);
      show(until);
      say(t("chip.say.snoozed", { time: until }));
      return undefined;
    }
    case "paused": {
      const sentence = heldSentence(face, now, words);
      show(face.left === undefined ? "" : t("context.left", { time: time.left(face.left) }));
      say(sentence);
      // What it waits for, beside the pointer.
      chip.setAttribute("title", sentence);
      return undefined;
    }
    case "no-deadline":
      show(time.left(now - face.since));
      say(t("chip.say.no-deadline", { time: time.spoken(now - face.since) }));
      return nextTick(face.since, now);
    case "clock":
    case "window":
      return count(chip, face, now, certain, words, { say, show });
    default:
      say(t(`chip.say.${face.kind}`));
      return undefined;
  }
}

type Counting = Extract<ChipFace, { readonly kind: "clock" | "window" }>;
type Pens = { readonly say: (sentence: string) => void; readonly show: (text: string) => void };

function count(chip: Element, face: Counting, now: Instant, certain: boolean, { t, time }: Words, { say, show }: Pens): Instant {
  const byTime = face.kind === "clock" && face.byTime;
  if (!byTime) show(about(time.left(face.dueAt - now), certain, t));
  // The sentence is for listeners: its minute is enough, and it costs ten times the digits.
  const minute = `${faceKey(face)} ${face.dueAt} ${Math.floor((face.dueAt - now) / (Math.abs(face.dueAt - now) < 60_000 ? 10_000 : 60_000))}`;
  if (chip.getAttribute("data-said") !== minute) {
    chip.setAttribute("data-said", minute);
    if (byTime) show(t(face.dueAt > now ? "chip.dueAt" : "chip.wasDueAt", { time: time.dated(face.dueAt, now) }));
    say(sentenceOf(face, now, { t, time }));
  }

  const tick = nextTick(face.dueAt, now);
  return face.kind === "clock" && face.changesAt !== undefined && face.changesAt < tick ? face.changesAt : tick;
}

function sentenceOf(face: Counting, now: Instant, { t, time }: Pick<Words, "t" | "time">): string {
  const distance = face.dueAt - now;
  const values = { left: time.spoken(distance), time: time.until(face.dueAt, now) };
  if (face.kind === "window") return t(distance > 0 ? "chip.say.window" : "chip.say.windowClosed", values);
  const clock = t(`clock.${face.clock}`);
  if (face.byTime) return t(distance > 0 ? "chip.say.dueAt" : "chip.say.wasDueAt", { clock, ...values });
  return t(distance > 0 ? "chip.say.due" : "chip.say.overdue", { clock, ...values });
}

function heldSentence({ countsOpenHours, left, on, since }: Extract<ChipFace, { readonly kind: "paused" }>, now: Instant, { t, time }: Words): string {
  const reason = t(`chip.say.held.${on}`);
  const facts = [
    since === undefined ? undefined : t("held.since", { time: time.until(since, now) }),
    left === undefined ? undefined : t(countsOpenHours ? "context.openLeft" : "context.left", { time: time.spoken(left) }),
  ];
  return [reason, ...facts.filter((fact) => fact !== undefined)].join(", ");
}

const about = (text: string, certain: boolean, t: Words["t"]) => (certain ? text : t("remaining.about", { time: text }));

const faceKey = (face: ChipFace | undefined): string =>
  face === undefined
    ? ""
    : `${face.kind} ${face.tone} ${face.kind === "clock" ? `${face.clock} ${face.byTime}` : face.kind === "paused" ? `${face.on} ${face.left ?? ""}` : ""}`;

function nameKey(face: ChipFace) {
  if (face.kind === "clock") return `clock.${face.clock}` as const;
  if (face.kind === "paused") return `chip.held.${face.on}` as const;
  return face.kind === "window" ? "clock.window" : (`chip.${face.kind}` as const);
}

function iconOf(face: ChipFace): LucideIcon {
  switch (face.kind) {
    case "clock":
      return face.tone === "bad" ? Flame : face.clock === "handoff" ? HandHelping : Timer;
    case "window":
      return DoorOpen;
    case "no-deadline":
      return ClockAlert;
    case "waiting":
      return Hourglass;
    case "paused":
      return face.on === "customer" ? Hourglass : CirclePause;
    case "bot":
      return Bot;
    case "snoozed":
      return Clock3;
    default:
      return Check;
  }
}

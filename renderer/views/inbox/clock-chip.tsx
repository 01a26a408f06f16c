import { Bot, Check, CirclePause, Clock3, DoorOpen, Flame, HandHelping, Hourglass, Timer, type LucideIcon } from "lucide-react";
import { memo, useRef, useState } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker, useTicking } from "../../state/ticker.ts";
import { chipFace, nextTick, type ChipFace } from "../words/chip-face.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./clock-chip.module.css";

/** The clock that bites first: what it is, how long is left, and by when. Text is written by the ticker; React draws a new face only when the face changes. */
export const ClockChip = memo(function ClockChip({ id }: { readonly id: ConversationId }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const ticker = useTicker();
  const words = useWords();
  const [, redraw] = useState(0);
  const face = conversation === undefined ? undefined : chipFace(conversation, ticker.now());
  const drawn = useRef(face);
  drawn.current = face;

  const chip = useTicking<HTMLSpanElement>(
    (node, now, certain) => {
      if (conversation === undefined) return undefined;
      const fresh = chipFace(conversation, now);
      if (faceKey(fresh) !== faceKey(drawn.current)) {
        drawn.current = fresh;
        queueMicrotask(() => redraw((n) => n + 1));
      }
      return write(node, fresh, now, certain, words);
    },
    [conversation, words, faceKey(face)],
  );
  if (face === undefined) return null;

  const Icon = iconOf(face);
  const counted = face.kind === "clock" || face.kind === "window" || face.kind === "snoozed";
  return (
    <>
      <span ref={chip} className={css["chip"]} data-tone={face.tone} role="img">
        <Icon size={13} strokeWidth={1.75} aria-hidden="true" />
        <span className={css["name"]}>{words.t(nameKey(face))}</span>
        {counted ? <b className={css["left"]} /> : null}
      </span>
      {face.kind === "window" ? (
        <span className={css["why"]} data-why="">
          {words.t("chip.closesFirst")}
        </span>
      ) : null}
    </>
  );
});

/** Writes the distance and the sentence; answers when they change. */
function write(chip: Element, face: ChipFace, now: Instant, certain: boolean, { t, time }: Words): Instant | undefined {
  const left = chip.querySelector("b");
  const say = (sentence: string) => chip.getAttribute("aria-label") !== sentence && chip.setAttribute("aria-label", sentence);
  const show = (text: string) => left !== null && left.textContent !== text && (left.textContent = text);

  if (face.kind === "snoozed") {
    const until = face.until === undefined ? "" : time.until(face.until, now);
    show(until);
    say(t("chip.say.snoozed", { time: until }));
    return undefined;
  }
  if (face.kind !== "clock" && face.kind !== "window") {
    say(t(`chip.say.${face.kind}`));
    return undefined;
  }

  const distance = face.dueAt - now;
  const at = time.until(face.dueAt, now);
  if (face.kind === "window") {
    show(about(time.left(distance), certain, t));
    say(t(distance > 0 ? "chip.say.window" : "chip.say.windowClosed", { left: time.spoken(distance), time: at }));
    return nextTick(face.dueAt, now);
  }

  const clock = t(`clock.${face.clock}`);
  if (face.byTime) {
    show(t("chip.dueAt", { time: at }));
    say(t("chip.say.dueAt", { clock, time: at }));
    return nextTick(face.dueAt, now);
  }
  show(about(time.left(distance), certain, t));
  say(t(distance > 0 ? "chip.say.due" : "chip.say.overdue", { clock, left: time.spoken(distance), time: at }));
  const tick = nextTick(face.dueAt, now);
  return face.changesAt !== undefined && face.changesAt < tick ? face.changesAt : tick;
}

const about = (text: string, certain: boolean, t: Words["t"]) => (certain ? text : t("remaining.about", { time: text }));

const faceKey = (face: ChipFace | undefined): string => (face === undefined ? "" : `${face.kind} ${face.tone} ${face.kind === "clock" ? `${face.clock} ${face.byTime}` : ""}`);

function nameKey(face: ChipFace) {
  if (face.kind === "clock") return `clock.${face.clock}` as const;
  return face.kind === "window" ? "clock.window" : (`chip.${face.kind}` as const);
}

function iconOf(face: ChipFace): LucideIcon {
  switch (face.kind) {
    case "clock":
      return face.tone === "bad" ? Flame : face.clock === "handoff" ? HandHelping : Timer;
    case "window":
      return DoorOpen;
    case "waiting":
      return Hourglass;
    case "paused":
      return CirclePause;
    case "bot":
      return Bot;
    case "snoozed":
      return Clock3;
    default:
      return Check;
  }
}

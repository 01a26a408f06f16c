import { Bot, Check, CirclePause, Clock3, DoorOpen, Flame, HandHelping, Hourglass, Timer, type LucideIcon } from "lucide-react";
import { createElement, memo, useRef, useState } from "react";
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

  const counted = face.kind === "clock" || face.kind === "window" || face.kind === "snoozed";
  return (
    <>
      <span ref={chip} className={css["chip"]} data-tone={face.tone} role="img">
        {createElement(iconOf(face), { size: 13, strokeWidth: 1.75, "aria-hidden": true })}
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
  const say = (sentence: string) => chip.setAttribute("aria-label", sentence);
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

  const byTime = face.kind === "clock" && face.byTime;
  if (!byTime) show(about(time.left(face.dueAt - now), certain, t));
  // The sentence is for listeners: its minute is enough, and it costs ten times the digits.
  const minute = `${faceKey(face)} ${face.dueAt} ${Math.floor((face.dueAt - now) / (Math.abs(face.dueAt - now) < 60_000 ? 10_000 : 60_000))}`;
  if (chip.getAttribute("data-said") !== minute) {
    chip.setAttribute("data-said", minute);
    if (byTime) show(t("chip.dueAt", { time: time.until(face.dueAt, now) }));
    say(sentenceOf(face, now, { t, time }));
  }

  const tick = nextTick(face.dueAt, now);
  return face.kind === "clock" && face.changesAt !== undefined && face.changesAt < tick ? face.changesAt : tick;
}

function sentenceOf(face: Extract<ChipFace, { readonly kind: "clock" | "window" }>, now: Instant, { t, time }: Pick<Words, "t" | "time">): string {
  const distance = face.dueAt - now;
  const values = { left: time.spoken(distance), time: time.until(face.dueAt, now) };
  if (face.kind === "window") return t(distance > 0 ? "chip.say.window" : "chip.say.windowClosed", values);
  const clock = t(`clock.${face.clock}`);
  if (face.byTime) return t("chip.say.dueAt", { clock, ...values });
  return t(distance > 0 ? "chip.say.due" : "chip.say.overdue", { clock, ...values });
}

const about = (text: string, certain: boolean, t: Words["t"]) => (certain ? text : t("remaining.about", { time: text }));

const faceKey = (face: ChipFace | undefined): string =>
  face === undefined ? "" : `${face.kind} ${face.tone} ${face.kind === "clock" ? `${face.clock} ${face.byTime}` : ""}`;

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

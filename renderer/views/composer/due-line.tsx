import { memo } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import { calendarOfClock } from "../../state/desk-calendars.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker, useTicking } from "../../state/ticker.ts";
import { chipFace, nextTick, type ChipFace } from "../words/chip-face.ts";
import { closesBeforeSentence, closesBeforeWords, useClosesBefore } from "../words/closes-before.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./composer.module.css";

/** "Next reply due 09:54 1:38", beside the answer being written; and that the window closes before the desk opens (R2). */
export const DueLine = memo(function DueLine({ id }: { readonly id: ConversationId }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const calendars = useInbox((state) => state.calendars);
  const closes = useClosesBefore(id);
  const ticker = useTicker();
  const words = useWords();

  const line = useTicking<HTMLSpanElement>(
    (node, now, certain) => {
      const [said, left] = [node.firstElementChild, node.lastElementChild];
      if (conversation === undefined || said === null || left === null) return undefined;
      const face = chipFace(conversation, now, (clock) => calendarOfClock(calendars, clock));
      const { count, due, from } = dueWords(face, now, words);
      // Its closing time is said beside it already.
      said.textContent = face.kind === "window" && closes !== undefined ? words.t("clock.window") : due;
      left.textContent = count === "" || certain ? count : words.t("remaining.about", { time: count });
      node.dataset["tone"] = face.tone;
      return from === undefined ? undefined : nextTick(from, now);
    },
    [conversation, calendars, words, closes?.opensAt],
  );

  return (
    <span className={css["dueLine"]}>
      {closes === undefined ? null : (
        <span className={css["closes"]} title={closesBeforeSentence(closes, ticker.now(), words)}>
          {closesBeforeWords(closes, words)}
        </span>
      )}
      <span ref={line} className={css["due"]}>
        <span />
        <b />
      </span>
    </span>
  );
});

interface DueWords {
  readonly due: string;
  /** How long, where that may be said (R4). */
  readonly count: string;
  /** The instant that is counted from or to. */
  readonly from: Instant | undefined;
}

function dueWords(face: ChipFace, now: Instant, { t, time }: Words): DueWords {
  switch (face.kind) {
    case "clock": {
      const values = { clock: t(`clock.${face.clock}`), time: time.until(face.dueAt, now) };
      return {
        due: t(face.dueAt > now ? "composer.due" : "composer.wasDue", values),
        count: face.byTime ? "" : time.left(face.dueAt - now),
        from: face.dueAt,
      };
    }
    case "window":
      return {
        due: `${t("clock.window")} ${t("window.closesAt", { time: time.until(face.dueAt, now) })}`,
        count: time.left(face.dueAt - now),
        from: face.dueAt,
      };
    case "no-deadline":
      return { due: t("chip.no-deadline"), count: time.left(now - face.since), from: face.since };
    default:
      return { due: "", count: "", from: undefined };
  }
}

import { memo } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicking } from "../../state/ticker.ts";
import { chipFace, nextTick } from "../words/chip-face.ts";
import { useWords } from "../words/use-words.ts";
import css from "./composer.module.css";

/** "Next reply due 09:54 1:38", beside the answer being written. */
export const DueLine = memo(function DueLine({ id }: { readonly id: ConversationId }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const words = useWords();

  const line = useTicking<HTMLSpanElement>(
    (node, now, certain) => {
      const [said, left] = [node.firstElementChild, node.lastElementChild];
      if (conversation === undefined || said === null || left === null) return undefined;
      const face = chipFace(conversation, now);
      if (face.kind !== "clock" && face.kind !== "window") {
        said.textContent = left.textContent = "";
        return undefined;
      }
      const { t, time } = words;
      const at = time.until(face.dueAt, now);
      said.textContent =
        face.kind === "clock" ? t("composer.due", { clock: t(`clock.${face.clock}`), time: at }) : `${t("clock.window")} ${t("window.closesAt", { time: at })}`;
      const text = time.left(face.dueAt - now);
      left.textContent = face.kind === "clock" && face.byTime ? "" : certain ? text : t("remaining.about", { time: text });
      node.dataset["tone"] = face.tone;
      return nextTick(face.dueAt, now);
    },
    [conversation, words],
  );

  return (
    <span ref={line} className={css["due"]}>
      <span />
      <b />
    </span>
  );
});

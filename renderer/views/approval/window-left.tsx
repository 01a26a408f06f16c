import { useReducer } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { serviceWindow } from "../../../shared/window/service-window.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker, useTicking, useWakeAt } from "../../state/ticker.ts";
import { nextTick } from "../words/chip-face.ts";
import { useWords } from "../words/use-words.ts";
import css from "./approval-fate.module.css";

/** How long a text that waits may still go out; it is said while there is time to decide. */
export function WindowLeft({ id }: { readonly id: ConversationId }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const ticker = useTicker();
  const { t, time } = useWords();
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const window = serviceWindow(conversation ?? {}, ticker.now());
  const closesAt = "closesAt" in window ? window.closesAt : undefined;
  useWakeAt(closesAt, redraw);

  const words = useTicking<HTMLParagraphElement>(
    (node, at) => {
      if (closesAt === undefined) return undefined;
      node.textContent = t("approval.closes", { left: time.left(Math.max(0, closesAt - at)) });
      return nextTick(closesAt, at);
    },
    [closesAt, t, time],
  );
  if (closesAt === undefined) return <p className={css["closed"]}>{t("approval.closed")}</p>;
  return <p ref={words} className={css["left"]} />;
}

import { DoorClosed, DoorOpen } from "lucide-react";
import { useReducer } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { minus, minutes } from "../../../shared/time.ts";
import { serviceWindow } from "../../../shared/window/service-window.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker, useTicking, useWakeAt } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { nextTick } from "../words/chip-face.ts";
import { useWords } from "../words/use-words.ts";
import css from "./guard-strip.module.css";
import { steer } from "./guard-strip.tsx";

/** From so long before the end on, the composer says that the window closes. */
const SOON = minutes(5);

interface Props {
  readonly id: ConversationId;
  readonly onTemplate: () => void;
  /** Back to the text. */
  readonly onLeave: () => void;
}

/** Says that free text cannot be sent, or soon cannot, and offers what can. Nothing while there is time. */
export function WindowNotice({ id, onLeave, onTemplate }: Props) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const certain = useInbox((state) => state.offset.certain);
  const ticker = useTicker();
  const { t, time } = useWords();
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const now = ticker.now();
  const window = serviceWindow(conversation ?? {}, now);
  const closesAt = "closesAt" in window ? window.closesAt : undefined;
  const soon = closesAt !== undefined && closesAt - now <= SOON;
  useWakeAt(closesAt === undefined ? undefined : soon ? closesAt : minus(closesAt, SOON), redraw);

  const words = useTicking<HTMLSpanElement>(
    (node, at) => {
      if (closesAt === undefined) return undefined;
      const left = time.left(Math.max(0, closesAt - at));
      node.textContent = t("composer.closing", { left: certain ? left : t("remaining.about", { time: left }) });
      return nextTick(closesAt, at);
    },
    [certain, closesAt, soon, t, time],
  );

  if (closesAt !== undefined && !soon) return null;
  // [I14] By an uncertain clock it is no more than news: the server decides.
  const doubted = window.kind === "closed" && !certain;
  return (
    <div
      className={css["finding"]}
      data-severity={soon ? "confirm" : doubted ? "advise" : "stop"}
      data-guard-line=""
      role="status"
      tabIndex={-1}
      onKeyDown={(event) => steer(event, onLeave)}
    >
      {soon ? <DoorOpen size={16} strokeWidth={1.75} /> : <DoorClosed size={16} strokeWidth={1.75} />}
      <div className={css["words"]}>
        {soon ? (
          <span ref={words} />
        ) : (
          <span>
            {doubted
              ? t("guard.window.uncertain")
              : window.kind === "closed"
                ? t("composer.closed", { time: time.until(window.closedAt, now) })
                : t("composer.never")}
          </span>
        )}
      </div>
      <Button size="small" data-remedy="" onClick={onTemplate}>
        {t("composer.useTemplate")}
      </Button>
    </div>
  );
}

import {
  Bot,
  CalendarClock,
  CalendarOff,
  Check,
  CircleHelp,
  CirclePause,
  CirclePlay,
  ClipboardCheck,
  Flag,
  Flame,
  Hourglass,
  MessageSquareOff,
  MessageSquareText,
  Minus,
  RotateCcw,
  ScrollText,
  TriangleAlert,
  type LucideIcon,
} from "lucide-react";
import { createElement } from "react";
import type { AgentId, ConversationId, TeamId } from "../../../shared/ids.ts";
import type { ExplanationPiece } from "../../../shared/sla/explanation.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { readUi, setUi } from "../../state/ui-store.ts";
import { openConversation } from "../shell/open-conversation.ts";
import { useWords } from "../words/use-words.ts";
import type { Reason, Reasons } from "./reasons.ts";
import css from "./timeline.module.css";
import { whyLines, type WhyLine } from "./why-lines.ts";

const ICONS: Readonly<Record<ExplanationPiece["kind"], LucideIcon>> = {
  started: MessageSquareText,
  policy: ScrollText,
  "re-dated": CalendarClock,
  unmatched: CalendarOff,
  handoff: Bot,
  "send-failed": TriangleAlert,
  paused: CirclePause,
  resumed: CirclePlay,
  open: Hourglass,
  "more-open": Hourglass,
  due: Flag,
  breached: Flame,
  met: Check,
  unanswered: Minus,
  "not-needed": MessageSquareOff,
  cancelled: Minus,
  acknowledged: ClipboardCheck,
  reopened: RotateCcw,
};
const TONES: Partial<Readonly<Record<ExplanationPiece["kind"], "ok" | "bad">>> = { breached: "bad", met: "ok", "send-failed": "bad" };

interface Props {
  readonly id: ConversationId;
  readonly reasons: Reasons;
  /** The thread is being looked at instead. */
  readonly onLeave: () => void;
}

/** The pieces of the answer by time, each with the way to what lies behind it. */
export function Timeline({ id, onLeave, reasons }: Props) {
  const commands = useCommands();
  const nameOf = useNames();
  const ticker = useTicker();
  const words = useWords();
  const now = ticker.now();

  const show = ({ at, behind }: Reason) => {
    if (behind === undefined) return;
    if (readUi().opened !== id) openConversation(id, commands);
    setUi({ sought: { conversationId: id, id: behind.id, at } });
    onLeave();
  };
  const lines = whyLines({ reasons, words, now, nameOf });
  const stamps = lines.map((line) => (line.kind === "gap" ? "" : words.time.stamp(line.reason.at, now)));
  return (
    <ol className={css["timeline"]} style={{ ["--at" as string]: `${Math.max(...stamps.map(({ length }) => length))}ch` }}>
      {lines.map((line, index) =>
        line.kind === "gap" ? (
          <li key={line.key} className={css["piece"]} data-kind="gap">
            <span className={css["at"]} />
            <span className={css["sign"]} />
            <span className={css["words"]}>{line.words}</span>
          </li>
        ) : (
          <Piece key={line.key} line={line} at={stamps[index] ?? ""} same={stamps[index] === stamps[index - 1]} onShow={() => show(line.reason)} />
        ),
      )}
    </ol>
  );
}

type PieceLine = Extract<WhyLine, { readonly kind: "piece" }>;

interface PieceProps {
  readonly line: PieceLine;
  readonly at: string;
  /** The line above says it already. */
  readonly same: boolean;
  readonly onShow: () => void;
}

function Piece({ line: { elsewhere, reason, words }, at, onShow, same }: PieceProps) {
  const { t } = useWords();
  const { behind, kind } = reason;
  const quote = behind?.type === "message" && behind.text !== "" ? behind.text : undefined;
  return (
    <li className={css["piece"]} data-kind={kind} data-tone={TONES[kind]}>
      <time className={css["at"]} data-same={same ? "" : undefined} dateTime={new Date(reason.at).toISOString()}>
        {at}
      </time>
      <span className={css["sign"]}>{createElement(ICONS[kind] ?? CircleHelp, { size: 14, strokeWidth: 1.75, "aria-hidden": true })}</span>
      <div className={css["words"]}>
        <p>
          {words}
          {behind === undefined || quote !== undefined ? null : (
            <button type="button" className={css["show"]} onClick={onShow}>
              {t("why.show")}
            </button>
          )}
        </p>
        {quote === undefined ? null : (
          <button type="button" className={css["quote"]} aria-label={t("why.showMessage", { text: quote })} onClick={onShow}>
            <bdi>“{quote}”</bdi>
          </button>
        )}
        {elsewhere === undefined ? null : <p className={css["dim"]}>{elsewhere}</p>}
      </div>
    </li>
  );
}

/** What somebody, or a team, is called; `you` for this person. */
function useNames(): (id: string | undefined) => string {
  const agents = useInbox((state) => state.agents);
  const teams = useInbox((state) => state.teams);
  const me = useInbox((state) => state.me?.id);
  const { t } = useWords();
  return (id) => {
    if (id === undefined) return t("why.someone");
    return id === me ? t("common.you") : (agents.get(id as AgentId)?.name ?? teams.get(id as TeamId)?.name ?? t("why.someone"));
  };
}

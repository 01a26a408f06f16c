import {
  AlarmClock,
  Bot,
  CalendarClock,
  Check,
  ChevronsUp,
  CircleCheckBig,
  CirclePause,
  CirclePlay,
  ClipboardCheck,
  Flame,
  HandHelping,
  LogOut,
  MessageSquareOff,
  RotateCcw,
  StickyNote,
  Tag,
  UserRound,
  type LucideIcon,
} from "lucide-react";
import type { AgentId, TeamId } from "../../../shared/ids.ts";
import type { Note, StoryLine } from "../../../shared/inbox/message.ts";
import type { Clock } from "../../../shared/sla/clock.ts";
import type { Instant } from "../../../shared/time.ts";
import { toInstant } from "../../../shared/time.ts";
import { en, type MessageKey } from "../../messages/en.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { RichText } from "../message/rich-text.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./lines.module.css";

export function DayLine({ at }: { readonly at: Instant }) {
  const { time } = useWords();
  const ticker = useTicker();
  return (
    <h3 className={css["day"]}>
      <span>{time.day(at, ticker.now())}</span>
    </h3>
  );
}

const ICONS: Readonly<Record<StoryLine["kind"], LucideIcon>> = {
  handoff: Bot,
  claim: HandHelping,
  assign: UserRound,
  resolve: CircleCheckBig,
  reopen: RotateCcw,
  snooze: AlarmClock,
  priority: ChevronsUp,
  label: Tag,
  released: LogOut,
  hold: CirclePause,
  release: CirclePlay,
  "no-reply": MessageSquareOff,
  breach: Flame,
  acknowledge: ClipboardCheck,
  terms: CalendarClock,
};

/** A line of the story: what happened, who did it, why. */
export function StoryRow({ line }: { readonly line: StoryLine }) {
  const Icon = ICONS[line.kind];
  const { time } = useWords();
  return (
    <p className={css["story"]} title={time.time(line.at)}>
      <Icon size={14} strokeWidth={1.75} />
      <StoryWords line={line} />
    </p>
  );
}

function StoryWords({ line: { by, data, kind } }: { readonly line: StoryLine }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const who = useWho(by);
  const toAgent = useWho(data["to"] as AgentId | undefined, "common.youObject");
  const team = useInbox((state) => (data["team"] === undefined ? undefined : state.teams.get(data["team"] as TeamId)?.name));
  const reasonKey = `resolve.reason.${data["reason"] ?? ""}`;

  switch (kind) {
    case "handoff":
      return data["reason"] === undefined ? t("story.handoffPlain") : t("story.handoff", { reason: data["reason"] });
    case "claim":
      return data["waitedMs"] === undefined ? t("story.claim", { who }) : t("story.claimIn", { who, time: time.left(Number(data["waitedMs"])) });
    case "assign":
      return team === undefined ? t("story.assign", { who, to: toAgent }) : t("story.assignTeam", { who, to: team });
    case "resolve":
      return data["reason"] === undefined
        ? t("story.resolve", { who })
        : t("story.resolveReason", { who, reason: reasonKey in en ? t(reasonKey as MessageKey) : data["reason"] });
    case "snooze":
      return data["until"] === undefined
        ? t("story.snoozePlain", { who })
        : t("story.snooze", { who, time: time.until(toInstant(Number(data["until"])), ticker.now()) });
    case "priority": {
      const key = `priority.${data["priority"] ?? ""}` as MessageKey;
      return t("story.priority", { who, priority: key in en ? t(key) : "" });
    }
    default:
      return t(`story.${kind}`, { who });
  }
}

function useWho(id: AgentId | undefined, you: "common.you" | "common.youObject" = "common.you"): string {
  const { t } = useWords();
  const me = useInbox((state) => state.me?.id);
  const name = useInbox((state) => (id === undefined ? undefined : state.agents.get(id)?.name));
  if (id === undefined) return t("story.system");
  return id === me ? t(you) : (name ?? t("common.unknown"));
}

export function MetLine({ clock }: { readonly clock: Clock }) {
  const { t, time } = useWords();
  if (clock.metAt === undefined) return null;
  const name = t(`clock.${clock.kind}`);
  const late = clock.breachedAt !== undefined;
  const took = time.left(clock.metAt - clock.startedAt);
  return (
    <p className={css["story"]} data-tone={late ? "bad" : "ok"}>
      {late ? <Flame size={14} strokeWidth={1.75} /> : <Check size={14} strokeWidth={2} />}
      {late
        ? t("story.breached", { clock: name, time: time.left(clock.metAt - (clock.breachedAt ?? clock.metAt)) })
        : clock.target === undefined
          ? t("story.met", { clock: name, time: took })
          : t("story.metOf", { clock: name, time: took, target: time.left(clock.target) })}
    </p>
  );
}

/** For the team alone: another colour, another shape, and it says so. */
export function NoteRow({ note }: { readonly note: Note }) {
  const { t, time } = useWords();
  const who = useWho(note.by);
  return (
    <article className={css["note"]} title={t("note.private")}>
      <StickyNote size={15} strokeWidth={1.75} />
      <div className={css["noteBody"]}>
        <RichText text={note.text} />
        <p className={css["noteBy"]}>
          {t("note.by", { who })} · {time.time(note.at)}
        </p>
      </div>
    </article>
  );
}

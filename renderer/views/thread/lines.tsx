import {
  AlarmClock,
  Bot,
  BotMessageSquare,
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
  MessageCircleQuestion,
  MessageSquareOff,
  MessageSquareReply,
  MessageSquareWarning,
  RotateCcw,
  StickyNote,
  Tag,
  TimerReset,
  UserRound,
  UsersRound,
  type LucideIcon,
} from "lucide-react";
import type { AgentId, TeamId } from "../../../shared/ids.ts";
import type { Note, StoryLine } from "../../../shared/inbox/message.ts";
import type { Clock } from "../../../shared/sla/clock.ts";
import type { CompiledCalendar } from "../../../shared/sla/compile-calendar.ts";
import { toInstant, type Instant } from "../../../shared/time.ts";
import { en, type MessageKey } from "../../messages/en.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { calendarOfClock } from "../../state/desk-calendars.ts";
import { useTicker } from "../../state/ticker.ts";
import { ConsentQuestionLine } from "../consent/consent-question-line.tsx";
import { handoffReason } from "../handoffs/handoff-reason.ts";
import { RichText } from "../message/rich-text.tsx";
import { becauseWords } from "../why/piece-words.ts";
import { lengthWords, measure, withMeasure } from "../words/clock-time.ts";
import { causeWords, reasonWords } from "../words/reason-words.ts";
import { useWords, type Words } from "../words/use-words.ts";
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
  "to-bot": BotMessageSquare,
  "claim-ended": TimerReset,
  overflow: UsersRound,
  "auto-reply": MessageSquareReply,
  "thread-control": MessageSquareWarning,
  hold: CirclePause,
  release: CirclePlay,
  "no-reply": MessageSquareOff,
  breach: Flame,
  acknowledge: ClipboardCheck,
  terms: CalendarClock,
  "consent-question": MessageCircleQuestion,
};

/** A line of the story: what happened, who did it, why. */
export function StoryRow({ line }: { readonly line: StoryLine }) {
  return line.kind === "consent-question" ? <ConsentQuestionLine line={line} /> : <ToldRow line={line} />;
}

function ToldRow({ line }: { readonly line: StoryLine }) {
  const Icon = ICONS[line.kind];
  const { time } = useWords();
  return (
    <p className={css["story"]} data-story={line.kind} data-tone={line.kind === "breach" ? "bad" : undefined} title={time.time(line.at)}>
      <Icon size={14} strokeWidth={1.75} />
      <StoryWords line={line} />
    </p>
  );
}

function StoryWords({ line: { at, by, data, kind } }: { readonly line: StoryLine }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const who = useWho(by);
  const toAgent = useWho(data["to"] as AgentId | undefined, "common.youObject");
  const team = useInbox((state) => (data["team"] === undefined ? undefined : state.teams.get(data["team"] as TeamId)?.name));
  const { cause, reason } = data;
  const clock = clockWords(data["clock"], t);

  switch (kind) {
    case "handoff":
      return reason === undefined ? t("story.handoffPlain") : t("story.handoff", { reason: handoffReason(reason, t) });
    case "claim":
      return data["waitedMs"] === undefined ? t("story.claim", { who }) : t("story.claimIn", { who, time: time.left(Number(data["waitedMs"])) });
    case "assign":
      if (data["because"] === "overflow" && team !== undefined) return t("story.overflowTeam", { to: team });
      return team === undefined ? t("story.assign", { who, to: toAgent }) : t("story.assignTeam", { who, to: team });
    case "released":
      return data["because"] === "left" ? t("story.ownerLeft") : t("story.released", { who });
    case "resolve":
      return reason === undefined ? t("story.resolve", { who }) : t("story.resolveReason", { who, reason: reasonWords(reason, t) });
    case "snooze":
      return data["until"] === undefined
        ? t("story.snoozePlain", { who })
        : t("story.snooze", { who, time: time.until(toInstant(Number(data["until"])), ticker.now()) });
    case "priority": {
      const key = `priority.${data["priority"] ?? ""}` as MessageKey;
      return t("story.priority", { who, priority: key in en ? t(key) : "" });
    }
    case "hold":
      return t(data["on"] === "customer" ? "story.holdCustomer" : "story.hold", { who });
    case "no-reply":
      return reason === undefined ? t("story.no-reply", { who }) : t("story.no-replyReason", { who, reason: reasonWords(reason, t) });
    case "acknowledge":
      return clock === undefined || cause === undefined
        ? t("story.acknowledge", { who })
        : t("story.acknowledgeOf", { who, clock, cause: causeWords(cause, t) });
    case "breach":
      return clock === undefined ? t("story.breach") : t("story.breachOf", { clock, time: time.dated(momentIn(data["dueAt"]) ?? at, at) });
    case "thread-control":
      return t(data["action"] === "take" ? "story.thread-control.take" : "story.thread-control.give", { title: data["title"] ?? "", code: data["code"] ?? "" });
    case "terms":
      return clock === undefined ? t("story.terms") : termsWords(data, clock, at, { t, time });
    default:
      return t(`story.${kind}`, { who });
  }
}

/** [P3] Which promise is another one now, and what made it so. */
function termsWords(data: StoryLine["data"], name: string, at: Instant, { t, time }: Pick<Words, "t" | "time">): string {
  const [from, to] = [momentIn(data["from"]), momentIn(data["to"])];
  // In the middle of a sentence.
  const values = { because: becauseWords(data["because"], t), clock: name.charAt(0).toLocaleLowerCase() + name.slice(1) };
  if (to === undefined) return t("story.termsGone", values);
  const due = { ...values, to: time.dated(to, at) };
  return from === undefined ? t("story.termsTo", due) : t("story.termsFrom", { ...due, from: time.dated(from, at) });
}

function clockWords(kind: string | undefined, t: Words["t"]): string | undefined {
  const key = `clock.${kind ?? ""}`;
  return key in en ? t(key as MessageKey) : undefined;
}

/** As a story keeps an instant: in ms, or in ISO 8601. */
function momentIn(text: string | undefined): Instant | undefined {
  if (text === undefined || text === "") return undefined;
  const ms = /^\d+$/u.test(text) ? Number(text) : Date.parse(text);
  return Number.isNaN(ms) ? undefined : toInstant(ms);
}

function useWho(id: AgentId | undefined, you: "common.you" | "common.youObject" = "common.you"): string {
  const { t } = useWords();
  const me = useInbox((state) => state.me?.id);
  const name = useInbox((state) => (id === undefined ? undefined : state.agents.get(id)?.name));
  if (id === undefined) return t("story.system");
  return id === me ? t(you) : (name ?? t("common.unknown"));
}

/** When the answer came. `told`: a line of its own has said before that it was missed, so that this one only says how late it came. */
export function MetLine({ clock, told }: { readonly clock: Clock; readonly told: boolean }) {
  const calendar = useInbox((state) => calendarOfClock(state.calendars, clock));
  const words = useWords();
  const late = clock.breachedAt !== undefined;
  return (
    <p className={css["story"]} data-story="met" data-tone={late ? (told ? undefined : "bad") : "ok"}>
      {late && !told ? <Flame size={14} strokeWidth={1.75} /> : <Check size={14} strokeWidth={2} />}
      {metWords(clock, calendar, words)}
    </p>
  );
}

/** [R4] In the clock's own time, and saying so where that is not the time on the wall. */
function metWords(clock: Clock, calendar: CompiledCalendar | undefined, { t, time }: Words): string {
  const { breachedAt, kind, metAt, startedAt, target } = clock;
  if (metAt === undefined) return "";
  const name = t(`clock.${kind}`);
  if (breachedAt !== undefined) {
    const late = measure(clock, calendar, breachedAt, metAt);
    return withMeasure(t("story.breached", { clock: name, time: lengthWords(late, time) }), late, t);
  }
  const took = measure(clock, calendar, startedAt, metAt);
  const values = { clock: name, time: lengthWords(took, time) };
  // What passed on the wall cannot be set against a target of open time.
  const sentence =
    target === undefined || took.in === "wall" ? t("story.met", values) : t("story.metOf", { ...values, target: lengthWords({ ...took, ms: target }, time) });
  return withMeasure(sentence, took, t);
}

/** For the team alone: another colour, another shape, and it says so. */
export function NoteRow({ note }: { readonly note: Note }) {
  const { t, time } = useWords();
  const who = useWho(note.by);
  return (
    <article className={css["note"]} data-story="note" title={t("note.private")}>
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

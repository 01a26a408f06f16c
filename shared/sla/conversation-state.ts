import { between, hours, type Instant } from "../time.ts";
import { endSlot, mapRuns, OPEN_SLOTS, type Asked, type CaseState, type OpenSlot } from "./case-state.ts";
import { calendarNamed, calendarVersion, type Calendars } from "./calendar.ts";
import type { Compile } from "./calendar-cache.ts";
import type { SendFate } from "./counted-sends.ts";
import type { AcknowledgeEvent, HopEvent, OutboundEvent, SlaEvent } from "./events.ts";
import type { ExplanationPiece } from "./explanation.ts";
import { mapList, push, toArray, type List } from "./list.ts";
import { happenedAt, isHuman } from "./order.ts";
import { matchPolicy, type Policy, type PolicyContext, type PolicyTarget } from "./policy.ts";
import { acknowledge, isBreached, meet, note, pause, redate, reopen, resume, startRun, stop, type Run, type Terms } from "./run.ts";

/** [S3] A reopen later than this begins a new case. */
export const REOPEN_GRACE = hours(72);

/** Who answers the customer. A bot takes over by its first answer, while nobody has, or when it is given the conversation (S2). */
type Owner = "nobody" | "bot" | "people";

/** A conversation after some of its events. */
export interface ConversationState {
  readonly policies: readonly Policy[];
  readonly calendars: Calendars;
  readonly context: PolicyContext;
  readonly compile: Compile;
  readonly owner: Owner;
  /** [S2] The earliest customer message that the bot has left unanswered. */
  readonly botOpen?: Asked | undefined;
  /** The newest case, also when it is resolved. */
  readonly current?: CaseState | undefined;
  readonly earlier: List<CaseState>;
}

/** The conversation after one more event. Events come in order (order.ts); `fate` is what became of a message of ours. */
export function apply(state: ConversationState, event: SlaEvent, fate: SendFate): ConversationState {
  const at = happenedAt(event);
  switch (event.type) {
    case "inbound":
      return customerWrote(state, at, event.id);
    case "outbound":
      return event.state === "accepted" ? weWrote(state, event, fate) : state;
    case "handoff":
      return handedOver(state, at, event.id, event.reason);
    case "claim":
      return inOpenCase(botLeaves(state, at, event), (kase) => endSlot(kase, "handoff", (run) => meet(run, at, event.id)));
    case "assign":
    case "transfer":
      return hopped(state, event);
    case "hold":
      return inOpenCase(state, (kase) => ({ ...kase, resolution: pause(kase.resolution, at, event.id, event.on === undefined ? {} : { on: event.on }) }));
    case "release":
      return inOpenCase(state, (kase) => ({ ...kase, resolution: resume(kase.resolution, at, event.id, "release") }));
    case "resolve":
      return resolved(state, at, event);
    case "reopen":
      return state.current === undefined ? state : caseAt(state, at, event);
    case "noReplyNeeded":
      return { ...stopWaiting(state, "not-needed", at, event.id, event.reason), botOpen: undefined };
    case "priority":
      return rematched({ ...state, context: { ...state.context, priority: event.priority } }, event);
    case "context": {
      const { type: _type, at: _at, id: _id, ...changes } = event;
      return rematched({ ...state, context: { ...state.context, ...definedOf(changes) } }, event);
    }
    case "policyChange":
      return rematched({ ...state, policies: event.policies }, event);
    case "calendarChange":
      return rematched({ ...state, calendars: { ...state.calendars, ...event.calendars } }, event);
    case "acknowledgeBreach":
      return acknowledged(state, event);
    case "note":
    case "snooze":
      // [S5] [S12] A private note meets nothing, and snooze never pauses a reply.
      return state;
  }
}

/** [S1] [S3] [S12] */
function customerWrote(before: ConversationState, at: Instant, eventId: string | undefined): ConversationState {
  const state = inOpenCase(caseAt(before, at, { type: "inbound", id: eventId }), (kase) => ({
    ...kase,
    firstInbound: kase.firstInbound ?? { at, eventId },
    resolution: resume(kase.resolution, at, eventId, "inbound"),
  }));
  if (state.owner === "bot") return { ...state, botOpen: state.botOpen ?? { at, eventId } };
  return state.current?.reply === undefined ? waitFrom(state, { at, eventId }, []) : state;
}

function weWrote(state: ConversationState, event: OutboundEvent, fate: SendFate): ConversationState {
  switch (fate.kind) {
    case "repeated":
      return state;
    case "taken-back": {
      const piece: ExplanationPiece = {
        kind: "send-failed",
        at: fate.by.at,
        eventId: fate.by.id ?? event.messageId,
        data: definedOf({ author: event.author }),
      };
      return inOpenCase(state, (kase) => OPEN_SLOTS.reduce((rest, slot) => noteSlot(rest, slot, piece), kase));
    }
    case "counts":
      return isHuman(event.author) ? personAnswered(state, event) : event.author === "bot" ? botAnswered(state, event) : state;
  }
}

/** [S1] [S2] [S6] */
function personAnswered(before: ConversationState, event: OutboundEvent): ConversationState {
  const { at } = event;
  const eventId = event.id ?? event.messageId;
  const state = botLeaves(before, at, { type: "outbound", id: eventId });
  return inOpenCase(state, (kase) => {
    const met = OPEN_SLOTS.reduce((rest, slot) => endSlot(rest, slot, (run) => meet(run, at, eventId)), firstReplyAfterBot(kase, state, at, eventId));
    return { ...met, firstReplied: kase.firstReplied || kase.firstInbound !== undefined || kase.reply !== undefined };
  });
}

/** [S2] The bot left nothing unanswered, so nothing ran; still this is the case's first reply, counted from its first inbound. */
function firstReplyAfterBot(kase: CaseState, state: ConversationState, at: Instant, eventId: string | undefined): CaseState {
  const { firstInbound, firstReplied, reply } = kase;
  if (firstReplied || reply !== undefined || !kase.botAnswered || firstInbound === undefined) return kase;

  const fromFirst = (run: Run): boolean => run.kind === "first-reply" && run.startedAt === firstInbound.at && run.ending?.how === "cancelled";
  const old = findRun(kase.ended, fromFirst);
  const run =
    old ??
    startRun("first-reply", firstInbound.at, termsOf(state, "first-reply"), [
      { kind: "started", at: firstInbound.at, eventId: firstInbound.eventId, data: { by: "inbound" } },
    ]);
  // A deadline that passed before the bot came stays passed (S18); otherwise none ran, so none is shown.
  const met =
    isBreached(run, at) && old !== undefined
      ? note({ ...run, repliedAt: at }, { kind: "met", at, eventId, data: {} })
      : meet({ ...run, dueAt: undefined, warnings: undefined, atRiskAt: undefined }, at, eventId);
  return { ...kase, ended: old === undefined ? push(kase.ended, met) : replaceRun(kase.ended, old, met) };
}

/** [S2] The bot's answer ends the run, which is then neither met nor missed. */
function botAnswered(state: ConversationState, event: OutboundEvent): ConversationState {
  if (state.owner === "people" || state.current === undefined || state.current.resolvedAt !== undefined) return state;

  const stopped = stopWaiting(state, "cancelled", event.at, event.id ?? event.messageId, "bot answered");
  return inOpenCase({ ...stopped, owner: "bot", botOpen: undefined }, (kase) => ({ ...kase, botAnswered: true }));
}

/** [S2] The human clock starts at what the bot left unanswered, else at the handoff. */
function handedOver(before: ConversationState, at: Instant, eventId: string | undefined, reason: string | undefined): ConversationState {
  const data = definedOf({ reason });
  const piece: ExplanationPiece = { kind: "handoff", at, eventId, data };
  const state = caseAt(before, at, { type: "handoff", id: eventId });

  const waiting =
    state.owner === "people" || state.current?.reply !== undefined
      ? withReply(state, (run) => note(run, piece))
      : waitFrom(state, state.botOpen ?? { at, eventId }, [piece], state.botOpen === undefined ? "handoff" : "inbound");
  return inOpenCase({ ...waiting, owner: "people", botOpen: undefined }, (kase) =>
    kase.handoff === undefined
      ? { ...kase, handoff: startRun("handoff", at, termsOf(state, "handoff"), [{ kind: "started", at, eventId, data: { by: "handoff", ...data } }]) }
      : kase,
  );
}

/** [S2] [S14] A hop restarts nothing. To a bot it ends the human clocks; to people it may add the owner's. */
function hopped(state: ConversationState, event: HopEvent): ConversationState {
  const { at, id: eventId, to } = event;
  const kind = hopKind(state, event);
  if (kind === "bot") {
    const reply = state.current?.reply;
    const stopped = stopWaiting(state, "cancelled", at, eventId, "given to the bot");
    return { ...stopped, owner: "bot", botOpen: state.botOpen ?? (reply === undefined ? undefined : { at: reply.startedAt, eventId: startedBy(reply) }) };
  }

  const moved = kind === "team" ? rematched({ ...state, context: { ...state.context, team: to } }, event) : botLeaves(state, at, event);
  return inOpenCase(moved, (kase) => {
    if (kase.reply === undefined || kase.hop?.owner === to) return kase;

    const rest = endSlot(kase, "hop", (run) => stop(run, "cancelled", at, eventId, { to }));
    const terms = termsOf(moved, kase.reply.kind, true);
    return terms?.deadline === undefined
      ? rest
      : { ...rest, hop: startRun(kase.reply.kind, at, terms, [{ kind: "started", at, eventId, data: { by: event.type, to } }], to) };
  });
}

/** The event's own word first; then `bot`; a team is what says so or is named as one by a policy; everybody else is a person. */
function hopKind({ policies }: ConversationState, { to, toKind }: HopEvent): "agent" | "team" | "bot" {
  if (toKind !== undefined) return toKind;
  if (to === "bot") return "bot";
  if (/^team(?:$|[-_:/ ])/i.test(to)) return "team";
  return policies.some(({ conditions }) => conditions.some(({ field, in: values }) => field === "team" && values.includes(to))) ? "team" : "agent";
}

/** [S10] [S15] Who is still waiting goes unanswered, which is neither met nor missed silently. */
function resolved(before: ConversationState, at: Instant, event: SlaEvent & { readonly type: "resolve" }): ConversationState {
  const state = stopWaiting(before, "unanswered", at, event.id, event.reason);
  const done = inOpenCase(state, (kase) => ({ ...kase, resolvedAt: at, resolution: meet(resume(kase.resolution, at, event.id, "resolve"), at, event.id) }));
  return { ...done, owner: "nobody", botOpen: undefined };
}

/** [S3] The open case; else the resolved one again within the grace, else a new one. */
function caseAt(state: ConversationState, at: Instant, because: { readonly type: string; readonly id?: string | undefined }): ConversationState {
  const { current } = state;
  if (current !== undefined && current.resolvedAt === undefined) return state;
  if (current?.resolvedAt !== undefined && between(current.resolvedAt, at) <= REOPEN_GRACE) {
    return {
      ...state,
      current: { ...current, resolvedAt: undefined, resolution: reopen(current.resolution, at, termsOf(state, "resolution"), because.id, because.type) },
    };
  }

  const resolution = startRun("resolution", at, termsOf(state, "resolution"), [{ kind: "started", at, eventId: because.id, data: { by: because.type } }]);
  const fresh: CaseState = { no: (current?.no ?? 0) + 1, startedAt: at, firstReplied: false, botAnswered: false, resolution, ended: undefined };
  return { ...state, earlier: current === undefined ? state.earlier : push(state.earlier, current), current: fresh };
}

/** [S1] [S4] */
function waitFrom(state: ConversationState, asked: Asked, pieces: readonly ExplanationPiece[], by: "inbound" | "handoff" = "inbound"): ConversationState {
  return inOpenCase(state, (kase) => {
    const kind = kase.firstReplied ? "next-reply" : "first-reply";
    const started: ExplanationPiece = { kind: "started", at: asked.at, eventId: asked.eventId, data: { by } };
    return { ...kase, reply: startRun(kind, asked.at, termsOf(state, kind), [started, ...pieces]) };
  });
}

/** [S2] People take over: what the bot left unanswered waits for them from its own start. */
function botLeaves(state: ConversationState, at: Instant, event: { readonly type: string; readonly id?: string | undefined }): ConversationState {
  const { botOpen } = state;
  const waiting =
    state.owner === "bot" && botOpen !== undefined ? waitFrom(state, botOpen, [{ kind: "handoff", at, eventId: event.id, data: { by: event.type } }]) : state;
  return { ...waiting, owner: "people", botOpen: undefined };
}

/** Ends every run of a waiting customer without an answer. */
function stopWaiting(
  state: ConversationState,
  how: "unanswered" | "not-needed" | "cancelled",
  at: Instant,
  eventId: string | undefined,
  reason: string | undefined,
): ConversationState {
  return inOpenCase(state, (kase) => OPEN_SLOTS.reduce((rest, slot) => endSlot(rest, slot, (run) => stop(run, how, at, eventId, definedOf({ reason }))), kase));
}

/** [P3] [S13] [S17] Open runs under what applies now. */
function rematched(state: ConversationState, { type, at, id }: SlaEvent): ConversationState {
  return inOpenCase(state, (kase) => {
    const under = (run: Run): Run => redate(run, termsOf(state, run.kind, run.owner !== undefined), at, type, id);
    const slots = Object.fromEntries(OPEN_SLOTS.map((slot) => [slot, kase[slot] === undefined ? undefined : under(kase[slot])])) as Record<
      OpenSlot,
      Run | undefined
    >;
    return { ...kase, ...slots, resolution: under(kase.resolution) };
  });
}

/** [P1] [P2] What a run of this kind is measured by now; undefined where no policy matches. */
function termsOf({ policies, calendars, context, compile }: ConversationState, kind: Run["kind"], owners = false): Terms | undefined {
  const policy = matchPolicy(policies, context);
  if (policy === undefined) return undefined;

  const target: PolicyTarget | undefined = owners ? policy.ownerTarget : policy.targets[kind];
  if (target === undefined) return { policy };

  const definition = calendarNamed(calendars, target.calendar);
  // Refused when it was saved (C1), so this is a mistake of ours.
  if (definition === undefined) throw new Error(`Policy ${policy.id} names a calendar that does not exist: ${target.calendar}`);
  return {
    policy,
    deadline: { target: target.target, calendarId: target.calendar, calendarVersion: calendarVersion(definition), calendar: compile(definition) },
  };
}

/** [B3] The misses of every case that the event speaks of; a named one may change its cause, the others keep theirs. */
function acknowledged(state: ConversationState, event: AcknowledgeEvent): ConversationState {
  const { at, cause = "other", clock, id, startedAt } = event;
  const named = clock !== undefined || startedAt !== undefined;
  const speaksOf = (run: Run): boolean =>
    (clock === undefined || run.kind === clock) && (startedAt === undefined || run.startedAt === startedAt) && (named || run.cause === undefined);
  const inCase = (kase: CaseState): CaseState => mapRuns(kase, (run) => (speaksOf(run) ? acknowledge(run, cause, at, id) : run));
  return { ...state, earlier: mapList(state.earlier, inCase), current: state.current === undefined ? undefined : inCase(state.current) };
}

function inOpenCase(state: ConversationState, change: (kase: CaseState) => CaseState): ConversationState {
  const { current } = state;
  return current === undefined || current.resolvedAt !== undefined ? state : { ...state, current: change(current) };
}

function noteSlot(kase: CaseState, slot: OpenSlot, piece: ExplanationPiece): CaseState {
  const run = kase[slot];
  return run === undefined ? kase : { ...kase, [slot]: note(run, piece) };
}

const withReply = (state: ConversationState, change: (run: Run) => Run): ConversationState =>
  inOpenCase(state, (kase) => (kase.reply === undefined ? kase : { ...kase, reply: change(kase.reply) }));

/** [R3] The first piece of every explanation names what the run began with. */
const startedBy = (run: Run): string | undefined => toArray(run.notes)[0]?.eventId;

function findRun(list: List<Run>, test: (run: Run) => boolean): Run | undefined {
  for (let rest = list; rest !== undefined; rest = rest.tail) if (test(rest.head)) return rest.head;
  return undefined;
}

const replaceRun = (list: List<Run>, old: Run, run: Run): List<Run> => {
  if (list === undefined) return undefined;
  return list.head === old ? { head: run, tail: list.tail } : { head: list.head, tail: replaceRun(list.tail, old, run) };
};

const definedOf = <Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never;

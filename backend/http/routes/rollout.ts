import { problem } from "../../../shared/api/problem.ts";
import { rollbackBody, segmentBody, staffBody } from "../../../shared/api/rollout.ts";
import type { NumberId } from "../../../shared/ids.ts";
import type { BusinessNumber } from "../../../shared/inbox/people.ts";
import type { GateReading } from "../../../shared/outreach/rollout-gates.ts";
import type { FailedGate, Rollout } from "../../../shared/outreach/rollout.ts";
import type { Clock, Instant } from "../../../shared/time.ts";
import type { Principal } from "../../auth/auth.ts";
import { gatesOf, promoteRollout, rollBackRollout, setRolloutStaff, shutGatesOf, startRollout } from "../../outreach/rollouts.ts";
import { grantSegment, type SegmentRefusal } from "../../outreach/segments.ts";
import { parseTime } from "../../parse-time.ts";
import type { RolloutChange, SegmentGrant } from "../../store/rollout-rows.ts";
import type { ReadTx, Store, WriteTx } from "../../store/store.ts";
import { iso } from "../present.ts";
import { LEADS, PEOPLE, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
}

const MOST_CHANGES = 50;
const NO_NUMBER: Answer = { status: 404, body: problem(404, "not-found", "There is no such number.") };
const NO_ROLLOUT: Answer = {
  status: 409,
  body: problem(409, "no-rollout", "Nobody has started a rollout on this number: everybody gets its messages.", { detail: "Start one first." }),
};

/** How far business-started messages have come on each number, and to which segments a text may go. */
export function rolloutRoutes({ clock, newId, store }: Deps): readonly Route[] {
  const withNumber = (id: string | undefined, work: (tx: WriteTx, number: BusinessNumber, now: Instant) => Answer): Answer =>
    store.write((tx) => {
      const number = tx.get("number", id ?? "");
      return number === undefined ? NO_NUMBER : work(tx, number, clock.now());
    });
  const withRollout = (id: string | undefined, work: (tx: WriteTx, number: BusinessNumber, rollout: Rollout, now: Instant) => Answer): Answer =>
    withNumber(id, (tx, number, now) => {
      const rollout = tx.rollout(number.id);
      return rollout === undefined ? NO_ROLLOUT : work(tx, number, rollout, now);
    });
  const shown = (tx: ReadTx, number: BusinessNumber, principal: Principal, now: Instant): Answer => ({
    status: 200,
    body: presentRollout(tx, number, principal, now),
  });

  return [
    route({
      method: "GET",
      path: "/api/v1/rollout",
      summary:
        "Per number how far business-started messages have come; for leads with the gates of the next stage and who changed it. Without `rollout` everybody gets them.",
      roles: PEOPLE,
      answers: { 200: "Numbers" },
      handle: ({ principal }) =>
        store.read((tx) => ({ status: 200, body: { items: tx.all("number").map((number) => presentRollout(tx, number, principal, clock.now())) } })),
    }),
    route({
      method: "POST",
      path: "/api/v1/rollout/:numberId/start",
      summary: "Begins with the staff, or begins anew after a rollback or at the end.",
      roles: LEADS,
      answers: { 200: "Begun: nobody but the staff gets what is started", 404: "There is no such number", 409: "One is under way" },
      handle: ({ params, principal }) =>
        withNumber(params["numberId"], (tx, number, now) => {
          const before = tx.rollout(number.id);
          if (before !== undefined && before.halted === undefined && before.stage !== 100)
            return { status: 409, body: problem(409, "under-way", "A rollout is under way on this number.", { detail: "Promote it, or roll it back." }) };
          startRollout(tx, number, principal.agent.id, now);
          return shown(tx, number, principal, now);
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/rollout/:numberId/promote",
      summary: "One stage on, where every gate is open.",
      roles: LEADS,
      answers: { 200: "Promoted", 404: "There is no such number", 409: "No rollout, or a gate is shut: `gates` names each with its figure and bound" },
      handle: ({ params, principal }) =>
        withRollout(params["numberId"], (tx, number, rollout, now) => {
          const promoted = promoteRollout(tx, number, rollout, principal.agent.id, now);
          if (promoted.ok) return shown(tx, number, principal, now);
          const shut = promoted.error.map(({ gate }) => gate);
          return {
            status: 409,
            body: problem(409, "gate-shut", `The next stage is not open: ${shut.join(", ")}.`, { gates: promoted.error.map(presentShut) }),
          };
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/rollout/:numberId/rollback",
      summary: "Back to the first stage and halted, at once: what is queued on this number and was started by us is held.",
      roles: LEADS,
      body: rollbackBody,
      answers: { 200: "Rolled back; `held` counts the messages that were stopped", 404: "There is no such number", 409: "No rollout" },
      handle: ({ body, params, principal }) =>
        withRollout(params["numberId"], (tx, number, rollout, now) => {
          // Twice is once: the second click changes nothing.
          if (rollout.halted !== undefined) return { status: 200, body: { ...presentRollout(tx, number, principal, now), held: 0 } };
          const { held } = rollBackRollout(tx, number.id, rollout, principal.agent.id, body.reason, now);
          return { status: 200, body: { ...presentRollout(tx, number, principal, now), held } };
        }),
    }),
    route({
      method: "PUT",
      path: "/api/v1/rollout/:numberId/staff",
      summary: "The colleagues who get everything at every stage: contact ids, or phones with their country code.",
      roles: LEADS,
      body: staffBody,
      answers: { 200: "Saved", 404: "There is no such number", 409: "No rollout", 422: "Neither a contact nor a phone" },
      handle: ({ body, params, principal }) =>
        withRollout(params["numberId"], (tx, number, rollout, now) => {
          const read = body.staff.map((one) => staffOf(tx, one));
          const wrong = body.staff.flatMap((one, at) =>
            read[at] === undefined ? [{ path: `staff.${at}`, message: `${JSON.stringify(one)} is neither.`, code: "value" }] : [],
          );
          if (wrong.length > 0)
            return {
              status: 422,
              body: problem(422, "invalid-staff", "The list was not saved: name contacts, or phones with their country code.", { errors: wrong }),
            };
          setRolloutStaff(
            tx,
            number.id,
            rollout,
            read.flatMap((one) => one ?? []),
            principal.agent.id,
            now,
          );
          return shown(tx, number, principal, now);
        }),
    }),
    route({
      method: "GET",
      path: "/api/v1/guard/segments",
      summary: "Texts that a lead let go to more people than one may write to by hand, each to whoever agreed to a category.",
      roles: LEADS,
      answers: { 200: "Grants that are in force or still to come" },
      handle: () => ({ status: 200, body: { items: store.read((tx) => tx.segmentGrants(clock.now())).map(presentGrant) } }),
    }),
    route({
      method: "POST",
      path: "/api/v1/guard/segments",
      summary: "Lets one text go to everybody who agreed to a category, for at most 31 days. Names and figures make no other text.",
      roles: LEADS,
      body: segmentBody,
      answers: { 201: "Granted", 422: "No such category, or a period that is over or too long" },
      handle: ({ body, principal }) => {
        const now = clock.now();
        const { category, contactName, text } = body;
        const from = body.from === undefined ? now : parseTime(body.from);
        const asked = { id: newId(), by: principal.agent.id, category, contactName, text, from, until: parseTime(body.until) };
        const granted = store.write((tx) => grantSegment(tx, asked, now));
        return typeof granted === "string" ? { status: 422, body: problem(422, granted, REFUSALS[granted]) } : { status: 201, body: presentGrant(granted) };
      },
    }),
    route({
      method: "DELETE",
      path: "/api/v1/guard/segments/:id",
      summary: "Ends a grant at once.",
      roles: LEADS,
      answers: { 200: "Ended", 404: "There is no such grant in force" },
      handle: ({ params, principal }) =>
        store.write((tx): Answer => {
          const now = clock.now();
          const id = params["id"] ?? "";
          if (!tx.endSegmentGrant(id, now)) return { status: 404, body: problem(404, "not-found", "There is no such grant in force.") };
          tx.appendAudit({ at: now, who: principal.agent.id, action: "segment-ended", target: id, data: "{}" });
          return { status: 200, body: { id } };
        }),
    }),
  ];
}

const REFUSALS: Readonly<Record<SegmentRefusal, string>> = {
  "unknown-category": "There is no such category of consent.",
  over: "That period is over before it begins.",
  "too-long": "A grant holds for at most 31 days.",
};

/** A contact that is known, or a phone in all digits. */
function staffOf(tx: ReadTx, written: string): string | undefined {
  if (tx.get("contact", written) !== undefined) return written;
  const digits = written.replaceAll(/[\s().+-]/g, "");
  return /^\d{7,15}$/.test(digits) ? digits : undefined;
}

function presentRollout(tx: ReadTx, number: BusinessNumber, { agent }: Principal, now: Instant) {
  const rollout = tx.rollout(number.id);
  const isLead = agent.role === "lead" || agent.role === "admin";
  return {
    numberId: number.id,
    displayName: number.displayName,
    displayNumber: number.displayNumber,
    rollout: rollout === undefined ? undefined : presentState(rollout),
    ...(!isLead ? {} : { ...forLeads(tx, number, rollout, now), changes: changesOf(tx, number.id) }),
  };
}

const forLeads = (tx: ReadTx, number: BusinessNumber, rollout: Rollout | undefined, now: Instant) =>
  rollout === undefined ? {} : { gates: gatesOf(tx, number, rollout, now).map(presentGate), mayPromote: shutGatesOf(tx, number, rollout, now).length === 0 };

const changesOf = (tx: ReadTx, number: NumberId) => tx.rolloutChanges(number, MOST_CHANGES).map(presentChange);

const presentState = ({ campaign, halted, name, since, staff, stage }: Rollout) => ({
  campaign,
  name,
  stage,
  since: iso(since),
  staff,
  halted: halted === undefined ? undefined : { ...halted, at: iso(halted.at) },
});
const presentGate = (gate: GateReading) => (gate.gate === "dwell" ? { ...gate, until: iso(gate.until) } : gate);
const presentShut = (gate: FailedGate) => (gate.gate === "dwell" ? { ...gate, until: iso(gate.until) } : gate);
const presentChange = ({ at, by, from, reason, to, what }: RolloutChange) => ({ at: iso(at), by, what, from, to, reason });
const presentGrant = ({ from, until, ...grant }: SegmentGrant) => ({ ...grant, from: iso(from), until: iso(until) });

import { z } from "zod";
import { problem } from "../../../shared/api/problem.ts";
import { queueQuery } from "../../../shared/api/queue.ts";
import { availabilityOf } from "../../../shared/handoffs/availability.ts";
import { capacityOf } from "../../../shared/handoffs/capacity.ts";
import { hopsOf, type Hop } from "../../../shared/handoffs/hops.ts";
import { inQueueOrder, promisedAt, waitingSince } from "../../../shared/handoffs/queue-order.ts";
import { parseQueueSettings } from "../../../shared/handoffs/queue-settings.ts";
import { transfersOf, type Transfer } from "../../../shared/handoffs/transfer.ts";
import { whyNot } from "../../../shared/handoffs/who-may-take.ts";
import { maySee, scopesOf } from "../../../shared/sync/scopes.ts";
import type { Clock } from "../../../shared/time.ts";
import { needsIn, orderNow } from "../../handoffs/queue-people.ts";
import { readQueueSettings, saveQueueSettings, type QueueSettingsInForce } from "../../handoffs/queue-settings.ts";
import type { Store } from "../../store/store.ts";
import { NO_CONVERSATION, visible } from "../conversation-answers.ts";
import { iso, when } from "../present.ts";
import { LEADS, PEOPLE, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
}

/** So many are sorted at most; behind them nobody looks for the next one. */
const MOST = 5_000;

/** The queue as everybody sees it, who may take what, and where a conversation has been. */
export function queueRoutes({ clock, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/queue",
      summary: "What waits for a person, by promised time, then by waiting time; with why the caller may not take one, and what everybody has.",
      roles: PEOPLE,
      query: queueQuery,
      answers: { 200: "The queue and the load" },
      handle: ({ principal, query }) =>
        store.read((tx) => {
          const { settings } = readQueueSettings(tx);
          const load = tx.load();
          const scopes = scopesOf(principal.agent);
          const me = tx.get("agent", principal.agent.id) ?? principal.agent;
          const queued = tx.queued(MOST).map(({ conversation }) => conversation);
          const mine = inQueueOrder(queued, orderNow(tx, clock.now())).filter(
            (one) => maySee(scopes, one) && (query.team === undefined || one.teamId === query.team),
          );
          return {
            status: 200,
            body: {
              items: mine.slice(0, query.limit).map((one) => ({
                conversationId: one.id,
                promisedAt: when(promisedAt(one)),
                waitingSince: iso(waitingSince(one)),
                team: one.teamId,
                overflowSince: when(one.overflowSince),
                whyNot: whyNot(me, one, needsIn(tx, one, settings), load, settings.capacity),
              })),
              total: mine.length,
              people: tx
                .all("agent")
                .filter(({ role }) => role !== "bot")
                .map((agent) => ({
                  agentId: agent.id,
                  availability: availabilityOf(agent),
                  open: load.get(agent.id) ?? 0,
                  capacity: capacityOf(agent, settings.capacity),
                })),
              serverTime: iso(clock.now()),
            },
          };
        }),
    }),
    route({
      method: "GET",
      path: "/api/v1/conversations/:id/who-may-take",
      summary: "Everybody to whom the conversation could be passed on, those with the fewest open conversations first, and why not the others.",
      roles: PEOPLE,
      answers: { 200: "People", 404: "Unknown, or not yours to see" },
      handle: ({ params, principal }) =>
        store.read((tx): Answer => {
          const conversation = visible(tx, params["id"], principal);
          if (conversation === undefined) return NO_CONVERSATION;
          const { settings } = readQueueSettings(tx);
          const load = tx.load();
          const needs = needsIn(tx, conversation, settings);
          const items = tx
            .all("agent")
            .filter(({ id, role }) => role !== "bot" && id !== conversation.assigneeId)
            .map((agent) => {
              const why = whyNot(agent, { ...conversation, assigneeId: agent.id }, needs, load, settings.capacity);
              const { id, name } = agent;
              return { agentId: id, name, may: why === undefined, whyNot: why, open: load.get(id) ?? 0, capacity: capacityOf(agent, settings.capacity) };
            });
          return {
            status: 200,
            body: { items: items.toSorted((a, b) => Number(b.may) - Number(a.may) || a.open - b.open || (a.agentId < b.agentId ? -1 : 1)), needs },
          };
        }),
    }),
    route({
      method: "GET",
      path: "/api/v1/conversations/:id/hops",
      summary:
        "Where the conversation has been: from whom to whom, when, why and how long it lay there; and of each transfer how soon it was taken and answered.",
      roles: PEOPLE,
      answers: { 200: "Hops and transfers", 404: "Unknown, or not yours to see" },
      handle: ({ params, principal }) =>
        store.read((tx): Answer => {
          const conversation = visible(tx, params["id"], principal);
          if (conversation === undefined) return NO_CONVERSATION;
          const events = tx.events(conversation.id);
          const hops = hopsOf(tx.parts("story", conversation.id), events, conversation.createdAt, clock.now());
          return { status: 200, body: { items: hops.map(presentHop), transfers: transfersOf(hops, events).map(presentTransfer) } };
        }),
    }),
    route({
      method: "GET",
      path: "/api/v1/handoffs/settings",
      summary: "How the queue gives conversations out, and the number of times that it was saved.",
      roles: PEOPLE,
      answers: { 200: "The settings in force" },
      handle: () => ({ status: 200, body: presentSettings(store.read(readQueueSettings)) }),
    }),
    route({
      method: "PUT",
      path: "/api/v1/handoffs/settings",
      summary:
        "Replaces them; what is left out has its default. Nothing is saved where it is wrong, or where somebody has saved since the `version` that is named.",
      roles: LEADS,
      // Read by parseQueueSettings, which names every fault.
      body: z.unknown().describe("{ claimMinutes, typingMinutes, capacity, topicSkills, overflowTeam?, notify, version? }"),
      answers: { 200: "Saved", 409: "Somebody has saved meanwhile", 422: "Refused, each fault with its path" },
      handle: ({ body, principal }) => {
        const { version, ...given } = Object(body) as { readonly version?: unknown };
        const parsed = parseQueueSettings(body === null || typeof body !== "object" ? body : given);
        return store.write((tx): Answer => {
          const current = readQueueSettings(tx);
          const noTeam = parsed.ok && parsed.value.overflowTeam !== undefined && tx.get("team", parsed.value.overflowTeam) === undefined;
          const faults = [...(parsed.ok ? [] : parsed.error), ...(noTeam ? [{ path: "overflowTeam", message: "There is no such team.", code: "value" }] : [])];
          if (!parsed.ok || faults.length > 0)
            return { status: 422, body: problem(422, "invalid-handoff-settings", "The settings were not saved.", { errors: faults }) };
          if (version !== undefined && version !== current.version)
            return { status: 409, body: problem(409, "settings-changed", "Somebody else has saved these settings meanwhile.", { version: current.version }) };
          if (JSON.stringify(parsed.value) === JSON.stringify(current.settings)) return { status: 200, body: presentSettings(current) };
          return { status: 200, body: presentSettings(saveQueueSettings(tx, parsed.value, principal.agent.id, clock.now())) };
        });
      },
    }),
  ];
}

const presentSettings = ({ settings, version }: QueueSettingsInForce) => ({ version, ...settings });
const presentHop = (hop: Hop) => ({ ...hop, at: iso(hop.at) });
const presentTransfer = (transfer: Transfer) => ({
  ...transfer,
  requestedAt: iso(transfer.requestedAt),
  acceptedAt: when(transfer.acceptedAt),
  firstReplyAt: when(transfer.firstReplyAt),
});

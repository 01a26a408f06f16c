import { z } from "zod";
import type { Hop, Place } from "../../shared/handoffs/hops.ts";
import { toAgentId, toTeamId, type ConversationId } from "../../shared/ids.ts";
import type { Availability } from "../../shared/inbox/people.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { toDuration, toInstant, type Clock } from "../../shared/time.ts";
import type { InboxState } from "../state/inbox-state.ts";
import type { HopTarget } from "../state/ui-state.ts";
import { askServer, fits, type Told } from "./ask-server.ts";

export type AvailabilitySaved = "saved" | "no-network" | "failed";

/** [HO7] [HO8] What somebody does with a conversation that is theirs and should be another's; works offline as every wish does. */
export interface HandoffCommands {
  /** To a person, to a team's queue, or to the bot; the note stays with the conversation. `force`: a lead insists, although that person is away or full. */
  readonly passOn: (conversationId: ConversationId, to: HopTarget, note?: string, force?: boolean) => Promise<void>;
  /** [HO9] Where a conversation has been, oldest first. */
  readonly hops: (conversationId: ConversationId) => Promise<Told<readonly Hop[]>>;
  /** [HO5] Whether this person takes new conversations. Needs the network: others act on it. */
  readonly setAvailability: (state: Availability["state"], reason?: string) => Promise<AvailabilitySaved>;
}

interface Deps {
  readonly wish: (mutation: Mutation) => Promise<void>;
  readonly state: () => InboxState;
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
  readonly newId: () => string;
}

const PATIENCE_MS = 15_000;

const place = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("queue"), teamId: z.string().transform(toTeamId).optional() }),
    z.object({ kind: z.literal("agent"), agentId: z.string().transform(toAgentId) }),
    z.object({ kind: z.literal("bot") }),
    z.object({ kind: z.literal("done") }),
  ])
  .transform((one): Place => one);
const WHYS = [
  "handoff",
  "claim",
  "assign",
  "released",
  "owner-left",
  "claim-ended",
  "overflow",
  "to-bot",
  "bot-took",
  "bot-answered",
  "person-answered",
  "resolve",
  "reopen",
  "wrote-again",
] as const satisfies readonly Hop["why"][];
const hopsAnswer = z
  .object({
    items: z.array(
      z.object({
        from: place,
        to: place,
        at: z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text))),
        why: z.enum(WHYS),
        by: z.string().transform(toAgentId).optional(),
        reason: z.string().optional(),
        durationMs: z.number().transform(toDuration),
        ongoing: z.literal(true).optional(),
      }),
    ),
  })
  .transform(({ items }): readonly Hop[] => items);

export function createHandoffCommands({ clock, newId, request, state, wish }: Deps): HandoffCommands {
  return {
    passOn: (conversationId, to, note, force = false) => {
      const words = note === undefined || note.trim() === "" ? {} : { note: note.trim(), noteId: newId() };
      if (to === "bot") return wish({ kind: "return-to-bot", conversationId, ...words });
      const target = "agent" in to ? ({ kind: "agent", id: to.agent } as const) : ({ kind: "team", id: to.team } as const);
      return wish({ kind: "assign", conversationId, to: target, ...words, ...(force ? { force } : {}) });
    },
    hops: (conversationId) => askServer({ request, clock }, `/api/v1/conversations/${encodeURIComponent(conversationId)}/hops`, fits(hopsAnswer)),
    setAvailability: async (availability, reason) => {
      if (state().connection.kind === "offline") return "no-network";
      try {
        const { ok } = await request("/api/v1/agents/me/availability", {
          method: "PUT",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(reason === undefined ? { state: availability } : { state: availability, reason }),
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        return ok ? "saved" : "failed";
      } catch {
        return "no-network";
      }
    },
  };
}

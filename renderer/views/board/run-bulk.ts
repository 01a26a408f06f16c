import type { BoardRow } from "../../../shared/board/board-row.ts";
import type { AgentId, ConversationId, TeamId } from "../../../shared/ids.ts";
import type { Conversation, Priority } from "../../../shared/inbox/conversation.ts";
import type { BreachCause } from "../../../shared/sla/breach-causes.ts";
import { readClock } from "../../../shared/sla/reading.ts";
import type { Instant } from "../../../shared/time.ts";
import type { Commands } from "../../commands/commands.ts";

export type BulkAct =
  | { readonly kind: "assign"; readonly to: { readonly agent: AgentId } | { readonly team: TeamId } | "nobody" }
  | { readonly kind: "priority"; readonly priority: Priority }
  | { readonly kind: "comment"; readonly text: string }
  | { readonly kind: "acknowledge"; readonly cause: BreachCause };

/** Why nothing was done with a row or a conversation. */
export type Skipped = "gone" | "already" | "not-missed" | "no-clock" | "failed" | "changed";

export interface BulkOutcome {
  readonly act: BulkAct;
  /** Conversations; for an acknowledgement promises. */
  readonly done: number;
  readonly skipped: readonly { readonly why: Skipped; readonly count: number }[];
  /** What takes it back; undefined where it cannot be taken back. */
  readonly undo: (() => Promise<BulkOutcome>) | undefined;
}

interface Deps {
  readonly commands: Pick<Commands, "assign" | "passOn" | "setPriority" | "addNote" | "acknowledge">;
  /** As it is when it is touched. */
  readonly conversation: (id: ConversationId) => Conversation | undefined;
  readonly now: () => Instant;
}

/** Does one thing with many, one after the other; what cannot be done is counted with its reason, and stops nothing. */
export async function runBulk(rows: readonly BoardRow[], act: BulkAct, deps: Deps): Promise<BulkOutcome> {
  const skipped = new Map<Skipped, number>();
  const skip = (why: Skipped): void => void skipped.set(why, (skipped.get(why) ?? 0) + 1);
  const undone: { readonly before: Conversation; readonly back: BulkAct }[] = [];
  let done = 0;

  const once = new Set<ConversationId>();
  for (const row of rows) {
    const { id } = row.conversation;
    if (act.kind !== "acknowledge" && once.has(id)) continue;
    once.add(id);
    const now = deps.conversation(id);
    const why = now === undefined ? "gone" : whyNot(now, row, act, deps.now());
    if (now === undefined || why !== undefined) {
      skip(why ?? "gone");
      continue;
    }
    try {
      await doOne(now, row, act, deps.commands);
      done += 1;
      const back = wayBack(now, act);
      if (back !== undefined) undone.push({ before: now, back });
    } catch {
      // The command has said why.
      skip("failed");
    }
  }
  return {
    act,
    done,
    skipped: [...skipped].map(([why, count]) => ({ why, count })),
    undo: undone.length === 0 ? undefined : () => takeBack(undone, act, deps),
  };
}

function whyNot(now: Conversation, row: BoardRow, act: BulkAct, at: Instant): Skipped | undefined {
  if (now.state === "resolved") return "gone";
  switch (act.kind) {
    case "assign":
      return isWith(now, act.to) ? "already" : undefined;
    case "priority":
      return now.priority === act.priority ? "already" : undefined;
    case "comment":
      return undefined;
    case "acknowledge": {
      const clock =
        row.clock === undefined
          ? undefined
          : now.clocks.find(({ kind, owner, startedAt }) => owner === undefined && kind === row.kind && startedAt === row.clock?.startedAt);
      if (row.clock === undefined) return "no-clock";
      if (clock === undefined) return "gone";
      if (readClock(clock, at).state !== "breached") return "not-missed";
      return clock.cause === act.cause ? "already" : undefined;
    }
  }
}

const isWith = ({ assigneeId, teamId }: Conversation, to: Extract<BulkAct, { readonly kind: "assign" }>["to"]): boolean =>
  to === "nobody" ? assigneeId === undefined : "agent" in to ? assigneeId === to.agent : assigneeId === undefined && teamId === to.team;

async function doOne({ id }: Conversation, { clock }: BoardRow, act: BulkAct, commands: Deps["commands"]): Promise<void> {
  switch (act.kind) {
    case "assign":
      // Whoever looks at the board sees who is away or full, and means it.
      return act.to === "nobody" ? commands.assign(id, "nobody") : commands.passOn(id, act.to, undefined, true);
    case "priority":
      return commands.setPriority(id, act.priority);
    case "comment":
      return commands.addNote(id, act.text);
    case "acknowledge":
      return clock === undefined ? undefined : commands.acknowledge(id, clock.kind, clock.startedAt, act.cause);
  }
}

/** A comment stays said, and a cause is only ever followed by a better one. */
function wayBack({ assigneeId, priority, teamId }: Conversation, act: BulkAct): BulkAct | undefined {
  if (act.kind === "priority") return { kind: "priority", priority };
  if (act.kind !== "assign") return undefined;
  return { kind: "assign", to: assigneeId !== undefined ? { agent: assigneeId } : teamId !== undefined ? { team: teamId } : "nobody" };
}

/** Only where it still stands as it was left: what somebody else has done since is theirs. */
async function takeBack(undone: readonly { readonly before: Conversation; readonly back: BulkAct }[], act: BulkAct, deps: Deps): Promise<BulkOutcome> {
  const skipped = new Map<Skipped, number>();
  let done = 0;
  for (const { back, before } of undone) {
    const now = deps.conversation(before.id);
    const stands = now !== undefined && (act.kind === "assign" ? isWith(now, act.to) : act.kind === "priority" && now.priority === act.priority);
    try {
      if (stands) await doOne(before, { key: "", kind: "window", dueAt: before.createdAt, conversation: before }, back, deps.commands);
      if (stands) done += 1;
      else skipped.set("changed", (skipped.get("changed") ?? 0) + 1);
    } catch {
      skipped.set("failed", (skipped.get("failed") ?? 0) + 1);
    }
  }
  return { act, done, skipped: [...skipped].map(([why, count]) => ({ why, count })), undo: undefined };
}

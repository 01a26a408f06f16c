import type { z } from "zod";
import type { breachesQuery } from "../../shared/api/requests.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import { elapsed } from "../../shared/sla/compile-calendar.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import { clockKey } from "../../shared/sla/records.ts";
import { maySee, scopesOf } from "../../shared/sync/scopes.ts";
import { between, latest, type Duration, type Instant } from "../../shared/time.ts";
import { parseTime } from "../parse-time.ts";
import { clockHistory, compile } from "../sla/clock-history.ts";
import { stampedCalendar } from "../sla/stamped-calendar.ts";
import type { BreachPlace, BreachRow, ReadTx } from "../store/store.ts";
import { presentBreach } from "./present.ts";

type Query = z.infer<typeof breachesQuery>;

const AT_ONCE = 500;

/** A page of the breaches that the caller may see. Rights, team and agent are asked while paging, so a page is full where there is enough. */
export function findBreaches(
  tx: ReadTx,
  query: Query,
  agent: Agent,
  now: Instant,
): { readonly items: readonly ReturnType<typeof presentBreach>[]; readonly nextCursor: string | null } {
  const scopes = scopesOf(agent);
  const instant = (at: string | undefined) => (at === undefined ? undefined : parseTime(at));
  const filter = { now, from: instant(query.from), to: instant(query.to), policy: query.policy, acknowledged: query.acknowledged, limit: AT_ONCE };
  const overdueOf = overdue(tx, now);

  const items: ReturnType<typeof presentBreach>[] = [];
  let before = query.cursor === undefined ? undefined : decode(query.cursor);
  while (true) {
    const page = tx.breaches({ ...filter, before });
    for (const breach of page) {
      before = breach;
      const conversation = tx.get("conversation", breach.conversationId);
      if (conversation === undefined || !maySee(scopes, conversation)) continue;
      if (query.team !== undefined && conversation.teamId !== query.team) continue;
      if (query.agent !== undefined && conversation.assigneeId !== query.agent) continue;
      items.push(presentBreach(breach, overdueOf(breach), conversation.assigneeId));
      if (items.length === query.limit) return { items, nextCursor: encode(breach) };
    }
    if (page.length < AT_ONCE) return { items, nextCursor: null };
  }
}

/** [S10] [R4] How far past its due instant a clock went, in the open time of the calendar with which it is stamped; the table does not keep the stamp. */
function overdue(tx: ReadTx, now: Instant): (breach: BreachRow) => Duration | 0 {
  const clocks = new Map<ConversationId, readonly Clock[]>();
  const clocksOf = (id: ConversationId): readonly Clock[] => {
    const conversation = tx.get("conversation", id);
    if (conversation === undefined) return [];
    const { events, options } = clockHistory(tx, conversation);
    const until = events.reduce((newest, { at }) => latest(newest, at), now);
    return foldCases(events, { ...options, now: until }).flatMap((kase) => kase.clocks);
  };
  return (breach) => {
    const known = clocks.get(breach.conversationId) ?? clocksOf(breach.conversationId);
    clocks.set(breach.conversationId, known);
    const stamp = known.find((clock) => clockKey(clock) === clockKey(breach) && clock.state === "breached")?.calendar;
    const definition = stamp === undefined ? undefined : stampedCalendar(tx, stamp);
    // What had been stopped stays stopped, also where somebody answers later (S18).
    const end = breach.stoppedAt ?? breach.metAt ?? now;
    if (breach.dueAt === undefined || end <= breach.dueAt) return 0;
    return definition === undefined ? between(breach.dueAt, end) : elapsed(compile(definition), breach.dueAt, end);
  };
}

/** Where a page ended: everything after it is older, or comes later at the same instant. */
const encode = ({ conversationId, dueAt, kind, owner, startedAt }: BreachRow): string =>
  Buffer.from(JSON.stringify([dueAt, conversationId, kind, startedAt, owner])).toString("base64url");

function decode(cursor: string): BreachPlace | undefined {
  try {
    const [dueAt, conversationId, kind, startedAt, owner] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as readonly unknown[];
    const valid =
      typeof dueAt === "number" && typeof conversationId === "string" && typeof kind === "string" && typeof startedAt === "number" && typeof owner === "string";
    return valid ? ({ dueAt, conversationId, kind, startedAt, owner } as BreachPlace) : undefined;
  } catch {
    return undefined;
  }
}

import { WRONG_WARNING, type AgentFigures, type GuardFollowedFigures, type RuleFigures } from "../../shared/api/guard-figures.ts";
import { RULE_IDS } from "../../shared/guard/rule-ids.ts";
import { plus, type Duration, type Instant } from "../../shared/time.ts";
import type { GuardCount, GuardFollowed } from "../store/guard-rows.ts";
import type { ReadTx } from "../store/store.ts";
import { readGuardPolicy } from "./guard-policy.ts";

interface Figures {
  readonly withinMs: Duration;
  readonly items: readonly RuleFigures[];
  readonly agents: readonly AgentFigures[];
}

/** [S0-11] How every rule fared from `from` on and before `to`, and what came of what was sent against it. */
export function guardFiguresOf(tx: ReadTx, from: Instant, to: Instant, now: Instant): Figures {
  const within = readGuardPolicy(tx).policy.reach.followed.within;
  const counts = tx.guardCounts(from, to);
  const followed = tx.guardFollowed(from, to, within);
  const isOver = ({ at }: GuardFollowed): boolean => plus(at, within) <= now;
  const agents = [...new Set(counts.map(({ agentId }) => agentId))];
  return {
    withinMs: within,
    items: RULE_IDS.map((rule) =>
      ofRule(
        rule,
        counts.filter((one) => one.rule === rule),
        followedBy(
          followed.filter((one) => one.rule === rule),
          isOver,
        ),
      ),
    ),
    agents: agents
      .map((agent): AgentFigures => {
        const own = counts.filter(({ agentId }) => agentId === agent);
        const theirs = followed.filter(({ agentId }) => agentId === agent);
        return { agent, name: tx.get("agent", agent)?.name, ...outcomes(own), wrong: wrong(own), followed: followedBy(theirs, isOver) };
      })
      .toSorted((a, b) => b.overridden - a.overridden || b.refused - a.refused),
  };
}

function ofRule(rule: string, counts: readonly GuardCount[], followed: GuardFollowedFigures): RuleFigures {
  const overridden = counts.filter(({ what }) => what === "overridden");
  const { heeded, mended, overridden: passed, refused } = outcomes(counts);
  return {
    rule,
    fired: refused + passed + mended,
    refused,
    overridden: passed,
    heeded,
    mended,
    wrong: wrong(counts),
    reasons: [...new Set(overridden.flatMap(({ reason }) => reason ?? []))]
      .map((reason) => ({ reason, count: sum(overridden.filter((one) => one.reason === reason)) }))
      .toSorted((a, b) => b.count - a.count),
    agents: [...new Set(counts.map(({ agentId }) => agentId))].map((agent) => ({ agent, ...outcomes(counts.filter(({ agentId }) => agentId === agent)) })),
    followed,
  };
}

const sum = (counts: readonly GuardCount[]): number => counts.reduce((total, { count }) => total + count, 0);

function outcomes(counts: readonly GuardCount[]) {
  const of = (what: GuardCount["what"]): number => sum(counts.filter((one) => one.what === what));
  return { refused: of("refused"), overridden: of("overridden"), heeded: of("heeded"), mended: of("mended") };
}

const wrong = (counts: readonly GuardCount[]): number => sum(counts.filter(({ reason, what }) => what === "overridden" && reason === WRONG_WARNING));

function followedBy(followed: readonly GuardFollowed[], isOver: (one: GuardFollowed) => boolean): GuardFollowedFigures {
  const codes = followed.flatMap(({ failedCode }) => failedCode ?? []);
  return {
    replied: followed.filter(({ replied }) => replied).length,
    optedOut: followed.filter(({ optedOut }) => optedOut).length,
    maybeBlocked: followed.filter(({ maybeBlocked }) => maybeBlocked).length,
    failed: [...new Set(codes)]
      .map((code) => ({ code, count: codes.filter((one) => one === code).length }))
      .toSorted((a, b) => b.count - a.count || a.code - b.code),
    underWay: followed.filter((one) => !isOver(one)).length,
  };
}

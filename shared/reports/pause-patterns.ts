import type { AgentId } from "../ids.ts";
import type { ClockMove, Deed, MoveKind } from "./clock-moves.ts";
import { MOVES } from "./clock-moves.ts";
import type { PausePolicy } from "./pause-policy.ts";

/** [BD3] The same by one person again and again. It is a reason to ask, and proves nothing. */
export interface PausePattern {
  readonly kind: MoveKind;
  readonly by: AgentId;
  readonly count: number;
  /** Of so many of the kind. */
  readonly of: number;
  /** The newest first, at most `MOST_EVIDENCE`. */
  readonly evidence: readonly ClockMove[];
}

const MOST_EVIDENCE = 50;

/** Collects conversation after conversation; what is rare or usual for a person is no pattern. */
export function collectPauses(policy: PausePolicy): {
  readonly add: (found: { readonly moves: readonly ClockMove[]; readonly deeds: readonly Deed[] }) => void;
  readonly patterns: () => readonly PausePattern[];
} {
  const moves = new Map<string, ClockMove[]>();
  const deeds = new Map<string, number>();
  const nameOf = ({ by, kind }: Deed): string => `${kind} ${by}`;
  return {
    add: (found) => {
      for (const deed of found.deeds) deeds.set(nameOf(deed), (deeds.get(nameOf(deed)) ?? 0) + 1);
      for (const move of found.moves) moves.set(nameOf(move), [...(moves.get(nameOf(move)) ?? []), move]);
    },
    patterns: () =>
      [...moves]
        .flatMap(([name, all]): readonly PausePattern[] => {
          const [first] = all;
          const of = deeds.get(name) ?? all.length;
          if (first === undefined || all.length < policy.repeats || all.length < of * policy.ofAll) return [];
          return [{ kind: first.kind, by: first.by, count: all.length, of, evidence: all.toSorted((a, b) => b.at - a.at).slice(0, MOST_EVIDENCE) }];
        })
        .sort((a, b) => b.count - a.count || MOVES.indexOf(a.kind) - MOVES.indexOf(b.kind) || (a.by < b.by ? -1 : 1)),
  };
}

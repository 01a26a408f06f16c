import { useCallback, useEffect, useRef } from "react";
import type { Finding, Severity } from "../../../shared/guard/finding.ts";
import type { RuleId } from "../../../shared/guard/rule-ids.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";

export interface MendedRule {
  readonly rule: RuleId;
  readonly severity: Severity;
}

/** Less was not read: half a word can look like many things. */
const READ_MS = 1_500;

interface Said extends MendedRule {
  readonly since: Instant;
  /** The words that it was said of last. */
  text: string;
}

/** [S0-11] What would have kept this draft back, stood there long enough to be read, and is not said of the words that leave. */
export function useMended(
  id: ConversationId,
  { findings, text }: { readonly findings: readonly Finding[]; readonly text: string },
  isEmpty: boolean,
): (leaving: string) => readonly MendedRule[] {
  const ticker = useTicker();
  const heard = useInbox((state) => state.conversations.get(id)?.lastInboundAt);
  const said = useRef(new Map<RuleId, Said>());

  // Another thread or another draft, or the customer has written: what is silent now is not silent because somebody changed a word.
  useEffect(() => said.current.clear(), [heard, id, isEmpty]);

  useEffect(() => {
    const now = ticker.now();
    const silent = new Set(said.current.keys());
    for (const { rule, severity } of findings) {
      if (severity === "advise") continue;
      silent.delete(rule);
      const known = said.current.get(rule);
      if (known === undefined) said.current.set(rule, { rule, severity, since: now, text });
      else known.text = text;
    }
    for (const rule of silent) {
      const one = said.current.get(rule);
      if (one !== undefined && now - one.since < READ_MS) said.current.delete(rule);
    }
  }, [findings, text, ticker]);

  return useCallback(
    (leaving) => {
      const still = new Set(findings.map(({ rule }) => rule));
      return [...said.current.values()].filter((one) => !still.has(one.rule) && one.text.trim() !== leaving).map(({ rule, severity }) => ({ rule, severity }));
    },
    [findings],
  );
}

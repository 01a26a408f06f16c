import { check } from "../../shared/guard/check.ts";
import { DEFAULT_GUARD_POLICY, type Draft, type GuardContext } from "../../shared/guard/context.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import type { TopicModel, TopicTurn, TopicVerdict } from "../../shared/guard/topic/model.ts";
import { lengthFacts } from "../../shared/platform/facts.ts";
import type { Instant } from "../../shared/time.ts";
import type { WordMemory } from "../spelling/word-memory.ts";
import type { DeskContext } from "./desk-context.ts";

/** What cannot be sent from thread to thread and lives where the check runs: a dictionary, the off-topic model. */
export interface CheckedWith extends Partial<Pick<WordMemory, "spellingOf">> {
  readonly topic?: Pick<TopicModel, "judge"> | undefined;
}

/** Everything that speaks against a draft, as this desk knows. The server looks again, and its answer counts. */
export function deskFindings(
  draft: Draft,
  { clockUncertain, ignoredWords, policy = DEFAULT_GUARD_POLICY, topicChanged, ...known }: DeskContext,
  now: Instant,
  { spellingOf, topic }: CheckedWith = {},
): readonly Finding[] {
  const { id } = known.conversation;
  // The model may know this very conversation: it is judged by the others.
  const judge = (turns: readonly TopicTurn[], text: string, options?: { readonly falseAlarms?: number | undefined }): TopicVerdict =>
    topic!.judge(turns, text, { ...options, conversationId: id });
  const spelling = spellingOf?.(draft, { ignoredWords, templates: known.templates });
  const context: GuardContext = { ...known, spelling, topic: topic === undefined ? undefined : { judge, changed: topicChanged } };
  const findings = check(draft, context, policy, now).map(goesToApproval);
  return [...tooLong(draft), ...(clockUncertain === true ? byUncertainClock(findings) : findings)];
}

/** [I14] Whether it has closed is the server's to say until our clock has been compared with its own; that it never opened needs no clock. */
function byUncertainClock(findings: readonly Finding[]): readonly Finding[] {
  const isDoubted = ({ messageKey, rule }: Finding) => rule === "G-WINDOW" && messageKey !== "guard.window.neverOpened";
  const doubted = findings.filter(isDoubted).map((finding): Finding => ({ ...finding, severity: "advise", messageKey: "guard.window.uncertain" }));
  // Advice comes behind what is graver.
  return [...findings.filter((finding) => !isDoubted(finding)), ...doubted];
}

/** [G-APPROVAL] Here it is news and no obstacle: what a trainee sends waits on the server for somebody senior. */
const goesToApproval = (finding: Finding): Finding => (finding.rule === "G-APPROVAL" ? { ...finding, severity: "advise", remedies: [] } : finding);

const { text: longest } = lengthFacts;

function tooLong(draft: Draft): readonly Finding[] {
  if (draft.kind !== "text" || draft.text.length <= longest.value) return [];
  return [
    {
      rule: "G-ERRORS",
      severity: "stop",
      messageKey: "guard.tooLong",
      evidence: { length: draft.text.length, limit: longest.value },
      remedies: [{ command: "fix" }],
    },
  ];
}

import type { Message, MessageContent } from "../../inbox/message.ts";
import type { Rule } from "../context.ts";
import { isDialogueAct } from "../topic/dialogue-acts.ts";
import type { TopicTurn } from "../topic/model.ts";
import { termsOf } from "../topic/tokens.ts";

/**
 * [G-TOPIC] The draft is about another subject than the customer's open question. One such draft may be a slip or a bridge, and is
 * asked about gently; the second in a row, or one after the customer had to repeat the subject, insists, and is told so.
 */
export const topicRule: Rule = (draft, { messages, topic }) => {
  if (draft.kind === "template" || topic === undefined || topic.changed === true || draft.cannedReply === true) return [];

  const spoken = (messages ?? []).filter((message) => message.id !== draft.id).flatMap(turnOf);
  const verdict = topic.judge(spoken, draft.text);
  if (verdict.kind !== "off") return [];

  const last = spoken.findLastIndex(({ from }) => from === "agent");
  const before = last < 0 ? undefined : topic.judge(spoken.slice(0, last), spoken[last]!.text);
  const repeated = hasRepeated(spoken);
  const insists = before?.kind === "off" || repeated;
  return [
    {
      rule: "G-TOPIC",
      severity: "confirm",
      messageKey: insists ? "guard.topic.insists" : "guard.topic.hint",
      evidence: {
        asked: verdict.evidence.asked.map(({ text }) => text).join(" … "),
        spoken: verdict.evidence.spoken.text,
        askedIn: verdict.evidence.asked,
        spokenIn: verdict.evidence.spoken,
        words: verdict.evidence.words,
        repeated,
      },
      remedies: [{ command: "back-to-question" }, { command: "topic-changed" }],
      confidence: verdict.confidence,
    },
  ];
};

/** Of the words that bear a topic in the customer's last turn, at least two, and most, stood in an earlier one, with a reply between. */
function hasRepeated(turns: readonly TopicTurn[]): boolean {
  const reply = turns.findLastIndex(({ from }) => from === "agent");
  if (reply < 0) return false;
  const now = topicTerms(turns.slice(reply + 1));
  const earlier = topicTerms(turns.slice(Math.max(0, reply - 4), reply));
  const again = [...now].filter((term) => earlier.has(term)).length;
  return again >= 2 && again >= now.size * 0.6;
}

const topicTerms = (turns: readonly TopicTurn[]): Set<string> =>
  new Set(
    turns
      .filter(({ from }) => from === "customer")
      .flatMap(({ text }) =>
        termsOf(
          text
            .split(/\s+/u)
            .filter((word) => !isDialogueAct(word))
            .join(" "),
        ),
      ),
  );

/** What never left, or was taken back, nobody has read. */
const NEVER_SENT: ReadonlySet<Message["state"]> = new Set(["held", "failed", "cancelled"]);

/** Its words and who spoke; nothing where it has none. */
export function turnOf({ id, direction, content, state }: Message): TopicTurn[] {
  if (NEVER_SENT.has(state)) return [];
  const text = wordsOf(content);
  return text === "" ? [] : [{ id, from: direction === "in" ? "customer" : "agent", text }];
}

function wordsOf(content: MessageContent): string {
  switch (content.type) {
    case "text":
    case "template":
      return content.body;
    case "image":
    case "video":
    case "document":
      return content.caption ?? "";
    case "interactive":
      return content.title;
    case "button":
      return content.text;
    case "order":
      return content.text ?? "";
    default:
      return "";
  }
}

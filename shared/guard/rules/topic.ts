import type { Message, MessageContent } from "../../inbox/message.ts";
import { renderTemplate } from "../../inbox/render-template.ts";
import { templateOf } from "../business-started.ts";
import type { Draft, GuardContext, Rule } from "../context.ts";
import { isDialogueAct } from "../topic/dialogue-acts.ts";
import type { TopicTurn } from "../topic/model.ts";
import { termsOf } from "../topic/tokens.ts";

/**
 * What is asked about: whatever somebody types; and what was written beforehand (a template, a canned reply as it stands) where it
 * goes to a customer whose question is open. Sent unasked, it is no answer to anything.
 */
function textToJudge(draft: Draft, spoken: readonly TopicTurn[], context: GuardContext): string | undefined {
  if (draft.kind === "text" && draft.confirmsOptOut === true) return undefined;
  if (draft.kind === "text" && draft.cannedReply !== true) return draft.text;

  const last = spoken.at(-1);
  if (context.conversation.state === "resolved" || last === undefined || last.from === "agent" || isDialogueAct(last.text)) return undefined;
  if (draft.kind === "text") return draft.text;

  const template = templateOf(draft, context);
  const filled = template === undefined ? undefined : renderTemplate(template, draft.variables);
  return filled?.type === "template" ? filled.body : undefined;
}

/**
 * [G-TOPIC] The draft is about another subject than the customer's open question. One such draft may be a slip or a bridge, and is
 * asked about gently; the second in a row, or one after the customer had to repeat the subject, insists, and is told so.
 */
export const topicRule: Rule = (draft, context, policy) => {
  const { messages, topic } = context;
  if (topic === undefined || topic.changed === true) return [];

  const spoken = (messages ?? []).filter((message) => message.id !== draft.id).flatMap(turnOf);
  const text = textToJudge(draft, spoken, context);
  if (text === undefined) return [];

  const options = { falseAlarms: policy.text.topic.falseAlarms.value };
  const verdict = topic.judge(spoken, text, options);
  if (verdict.kind !== "off") return [];

  const last = spoken.findLastIndex(({ from }) => from === "agent");
  const before = last < 0 ? undefined : topic.judge(spoken.slice(0, last), spoken[last]!.text, options);
  const repeated = hasRepeated(spoken);
  const insists = before?.kind === "off" || repeated;
  return [
    {
      rule: "G-TOPIC",
      severity: "confirm",
      messageKey: insists ? "guard.topic.insists" : "guard.topic.hint",
      evidence: {
        asked: verdict.evidence.asked.map((quote) => quote.text).join(" … "),
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

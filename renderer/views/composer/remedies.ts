import type { Finding, Remedy } from "../../../shared/guard/finding.ts";
import { toAgentId, type AgentId } from "../../../shared/ids.ts";
import { toInstant, type Instant } from "../../../shared/time.ts";
import type { MessageKey } from "../../messages/en.ts";
import { mendIn } from "./strip-lines.ts";
import type { LeavingWords } from "./use-leaving-words.ts";

export interface RemedyLabel {
  readonly key: MessageKey;
  readonly values?: Readonly<Record<string, string>>;
  /** It helps to know, and nothing here can do it. */
  readonly isAdvice?: true;
}

/** What has to be known to say what a remedy would do here. */
export interface RemedyFacts {
  readonly nameOf: (id: AgentId) => string | undefined;
  /** What the conversation is about, where it has a name. */
  readonly topic: string | undefined;
  /** The own message before this one has not left yet. */
  readonly mayMerge: boolean;
  readonly hasLeads: boolean;
  readonly leaves: (at: Instant) => LeavingWords | undefined;
  /** [S2-1] The customer may be asked something freely now. */
  readonly mayAsk: () => boolean;
}

/** What is longer is not read on a button. */
const SHORT = 36;

/** The button of a remedy; none where this desk cannot do it, for then it must not look as if it could. */
export function remedyLabel(remedy: Remedy, { evidence }: Finding, facts: RemedyFacts): RemedyLabel | undefined {
  const { hasLeads, mayAsk, mayMerge, nameOf, topic } = facts;
  switch (remedy.command) {
    case "fix":
    case "replace": {
      const mend = mendIn(remedy);
      if (mend === undefined) return undefined;
      if (mend.with === "") return { key: evidence["kind"] === "placeholder" ? "remedy.fillIn" : "remedy.remove" };
      const words = mend.with.trim();
      return words.length > SHORT ? { key: "remedy.fix" } : { key: "remedy.replaceWith", values: { with: words } };
    }
    case "note-to": {
      const name = typeof remedy["agentId"] === "string" ? nameOf(toAgentId(remedy["agentId"])) : undefined;
      return name === undefined ? { key: "remedy.note-to" } : { key: "remedy.noteTo", values: { name } };
    }
    case "back-to-question":
      return topic === undefined ? { key: "remedy.back-to-question" } : { key: "remedy.backTo", values: { topic } };
    case "show-new":
      return { key: typeof remedy["messageId"] === "string" ? "remedy.showPromise" : "remedy.show-new" };
    case "merge":
      return mayMerge ? { key: "remedy.merge" } : undefined;
    case "ask-lead":
      return hasLeads ? { key: "remedy.ask-lead" } : undefined;
    case "canned-reply":
      return { key: "remedy.cannedReply" };
    case "send-at":
      return sendAtLabel(remedy, facts);
    case "ask-consent":
      return mayAsk() ? { key: "remedy.ask-consent" } : undefined;
    case "hold-until-delivered":
    case "record-consent":
    case "use-template":
    case "keep-draft":
    case "discard":
    case "resolve":
    case "topic-changed":
    case "reply":
      return { key: `remedy.${remedy.command}` };
    default:
      return undefined;
  }
}

/** [G-QUIET] With what their clocks show then, where that is known; words only where free text would come too late. */
export function sendAtLabel({ at }: Remedy, { leaves }: Pick<RemedyFacts, "leaves">): RemedyLabel | undefined {
  const said = typeof at === "number" ? leaves(toInstant(at)) : undefined;
  if (said === undefined) return undefined;
  if (said.tooLate) return { key: "remedy.say.send-at-late", values: { at: said.at }, isAdvice: true };
  return said.theirs === undefined
    ? { key: "remedy.sendAt", values: { at: said.at } }
    : { key: "remedy.sendAtTheirs", values: { at: said.at, theirs: said.theirs } };
}

/** What helps and cannot be done by a button here yet is said in words. */
export function remedyAdvice({ at, command }: Remedy): { readonly key: MessageKey; readonly at?: Instant } | undefined {
  switch (command) {
    case "send-at":
      return typeof at === "number" ? { key: "remedy.say.send-at", at: toInstant(at) } : undefined;
    case "ask-consent":
    case "merge":
      return { key: `remedy.say.${command}` };
    default:
      return undefined;
  }
}

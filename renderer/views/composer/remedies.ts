import type { Finding, Remedy } from "../../../shared/guard/finding.ts";
import { toAgentId, type AgentId } from "../../../shared/ids.ts";
import { toInstant, type Instant } from "../../../shared/time.ts";
import type { MessageKey } from "../../messages/en.ts";
import { mendIn } from "./strip-lines.ts";

export interface RemedyLabel {
  readonly key: MessageKey;
  readonly values?: Readonly<Record<string, string>>;
}

/** What has to be known to say what a remedy would do here. */
export interface RemedyFacts {
  readonly nameOf: (id: AgentId) => string | undefined;
  /** What the conversation is about, where it has a name. */
  readonly topic: string | undefined;
  /** The own message before this one has not left yet. */
  readonly mayMerge: boolean;
  readonly hasLeads: boolean;
}

/** What is longer is not read on a button. */
const SHORT = 36;

/** The button of a remedy; none where this desk cannot do it, for then it must not look as if it could. */
export function remedyLabel(remedy: Remedy, { evidence }: Finding, { hasLeads, mayMerge, nameOf, topic }: RemedyFacts): RemedyLabel | undefined {
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

/** What helps and cannot be done by a button here yet is said in words. */
export function remedyAdvice({ at, command }: Remedy): { readonly key: MessageKey; readonly at?: Instant } | undefined {
  switch (command) {
    case "send-at":
      return typeof at === "number" ? { key: "remedy.say.send-at", at: toInstant(at) } : undefined;
    case "hold-until-delivered":
    case "ask-consent":
    case "record-consent":
    case "merge":
      return { key: `remedy.say.${command}` };
    default:
      return undefined;
  }
}

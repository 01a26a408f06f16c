import type { Finding } from "../../../shared/guard/finding.ts";
import type { RuleId } from "../../../shared/guard/rule-ids.ts";
import type { MessageKey } from "../../messages/en.ts";

type ReasonOf<Key> = Key extends `override.${infer Reason}` ? Reason : never;
/** Kept with the message under the rule that asked. */
export type Reason = Exclude<ReasonOf<MessageKey>, "title" | "body">;

const FITTING: Readonly<Partial<Record<RuleId, readonly Reason[]>>> = {
  "G-WINDOW-MAYBE": ["window-surely-open", "urgent"],
  "G-FOLLOW-UP": ["customer-asked", "waiting-for-it", "new-matter"],
  "G-UNDELIVERED": ["waiting-for-it", "no-news-would-hurt"],
  "G-QUIET": ["customer-asked", "urgent"],
  "G-TOPIC": ["topic-changed", "also-this"],
  "G-PROMO": ["customer-asked"],
  "G-PERSONAL-DATA": ["needed", "customer-asked"],
  "G-LANGUAGE": ["their-language", "customer-asked"],
  "G-NAME": ["their-name"],
  "G-STALE": ["still-fits", "urgent"],
  "G-COLLISION": ["agreed", "customer-asked", "urgent"],
  "G-DUPLICATE": ["say-again", "customer-asked"],
  "G-NUMBER": ["waiting-for-it", "no-news-would-hurt"],
  "G-FIRST-CONTACT": ["waiting-for-it", "on-purpose"],
  "G-RESOLVED": ["new-matter", "customer-asked"],
  "G-STALE-CONTACT": ["customer-asked"],
};

const ANY: readonly Reason[] = ["customer-asked", "urgent", "agreed"];

/** One tap each. That the warning is wrong can always be said: it is what the guard learns from. */
export const reasonsFor = ({ rule }: Pick<Finding, "rule">): readonly Reason[] => [...(FITTING[rule] ?? ANY), "wrong-warning", "other"];

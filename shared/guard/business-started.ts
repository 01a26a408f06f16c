import type { Message } from "../inbox/message.ts";
import type { Template } from "../inbox/people.ts";
import type { Instant } from "../time.ts";
import { serviceWindow } from "../window/service-window.ts";
import type { Draft, GuardContext } from "./context.ts";

type TemplateCategory = Template["category"];

/** The template that a draft would send, where it is known here. */
export const templateOf = (draft: Draft, { templates }: GuardContext): Template | undefined =>
  draft.kind === "template" ? templates?.find(({ language, name }) => name === draft.name && language === draft.language) : undefined;

/**
 * What a draft starts unasked, as the platform's category; undefined where it is an answer. A template outside an open window is
 * business-started; inside one it is an answer like free text, except that advertising is nobody's answer. A window that is only
 * possibly open counts as closed: the cautious reading.
 */
export function startedCategory(draft: Draft, context: GuardContext, now: Instant): TemplateCategory | "unknown" | undefined {
  if (draft.kind !== "template") return undefined;

  const category = templateOf(draft, context)?.category ?? "unknown";
  return category === "MARKETING" || serviceWindow(context.conversation, now).kind !== "open" ? category : undefined;
}

/** Whatever left, or is about to leave: not what failed or was taken back or is held. */
export const isOnItsWay = ({ direction, state }: Pick<Message, "direction" | "state">): boolean =>
  direction === "out" && state !== "failed" && state !== "held" && state !== "cancelled";

/** The thread without the draft itself, where it is queued already, and without what is queued behind it: that is not before it. */
export function threadBefore(draft: Draft, messages: readonly Message[]): readonly Message[] {
  const self = draft.id === undefined ? undefined : messages.find(({ id }) => id === draft.id);
  if (self === undefined) return messages;
  return messages.filter((message) => message.id !== self.id && !(message.state === "queued" && isAfter(message, self)));
}

const isAfter = (a: Message, b: Message): boolean => a.at > b.at || (a.at === b.at && a.order > b.order);

/** A sign of life of the customer: words, a picture, a button, a reaction. System lines are the platform's. */
export const isCustomersSign = ({ content, direction }: Message): boolean =>
  direction === "in" &&
  content.type !== "system" &&
  content.type !== "request_welcome" &&
  content.type !== "revoke" &&
  !(content.type === "reaction" && content.emoji === "");

/** The words of a message, where it has any. */
export function textOf({ content }: Message): string {
  switch (content.type) {
    case "text":
    case "edit":
    case "template":
      return content.body;
    case "button":
      return content.text;
    case "interactive":
      return content.title;
    case "image":
    case "audio":
    case "video":
    case "document":
    case "sticker":
      return content.caption ?? "";
    default:
      return "";
  }
}

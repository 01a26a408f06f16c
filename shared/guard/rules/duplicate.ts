import type { Message } from "../../inbox/message.ts";
import type { Rule } from "../context.ts";

/** [G-DUPLICATE] The same text was just sent in this conversation. What failed or was taken back may be said again. */
export const duplicateRule: Rule = (draft, { messages }, { duplicatePeriod }, now) => {
  if (draft.kind === "template") return [];

  const words = spoken(draft.text);
  const twin = (messages ?? []).findLast(
    (message) =>
      message.id !== draft.id &&
      isOnItsWay(message) &&
      now - message.at < duplicatePeriod &&
      message.content.type === "text" &&
      spoken(message.content.body) === words,
  );
  if (twin === undefined) return [];
  return [
    {
      rule: "G-DUPLICATE",
      severity: "confirm",
      messageKey: "guard.duplicate",
      evidence: { messageId: twin.id, sentAt: twin.at },
      remedies: [{ command: "discard" }],
    },
  ];
};

const isOnItsWay = ({ direction, state }: Message): boolean => direction === "out" && state !== "failed" && state !== "held" && state !== "cancelled";

/** Case and white space do not make another text. */
const spoken = (text: string): string => text.trim().replaceAll(/\s+/g, " ").toLowerCase();

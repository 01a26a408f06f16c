import type { Turn } from "../../shared/handoffs/turn.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { preview } from "../../shared/inbox/preview.ts";
import type { ReadTx } from "../store/store.ts";

/** No rule looks further back than its numbers, and none of them is larger. */
const MOST = 120;

const FROM = { customer: "customer", bot: "bot", human: "person", app: "app", automation: undefined } as const satisfies Record<
  Message["author"]["kind"],
  Turn["from"] | undefined
>;
const NEVER_SAID = new Set<Message["state"]>(["cancelled", "failed", "held"]);
const SILENT = new Set<Message["content"]["type"]>(["reaction", "edit", "revoke", "system", "request_welcome", "call"]);

/** The conversation as the rules read it, in the order in which it was said here: the platform's whole seconds cannot tell. */
export function transcript(tx: ReadTx, id: ConversationId): readonly Turn[] {
  return tx
    .messages(id, MOST)
    .filter(({ content, state }) => !NEVER_SAID.has(state) && !SILENT.has(content.type))
    .toSorted((a, b) => a.order - b.order)
    .flatMap((message): readonly Turn[] => {
      const from = FROM[message.author.kind];
      return from === undefined ? [] : [{ from, at: message.at, text: textOf(message) }];
    });
}

const textOf = ({ content }: Message): string => (content.type === "text" ? content.body : preview(content));

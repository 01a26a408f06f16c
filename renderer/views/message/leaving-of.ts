import type { Message } from "../../../shared/inbox/message.ts";
import { waitsFor } from "../../../shared/inbox/waits-for.ts";
import type { Leaving } from "../../commands/leaving.ts";

/** What a message that leaves by itself waits for; undefined where it waits for a person, or for nothing. */
export function leavingOf(message: Pick<Message, "held" | "state">): Leaving | undefined {
  const what = waitsFor(message);
  if (what === "delivery") return { whenDelivered: true };
  const sendAt = message.held?.sendAt;
  return what === undefined || sendAt === undefined ? undefined : { sendAt };
}

import type { MessageContent } from "../../shared/inbox/message.ts";
import { instantOfWallClock } from "../../shared/sla/compile-calendar.ts";
import type { Instant } from "../../shared/time.ts";
import { readBody } from "./chat-body.ts";
import { dayOf, orderOf, type DateOrder } from "./chat-dates.ts";
import { readHeader, withoutMarks, type ChatStamp } from "./chat-header.ts";

export interface ChatMessage {
  readonly line: number;
  readonly at: Instant;
  readonly name: string;
  readonly content: MessageContent;
}

export interface ReadChat {
  readonly messages: readonly ChatMessage[];
  /** Lines of the app about the chat. */
  readonly system: number;
  readonly order: DateOrder;
  /** Whether the dates themselves told which part is the month. */
  readonly certain: boolean;
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}

interface Entry {
  readonly line: number;
  readonly stamp: ChatStamp;
  rest: string;
}

/** `Name: text`. A name has no colon; of a line without one nobody is the author. */
const SAID = /^([^:\n]{1,80}):(?: |$)([^]*)$/;

/** A chat as the phone's app exports it. Its times are those of the phone's clock on the wall, in `timeZone`. */
export function readChat(text: string, { order: given, timeZone }: { readonly timeZone: string; readonly order?: DateOrder | undefined }): ReadChat {
  const faults: { line: number; reason: string }[] = [];
  const entries: Entry[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const header = readHeader(line);
    const before = entries.at(-1);
    if (header !== undefined) entries.push({ line: index + 1, ...header });
    else if (before !== undefined) before.rest += `\n${line}`;
    else if (line.trim() !== "") faults.push({ line: index + 1, reason: "no date and time at the beginning" });
  }

  const { certain, order } = given === undefined ? orderOf(entries.map(({ stamp }) => stamp)) : { certain: true, order: given };
  const messages: ChatMessage[] = [];
  let system = 0;
  for (const { line, rest, stamp } of entries) {
    const day = dayOf(stamp, order);
    if (day === undefined) {
      faults.push({ line, reason: `there is no such date (read as ${order})` });
      continue;
    }
    const [, name, raw] = SAID.exec(rest.trimEnd()) ?? [];
    const body = raw === undefined ? undefined : readBody(raw);
    if (name === undefined || body === undefined || body.kind === "system") system += 1;
    else messages.push({ line, at: instantOfWallClock(timeZone, day, stamp.time), name: withoutMarks(name), content: body.content });
  }
  return { messages, system, order, certain, faults };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { uuidv7 } from "uuidv7";
import { isTimeZone } from "../../shared/sla/compile-calendar.ts";
import type { DateOrder } from "../import/chat-dates.ts";
import { contactNamed, importChat, numberNamed } from "../import/import-chat.ts";
import { readChat } from "../import/read-chat.ts";
import type { Store } from "../store/store.ts";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import { systemClock } from "../system-clock.ts";
import type { CommandStreams } from "./command.ts";
import { folderVault } from "./data-folder.ts";

export interface ChatOptions {
  readonly chat: string;
  readonly folder: string;
  readonly number: string;
  readonly contact: string;
  readonly customer: string | undefined;
  readonly timeZone: string;
  readonly dates: string | undefined;
}

const ORDERS: readonly string[] = ["dmy", "mdy", "ymd"];

/** `greenline import --chat FILE --number NUMBER --contact PHONE`: one exported chat into the past of a conversation. */
export async function importChatFile(options: ChatOptions, { stderr, stdout }: CommandStreams): Promise<number> {
  const { chat: path, contact, dates, folder, number, timeZone } = options;
  const refuse = (reason: string): number => {
    stderr.write(`greenline: ${reason}\n`);
    return 2;
  };
  if (!isTimeZone(timeZone)) return refuse(`--time-zone ${JSON.stringify(timeZone)} is no time zone such as Europe/Rome.`);
  if (dates !== undefined && !ORDERS.includes(dates)) return refuse("--dates is dmy, mdy or ymd.");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    return refuse(`the chat ${JSON.stringify(path)} could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }

  const chat = readChat(text, { timeZone, order: dates as DateOrder | undefined });
  for (const { line, reason } of chat.faults) stderr.write(`line ${line}: ${reason}\n`);
  if (chat.faults.length > 0) return 1;
  if (chat.messages.length === 0) return refuse("there is no message in this chat.");

  const store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: folderVault(folder) });
  try {
    return importInto(store, { chat, contact, number, customer: options.customer }, refuse, (answer) => void stdout.write(`${JSON.stringify(answer)}\n`));
  } finally {
    store.close();
  }
}

interface Wish extends Pick<ChatOptions, "contact" | "number" | "customer"> {
  readonly chat: ReturnType<typeof readChat>;
}

function importInto(
  store: Store,
  { chat, contact: whom, customer: named, number: which }: Wish,
  refuse: (reason: string) => number,
  answer: (value: object) => void,
): number {
  const { number, numbers, contact } = store.read((tx) => ({
    number: numberNamed(tx, which),
    numbers: tx.all("number").map(({ displayNumber, phoneNumberId }) => displayNumber || phoneNumberId),
    contact: contactNamed(tx, whom),
  }));
  if (number === undefined)
    return refuse(
      `there is no number ${JSON.stringify(which)} here. ${numbers.length === 0 ? "A number comes into being with its first webhook." : `There is: ${numbers.join(", ")}.`}`,
    );
  if (contact === undefined) return refuse(`--contact ${JSON.stringify(whom)} is neither a phone number with its country nor the id of a contact.`);

  const names = [...new Set(chat.messages.map(({ name }) => name))];
  const customer = named ?? customerAmong(names, "contact" in contact ? [contact.contact.name, contact.contact.phone ?? ""] : [contact.phone]);
  if (customer === undefined || !names.includes(customer))
    return refuse(`who of them is the customer? Say it with --customer: ${names.map((name) => JSON.stringify(name)).join(", ")}.`);

  const now = systemClock.now();
  const { added, conversation, known } = store.write((tx) => importChat(tx, { number, contact, customer, messages: chat.messages }, now, uuidv7));
  answer({ conversation, added, known, system: chat.system, dates: chat.order, certain: chat.certain });
  return 0;
}

/** By the contact's name or phone: a phone that is in nobody's address book stands there in digits. */
function customerAmong(names: readonly string[], known: readonly string[]): string | undefined {
  const digits = (text: string): string => text.replaceAll(/\D/g, "");
  return names.find((name) => known.some((one) => one !== "" && (one === name || (digits(name).length >= 7 && digits(one) === digits(name)))));
}

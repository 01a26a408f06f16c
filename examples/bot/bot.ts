import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { pathToFileURL } from "node:url";

/**
 * A small bot for Greenline, with nothing but Node. It answers with the state of an order, and hands over when it does not know on.
 *
 *   GREENLINE_URL=http://127.0.0.1:4780 BOT_TOKEN=… BOT_SECRET=… PORT=4790 node examples/bot/bot.ts
 *
 * README.md, "Write a bot", tells what is posted and what may be answered.
 */
interface Settings {
  readonly url: string;
  /** The token of the bot's agent: it writes and hands over in the bot's name. */
  readonly token: string;
  /** Signs what is posted to us; nobody else has it. */
  readonly secret: string;
}

interface Asked {
  readonly question: string;
  readonly answer: string;
  readonly messageId: string;
}

/** What the bot remembers of one conversation. A real one would keep it on disk. */
interface Memory {
  failures: number;
  order: string | undefined;
  asked: Asked[];
  /** Nothing was said since it began, or since a person gave it back. */
  isNew: boolean;
}

interface Event {
  readonly id: string;
  readonly type: "message.received" | "conversation.returned" | "conversation.taken-over" | "test";
  readonly conversation?: {
    readonly id: string;
    readonly contact: { readonly name: string };
    readonly lastMessage?: { readonly direction: "in" | "out" };
  };
  readonly message?: { readonly id: string; readonly text?: string };
  readonly note?: { readonly text: string };
}

const QUESTION = "Hello! I can tell you where your order is. What is its number?";
const MOST_BYTES = 1_024 * 1_024;
const MOST_FAILURES = 2;

export function createExampleBot({ secret, token, url }: Settings): (request: IncomingMessage, response: ServerResponse) => void {
  const memories = new Map<string, Memory>();
  /** A post whose answer was lost comes again with the same id. */
  const seen = new Set<string>();

  const call = async (path: string, body: unknown): Promise<number> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    // 409: a person has it, or takes it now. The bot is quiet until it is given back.
    if (!response.ok && response.status !== 409) throw new Error(`${path}: ${response.status}`);
    return response.status;
  };
  const say = (conversation: string, event: string, text: string) =>
    // The same id for the same event: sent twice, it is one message.
    call(`/conversations/${conversation}/messages`, { clientId: `example:${event}`, text });

  const hear = async ({ conversation, id, message }: Event): Promise<void> => {
    if (conversation === undefined || message === undefined) return;
    // Kept when all went well: an event that comes again is heard as for the first time.
    const memory: Memory = structuredClone(memories.get(conversation.id)) ?? { failures: 0, order: undefined, asked: [], isNew: true };
    const order = numberIn(message.text);

    if (order !== undefined) {
      memory.order = order;
      memory.asked.push({ question: QUESTION, answer: order, messageId: message.id });
      memory.isNew = false;
      await say(conversation.id, id, `Order ${order} left our warehouse and is on its way to you. Is there anything else?`);
    } else if (memory.isNew) {
      memory.isNew = false;
      await say(conversation.id, id, opening(memory));
    } else if (memory.failures < MOST_FAILURES) {
      memory.failures += 1;
      await say(conversation.id, id, anotherTry(memory));
    } else {
      await call(`/conversations/${conversation.id}/handoff`, {
        reason: "low_confidence",
        summary:
          memory.order === undefined
            ? `${conversation.contact.name} wants something that is not about an order number.`
            : `${conversation.contact.name} knows where order ${memory.order} is, and wants something else.`,
        slots: { order: memory.order ?? null, lastQuestion: message.text ?? null },
        asked: memory.asked,
        failedAttempts: memory.failures,
      });
    }
    memories.set(conversation.id, memory);
  };

  /** A person settled what the bot did not know: it begins afresh, with what they said. */
  const goOn = async ({ conversation, id, note }: Event): Promise<void> => {
    if (conversation === undefined) return;
    const before = memories.get(conversation.id);
    const waits = conversation.lastMessage?.direction === "in";
    const memory: Memory = { failures: 0, order: numberIn(note?.text) ?? before?.order, asked: before?.asked ?? [], isNew: !waits };
    // What the customer has asked meanwhile is not posted again.
    if (waits) await say(conversation.id, id, opening(memory));
    memories.set(conversation.id, memory);
  };

  const take = async (event: Event): Promise<void> => {
    if (seen.has(event.id)) return;
    if (event.type === "message.received") await hear(event);
    if (event.type === "conversation.returned") await goOn(event);
    seen.add(event.id);
  };

  return (request, response) => {
    void read(request)
      .then(async (body) => {
        if (body === undefined || !isSigned(body, request.headers["x-greenline-signature-256"], secret)) return void response.writeHead(401).end();
        await take(JSON.parse(body.toString("utf8")) as Event);
        response.writeHead(200).end();
      })
      // Anything but 2xx is tried again later, with the same id.
      .catch(() => void response.writeHead(500).end());
  };
}

const numberIn = (text: string | undefined): string | undefined => /\b\d{4,}\b/.exec(text ?? "")?.[0];

const opening = ({ order }: Memory): string =>
  order === undefined ? QUESTION : `I know of order ${order}: it is on its way to you. Would you like to know anything else about it?`;

function anotherTry({ failures, order }: Memory): string {
  if (order === undefined)
    return failures === 1
      ? "An order number has at least four digits. Can you see it in our e-mail?"
      : "I still need the order number. It is above the address on the bill.";
  return failures === 1 ? `I can only tell where an order is. Is it about order ${order}?` : "If it is about another order, its number is all I need.";
}

function isSigned(body: Buffer, given: string | string[] | undefined, secret: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac("sha256", secret).update(body).digest("hex")}`);
  const signature = Buffer.from(typeof given === "string" ? given : "");
  return signature.length === expected.length && timingSafeEqual(signature, expected);
}

async function read(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { BOT_SECRET: secret, BOT_TOKEN: token, GREENLINE_URL: url = "http://127.0.0.1:4780", PORT: port = "4790" } = process.env;
  if (secret === undefined || token === undefined) {
    console.error("BOT_TOKEN and BOT_SECRET are needed: both are shown once, in Settings, Bots.");
    process.exit(1);
  }
  createServer(createExampleBot({ url, token, secret })).listen(Number(port), "127.0.0.1", () => console.log(`The bot listens on http://127.0.0.1:${port}`));
}

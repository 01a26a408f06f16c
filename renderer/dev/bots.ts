import type { Bot, BotCommands, BotDelivery } from "../commands/bots.ts";
import { ago, idOf } from "./conversations.ts";
import { NOW } from "./people.ts";

const delivery = (n: number, fields: Partial<BotDelivery>): BotDelivery => ({
  id: `d-${n}`,
  kind: "message",
  state: "done",
  attempts: 1,
  createdAt: ago(n),
  status: 200,
  ...fields,
});

const log: readonly BotDelivery[] = [
  delivery(1, { state: "waiting", attempts: 3, status: 503, trouble: "refused", nextAt: ago(-1) }),
  delivery(4, {}),
  delivery(9, { kind: "taken-over" }),
  delivery(26, { kind: "returned" }),
  delivery(61, { state: "dropped", attempts: 6, status: undefined, trouble: "timeout" }),
];

let bots: readonly Bot[] = [
  { id: "shop-bot", name: "Shop Bot", address: "https://bot.example.com/greenline", numbers: ["n-eu"], waiting: 1, conversations: 14, last: log[0] },
  { id: "night-bot", name: "Night Bot", numbers: [], waiting: 0, conversations: 0 },
];

export const fakeBotCommands: BotCommands = {
  bots: async () => ({ kind: "fresh", seen: { fact: bots, at: NOW } }),
  makeBot: async (name) => {
    bots = [...bots, { id: `bot-${idOf(bots.length)}`, name, numbers: [], waiting: 0, conversations: 0 }];
    return { kind: "made", id: bots.at(-1)?.id ?? "", token: "tok_8Qk2fYxWm1PzR4sT7uVbNc5dEgHjKlMo" };
  },
  saveBot: async (id, { address, numbers }) => {
    const before = bots.find((bot) => bot.id === id);
    bots = bots.map((bot) => (bot.id === id ? { ...bot, address: address ?? undefined, numbers: numbers ?? bot.numbers } : bot));
    return { kind: "saved", ...(before?.address === undefined && typeof address === "string" ? { secret: "sec_Zr9wLkq3TnVb6XyHd2JfPc8mGsAe4uQo" } : {}) };
  },
  newBotSecret: async () => ({ kind: "saved", secret: "sec_1hYt5GvBn7JmKi9Lo3PqWe2RtYu6Zx" }),
  testBot: async () => ({ kind: "tested", ok: true, status: 200, tookMs: 84 }),
  botDeliveries: async () => ({ kind: "fresh", seen: { fact: log, at: NOW } }),
};

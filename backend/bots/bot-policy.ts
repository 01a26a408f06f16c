import { DEFAULT_BOT_POLICY, type BotPolicy } from "../../shared/bots/bot-policy.ts";
import { botPolicySchema } from "../../shared/bots/bot-policy-schema.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

const KEY = "bot-policy";
const VERSION_KEY = "bot-policy-version";

/** As last read: it is asked for with every message of a bot's conversation. */
let read: { readonly text: string; readonly policy: BotPolicy } = { text: "", policy: DEFAULT_BOT_POLICY };

export function readBotPolicy(tx: ReadTx): BotPolicy {
  const text = tx.meta(KEY);
  if (text === undefined) return DEFAULT_BOT_POLICY;
  if (text !== read.text) {
    const parsed = botPolicySchema.safeParse(JSON.parse(text));
    // What an older release took is kept; where this one refuses it, the defaults hold.
    read = { text, policy: parsed.success ? parsed.data : DEFAULT_BOT_POLICY };
  }
  return read.policy;
}

/** How often it was saved. */
export const botPolicyVersion = (tx: ReadTx): number => Number(tx.meta(VERSION_KEY) ?? 0);

export function saveBotPolicy(tx: WriteTx, policy: BotPolicy): void {
  tx.setMeta(KEY, JSON.stringify(policy));
  tx.setMeta(VERSION_KEY, String(botPolicyVersion(tx) + 1));
}

import { DEFAULT_AUTO_REPLY } from "../../shared/handoffs/auto-reply-settings.ts";
import { DEFAULT_SURGE_POLICY } from "../../shared/handoffs/surge-policy.ts";
import { minutes } from "../../shared/time.ts";
import type { AutoReplyCommands } from "../commands/auto-reply.ts";
import { NOW, numbers } from "./people.ts";

/** A workspace that answers at night, and a queue that is getting long. */
export const fakeAutoReplyCommands: AutoReplyCommands = {
  autoReply: async () => ({ kind: "fresh", seen: { at: NOW, fact: { version: 3, settings: { ...DEFAULT_AUTO_REPLY, on: true } } } }),
  saveAutoReply: async () => "saved",
  surge: async () => ({
    kind: "fresh",
    seen: {
      at: NOW,
      fact: {
        version: 1,
        settings: DEFAULT_SURGE_POLICY,
        readings: numbers.map(({ id }, i) => ({ numberId: id, arrivals: 14 + 9 * i, queue: 7 + 5 * i, wait: i === 0 ? minutes(25) : undefined })),
      },
    },
  }),
  saveSurgePolicy: async () => "saved",
  switchSurge: async () => "saved",
};

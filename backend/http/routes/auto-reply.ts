import { z } from "zod";
import { parseAutoReplySettings } from "../../../shared/handoffs/auto-reply-settings.ts";
import type { Clock } from "../../../shared/time.ts";
import { readAutoReply, saveAutoReply, type AutoReplyInForce } from "../../auto-reply/auto-reply-settings.ts";
import type { Store } from "../../store/store.ts";
import { LEADS, PEOPLE, route, type Route } from "../route.ts";
import { saveAnswer } from "../save-answer.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
}

/** [HO11] What is said, and when, where nobody is there. */
export function autoReplyRoutes({ clock, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/auto-reply",
      summary: "When customers are answered automatically, and in which words.",
      roles: PEOPLE,
      answers: { 200: "The settings, with the number of times that they were saved" },
      handle: () => ({ status: 200, body: present(store.read(readAutoReply)) }),
    }),
    route({
      method: "PUT",
      path: "/api/v1/auto-reply",
      summary:
        "Replaces the settings; what is left out has its default. Nothing is saved where something is wrong, or where somebody has saved since `version`.",
      roles: LEADS,
      // Read by parseAutoReplySettings, which names every fault.
      body: z.unknown().describe("{ on, period, calendars, queue: { on, from }, language, texts, version? }; durations in milliseconds"),
      answers: { 200: "Saved", 409: "Somebody has saved meanwhile", 422: "Refused, each fault with its path" },
      handle: ({ body, principal }) =>
        saveAnswer({
          store,
          body,
          refused: "invalid-auto-reply",
          parse: parseAutoReplySettings,
          current: readAutoReply,
          save: (tx, settings) => present(saveAutoReply(tx, settings, principal.agent.id, clock.now())),
        }),
    }),
  ];
}

const present = ({ settings, version }: AutoReplyInForce) => ({ ...settings, version });

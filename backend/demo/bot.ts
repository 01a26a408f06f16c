import { z } from "zod";
import type { SimulatedCustomer } from "../cloud-api/simulator/payloads.ts";
import type { Random } from "../cloud-api/simulator/seeded-random.ts";
import type { Timers } from "../cloud-api/simulator/timers.ts";
import type { BotScript } from "./bot-scripts.ts";

/** A bot as any developer could write it: it knows the product by its documented HTTP API only. */
export interface Bot {
  /** Will look after this customer as soon as a conversation with them turns up. */
  readonly expect: (customer: SimulatedCustomer, script: BotScript) => void;
}

interface Deps {
  readonly api: { readonly url: string; readonly token: string };
  readonly timers: Timers;
  readonly random: Random;
  readonly fetch: typeof fetch;
}

const POLL_MS = 3_000;
const PATIENCE_MS = 8_000;
/** Polls until a customer is given up: the conversation may have been taken by an agent. */
const MOST_POLLS = 20;

const listSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      contact: z.object({ phone: z.string().optional(), userId: z.string().optional() }),
      lastMessage: z.object({ direction: z.string() }).nullish(),
    }),
  ),
});
type Item = z.infer<typeof listSchema>["items"][number];

interface Task {
  readonly customer: SimulatedCustomer;
  readonly script: BotScript;
  phase: "greet" | "hand-over";
  polls: number;
}

export function createBot({ api, timers, random, fetch }: Deps): Bot {
  const tasks = new Set<Task>();
  let polling = false;

  const call = async (method: "GET" | "POST", path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${api.url.replace(/\/+$/, "")}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${api.token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return response.ok ? response.json() : undefined;
  };

  /** First a greeting with a question, one poll later the hand-over. A refused greeting (guard, claimed) is skipped. */
  const serve = async (task: Task, { id }: Item): Promise<void> => {
    const { script } = task;
    if (task.phase === "greet") {
      await call("POST", `/conversations/${id}/messages`, { clientId: uuid(random), text: script.reply });
      task.phase = "hand-over";
      return;
    }
    await call("POST", `/conversations/${id}/handoff`, {
      reason: script.reason,
      summary: script.summary,
      topic: script.topic,
      slots: script.slots,
      failedAttempts: 1,
      language: script.language.replace("_", "-"),
    });
    tasks.delete(task);
  };

  const round = async (): Promise<void> => {
    const seen = new Map<string, Item>();
    for (const state of ["bot", "open", "queued"]) {
      for (const item of listSchema.safeParse(await call("GET", `/conversations?state=${state}&sort=newest&limit=50`)).data?.items ?? []) {
        for (const key of [item.contact.phone, item.contact.userId]) if (key !== undefined && !seen.has(key)) seen.set(key, item);
      }
    }
    // A copy: what is finished is taken out on the way.
    for (const task of Array.from(tasks)) {
      const item = seen.get(task.customer.phone ?? "") ?? seen.get(task.customer.userId ?? "");
      task.polls += 1;
      if (item !== undefined) await serve(task, item);
      else if (task.polls >= MOST_POLLS) tasks.delete(task);
    }
  };

  const poll = (): void => {
    // What the backend cannot answer now it is asked again: a demo must not fall over because a server restarts.
    void round()
      .catch(() => undefined)
      .then(() => {
        polling = tasks.size > 0;
        if (polling) timers.after(POLL_MS, poll);
      });
  };

  return {
    expect: (customer, script) => {
      tasks.add({ customer, script, phase: "greet", polls: 0 });
      if (polling) return;
      polling = true;
      timers.after(POLL_MS, poll);
    },
  };
}

const uuid = (random: Random): string => "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replaceAll("x", () => Math.floor(random() * 16).toString(16));

import { expect, test } from "vitest";
import { clockHistory } from "../../backend/sla/clock-history.ts";
import type { Store } from "../../backend/store/store.ts";
import { toConversationId } from "../../shared/ids.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import { clockKey } from "../../shared/sla/records.ts";
import { toInstant } from "../../shared/time.ts";
import { seeded } from "../fixtures/sla/random.ts";
import { answered, createSlaWorkspace, failedToSend, HOUR, MINUTE, TEN, wrote } from "./sla-workspace.ts";

/** More by `GREENLINE_SCHEDULES=2000 npx vitest run --project unit test/backend/sla-schedules.test.ts`. */
const SCHEDULES = Number(process.env["GREENLINE_SCHEDULES"] ?? 40);
const CONVERSATIONS = ["c1", "c2", "c3"];

/**
 * One schedule from one seed: webhooks that come late and shuffled, two processes that end and start, sleeps, and a clock that is
 * set forth and back. At the end the clock is right and everything has come to light.
 */
async function runSchedule(seed: number): Promise<void> {
  const { below, pick } = seeded(seed);
  const workspace = await createSlaWorkspace();
  const { store, time } = workspace;
  for (const id of CONVERSATIONS) workspace.add(id);
  /** How far the machine's clock is wrong. */
  let wrong = 0;

  const arrivals = CONVERSATIONS.flatMap((id) =>
    Array.from({ length: 3 + below(6) }, (_, i): { readonly id: string; readonly event: SlaEvent; readonly at: number } => {
      const at = TEN + below(60) * MINUTE;
      const event = pick([wrote(at), wrote(at), answered(at, `${id}.${i}`), failedToSend(at, `${id}.${below(6)}`)]);
      return { id, event, at: at + pick([0, 0, 1_000, MINUTE, 15 * MINUTE, 50 * MINUTE]) };
    }),
  ).toSorted((a, b) => a.at - b.at);

  const running = new Map<Store, { readonly stop: () => void }>();
  const startOrEnd = async (): Promise<void> => {
    const [one] = running.keys();
    if (one !== undefined && (running.size === 2 || below(2) === 0)) {
      running.get(one)?.stop();
      running.delete(one);
      workspace.close(one);
    } else {
      const opened = await workspace.open();
      running.set(opened, workspace.schedule(opened));
    }
  };

  try {
    for (const { at, event, id } of arrivals) {
      const chance = below(10);
      if (chance < 3) await startOrEnd();
      if (chance === 3) {
        const by = pick([-30, -3, 3, 45]) * MINUTE;
        time.setClock(by);
        wrong += by;
      }
      if (chance === 4 && wrong !== 0) {
        time.setClock(-wrong);
        wrong = 0;
      }
      if (chance === 5) time.sleep(Math.max(0, at + wrong - time.clock.now()));
      time.passTo(at + wrong);
      workspace.happens(id, event, pick([store, ...running.keys()]));
    }
    time.setClock(-wrong);
    for (const scheduler of running.values()) scheduler.stop();
    workspace.schedule();
    time.passTo(TEN + 4 * HOUR);

    for (const id of CONVERSATIONS) {
      const { events, options } = store.read((tx) => clockHistory(tx, tx.get("conversation", id) ?? expect.fail("no conversation")));
      const now = time.clock.now();
      const misses = foldCases(events, { ...options, now }).flatMap(({ clocks }) => clocks.filter(({ state }) => state === "breached"));
      const stands = store.read((tx) => tx.slaLog(toConversationId(id)));
      const corrected = new Set(stands.flatMap((entry) => (entry.what === "correction" ? [entry.corrects] : [])));
      const effective = stands.filter(({ n, what }) => what === "breach" && !corrected.has(n));

      expect(effective.map((one) => `${clockKey(one)} ${one.at}`).toSorted(), `seed ${seed}`).toEqual(
        [...new Set(misses.map((one) => `${clockKey(one)} ${one.dueAt}`))].toSorted(),
      );
      expect(effective.filter(({ at }) => at > now)).toEqual([]);
      expect(
        store
          .read((tx) => tx.breaches({ now: toInstant(now), limit: 1_000 }))
          .flatMap((one) => (one.conversationId === id ? [`${clockKey(one)} ${one.breachedAt}`] : []))
          .toSorted(),
        `seed ${seed}`,
      ).toEqual(effective.map((one) => `${clockKey(one)} ${one.at}`).toSorted());
    }
  } finally {
    workspace.dispose();
  }
}

test(
  "[B1] [I9] restarts, two processes, sleeps, wrong clocks and late webhooks: in the end every miss stands once, at its own instant",
  { timeout: 600_000 },
  async () => {
    for (let seed = 1; seed <= SCHEDULES; seed += 1) await runSchedule(seed);
  },
);

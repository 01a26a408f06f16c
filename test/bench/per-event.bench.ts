import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startProjector } from "../../backend/ingest/projector.ts";
import { startRawInbox } from "../../backend/ingest/raw-inbox.ts";
import { createPush } from "../../backend/mutations/push.ts";
import { refreshClocks } from "../../backend/sla/clocks.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { readPage } from "../../backend/sync/read-page.ts";
import { toAgentId, toDeviceId, toTeamId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { MUTATION_VERSION, type Mutation } from "../../shared/sync/mutations.ts";
import { scopesOf } from "../../shared/sync/scopes.ts";
import { toInstant } from "../../shared/time.ts";
import { textWebhook } from "../backend/running-backend.ts";
import { seededRandom } from "../seeded-random.ts";
import { createClosing, phoneOf, startFullBackend, temporaryFolder } from "./built-inbox.ts";
import { median, printFigures, rounded, spread } from "./figures.ts";

/**
 * PF15 on the server: what one event costs with 1,000 and with 100,000 conversations in the store, in processor time of all threads,
 * interleaved: a webhook projected, a wish taken, a claim, clocks counted anew, a page read for somebody who is a little behind, and
 * for an agent of two teams who has everything to read.
 */
const SIZES = (process.env["BENCH_SIZES"] ?? "1000,100000").split(",").map(Number);
const RUNS = Number(process.env["BENCH_RUNS"] ?? 7);
const EVENTS = 100;
const MOST = 2;
const clock = { now: () => toInstant(Date.now()) };
const log = { error: console.error };
const DEVICE = toDeviceId("bench");
const lead: Agent = { id: toAgentId("lead"), name: "Lead", role: "lead", teamIds: [] };
const agent: Agent = { id: toAgentId("agent"), name: "Agent", role: "agent", teamIds: [toTeamId("red"), toTeamId("blue")] };

async function openFull(count: number, folder: string) {
  const backend = await startFullBackend(count, { oldest: 8 * 60_000, youngest: 60_000, promised: 22, folder });
  await backend.stop({ keep: true });
  const key = readFileSync(join(folder, "master.key"));
  const store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(key) });
  const inbox = startRawInbox({ path: join(folder, "webhooks.db"), masterKey: key });
  let ids = 0;
  const projector = startProjector({ clock, inbox, store, newId: () => `made${(ids += 1)}`, log });
  const push = createPush({ store, clock, log, onApplied: () => undefined });
  const now = clock.now();
  store.write((tx) =>
    tx.putDevice({
      id: DEVICE,
      agentId: lead.id,
      name: "Desk",
      refreshHash: "",
      previousHash: undefined,
      expiresAt: now,
      lastMutId: 0,
      lastSeenAt: now,
      revoked: false,
    }),
  );
  const conversations = store.read((tx) => tx.conversations({ sort: "due", limit: count })).map(({ conversation }) => conversation);
  const random = seededRandom(count);
  const any = () => conversations[Math.floor(random() * conversations.length)]!;
  let mutations = 0;
  let unclaimed = conversations.length;
  const take = (mutation: Mutation): void => {
    const outcome = push(lead, DEVICE, [{ id: (mutations += 1), mv: MUTATION_VERSION, mutation }]);
    if (outcome.type !== "answer" || outcome.answer.results[0]?.st !== "applied") throw new Error(`A ${mutation.kind} was not taken.`);
  };
  const page = (from: number, reader: Agent) =>
    JSON.stringify(store.read((tx) => readPage(tx, { from, scopes: scopesOf(reader), epoch: store.epoch, now: clock.now() })));

  const events: Readonly<Record<string, () => void | Promise<void>>> = {
    webhookProjected: async () => {
      const number = Math.floor(random() * count);
      const body = Buffer.from(JSON.stringify(textWebhook({ from: phoneOf(number), name: `Customer ${number}`, text: "Any news of it?" })));
      await inbox.append({ body, receivedAt: clock.now() });
      await projector.settled();
    },
    wishTaken: () => take({ kind: "note", conversationId: any().id, noteId: `note${mutations}`, text: "Called the depot.", at: clock.now() }),
    claimed: () => take({ kind: "claim", conversationId: conversations[(unclaimed -= 1)]!.id, epoch: 0 }),
    clocksCounted: () => store.write((tx) => refreshClocks(tx, any().id, clock.now())),
    pageOfLastTwenty: () => void page(store.read((tx) => tx.head()) - 20, lead),
    pageOfAllForAgent: () => void page(Math.floor(random() * 1_000), agent),
  };
  return {
    events,
    close: async () => {
      await projector.stop();
      await inbox.close();
      store.close();
    },
  };
}

/** Microseconds of processor for each. */
async function costOf(event: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  for (let at = 0; at < EVENTS; at += 1) await event();
  const { system, user } = process.cpuUsage(before);
  return (system + user) / EVENTS;
}

export async function benchPerEvent() {
  const closing = createClosing();
  try {
    const subjects: ({ readonly count: number } & Awaited<ReturnType<typeof openFull>>)[] = [];
    for (const count of SIZES) {
      const { folder } = closing.own(temporaryFolder(), ({ remove }) => remove());
      subjects.push({ count, ...closing.own(await openFull(count, folder), ({ close }) => close()) });
    }
    const names = Object.keys(subjects[0]!.events);
    const costs = new Map(names.map((name) => [name, subjects.map((): number[] => [])]));
    for (let run = 0; run <= RUNS; run += 1)
      for (const name of names)
        for (const [at, { events }] of subjects.entries()) {
          const cost = await costOf(events[name]!);
          // The first fills the caches.
          if (run > 0) costs.get(name)![at]!.push(cost);
        }
    const figures = Object.fromEntries(
      [...costs].map(([name, bySize]) => [
        name,
        {
          microseconds: Object.fromEntries(subjects.map(({ count }, at) => [count, spread(bySize[at]!)])),
          ratio: rounded(median(bySize.at(-1)!) / median(bySize[0]!)),
        },
      ]),
    );
    return {
      id: "PF15",
      what: `processor time of one event on the server, ${SIZES.join(" and ")} conversations`,
      ...figures,
      goal: `at most ${MOST} × the small store`,
      met: Object.fromEntries(Object.entries(figures).map(([name, { ratio }]) => [name, ratio <= MOST])),
    };
  } finally {
    await closing.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchPerEvent);

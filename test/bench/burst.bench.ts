import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { PAGE_BYTES, type Page } from "../../shared/sync/protocol.ts";
import { planBurst } from "./burst-plan.ts";
import { createClosing, say } from "./built-inbox.ts";
import { dueAt, startFanOutServer, type Committed, type Deltas } from "./fan-out-process.ts";
import { median, printFigures, rounded, shares, spread } from "./figures.ts";
import { openDesks } from "./many-desks.ts";

/**
 * PF4: bursts of 2,000 changes a second for agents of many teams. When each of them is with whom it is for, what lies in the sockets and
 * in memory meanwhile and afterwards, and whether every row that came was for whom it came to. Some desks read nothing until it is over.
 */
const AGENTS = Number(process.env["BENCH_AGENTS"] ?? 500);
const RATE = Number(process.env["BENCH_RATE"] ?? 2_000);
const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 2);
const RUNS = Number(process.env["BENCH_RUNS"] ?? 5);
/** A rush is projected in batches: so much goes into one transaction. */
const TRANSACTION_MS = 20;
const HELD = [3, 17, 40].filter((desk) => desk < AGENTS);
/** Whoever is silent for twenty seconds is hung up on. */
const MOST_HELD_MS = 8_000;
const MOST_P95 = 250;
const MOST_MEMORY = 1.1;
const PATIENCE_MS = 120_000;

interface Frame {
  readonly desk: number;
  readonly text: string;
  readonly at: number;
}

export async function benchBurst() {
  const closing = createClosing();
  try {
    const plan = planBurst(AGENTS);
    const server = closing.own(await startFanOutServer("ours"), ({ stop }) => stop());
    await server.ask("fill", plan);
    let frames: Frame[] = [];
    let marker = "";
    const done = new Set<number>();
    const desks = closing.own(
      await openDesks(
        server.url,
        plan.people.map(({ id }) => id),
        (desk, text, at) => {
          frames.push({ desk, text, at });
          if (text.includes(marker)) done.add(desk);
        },
      ),
      ({ close }) => close(),
    );
    const everybody = async (count: number): Promise<void> => {
      for (const until = performance.now() + PATIENCE_MS; done.size < count; await pause(5))
        if (performance.now() > until) throw new Error(`Only ${done.size} desks have everything.`);
    };

    let first = 0;
    const burst = async (count: number) => {
      const last = first + count - 1;
      frames = [];
      marker = `"body":"#${last} `;
      done.clear();
      desks.hold(HELD);
      const letGo = setTimeout(() => desks.goOn(HELD), MOST_HELD_MS);
      await server.ask("buffers", null);
      const cpu = await server.ask("cpu", null);
      const began = performance.now();
      const moves = plan.moves(first, count);
      const perTransaction = (RATE * TRANSACTION_MS) / 1_000;
      const deltas: Deltas = { first, count, moves, perTransaction, everyMs: TRANSACTION_MS };
      const committed = await server.ask("commit", deltas);
      plan.moved(committed.movedAt);
      await everybody(AGENTS - HELD.length);
      clearTimeout(letGo);
      const seconds = (performance.now() - began) / 1_000;
      const used = ((await server.ask("cpu", null)) - cpu) / 1e6;
      const buffers = await server.ask("buffers", null);
      desks.goOn(HELD);
      await everybody(AGENTS);
      const after = await server.ask("buffers", null);
      const read = readFrames(plan, frames, deltas, committed);
      frames = [];
      first = last + 1;
      const rate = (count - perTransaction) / ((committed.committedAt.at(-1)! - committed.committedAt[0]!) / 1_000);
      return { ...read, buffers, leftInBuffers: after.now, seconds, rate, core: used / seconds };
    };

    await burst(RATE);
    const before = await server.ask("memory", null);
    const bursts: Awaited<ReturnType<typeof burst>>[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const one = await burst(RATE * SECONDS);
      bursts.push(one);
      say(
        `Burst ${run + 1}: p95 ${one.fromDue.p95} ms, ${one.deliveries} deliveries, ${one.foreign} of others, ${one.missing} missing, ${rounded(one.seconds)} s.`,
      );
    }
    const memory = await server.ask("memory", null);
    const p95 = median(bursts.map(({ fromDue }) => fromDue.p95));
    const spreadOf = (pick: (one: (typeof bursts)[number]) => ReturnType<typeof shares>) => ({
      p50: spread(bursts.map((one) => pick(one).p50)),
      p95: spread(bursts.map((one) => pick(one).p95)),
      max: spread(bursts.map((one) => pick(one).max)),
    });
    const sum = (pick: (one: (typeof bursts)[number]) => number) => bursts.reduce((all, one) => all + pick(one), 0);
    const fullest = Math.max(...bursts.map(({ buffers }) => buffers.fullest));
    const [foreign, missing, left, trouble] = [sum((one) => one.foreign), sum((one) => one.missing), sum((one) => one.leftInBuffers), desks.trouble()];
    return {
      id: "PF4",
      what: `bursts of ${SECONDS} s with ${RATE} changes a second in transactions of ${TRANSACTION_MS} ms, ${AGENTS} desks of 20 teams; until it is with everybody whom it is for (ms)`,
      fromDue: spreadOf((one) => one.fromDue),
      fromCommit: spreadOf((one) => one.fromCommit),
      committedASecond: spread(bursts.map((one) => one.rate)),
      secondsUntilAllHaveAll: spread(bursts.map((one) => one.seconds)),
      coreOfTheServer: spread(bursts.map((one) => one.core)),
      rows: { received: sum((one) => one.rows), deliveries: sum((one) => one.deliveries), foreign, missing },
      bufferedBytes: {
        what: `given to sockets and not taken by the system; ${HELD.length} desks read nothing during a burst, for ${MOST_HELD_MS} ms at most`,
        fullest,
        all: spread(bursts.map(({ buffers }) => buffers.all)),
        left,
      },
      megabytes: {
        before: rounded(before.heap),
        after: rounded(memory.heap),
        residentBefore: rounded(before.resident),
        residentAfter: rounded(memory.resident),
      },
      trouble,
      goal: `p95 from when it was due at most ${MOST_P95} ms; no desk's buffer over one page, none filled afterwards, memory at most ${MOST_MEMORY} ×; no row of others`,
      met: {
        p95: p95 <= MOST_P95,
        // A page may be a row longer than its limit, and its frame has a head.
        buffers: fullest <= 1.1 * PAGE_BYTES && left === 0 && trouble === 0,
        memory: memory.heap <= MOST_MEMORY * before.heap,
        onlyTheirs: foreign === 0 && missing === 0,
      },
    };
  } finally {
    await closing.close();
  }
}

/** Looks at every row that came. */
function readFrames(plan: ReturnType<typeof planBurst>, frames: readonly Frame[], deltas: Deltas, { beganAt, committedAt }: Committed) {
  const { count, first } = deltas;
  const last = first + count - 1;
  const arrived = plan.people.map(() => new Set<number>());
  const fromCommit: number[] = [];
  const fromDue: number[] = [];
  let foreign = 0;
  let rows = 0;
  for (const { at, desk, text } of frames) {
    const page = (JSON.parse(text.slice(text.indexOf("["))) as readonly [string, Page])[1];
    foreign += plan.foreign(desk, page);
    rows += page.rows.length;
    for (const row of page.rows) {
      const delta = row.e === "message" && row.row !== undefined ? Number(row.id.slice("message-".length)) : -1;
      if (delta < first || arrived[desk]!.has(delta) || plan.isMoving(plan.conversationOf(delta, last))) continue;
      arrived[desk]!.add(delta);
      if (HELD.includes(desk)) continue;
      fromCommit.push(at - committedAt[delta - first]!);
      fromDue.push(at - dueAt(deltas, beganAt, delta));
    }
  }
  let missing = 0;
  for (const [desk, those] of arrived.entries())
    for (let delta = first; delta <= last; delta += 1) {
      const conversation = plan.conversationOf(delta, last);
      if (!plan.isMoving(conversation) && plan.mayHave(desk, conversation, Number.POSITIVE_INFINITY) && !those.has(delta)) missing += 1;
    }
  return { rows, foreign, missing, deliveries: fromDue.length, fromCommit: shares(fromCommit), fromDue: shares(fromDue) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchBurst);

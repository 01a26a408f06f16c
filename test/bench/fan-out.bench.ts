import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { toAgentId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { createClosing, say } from "./built-inbox.ts";
import { dueAt, startFanOutServer, type Deltas, type FanOutServer } from "./fan-out-process.ts";
import { median, printFigures, rounded, shares, spread } from "./figures.ts";
import { LISTENER, openDesks } from "./many-desks.ts";

/**
 * PF3: what it costs the server to tell one desk of one change, beside bare `ws` that sends the same bytes to as many sockets,
 * interleaved; and 100 changes a second for 500 agents. The commits alone are measured beside it, on a server without desks, and
 * taken off.
 */
const AGENTS = Number(process.env["BENCH_AGENTS"] ?? 500);
const RUNS = Number(process.env["BENCH_RUNS"] ?? 5);
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 20);
const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 5);
const RATE = Number(process.env["BENCH_RATE"] ?? 100);
/** Long enough for a change to have reached everybody before the next one comes: one frame each. */
const ROUND_MS = Number(process.env["BENCH_ROUND_MS"] ?? 200);
const MOST_RATIO = 1.8;
const MOST_CORE = 0.25;
const MOST_P95 = 60;
const PATIENCE_MS = 60_000;
const CONVERSATIONS = 1_000;

/** Everybody may see everything here, and yet each has a scope of their own. */
const people = Array.from({ length: AGENTS }, (_, at): Agent => ({ id: toAgentId(`agent-${at}`), name: `Agent ${at}`, role: "agent", teamIds: [] }));

interface Heard {
  frames: number;
  /** Of each desk, how many changes. */
  readonly changes: number[];
  /** Number and instant of each, one after the other. */
  readonly arrivals: number[];
  last: string;
}

const nothingHeard = (): Heard => ({ frames: 0, changes: Array.from({ length: AGENTS }, () => 0), arrivals: [], last: "" });

async function openSubject(kind: "bare ws" | "ours" | "same rights" | "no desks", closing: ReturnType<typeof createClosing>) {
  const server = closing.own(await startFanOutServer(kind === "bare ws" ? "raw" : "ours"), ({ stop }) => stop());
  let heard = nothingHeard();
  const hear = (desk: number, text: string, at: number): void => {
    heard.frames += 1;
    heard.last = text;
    for (const [, number] of text.matchAll(/"body":"#(\d+) /g)) {
      heard.changes[desk]! += 1;
      heard.arrivals.push(Number(number), at);
    }
  };
  if (kind !== "bare ws") await server.ask("fill", { people, conversations: Array.from({ length: CONVERSATIONS }, () => ({})) });
  const tokens = people.map(({ id }) => (kind === "bare ws" ? LISTENER : kind === "same rights" ? people[0]!.id : id));
  const desks = kind === "no desks" ? undefined : closing.own(await openDesks(server.url, tokens, hear), ({ close }) => close());
  let first = 0;
  return {
    last: () => heard.last,
    trouble: () => desks?.trouble() ?? 0,
    /** The processor time of the server for it, and what the desks heard of it. */
    commit: async (count: number, everyMs: number) => {
      heard = nothingHeard();
      const deltas: Deltas = { first, count, perTransaction: 1, everyMs };
      const { answer, ...cost } = await costOf(server, async () => {
        const told = await server.ask("commit", deltas);
        if (desks !== undefined) await eventually(() => heard.changes.every((changes) => changes >= count));
        return told;
      });
      first += count;
      const { beganAt, committedAt } = answer;
      const timesFrom = (from: (delta: number) => number) =>
        heard.arrivals.flatMap((delta, at) => (at % 2 === 0 ? [heard.arrivals[at + 1]! - from(delta)] : []));
      return {
        ...cost,
        heard,
        fromCommit: timesFrom((delta) => committedAt[delta - deltas.first]!),
        fromDue: timesFrom((delta) => dueAt(deltas, beganAt, delta)),
        rate: (count - 1) / ((committedAt.at(-1)! - committedAt[0]!) / 1_000),
      };
    },
    send: async (text: string, count: number, everyMs: number) => {
      heard = nothingHeard();
      return costOf(server, async () => {
        await server.ask("send", { text, count, everyMs });
        await eventually(() => heard.frames >= count * AGENTS);
      });
    },
  };
}

async function costOf<T>({ ask }: FanOutServer, work: () => Promise<T>) {
  const cpu = await ask("cpu", null);
  const began = performance.now();
  const answer = await work();
  const seconds = (performance.now() - began) / 1_000;
  return { answer, seconds, cpu: (await ask("cpu", null)) - cpu };
}

async function eventually(isSo: () => boolean): Promise<void> {
  for (const until = performance.now() + PATIENCE_MS; !isSo(); await pause(5)) if (performance.now() > until) throw new Error("Not everybody heard of it.");
}

export async function benchFanOut() {
  const closing = createClosing();
  try {
    const subject = (kind: Parameters<typeof openSubject>[0]) => openSubject(kind, closing);
    const [bare, ours, sameRights, alone] = [await subject("bare ws"), await subject("ours"), await subject("same rights"), await subject("no desks")];
    for (const one of [ours, sameRights, alone]) await one.commit(ROUNDS, ROUND_MS);
    const frame = ours.last();
    await bare.send(frame, ROUNDS, ROUND_MS);

    const deliveries = ROUNDS * AGENTS;
    const costs = { bare: [] as number[], ours: [] as number[], sameRights: [] as number[], commit: [] as number[] };
    const frames: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      costs.commit.push((await alone.commit(ROUNDS, ROUND_MS)).cpu / ROUNDS);
      costs.bare.push((await bare.send(frame, ROUNDS, ROUND_MS)).cpu / deliveries);
      const own = await ours.commit(ROUNDS, ROUND_MS);
      costs.ours.push(own.cpu / deliveries);
      frames.push(own.heard.frames / deliveries);
      costs.sameRights.push((await sameRights.commit(ROUNDS, ROUND_MS)).cpu / deliveries);
      say(`Run ${run + 1}: bare ${rounded(costs.bare.at(-1)!)}, ours ${rounded(costs.ours.at(-1)!)}, same rights ${rounded(costs.sameRights.at(-1)!)} µs.`);
    }
    const commitOfEach = median(costs.commit) / AGENTS;
    const withoutCommit = { ours: costs.ours.map((cost) => cost - commitOfEach), sameRights: costs.sameRights.map((cost) => cost - commitOfEach) };

    const steady = async (one: typeof ours) => {
      const count = RATE * SECONDS;
      const { cpu, fromCommit, fromDue, heard, rate, seconds } = await one.commit(count, 1_000 / RATE);
      const commits = await alone.commit(count, 1_000 / RATE);
      return {
        core: rounded((cpu - commits.cpu) / (1e6 * seconds)),
        coreWithCommits: rounded(cpu / (1e6 * seconds)),
        fromDue: shares(fromDue),
        fromCommit: shares(fromCommit),
        changesAFrame: rounded((count * AGENTS) / heard.frames),
        committedASecond: rounded(rate),
      };
    };
    const atRate = await steady(ours);
    const atRateSameRights = await steady(sameRights);
    const trouble = ours.trouble() + sameRights.trouble();
    const ratio = rounded(median(withoutCommit.ours) / median(costs.bare));
    return {
      id: "PF3",
      what: `processor time of the server for one frame to one of ${AGENTS} desks, acknowledged (µs)`,
      limit: { what: "bare ws, the same bytes, nothing acknowledged", bytes: frame.length, ...spread(costs.bare) },
      ours: { ...spread(withoutCommit.ours), framesAChange: rounded(median(frames)) },
      ratio,
      sameRights: {
        what: "ours, were all desks of one person: a page is read once for all of them",
        ...spread(withoutCommit.sameRights),
        ratio: rounded(median(withoutCommit.sameRights) / median(costs.bare)),
      },
      commit: { what: "one commit without desks, taken off above", ...spread(costs.commit) },
      steady: {
        what: `${RATE} changes a second, each for all ${AGENTS}, ${SECONDS} s; until it is there (ms)`,
        ours: atRate,
        sameRights: atRateSameRights,
        trouble,
      },
      goal: `ratio at most ${MOST_RATIO}; at ${RATE} a second at most ${MOST_CORE} of a core, p95 from when it was due at most ${MOST_P95} ms`,
      met: {
        ratio: ratio <= MOST_RATIO,
        core: atRate.core <= MOST_CORE,
        p95: atRate.fromDue.p95 <= MOST_P95,
        trouble: trouble === 0,
      },
    };
  } finally {
    await closing.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchFanOut);

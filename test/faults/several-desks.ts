import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PHONE_NUMBER_ID } from "../backend/simulated-platform.ts";
import { numberOption } from "../kills/backend-process.ts";
import { createChances, type Chances } from "../simulation/chances.ts";
import { checkBooks, type AskedDesk, type Books, type Wish } from "./books.ts";
import { openFaultyBackend, type FaultyBackend } from "./faulty-backend.ts";
import { openFaultyDesk, type FaultyDesk } from "./faulty-desk.ts";
import type { TcpFaultProxy } from "./tcp-fault-proxy.ts";

/**
 * One real backend, the simulated platform and several desks, each a process, over real sockets through networks that break:
 * cut, half open, frozen, slow, refused, broken in the middle of a word; processes killed, and stopped and continued. Then all
 * heals, and the books are checked. `npm run faults -- --minutes 3 --seed 1`
 */
export interface FaultReport {
  readonly seed: number;
  readonly seconds: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly wishes: number;
  readonly inbound: number;
  readonly healedAfterSeconds: number;
  readonly books: Books | undefined;
  readonly violations: readonly string[];
}

interface Options {
  readonly seed: number;
  /** How long people work and things break. */
  readonly seconds: number;
  readonly desks?: number;
  /** Heals with the news that a machine gives of it; without, every desk has to find out by itself. */
  readonly wakes?: boolean;
}

const PASSWORD = "a-good-password";
const CUSTOMERS = 10;
const SETTLE_MS = 120_000;
const WISHES = ["send", "send", "send", "send", "claim", "claim", "note", "note", "assign", "resolve", "reopen", "snooze", "priority"] as const;

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

export async function breakSeveralDesks({ desks: count = 3, seconds, seed, wakes = false }: Options): Promise<FaultReport> {
  const began = performance.now();
  const chances = createChances(`faults ${seed}`);
  const folder = mkdtempSync(join(tmpdir(), "greenline-faults-"));
  const backend = await openFaultyBackend(join(folder, "server"), String(seed));
  const desks: FaultyDesk[] = [];
  const agents = new Map<string, string>();
  const violations: string[] = [];
  const wishes = new Map<string, Wish>();
  const inbound: string[] = [];
  const faults: Record<string, number> = {};
  const happened = (what: string): void => void (faults[what] = (faults[what] ?? 0) + 1);

  try {
    for (let i = 0; i < CUSTOMERS; i += 1) inbound.push(customerWrites(backend, i, "Where is my parcel?"));
    for (let i = 0; i < count; i += 1) {
      const name = `desk${i}`;
      const { id: agentId } = await backend.api("/agents", { name, role: i === 0 ? "lead" : "agent", password: PASSWORD });
      const desk = await openFaultyDesk({
        name,
        password: PASSWORD,
        folder: join(folder, name),
        backendPort: backend.port,
        onKept: (id, mutation) => {
          const wish = wishes.get(id);
          if (wish !== undefined) wish.mutation = mutation;
        },
        onViolation: (what) => void violations.push(what),
      });
      agents.set(desk.deviceId, agentId);
      desks.push(desk);
      desk.start();
    }
    await until(async () => (await Promise.all(desks.map((desk) => desk.report()))).every((report) => report?.isLive === true));

    const end = performance.now() + seconds * 1_000;
    const isOn = (): boolean => performance.now() < end;
    const people = async (desk: FaultyDesk, mine: Chances): Promise<void> => {
      for (let n = 1; isOn(); n += 1) {
        const kind = mine.pick(WISHES);
        const id = `${desk.deviceId}-${n}`;
        wishes.set(id, { id, deviceId: desk.deviceId, kind });
        desk.tell({ type: "wish", id, kind, dice: [mine.share(), mine.share()] });
        await pause(mine.delay(20, 700, 2_500));
      }
    };
    const customers = async (mine: Chances): Promise<void> => {
      while (isOn()) {
        inbound.push(customerWrites(backend, mine.below(CUSTOMERS), `And now? ${inbound.length}`));
        await pause(mine.delay(50, 900, 3_000));
      }
    };
    const lanes = [
      ...desks.flatMap((desk, i) => [people(desk, createChances(`people ${seed} ${i}`)), breakDesk(desk, createChances(`desk ${seed} ${i}`), isOn, happened)]),
      customers(createChances(`customers ${seed}`)),
      breakBackend(backend, createChances(`backend ${seed}`), isOn, happened),
      breakPlatform(backend, chances, isOn, happened),
    ];
    await Promise.all(lanes);

    const healedAt = performance.now();
    for (const { network } of desks) network.heal();
    backend.toPlatform.heal();
    backend.fromPlatform.heal();
    for (const desk of desks) {
      desk.start();
      if (wakes) desk.tell({ type: "wake" });
    }
    let books: Books | undefined;
    let wrong = "Nothing came to rest.";
    // A clock that runs out, or a report that arrives, in the very moment of the look is no fault: what is one stays one.
    for (let look = 0; look < 3 && books === undefined; look += 1) {
      if (!(await until(() => atRest(backend, desks, inbound)))) {
        wrong = `Not at rest after ${SETTLE_MS / 1_000} s: ${await restless(backend, desks)}`;
        break;
      }
      const asked = await Promise.all(desks.map((desk) => ask(desk, agents)));
      await backend.end();
      try {
        const known = asked.filter((one) => one !== undefined);
        books = await checkBooks({ folder: join(folder, "server"), simulator: backend.simulator, inbound, wishes, desks: known });
      } catch (error) {
        wrong = error instanceof Error ? error.message : String(error);
        await backend.start();
        for (const desk of desks) desk.tell({ type: "wake" });
      }
    }
    if (books === undefined) violations.push(wrong);
    return {
      seed,
      seconds: Math.round((performance.now() - began) / 1_000),
      faults,
      wishes: wishes.size,
      inbound: inbound.length,
      healedAfterSeconds: Math.round((performance.now() - healedAt) / 100) / 10,
      books,
      violations,
    };
  } finally {
    for (const desk of desks) await desk.stop();
    await backend.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function customerWrites(backend: FaultyBackend, customer: number, text: string): string {
  const wamid = backend.simulator.nextWamid();
  const phone = `44770090${String(customer).padStart(4, "0")}`;
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550783881", phone_number_id: PHONE_NUMBER_ID },
    contacts: [{ profile: { name: `Customer ${customer}` }, wa_id: phone }],
    messages: [{ from: phone, id: wamid, timestamp: String(Math.floor(Date.now() / 1_000)), type: "text", text: { body: text } }],
  };
  backend.simulator.post({ object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field: "messages", value }] }] });
  return wamid;
}

/** One fault of a network, for a while. */
async function breakNetwork(network: TcpFaultProxy, chances: Chances, happened: (what: string) => void): Promise<void> {
  const kind = chances.pick(["cut", "refused", "half open", "lost without a word", "frozen", "delayed", "slow", "cut in the middle"] as const);
  const way = chances.likely(0.5) ? "there" : "back";
  happened(`network ${kind}`);
  switch (kind) {
    case "cut":
      return network.cut();
    case "lost without a word":
      return network.lose();
    case "cut in the middle":
      return network.cutAfter(way, chances.below(chances.likely(0.5) ? 600 : 20_000));
    case "refused":
      network.set({ refuses: true });
      network.cut();
      break;
    case "half open":
      network.set({ [way]: { flow: "swallow" } });
      break;
    case "frozen":
      network.set({ [way]: { flow: "freeze" } });
      break;
    case "delayed":
      network.set({ there: { delayMs: chances.below(400) }, back: { delayMs: chances.below(400) } });
      break;
    case "slow":
      network.set({ [way]: { bytesPerSecond: chances.between(1_500, 20_000) } });
      break;
  }
  await pause(chances.delay(200, 2_500, 8_000));
  network.heal();
}

async function breakDesk(desk: FaultyDesk, chances: Chances, isOn: () => boolean, happened: (what: string) => void): Promise<void> {
  while (isOn()) {
    const kind = chances.pick(["network", "network", "network", "kill", "stop", "wake"] as const);
    if (kind === "network") await breakNetwork(desk.network, chances, happened);
    if (kind === "wake") desk.tell({ type: "wake" });
    if (kind === "kill") {
      happened("desk killed");
      await desk.kill();
      await pause(chances.delay(50, 800, 3_000));
      desk.start();
    }
    if (kind === "stop") {
      happened("desk stopped and continued");
      desk.signal("SIGSTOP");
      await pause(chances.delay(200, 2_000, 12_000));
      desk.signal("SIGCONT");
    }
    await pause(chances.delay(300, 2_500, 6_000));
  }
}

async function breakBackend(backend: FaultyBackend, chances: Chances, isOn: () => boolean, happened: (what: string) => void): Promise<void> {
  while (isOn()) {
    await pause(chances.delay(700, 4_000, 9_000));
    if (!isOn()) return;
    if (chances.likely(0.6)) {
      happened("backend killed");
      await backend.kill();
      await pause(chances.delay(0, 900, 4_000));
      await backend.start();
    } else {
      happened("backend stopped and continued");
      backend.signal("SIGSTOP");
      await pause(chances.delay(100, 1_500, 5_000));
      backend.signal("SIGCONT");
    }
  }
}

async function breakPlatform(
  { fromPlatform, toPlatform }: FaultyBackend,
  chances: Chances,
  isOn: () => boolean,
  happened: (what: string) => void,
): Promise<void> {
  while (isOn()) {
    await pause(chances.delay(300, 2_500, 6_000));
    if (isOn()) await breakNetwork(chances.likely(0.5) ? toPlatform : fromPlatform, chances, happened);
  }
}

/** Every webhook is delivered and read, every desk is live with nothing left to push, and no message is on its way. */
async function atRest(backend: FaultyBackend, desks: readonly FaultyDesk[], inbound: readonly string[]): Promise<boolean> {
  if (backend.simulator.poster.waiting() > 0) return false;
  const { received } = await backend.api("/ingest");
  const reports = await Promise.all(desks.map((desk) => desk.report()));
  if (!reports.every((report) => report !== undefined && report.isLive && report.pending.length === 0)) return false;
  // What stands behind a message of unknown fate waits as long as that one does.
  const messages = reports.flatMap((report) => (report?.rows ?? []).flatMap((row) => (row.e === "message" && row.row !== undefined ? [row.row] : [])));
  const blocked = new Set(messages.filter(({ state }) => state === "unknown").map(({ conversationId }) => conversationId));
  if (messages.some(({ conversationId, state }) => state === "sending" || (state === "queued" && !blocked.has(conversationId)))) return false;
  return received >= inbound.length && backend.simulator.sends.every(({ statuses }) => statuses.length > 0);
}

async function restless(backend: FaultyBackend, desks: readonly FaultyDesk[]): Promise<string> {
  const reports = await Promise.all(desks.map((desk) => desk.report()));
  const each = reports.map((report) => (report === undefined ? "silent" : `${report.isLive ? "live" : "not live"}, ${report.pending.length} pending`));
  return `${backend.simulator.poster.waiting()} webhooks wait; ${each.join("; ")}; ${reports.flatMap((report) => report?.errors.slice(-2) ?? []).join("; ")}`;
}

async function ask(desk: FaultyDesk, agents: ReadonlyMap<string, string>): Promise<AskedDesk | undefined> {
  const report = await desk.report();
  return report === undefined ? undefined : { deviceId: desk.deviceId, agentId: agents.get(desk.deviceId) ?? "", report, refused: desk.refused() };
}

async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  for (const end = performance.now() + SETTLE_MS; performance.now() < end;) {
    if (await isSo().catch(() => false)) return true;
    await pause(200);
  }
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const report = await breakSeveralDesks({ seconds: numberOption("minutes", 3) * 60, seed: numberOption("seed", 1), desks: numberOption("desks", 4) });
  console.log(JSON.stringify(report, undefined, 2));
  process.exit(report.violations.length === 0 ? 0 : 1);
}

import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toInstant, type Instant, hours, minutes, seconds } from "../../shared/time.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { RULE_IDS } from "../../shared/guard/rule-ids.ts";
import { numberOption } from "../kills/backend-process.ts";
import { checkAtRest } from "../simulation/at-rest.ts";
import { createChances } from "../simulation/chances.ts";
import type { Composed } from "../simulation/composed.ts";
import { createSimulatedPlatform } from "../simulation/simulated-platform.ts";
import { createSimulatedTime } from "../simulation/simulated-time.ts";
import { createSometimes } from "../simulation/sometimes.ts";
import { must } from "../simulation/violations.ts";
import { AGENTS, CONTACTS, DEVICES, seedWorkspace, START } from "../simulation/workspace.ts";
import { createDatabaseServer, KEY } from "./database-server.ts";
import { failDatabases, TROUBLES, type DatabaseFault } from "./failing-database.ts";

export interface StoryReport {
  /** Of all databases, up to the end of the story. */
  readonly steps: number;
  readonly failed: readonly string[];
  readonly deaths: number;
  readonly logged: number;
}

/** A broken disk is mended so long after it broke. */
const BROKEN = seconds(20);
const REST = hours(3);
const REASONS = Object.fromEntries(RULE_IDS.map((rule) => [rule, "meant"]));
const DESK = DEVICES[0];
const ANNA = AGENTS[0]!;
const [AMELIA, BRUNO, CHIARA] = CONTACTS;

/**
 * A customer writes, is claimed, answered, and the answer is sent, reported and read; another one waits until it is a breach; a
 * third is snoozed. One step of the databases fails, or all from there on until the disk is mended; then the books must be
 * whole. Throws what must never be.
 */
export async function tellStory({ fault, seed = 1 }: { readonly fault?: DatabaseFault | undefined; readonly seed?: number }): Promise<StoryReport> {
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "greenline-faults-"));
  copyFileSync(await emptyStore(), join(folder, "greenline.db"));
  const chances = createChances(`database faults ${seed}`);
  const logged: string[] = [];
  const time = createSimulatedTime(START, async () => {
    for (let quiet = 0; quiet < 6; quiet++) {
      await nextTurn();
      if (server.isOpening()) quiet = -1;
    }
  });
  const composed = new Map<string, Composed>();
  const sometimes = createSometimes();
  const platform = createSimulatedPlatform({
    time,
    chances,
    sometimes,
    post: (body) => server.webhook(body) === 200,
    onSend: (clientId) => {
      const send = databases.aside(() => server.store()?.read((tx) => tx.send(clientId)));
      must("I2", send?.state === "sending", () => `${clientId} was posted while its attempt stands as ${send?.state}`);
    },
  });
  platform.heal();
  const seeding = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(KEY) });
  seedWorkspace(seeding, chances, platform);
  seeding.close();
  const databases = failDatabases(fault);
  const server = createDatabaseServer({ folder, time, cloudApi: platform.cloudApi, databases, log: (what) => void logged.push(what) });

  // The desk keeps its wishes in order, and pushes each until it is answered, as the sync client does.
  const wishes: Mutation[] = [];
  let answered = 0;
  const pushOn = (): void => {
    const mutation = wishes[answered];
    if (mutation === undefined) return;
    const outcome = server.push(ANNA, DESK.deviceId, [{ id: answered + 1, mv: 1, mutation }] as never);
    const result = outcome?.type === "answer" ? outcome.answer.results[0] : undefined;
    if (result === undefined) return void time.after(seconds(2), pushOn);
    must("I8", outcome?.type === "answer" && outcome.answer.lastMutId === answered + 1, () => `the answer to ${answered + 1} speaks of another`);
    must("I8", result.st === "applied", () => `${mutation.kind} was answered ${JSON.stringify(result)}`);
    const written = mutation.kind === "send" ? composed.get(mutation.clientId) : undefined;
    if (written !== undefined) written.fate = "kept";
    answered++;
    pushOn();
  };
  const wish = (at: number, mutation: () => Mutation): void =>
    void time.at(START + at, () => {
      wishes.push(mutation());
      if (wishes.length === answered + 1) pushOn();
    });
  const send = (n: number, text: string) => (): Mutation => {
    const clientId = `${DESK.deviceId}-${n}`;
    composed.set(clientId, { clientId, conversationId: AMELIA!.conversationId, text, desk: DESK.deviceId, fate: "writing", isRow: false, isLeftThere: false });
    return { kind: "send", conversationId: AMELIA!.conversationId, clientId, text, composedAt: time.now(), overrides: REASONS };
  };

  try {
    server.start();

    const writes = (at: number, who: (typeof CONTACTS)[number]): void =>
      void time.at(START + at, () => platform.write(who.phone, who.name, toInstant(Math.floor(time.now() / 1_000) * 1_000)));
    writes(seconds(2), AMELIA!);
    wish(seconds(20), () => ({ kind: "claim", conversationId: AMELIA!.conversationId, epoch: 0 }));
    wish(seconds(25), send(1, "It is on its way."));
    wish(seconds(26), send(2, "It will be there tomorrow."));
    writes(seconds(40), BRUNO!);
    wish(seconds(45), () => ({ kind: "snooze", conversationId: CHIARA!.conversationId, until: START + minutes(4) }));
    wish(seconds(50), () => ({ kind: "note", conversationId: AMELIA!.conversationId, noteId: "note-1", text: "A friend of the house.", at: time.now() }));

    let brokeAt: Instant | undefined;
    let waits: string | undefined = "it has not begun";
    for (const end = START + REST; waits !== undefined || time.now() < START + minutes(20);) {
      must("I15", time.now() < end, () => `after three hours ${waits}; ${logged.slice(-3).join("; ")}`);
      await time.runTo(time.now() + seconds(5));
      if (databases.failed().length > 0) brokeAt ??= time.now();
      if (brokeAt !== undefined && time.now() >= brokeAt + BROKEN) databases.mend();
      waits = databases.aside(() => whatWaits());
    }
    const steps = databases.steps();
    databases.aside(() => server.stop());
    databases.mend();
    const failed = databases.failed();
    must("I17", failed.length === 0 || logged.length > 0, () => `${failed.join()} failed, and nobody said so`);
    await checkBooks();
    return { steps, failed, deaths: server.deaths(), logged: logged.length };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)} (${JSON.stringify(fault)}; ${databases.failed().slice(0, 2).join("; ")})`, {
      cause: error,
    });
  } finally {
    databases.aside(() => server.stop());
    databases.restore();
    rmSync(folder, { recursive: true, force: true });
  }

  function whatWaits(): string | undefined {
    const store = server.store();
    if (store === undefined) return "nobody runs";
    if (platform.isBusy()) return "a webhook was not taken";
    if (answered < wishes.length) return `wish ${answered + 1} is not answered`;
    for (const state of ["ready", "sending", "unknown"] as const) {
      const [first] = store.read((tx) => tx.sends({ state }));
      if (first !== undefined) return `${first.clientId} is ${state}`;
    }
    if (store.read((tx) => tx.get("conversation", CHIARA!.conversationId))?.state === "snoozed") return "a snooze did not end";
    return undefined;
  }

  async function checkBooks(): Promise<void> {
    const store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(KEY) });
    try {
      await checkAtRest({ store, platform, composed, desks: [], now: time.now(), sometimes, isRestored: false });
      must(
        "I9",
        store.read((tx) => tx.slaLog(BRUNO!.conversationId)).some(({ what }) => what === "breach"),
        () => "nobody recorded that Bruno waited in vain",
      );
      must("I3", store.read((tx) => tx.get("note", "note-1")) !== undefined, () => "the note is nowhere");
    } finally {
      store.close();
    }
  }
}

let empty: string | undefined;

/** Made once: the migrations cost more than the story. */
async function emptyStore(): Promise<string> {
  if (empty !== undefined) return empty;
  const folder = mkdtempSync(join(tmpdir(), "greenline-empty-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "greenline.db");
  (await openSqliteStore({ path, vault: createVault(KEY) })).close();
  return (empty = path);
}

/** Every step of the story fails in turn, or each `every`th of them. */
export async function failEveryStep({ every, from = 0, seed }: { readonly every: number; readonly from?: number; readonly seed: number }) {
  const { steps } = await tellStory({ seed });
  const found: string[] = [];
  let told = 0;
  let deaths = 0;
  for (const trouble of Object.keys(TROUBLES) as DatabaseFault["trouble"][])
    for (const lasts of ["once", "for a while"] as const)
      for (let at = from; at < steps; at += every) {
        told++;
        await tellStory({ fault: { trouble, at, lasts }, seed }).then(
          (report) => void (deaths += report.deaths),
          (error: unknown) => void found.push(error instanceof Error ? error.message : String(error)),
        );
      }
  return { steps, told, deaths, found };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const report = await failEveryStep({ every: numberOption("every", 1), from: numberOption("from", 0), seed: numberOption("seed", 1) });
  console.log(JSON.stringify(report, undefined, 2));
  process.exit(report.found.length === 0 ? 0 : 1);
}

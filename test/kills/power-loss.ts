import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { seededRandom } from "../seeded-random.ts";
import { numberOption } from "./backend-process.ts";
import { readTrace, type TracedStep } from "./traced-writes.ts";

/**
 * [I13] What a cut of the power leaves of the backend's database: the writes and syncs of a real process are recorded, and at
 * many points what was not synced is dropped, from any place on. What was told as committed before must be there.
 * `node test/kills/power-loss.ts --cuts 500 --seed 1`
 */
export interface PowerLossReport {
  readonly synchronous: "FULL" | "NORMAL";
  readonly cuts: number;
  /** Cuts after which a told commit was gone. */
  readonly lost: number;
  /** Cuts after which the file was not in order. */
  readonly broken: number;
}

/** Recording needs strace, and the right to use it. */
export const canTrace = (): boolean => spawnSync("strace", ["-o", "/dev/null", "true"]).status === 0;

const COMMITTING = fileURLToPath(new URL("./committing-process.ts", import.meta.url));

export function cutPower({
  commits,
  cuts,
  seed,
  synchronous,
}: {
  readonly commits: number;
  readonly cuts: number;
  readonly seed: number;
  readonly synchronous: "FULL" | "NORMAL";
}): PowerLossReport {
  const folder = mkdtempSync(join(tmpdir(), "greenline-power-"));
  try {
    const steps = record(folder, commits, synchronous);
    const random = seededRandom(seed);
    const first = steps.findIndex(({ kind }) => kind === "told");
    const places = Array.from({ length: cuts }, () => first + 1 + Math.floor(random() * (steps.length - first - 1))).toSorted((a, b) => a - b);

    const files = new Map<string, TracedFile>();
    let lost = 0;
    let broken = 0;
    let told = 0;
    let done = 0;
    for (const place of places) {
      for (; done < place; done++) {
        const step = steps[done]!;
        if (step.kind === "told") told = Number(step.words.split(" ")[1]);
        else apply(files, step);
      }
      const { integrity, rows } = openLeft(join(folder, "left"), files, random);
      if (integrity !== "ok") broken++;
      else if (rows < told) lost++;
    }
    return { synchronous, cuts, lost, broken };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function record(folder: string, commits: number, synchronous: string): readonly TracedStep[] {
  const trace = join(folder, "trace");
  const calls = "trace=pwrite64,write,ftruncate,fdatasync,fsync,unlink";
  try {
    const strace = ["-f", "-y", "-xx", "-s", "1000000", "-e", calls, "-o", trace, process.execPath];
    execFileSync("strace", [...strace, COMMITTING, join(folder, "data.db"), String(commits), synchronous], { stdio: ["ignore", "ignore", "inherit"] });
  } catch {
    // It ends itself by a signal, so that nothing is tidied.
  }
  return readTrace(readFileSync(trace, "latin1"));
}

interface TracedFile {
  synced: Uint8Array;
  readonly unsynced: Exclude<TracedStep, { readonly kind: "told" }>[];
}

function apply(files: Map<string, TracedFile>, step: Exclude<TracedStep, { readonly kind: "told" }>): void {
  const name = basename(step.file);
  // What is shared memory is made anew, and a folder holds no bytes. Names are taken to be on disk at once.
  if (!name.startsWith("data.db") || name.endsWith("-shm")) return;
  if (step.kind === "remove") return void files.delete(name);
  const file = files.get(name) ?? { synced: new Uint8Array(), unsynced: [] };
  files.set(name, file);
  if (step.kind !== "sync") return void file.unsynced.push(step);
  file.synced = file.unsynced.splice(0).reduce(changed, file.synced);
}

function changed(before: Uint8Array, step: TracedStep): Uint8Array {
  if (step.kind === "cut") {
    const after = new Uint8Array(step.length);
    after.set(before.subarray(0, step.length));
    return after;
  }
  if (step.kind !== "write") return before;
  const after = new Uint8Array(Math.max(before.length, step.at + step.bytes.length));
  after.set(before);
  after.set(step.bytes, step.at);
  return after;
}

/** Of each file what was synced, and of the rest any beginning, with its last write torn. */
function openLeft(folder: string, files: ReadonlyMap<string, TracedFile>, random: () => number): { readonly integrity: string; readonly rows: number } {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, { synced, unsynced }] of files) {
    const reached = random() < 0.3 ? 0 : Math.floor(random() * (unsynced.length + 1));
    const left = unsynced.slice(0, reached).map((step, at) => {
      if (step.kind !== "write" || at < reached - 1 || random() < 0.5) return step;
      return { ...step, bytes: step.bytes.subarray(0, Math.floor(random() * step.bytes.length)) };
    });
    writeFileSync(join(folder, name), left.reduce(changed, synced));
  }
  try {
    const database = new DatabaseSync(join(folder, "data.db"));
    const integrity = String(database.prepare("PRAGMA integrity_check").get()?.["integrity_check"]);
    // Even the table may be gone.
    const isThere = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'kept'").get() !== undefined;
    const rows = isThere ? Number(database.prepare("SELECT count(*) AS rows FROM kept").get()?.["rows"]) : 0;
    database.close();
    return { integrity, rows };
  } catch (error) {
    return { integrity: String(error), rows: 0 };
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = { commits: 120, cuts: numberOption("cuts", 500), seed: numberOption("seed", 1) };
  const [full, normal] = [cutPower({ ...asked, synchronous: "FULL" }), cutPower({ ...asked, synchronous: "NORMAL" })];
  console.log(JSON.stringify(full));
  console.log(JSON.stringify(normal));
  process.exit(full.lost === 0 && full.broken === 0 && normal.lost > 0 ? 0 : 1);
}

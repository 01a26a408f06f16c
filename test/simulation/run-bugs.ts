import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { placesOf, SEEDED_BUGS, type SeededBug } from "./seeded-bugs.ts";

/** Breaks the product on purpose, one mistake after the other, and sees whether the simulation notices: `npm run sim:bugs [-- words of a name]`. */
const ROOT = resolve(import.meta.dirname, "../..");
const COPIED = ["shared", "backend", "renderer", "test/simulation", "test/fixtures", "package.json", "tsconfig.base.json"];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: "string", default: "1" }, most: { type: "string", default: "600" } },
});

interface Verdict {
  readonly bug: SeededBug;
  /** The schedule that noticed it, counted from 1; undefined: none did. */
  readonly noticedAt: number | undefined;
  readonly invariant: string;
}

async function judge(bug: SeededBug): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), "greenline-bug-"));
  try {
    for (const part of COPIED) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    for (const place of placesOf(bug)) {
      const file = join(folder, place.file);
      const source = readFileSync(file, "utf8");
      if (source.split(place.find).length !== 2) throw new Error(`“${bug.name}”: its place is not found once in ${place.file}.`);
      writeFileSync(
        file,
        source.replace(place.find, () => place.replace),
      );
    }

    const args = [
      "--seed",
      values.seed,
      "--schedules",
      bug.real === true ? "120" : values.most,
      "--jobs",
      "1",
      "--stop-at-first",
      ...(bug.real === true ? ["--real"] : []),
    ];
    const output = await new Promise<string>((done) => {
      const child = spawn(process.execPath, [join(folder, "test/simulation/run.ts"), ...args], { stdio: ["ignore", "pipe", "pipe"] });
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
      child.on("close", () => done(said));
    });
    const [, seed, what] = /^seed (\d+): (.*)$/m.exec(output) ?? [];
    if (seed === undefined && !output.includes("0 violations")) throw new Error(`“${bug.name}” could not be run:\n${output}`);
    return {
      bug,
      noticedAt: seed === undefined ? undefined : Number(seed) - Number(values.seed) + 1,
      invariant: /\[(I\d+)\]/.exec(what ?? "")?.[1] ?? what ?? "",
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const wanted = SEEDED_BUGS.filter(({ name }) => positionals.every((word) => name.includes(word)));
const waiting = [...wanted];
const verdicts: Verdict[] = [];
await Promise.all(
  Array.from({ length: Math.min(availableParallelism(), waiting.length) }, async () => {
    for (let bug = waiting.shift(); bug !== undefined; bug = waiting.shift()) {
      const verdict = await judge(bug);
      verdicts.push(verdict);
      const { invariant, noticedAt } = verdict;
      console.log(noticedAt === undefined ? `NOT NOTICED  ${bug.name}` : `schedule ${String(noticedAt).padStart(4)}  ${invariant.padEnd(4)}  ${bug.name}`);
    }
  }),
);
const survived = verdicts.filter(({ noticedAt }) => noticedAt === undefined);
console.log(`${verdicts.length - survived.length} of ${verdicts.length} mistakes noticed`);
process.exit(survived.length > 0 ? 1 : 0);

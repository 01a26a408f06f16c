import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startTestBackend, textWebhook, type TestBackend } from "../backend/running-backend.ts";
import { seededRandom } from "../seeded-random.ts";
import { numberOption } from "./backend-process.ts";
import type { DeskOrders } from "./desk-process.ts";

/**
 * [I13] [I16] Kills a desk without warning while it has sends on its way, again and again, on one folder. What the journal took
 * must be at the server, once, in its order. `npm run kills:desk -- --kills 1000 --seed 1`
 */
export interface DeskKillReport {
  readonly kills: number;
  readonly seed: number;
  /** Answered by the journal. */
  readonly kept: number;
  /** Killed before the answer: there or not there, and not twice. */
  readonly unanswered: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly refused: number;
  readonly errors: readonly string[];
  readonly seconds: number;
}

const DESK = fileURLToPath(new URL("./desk-process.ts", import.meta.url));
/** After so many the queue is let run dry, and the next one begins. */
const KILLS_A_ROUND = 10;
const LONGEST_LIFE_MS = 450;

export async function killDesk({
  kills,
  seed,
  sends = 200,
}: {
  readonly kills: number;
  readonly seed: number;
  readonly sends?: number;
}): Promise<DeskKillReport> {
  const began = performance.now();
  const random = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), "greenline-desk-kills-"));
  const backend = await startTestBackend();
  const sum = { kept: 0, unanswered: 0, lost: 0, doubled: 0, outOfOrder: 0, refused: 0 };
  const errors: string[] = [];
  try {
    await backend.api("/api/v1/agents", { body: { name: "Killed", role: "admin", password: "a-good-password", teams: [] } });
    for (let done = 0, round = 0; done < kills; done += KILLS_A_ROUND, round++) {
      const place = { ...(await aThread(backend, round)), url: backend.url, folder: join(folder, `round-${round}`), offlineFirst: round % 2 === 0, to: sends };
      mkdirSync(place.folder);
      const tried = new Set<number>();
      const kept = new Set<number>();
      for (let kill = 0; kill <= Math.min(KILLS_A_ROUND, kills - done); kill++) {
        const isLast = kill === Math.min(KILLS_A_ROUND, kills - done);
        const lines = await live({ ...place, from: tried.size }, isLast ? undefined : random() * LONGEST_LIFE_MS);
        for (const [what, n, ...rest] of lines.map((line) => line.split(" "))) {
          if (what === "try") tried.add(Number(n));
          if (what === "kept") kept.add(Number(n));
          if (what === "refused") sum.refused += 1;
          if (what === "error") errors.push([n, ...rest].join(" "));
        }
      }
      const found = await messagesOf(backend, place.conversationId, place.token);
      const seen = new Set(found);
      sum.kept += kept.size;
      sum.unanswered += tried.size - kept.size;
      sum.lost += [...kept].filter((n) => !seen.has(n)).length;
      sum.doubled += found.length - seen.size;
      sum.outOfOrder += found.filter((n, at) => at > 0 && n < found[at - 1]!).length;
    }
  } finally {
    await backend.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return { kills, seed, ...sum, errors: [...new Set(errors)], seconds: Math.round((performance.now() - began) / 100) / 10 };
}

/** One life of a desk, and every line that it told. Without an end it lives until nothing is on its way. */
function live(orders: DeskOrders, endsAfterMs: number | undefined): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [DESK, JSON.stringify(orders)], { stdio: ["ignore", "pipe", "inherit"] });
    let told = "";
    child.stdout.setEncoding("utf8");
    child.stdout.on("data", (text: string) => {
      // Counted from when its own code runs: before that there is nothing to interrupt.
      if (told === "" && endsAfterMs !== undefined) setTimeout(() => child.kill("SIGKILL"), endsAfterMs);
      told += text;
      if (endsAfterMs === undefined && told.includes("over\n")) child.kill("SIGKILL");
    });
    child.on("close", (code) => {
      if (code === null) resolve(told.split("\n").slice(0, -1));
      else reject(new Error(`The desk ended by itself, with code ${code}.`));
    });
  });
}

/** A conversation that waits for an answer, and a desk of its own to give it. */
async function aThread(backend: TestBackend, round: number): Promise<Pick<DeskOrders, "conversationId" | "deviceId" | "token">> {
  const from = `44770090${String(round).padStart(4, "0")}`;
  await backend.post(textWebhook({ from, name: `Customer ${round}` }));
  await backend.settled();
  const deviceId = `desk-${round}`;
  const body = { name: "Killed", password: "a-good-password", device: { id: deviceId, name: "Kills" } };
  const { accessToken } = await (await backend.api("/api/v1/sessions", { token: "", body })).json();
  const { items } = await backend.json("/api/v1/conversations?limit=200");
  const { id } = items.find(({ contact }: { readonly contact: { readonly name: string } }) => contact.name === `Customer ${round}`);
  return { conversationId: id, deviceId, token: accessToken };
}

/** The numbers of the messages that the server has of ours, oldest first. */
async function messagesOf(backend: TestBackend, id: string, token: string): Promise<readonly number[]> {
  const found: number[] = [];
  let last: string | undefined;
  for (;;) {
    const { items, more } = await backend.json(`/api/v1/conversations/${id}/messages?limit=200${last === undefined ? "" : `&before=${last}`}`, token);
    found.push(...items.flatMap(({ text }: { readonly text?: string }) => /^message (\d+)$/.exec(text ?? "")?.[1] ?? []).map(Number));
    last = items.at(-1)?.id;
    if (!more) return found.toReversed();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const report = await killDesk({ kills: numberOption("kills", 1_000), seed: numberOption("seed", 1) });
  console.log(JSON.stringify(report));
  process.exit(report.lost === 0 && report.doubled === 0 && report.outOfOrder === 0 && report.refused === 0 ? 0 : 1);
}

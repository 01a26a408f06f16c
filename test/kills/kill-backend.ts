import { mkdtempSync, rmSync } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { seededRandom } from "../seeded-random.ts";
import { getJson, integrityOf, numberOption, postWebhook, startBackendProcess } from "./backend-process.ts";

/**
 * [I1] [I13] Kills the backend without warning while webhooks pour in, again and again, on one data folder. What was answered
 * 200 must be a message, once; nothing may be there twice. `npm run kills -- --kills 200 --seed 1`
 */
export interface KillReport {
  readonly kills: number;
  readonly seed: number;
  readonly posted: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly integrity: string;
  readonly seconds: number;
}

export async function killBackend({ kills, seed }: { readonly kills: number; readonly seed: number }): Promise<KillReport> {
  const began = performance.now();
  const random = seededRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), "greenline-kills-"));
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const acknowledged = new Set<string>();
  let posted = 0;
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const { child, url } = await startBackendProcess(folder);
      // Anywhere from the very first webhook to the middle of a projection that is far behind.
      const until = performance.now() + 5 + random() * 250;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      const workers = Array.from({ length: 12 }, async () => {
        while (performance.now() < until) {
          posted += 1;
          const wamid = `wamid.kill.${seed}.${posted}`;
          // One in six is delivered twice, as the platform does.
          const times = random() < 0.16 ? 2 : 1;
          for (let i = 0; i < times; i += 1) if ((await post(url, wamid, posted, agent)) === 200) acknowledged.add(wamid);
        }
      });
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, until - performance.now())));
      child.kill("SIGKILL");
      await Promise.all(workers);
      await gone;
    }
    const found = await messagesOf(folder);
    const seen = new Set(found);
    return {
      kills,
      seed,
      posted,
      acknowledged: acknowledged.size,
      lost: [...acknowledged].filter((wamid) => !seen.has(wamid)).length,
      doubled: found.length - seen.size,
      integrity: integrityOf(folder),
      seconds: Math.round((performance.now() - began) / 100) / 10,
    };
  } finally {
    agent.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

function post(url: string, wamid: string, n: number, agent: Agent): Promise<number> {
  const from = `44770090${String(n % 40).padStart(4, "0")}`;
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550783881", phone_number_id: "106540" },
    contacts: [{ profile: { name: `Customer ${n % 40}` }, wa_id: from }],
    messages: [{ from, id: wamid, timestamp: String(1_790_000_000 + n), type: "text", text: { body: `message ${n}` } }],
  };
  return postWebhook(url, "messages", value, agent);
}

/** The message ids of everything that is there in the end, through the public API of a backend that was started once more. */
async function messagesOf(folder: string): Promise<readonly string[]> {
  const { child, url } = await startBackendProcess(folder);
  const get = (path: string) => getJson(url, path);
  // Projected when the count of received bodies no longer moves and equals what the raw inbox holds.
  let before = -1;
  for (;;) {
    const { received } = await get("/ingest");
    if (received === before) break;
    before = received;
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  const found: string[] = [];
  for (const { id } of (await get("/conversations?limit=200")).items) {
    let last: string | undefined;
    for (;;) {
      const { items, more } = await get(`/conversations/${id}/messages?limit=200${last === undefined ? "" : `&before=${last}`}`);
      found.push(...items.map(({ wamid }: { readonly wamid: string }) => wamid));
      last = items.at(-1)?.id;
      if (!more) break;
    }
  }
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
  return found;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const report = await killBackend({ kills: numberOption("kills", 200), seed: numberOption("seed", 1) });
  console.log(JSON.stringify(report));
  process.exit(report.lost === 0 && report.doubled === 0 && report.integrity === "ok" ? 0 : 1);
}

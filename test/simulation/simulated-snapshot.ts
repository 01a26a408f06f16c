import { snapshotLines } from "../../backend/http/routes/snapshot.ts";
import type { Store } from "../../backend/store/store.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { readSnapshot, type SnapshotStream } from "../../renderer/sync/snapshot.ts";
import type { Chances } from "./chances.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import type { SimulatedServer } from "./simulated-server.ts";
import type { SimulatedTime } from "./simulated-time.ts";
import type { Sometimes } from "./sometimes.ts";

interface Deps {
  readonly store: Store;
  readonly server: Pick<SimulatedServer, "isUp">;
  readonly agent: () => Agent;
  readonly time: SimulatedTime;
  readonly chances: Chances;
  readonly sometimes: Sometimes;
  /** Of these conversations it brings no thread. */
  readonly onResolved: (ids: ReadonlySet<string>) => void;
}

const BREAKS_OFF = 0.1;

/** The snapshot as it comes over HTTP; now and then it breaks off. */
export async function readSnapshotOf({ agent, chances, onResolved, server, sometimes, store, time }: Deps): Promise<SnapshotStream> {
  await new Promise<void>((resolve) => void time.after(chances.between(5, 400), resolve));
  if (!server.isUp()) throw new Error("Nobody answers.");
  const chunks: string[] = [];
  for await (const lines of snapshotLines(store, agent())) chunks.push(lines);
  onResolved(resolvedIn(chunks.join("")));
  const whole = new TextEncoder().encode(chunks.join(""));
  const breaksOff = chances.likely(BREAKS_OFF);
  if (breaksOff) sometimes.reached("snapshot broken off");
  const bytes = breaksOff ? whole.subarray(0, Math.floor(whole.length * chances.share())) : whole;
  return readSnapshot(inPieces(bytes), agent().id);
}

/** Cut where it happens to be, in a line or in a letter. */
async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const at = Math.floor(bytes.length / 3);
  yield bytes.subarray(0, at);
  yield bytes.subarray(at);
}

function resolvedIn(lines: string): ReadonlySet<string> {
  const rows = lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Partial<VersionedRow>);
  return new Set(rows.flatMap((row) => (row.e === "conversation" && row.row?.state === "resolved" ? [row.row.id] : [])));
}

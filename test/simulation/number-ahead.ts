import type { Principal } from "../../backend/auth/auth.ts";
import type { Wire } from "../../backend/sync/lines.ts";
import type { Store } from "../../backend/store/store.ts";
import { MUTATION_VERSION, toMutationId } from "../../shared/sync/mutations.ts";
import { EVENTS, PROTOCOL_VERSION, SCHEMA_VERSION } from "../../shared/sync/protocol.ts";
import type { SimulatedServer } from "./simulated-server.ts";
import { CONTACTS } from "./workspace.ts";

interface Deps {
  readonly server: Pick<SimulatedServer, "connect" | "isUp">;
  readonly store: Store;
  readonly principal: Principal;
  readonly now: number;
}

const deaf: Wire = { id: "copy", tell: () => undefined, deliver: (_, done) => done(true), buffered: () => 0, hangUp: () => undefined };

/** A copy of a desk's profile, on a disk that has lost some of its wishes, pushes the one behind them. No desk of ours does so. */
export function pushNumberAhead({ now, principal, server, store }: Deps): void {
  const { deviceId } = principal;
  const [contact] = CONTACTS;
  if (!server.isUp() || deviceId === undefined || contact === undefined) return;
  const last = store.read((tx) => tx.device(deviceId)?.lastMutId ?? 0);
  const line = server.connect(principal, { ...deaf, id: `copy-${now}` });
  line.ask(EVENTS.hello, { proto: PROTOCOL_VERSION, schema: SCHEMA_VERSION, app: "simulation", deviceId, tC: now });
  const mutation = { kind: "priority", conversationId: contact.conversationId, priority: "urgent" };
  line.ask(EVENTS.push, { deviceId, muts: [{ id: toMutationId(last + 2), mv: MUTATION_VERSION, mutation }] });
  line.left();
}

import { z } from "zod";
import { toDeviceId, type DeviceId } from "../../shared/ids.ts";
import { toInstant, type Instant } from "../../shared/time.ts";
import { fits, rememberAnswers, type ServerDeps, type Told } from "./ask-server.ts";

/** A computer or a browser in which somebody is signed in with this person's name. */
export interface Device {
  readonly id: DeviceId;
  readonly name: string;
  readonly revoked: boolean;
  readonly lastSeenAt: Instant;
  readonly current: boolean;
}

/** What the platform has delivered to this server, and what could not be read of it. */
export interface Intake {
  readonly received: number;
  readonly duplicates: number;
  /** [H33] Told for the first time days after the platform gives up trying. */
  readonly late: number;
  readonly unrecognised: readonly { readonly field: string; readonly type: string | undefined; readonly count: number; readonly lastAt: Instant }[];
  readonly setAside: readonly { readonly id: string; readonly reason: string; readonly at: Instant }[];
}

/** After `no-network` it is not known whether the device is shut out: the answer may have been lost on its way. */
export type Revocation = "revoked" | "no-network" | "failed";

export interface ServerFacts {
  readonly devices: () => Promise<Told<readonly Device[]>>;
  readonly revokeDevice: (id: DeviceId) => Promise<Revocation>;
  readonly intake: () => Promise<Told<Intake>>;
}

const PATIENCE_MS = 15_000;

const moment = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));

const devicesAnswer = z
  .object({
    items: z.array(z.object({ id: z.string().transform(toDeviceId), name: z.string(), revoked: z.boolean(), lastSeenAt: moment, current: z.boolean() })),
  })
  .transform(({ items }): readonly Device[] => items);

const intakeAnswer = z
  .object({
    received: z.number(),
    duplicates: z.number(),
    late: z.number().default(0),
    unrecognised: z.array(z.object({ field: z.string(), type: z.string().optional(), count: z.number(), lastAt: moment })),
    poison: z.array(z.object({ id: z.string(), reason: z.string(), at: moment })),
  })
  .transform(({ poison, unrecognised, ...counts }): Intake => ({
    ...counts,
    unrecognised: unrecognised.map(({ count, field, lastAt, type }) => ({ field, type, count, lastAt })),
    setAside: poison,
  }));

/** Asks the server for what is not part of the replica, and remembers its last word for as long as this person is signed in. */
export function createServerFacts(deps: ServerDeps): ServerFacts {
  const devices = rememberAnswers(deps, fits(devicesAnswer));
  const intake = rememberAnswers(deps, fits(intakeAnswer));
  return {
    devices: () => devices("/api/v1/devices"),
    revokeDevice: async (id) => {
      try {
        const { ok } = await deps.request(`/api/v1/devices/${encodeURIComponent(id)}`, { method: "DELETE", signal: AbortSignal.timeout(PATIENCE_MS) });
        return ok ? "revoked" : "failed";
      } catch {
        return "no-network";
      }
    },
    intake: () => intake("/api/v1/ingest"),
  };
}

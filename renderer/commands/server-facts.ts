import { z } from "zod";
import { toDeviceId, type DeviceId } from "../../shared/ids.ts";
import { toInstant, type Clock, type Instant } from "../../shared/time.ts";

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
  readonly unrecognised: readonly { readonly field: string; readonly type: string | undefined; readonly count: number; readonly lastAt: Instant }[];
  readonly setAside: readonly { readonly id: string; readonly reason: string; readonly at: Instant }[];
}

export interface Seen<Fact> {
  readonly fact: Fact;
  readonly at: Instant;
}

/** What only the server knows. Where it does not say, there is what it said last, if it ever did. */
export type Told<Fact> =
  | { readonly kind: "fresh"; readonly seen: Seen<Fact> }
  /** Nobody answered. */
  | { readonly kind: "no-network"; readonly seen: Seen<Fact> | undefined }
  /** An answer came, and it was not this. */
  | { readonly kind: "failed"; readonly seen: Seen<Fact> | undefined };

/** After `no-network` it is not known whether the device is shut out: the answer may have been lost on its way. */
export type Revocation = "revoked" | "no-network" | "failed";

export interface ServerFacts {
  readonly devices: () => Promise<Told<readonly Device[]>>;
  readonly revokeDevice: (id: DeviceId) => Promise<Revocation>;
  readonly intake: () => Promise<Told<Intake>>;
}

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
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
    unrecognised: z.array(z.object({ field: z.string(), type: z.string().optional(), count: z.number(), lastAt: moment })),
    poison: z.array(z.object({ id: z.string(), reason: z.string(), at: moment })),
  })
  .transform(({ poison, unrecognised, ...counts }): Intake => ({
    ...counts,
    unrecognised: unrecognised.map(({ count, field, lastAt, type }) => ({ field, type, count, lastAt })),
    setAside: poison,
  }));

/** Asks the server for what is not part of the replica, and remembers its last word for as long as this person is signed in. */
export function createServerFacts({ clock, request }: Deps): ServerFacts {
  const ask = <Fact>(path: string, answer: z.ZodType<Fact>): (() => Promise<Told<Fact>>) => {
    let seen: Seen<Fact> | undefined;

    return async () => {
      try {
        const response = await request(path, { signal: AbortSignal.timeout(PATIENCE_MS) });
        const read = response.ok ? answer.safeParse(parseJson(await response.text())) : undefined;
        if (read?.success !== true) return { kind: "failed", seen };
        seen = { fact: read.data, at: clock.now() };
        return { kind: "fresh", seen };
      } catch {
        return { kind: "no-network", seen };
      }
    };
  };

  return {
    devices: ask("/api/v1/devices", devicesAnswer),
    revokeDevice: async (id) => {
      try {
        const { ok } = await request(`/api/v1/devices/${encodeURIComponent(id)}`, { method: "DELETE", signal: AbortSignal.timeout(PATIENCE_MS) });
        return ok ? "revoked" : "failed";
      } catch {
        return "no-network";
      }
    },
    intake: ask("/api/v1/ingest", intakeAnswer),
  };
}

/** Undefined fits no answer: a page of some hotel's network is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

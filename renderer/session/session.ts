import { z } from "zod";
import type { ServerAddress, StoredSession } from "../../shared/desktop-contract.ts";
import { toAgentId, toDeviceId, toTeamId, type AgentId, type DeviceId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { PROTOCOL_VERSION } from "../../shared/sync/protocol.ts";
import { between, minutes, plus, toInstant, type Clock, type Duration, type Instant } from "../../shared/time.ts";
import type { SignInOutcome } from "../commands/commands.ts";
import type { Timers } from "../timers.ts";
import { parseUrl } from "./parse-url.ts";
import type { Vault } from "./vault.ts";

/** Who works here. Without a network the agent's own row is not known from the server, only from the replica. */
export interface SignedIn {
  readonly server: string;
  readonly agentId: AgentId;
  readonly deviceId: DeviceId;
  readonly agent: Agent | undefined;
}

export type Renewal = "renewed" | "unreachable" | "signed-out";

/** The one place that knows tokens. The access token is in memory alone; the refresh token changes with every use. */
export interface Session {
  /** Whoever was signed in here when the app was last closed. No network needed. */
  readonly restore: (here: ServerAddress) => Promise<SignedIn | undefined>;
  readonly offersDemo: (server: string) => Promise<boolean>;
  readonly signIn: (server: string, name: string, password: string) => Promise<SignInOutcome>;
  readonly tryDemo: (server: string) => Promise<SignInOutcome>;
  readonly current: () => SignedIn | undefined;
  /** A token that still holds, renewed where it must be; undefined where the server cannot be reached. */
  readonly token: () => Promise<string | undefined>;
  readonly renew: () => Promise<Renewal>;
  /** A request with the token; once more with a new one where it was refused. Fails without a network. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly signOut: () => Promise<void>;
  /** Another window signed out: it has cleared what was kept, and told the server. */
  readonly endedElsewhere: () => void;
  readonly onChange: (listener: (signedIn: SignedIn | undefined) => void) => () => void;
  readonly stop: () => void;
}

interface Deps {
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
  readonly vault: Vault;
  /** This machine's clock. */
  readonly clock: Clock;
  readonly timers: Timers;
  readonly deviceName: string;
  /** The same id each time for the same person on the same server. */
  readonly deviceIdFor: (who: string) => string;
  /** Of several windows with one cookie only one may renew at a time. */
  readonly alone: <Outcome>(task: () => Promise<Outcome>) => Promise<Outcome>;
}

const hello = z.object({ product: z.string(), version: z.string(), demo: z.boolean(), proto: z.number().int() });

const session = z.object({
  agent: z.object({ id: z.string(), name: z.string(), role: z.enum(["agent", "lead", "admin", "bot"]), teamIds: z.array(z.string()) }),
  deviceId: z.string(),
  accessToken: z.string(),
  accessExpiresAt: z.number(),
  refreshToken: z.string().optional(),
});

const RENEW_AHEAD = minutes(1);
const LONGEST_LIFE = minutes(20);
const ASSUMED_LIFE = minutes(5);
const RETRY_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;

export function createSession({ alone, clock, deviceIdFor, deviceName, fetch, timers, vault }: Deps): Session {
  let signedIn: SignedIn | undefined;
  let refreshToken = "";
  let access: { readonly token: string; readonly expiresAt: Instant } | undefined;
  let renewing: Promise<Renewal> | undefined;
  let cancelRenewal = (): void => undefined;
  const listeners = new Set<(signedIn: SignedIn | undefined) => void>();

  const tell = (next: SignedIn | undefined): void => {
    signedIn = next;
    for (const listener of listeners) listener(next);
  };

  const post = (server: string, path: string, body: unknown): Promise<Response> =>
    fetch(`${server}/api/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });

  /** Keeps what a session's answer brings. The new refresh token is stored before anything else: the old one is spent. */
  const take = async (server: string, response: Response): Promise<SignedIn> => {
    const answer = session.parse(await response.json());
    const agent: Agent = { id: toAgentId(answer.agent.id), name: answer.agent.name, role: answer.agent.role, teamIds: answer.agent.teamIds.map(toTeamId) };
    refreshToken = answer.refreshToken ?? refreshToken;
    await vault.write({ server, agentId: agent.id, deviceId: answer.deviceId, refreshToken });

    access = { token: answer.accessToken, expiresAt: plus(clock.now(), lifetime(toInstant(answer.accessExpiresAt), clock.now())) };
    renewAhead();
    return { server, agent, agentId: agent.id, deviceId: toDeviceId(answer.deviceId) };
  };

  const renewAhead = (): void => {
    cancelRenewal();
    if (access === undefined) return;
    const delay = Math.max(RETRY_MS, access.expiresAt - clock.now() - RENEW_AHEAD);
    cancelRenewal = timers.after(Math.min(delay, 2 ** 31 - 1), () => void renew());
  };

  const drop = (): void => {
    cancelRenewal();
    access = undefined;
    refreshToken = "";
  };

  const forget = async (): Promise<void> => {
    drop();
    await vault.clear();
    tell(undefined);
  };

  const renewOnce = async (): Promise<Renewal> => {
    const who = signedIn;
    if (who === undefined) return "signed-out";
    try {
      // Another window may have renewed meanwhile, and what we hold is spent.
      refreshToken = (await vault.read())?.refreshToken ?? refreshToken;
      const response = await post(who.server, "/sessions/refresh", refreshToken === "" ? {} : { refreshToken });
      if (who !== signedIn) return signedIn === undefined ? "signed-out" : "renewed";
      if (response.status === 401 || response.status === 403) {
        await forget();
        return "signed-out";
      }
      if (!response.ok) return retry();
      const next = await take(who.server, response);
      signedIn = next;
      return "renewed";
    } catch {
      // No network, or an answer that is none: what we hold may still be good.
      return retry();
    }
  };

  const retry = (): Renewal => {
    cancelRenewal();
    cancelRenewal = timers.after(RETRY_MS, () => void renew());
    return "unreachable";
  };

  const renew = (): Promise<Renewal> => {
    renewing ??= alone(renewOnce).finally(() => {
      renewing = undefined;
    });
    return renewing;
  };

  const token = async (): Promise<string | undefined> => {
    if (access === undefined || access.expiresAt <= clock.now()) await renew();
    return access?.token;
  };

  const readHello = async (server: string): Promise<z.infer<typeof hello> | undefined> => {
    try {
      const response = await fetch(`${server}/api/v1/hello`, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
      return response.ok ? hello.parse(await response.json()) : undefined;
    } catch {
      return undefined;
    }
  };

  const begin = async (address: string, path: string, body: unknown): Promise<SignInOutcome> => {
    const server = parseUrl(address)?.origin;
    if (server === undefined) return "unreachable";
    const greeting = await readHello(server);
    if (greeting === undefined) return "unreachable";
    if (greeting.proto > PROTOCOL_VERSION) return "too-old";
    try {
      const response = await post(server, path, body);
      if (response.status === 429) return "too-many-tries";
      if (response.status === 401 || response.status === 403) return "wrong-password";
      if (!response.ok) return "unreachable";
      tell(await take(server, response));
      return "signed-in";
    } catch {
      return "unreachable";
    }
  };

  const device = (who: string) => ({ id: deviceIdFor(who), name: deviceName });

  return {
    restore: async (here) => {
      const stored = await vault.read();
      if (stored === null || !isOf(stored, here)) return undefined;
      refreshToken = stored.refreshToken;
      signedIn = { server: here.url, agentId: toAgentId(stored.agentId), deviceId: toDeviceId(stored.deviceId), agent: undefined };
      return signedIn;
    },
    offersDemo: async (server) => (await readHello(server))?.demo ?? false,
    signIn: (server, name, password) => begin(server, "/sessions", { name, password, device: device(`${server} ${name.trim().toLowerCase()}`) }),
    tryDemo: (server) => begin(server, "/sessions/demo", { device: device(`${server} demo`) }),
    current: () => signedIn,
    token,
    renew,
    request: async (path, init = {}) => {
      if (signedIn === undefined) throw new Error("Nobody is signed in.");
      const url = `${signedIn.server}${path}`;
      const withToken = async (): Promise<Response> => {
        const held = await token();
        if (held === undefined) throw new Error("The server cannot be reached.");
        return fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${held}` } });
      };
      const response = await withToken();
      if (response.status !== 401 || (await renew()) !== "renewed") return response;
      return withToken();
    },
    signOut: async () => {
      const who = signedIn;
      const held = access;
      await forget();
      if (who === undefined || held === undefined) return;
      // Best effort: without a network the session ends at the server by itself.
      await fetch(`${who.server}/api/v1/sessions/current`, { method: "DELETE", headers: { authorization: `Bearer ${held.token}` }, keepalive: true }).catch(
        () => undefined,
      );
    },
    endedElsewhere: () => {
      drop();
      tell(undefined);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => cancelRenewal(),
  };
}

/** A token goes to the server that gave it. The embedded one may have another port today. */
function isOf({ server }: StoredSession, here: ServerAddress): boolean {
  return server === here.url || (here.embedded && parseUrl(server)?.hostname === parseUrl(here.url)?.hostname);
}

/** The expiry is by the server's clock. Where ours cannot be right, a short life is assumed, and the server refuses what is too old. */
function lifetime(expiresAt: Instant, now: Instant): Duration {
  const life = between(now, expiresAt);
  return life > 0 && life <= LONGEST_LIFE ? life : ASSUMED_LIFE;
}

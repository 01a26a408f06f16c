import { hash, verify } from "@node-rs/argon2";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { toAgentId, toDeviceId, toTeamId, type AgentId, type DeviceId } from "../../shared/ids.ts";
import type { Agent, Role } from "../../shared/inbox/people.ts";
import { days, minutes, plus, toInstant, type Clock, type Instant } from "../../shared/time.ts";
import type { DeviceRow, Store, WriteTx } from "../store/store.ts";
import { hashToken, newToken, sameSecret } from "./tokens.ts";

/** Who asks. `deviceId` is missing for API tokens. */
export interface Principal {
  readonly agent: Agent;
  readonly deviceId?: DeviceId | undefined;
}

export interface Session {
  readonly agent: Agent;
  readonly deviceId: DeviceId;
  readonly accessToken: string;
  readonly accessExpiresAt: Instant;
  readonly refreshToken: string;
}

export type SignInRefusal = "wrong" | "too-many-tries";

export interface Auth {
  readonly authenticate: (token: string) => Principal | undefined;
  /** Whether a socket that was let in may go on. */
  readonly stillValid: (principal: Principal) => Principal | undefined;
  readonly signIn: (name: string, password: string, device: { readonly id: string; readonly name: string }, from: string) => Promise<Session | SignInRefusal>;
  readonly signInAs: (agentId: AgentId, device: { readonly id: string; readonly name: string }) => Session | undefined;
  readonly refresh: (token: string) => Session | undefined;
  readonly revoke: (deviceId: DeviceId) => void;
  readonly onRevoked: (listener: (deviceId: DeviceId) => void) => () => void;
  /** The API token is shown this once. */
  readonly createAgent: (
    made: {
      readonly name: string;
      readonly role: Role;
      readonly password?: string | undefined;
      readonly teamIds?: readonly string[] | undefined;
      readonly id?: string | undefined;
      readonly trainee?: boolean | undefined;
    },
    by: string,
  ) => Promise<{ readonly agent: Agent; readonly token: string } | "name-taken">;
  /** For people; whoever is signed in with the old one is signed out. */
  readonly setPassword: (
    agent: AgentId,
    login: { readonly password: string; readonly signInAs?: string | undefined },
    by: string,
  ) => Promise<"set" | "unknown" | "name-taken">;
}

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly bootstrapToken?: string | undefined;
}

/** [H36] */
const ACCESS_TIME = minutes(15);
const REFRESH_TIME = days(30);
/** [H35] Argon2id, m = 19 MiB, t = 2, p = 1. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const BOOTSTRAP_AGENT = toAgentId("bootstrap");

export async function createAuth({ bootstrapToken, clock, newId, store }: Deps): Promise<Auth> {
  // [H39] Per account and address; a wrong guess costs, a right one gives back.
  const tries = new RateLimiterMemory({ points: 5, duration: 15 * 60 });
  // Checked where no such name exists, so that a name cannot be told from a wrong password by time.
  const nobody = await hash(newToken(), ARGON2ID);
  const listeners = new Set<(deviceId: DeviceId) => void>();

  if (bootstrapToken !== undefined) {
    store.write((tx) => {
      if (tx.get("agent", BOOTSTRAP_AGENT) === undefined)
        tx.put("agent", BOOTSTRAP_AGENT, { id: BOOTSTRAP_AGENT, name: "Administrator", role: "admin", teamIds: [] });
    });
  }

  const openSession = (tx: WriteTx, agent: Agent, device: DeviceRow): Session => {
    const now = clock.now();
    const accessToken = newToken();
    const refreshToken = newToken();
    tx.dropExpiredTokens(now);
    tx.putDevice({ ...device, refreshHash: hashToken(refreshToken), expiresAt: plus(now, REFRESH_TIME), lastSeenAt: now });
    tx.putAccessToken(hashToken(accessToken), { agentId: agent.id, deviceId: device.id, expiresAt: plus(now, ACCESS_TIME) });
    return { agent, deviceId: device.id, accessToken, accessExpiresAt: plus(now, ACCESS_TIME), refreshToken };
  };

  /** A device keeps its id, and so its numbered mutations, from one sign-in of the same person to the next. */
  const deviceFor = (tx: WriteTx, agent: Agent, asked: { readonly id: string; readonly name: string }): DeviceRow => {
    const known = tx.device(toDeviceId(asked.id));
    if (known !== undefined && known.agentId === agent.id && !known.revoked) return { ...known, name: asked.name, previousHash: undefined };
    const id = known === undefined ? toDeviceId(asked.id) : toDeviceId(newId());
    return { id, agentId: agent.id, name: asked.name, refreshHash: "", expiresAt: toInstant(0), lastMutId: 0, lastSeenAt: clock.now(), revoked: false };
  };

  const revoke = (deviceId: DeviceId): void => {
    store.write((tx) => {
      const device = tx.device(deviceId);
      if (device === undefined) return;
      tx.putDevice({ ...device, revoked: true });
      tx.dropAccessTokens(deviceId);
      tx.appendAudit({ at: clock.now(), who: device.agentId, action: "device-revoked", target: deviceId, data: "{}" });
    });
    for (const listener of listeners) listener(deviceId);
  };

  const agentOf = (id: AgentId): Agent | undefined => store.read((tx) => tx.get("agent", id));

  return {
    authenticate: (token) => {
      if (bootstrapToken !== undefined && sameSecret(token, bootstrapToken)) {
        const agent = agentOf(BOOTSTRAP_AGENT);
        return agent === undefined ? undefined : { agent };
      }
      const found = store.read((tx) => tx.accessToken(hashToken(token)));
      if (found === undefined || (found.expiresAt !== undefined && found.expiresAt <= clock.now())) return undefined;
      const agent = agentOf(found.agentId);
      return agent === undefined ? undefined : { agent, deviceId: found.deviceId };
    },
    stillValid: ({ agent, deviceId }) => {
      const device = deviceId === undefined ? undefined : store.read((tx) => tx.device(deviceId));
      const current = agentOf(agent.id);
      return current === undefined || device?.revoked === true ? undefined : { agent: current, deviceId };
    },
    signIn: async (name, password, device, from) => {
      const key = `${name.toLowerCase()} ${from}`;
      try {
        await tries.consume(key);
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return "too-many-tries";
        throw refusal;
      }
      const login = store.read((tx) => tx.login(name));
      const right = await verify(login?.passwordHash ?? nobody, password);
      const agent = login === undefined || !right ? undefined : agentOf(login.agentId);
      if (agent === undefined) return "wrong";
      await tries.delete(key);
      return store.write((tx) => {
        tx.appendAudit({ at: clock.now(), who: agent.id, action: "sign-in", target: agent.id, data: "{}" });
        return openSession(tx, agent, deviceFor(tx, agent, device));
      });
    },
    signInAs: (agentId, device) => {
      const agent = agentOf(agentId);
      return agent === undefined ? undefined : store.write((tx) => openSession(tx, agent, deviceFor(tx, agent, device)));
    },
    refresh: (token) => {
      const now = clock.now();
      const found = store.read((tx) => tx.deviceByToken(hashToken(token)));
      const agent = found === undefined ? undefined : agentOf(found.device.agentId);
      const stolen = found === undefined ? store.read((tx) => tx.retiredToken(hashToken(token))) : undefined;
      // [H36] A token from further back in the chain can only be a copy: the whole device is shut out.
      if (stolen !== undefined) revoke(stolen);
      if (found === undefined || agent === undefined || found.device.revoked || found.device.expiresAt <= now) return undefined;

      if (found.which === "refresh") {
        return store.write((tx) => {
          if (found.device.previousHash !== undefined) tx.retireToken(found.device.previousHash, found.device.id);
          return openSession(tx, agent, { ...found.device, previousHash: found.device.refreshHash });
        });
      }
      // The token before the newest one: taken while the newest was never used, because then its answer was lost on the way.
      // A token older than that finds no device at all.
      return store.write((tx) => openSession(tx, agent, found.device));
    },
    revoke,
    onRevoked: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    setPassword: async (agentId, { password, signInAs }, by) => {
      const passwordHash = await hash(password, ARGON2ID);
      const outcome = store.write((tx) => {
        const agent = tx.get("agent", agentId);
        if (agent === undefined || agent.role === "bot" || agent.id === BOOTSTRAP_AGENT) return "unknown";
        const owner = tx.login(signInAs ?? agent.name)?.agentId;
        if (owner !== undefined && owner !== agent.id) return "name-taken";
        tx.putLogin(agent.id, signInAs ?? agent.name, passwordHash);
        tx.appendAudit({ at: clock.now(), who: by, action: "password-set", target: agent.id, data: "{}" });
        return "set";
      });
      if (outcome === "set") for (const { id, revoked } of store.read((tx) => tx.devices(agentId))) if (!revoked) revoke(id);
      return outcome;
    },
    createAgent: async ({ id, name, password, role, teamIds, trainee }, by) => {
      const passwordHash = password === undefined ? undefined : await hash(password, ARGON2ID);
      return store.write((tx) => {
        if (passwordHash !== undefined && tx.login(name) !== undefined) return "name-taken";
        const agent: Agent = { id: toAgentId(id ?? newId()), name, role, teamIds: (teamIds ?? []).map(toTeamId), ...(trainee === true ? { trainee } : {}) };
        const token = newToken();
        tx.put("agent", agent.id, agent);
        tx.putAccessToken(hashToken(token), { agentId: agent.id });
        if (passwordHash !== undefined) tx.putLogin(agent.id, name, passwordHash);
        tx.appendAudit({ at: clock.now(), who: by, action: "agent-created", target: agent.id, data: JSON.stringify({ role }) });
        return { agent, token };
      });
    },
  };
}

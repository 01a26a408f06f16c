import { expect, test } from "vitest";
import { createDeskHolder, type Shown } from "../../renderer/session/desk-holder.ts";
import { createSession } from "../../renderer/session/session.ts";
import { shareSession } from "../../renderer/session/share-session.ts";
import type { Aside } from "../../renderer/session/desk-part.ts";
import type { Desk } from "../../renderer/session/start-desk.ts";
import { createBrowserVault, deviceIdFor } from "../../renderer/session/vault.ts";
import type { StoredSession } from "../../shared/desktop-contract.ts";
import { hours, minutes } from "../../shared/time.ts";
import { settled, until } from "./desk-harness.ts";
import { createFakeTime } from "./fake-time.ts";
import { anna, NOON } from "./inbox-builders.ts";

const HOME = { url: "https://greenline.example", embedded: false, demo: false };

function aServer() {
  const time = createFakeTime(NOON);
  const state = {
    isUp: true,
    proto: 1,
    refuses: new Set<string>(),
    spent: new Set<string>(),
    tokens: 0,
    expiresIn: minutes(15) as number,
    stored: null as StoredSession | null,
  };
  const requests: { readonly what: string; readonly body: unknown; readonly token: string | null }[] = [];

  const fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    if (!state.isUp) throw new TypeError("Failed to fetch");
    const path = url.replace(HOME.url, "");
    const what = `${init.method ?? "GET"} ${path}`;
    const body: unknown = init.body === undefined ? undefined : JSON.parse(String(init.body));
    const token = new Headers(init.headers).get("authorization");
    requests.push({ what, body, token });
    if (path === "/api/v1/hello") return Response.json({ product: "greenline", version: "1", demo: true, proto: state.proto });
    if (state.refuses.has(what)) return new Response(null, { status: 401 });
    if (what === "POST /api/v1/sessions/refresh") {
      const { refreshToken = "" } = body as { refreshToken?: string };
      if (state.spent.has(refreshToken)) return new Response(null, { status: 401 });
      state.spent.add(refreshToken);
    }
    if (what.startsWith("POST")) {
      state.tokens++;
      return Response.json({
        agent: anna,
        deviceId: "d1",
        accessToken: `a${state.tokens}`,
        accessExpiresAt: time.clock.now() + state.expiresIn,
        refreshToken: `r${state.tokens}`,
      });
    }
    return new Response("ok");
  };

  const session = createSession({
    fetch,
    vault: {
      read: async () => state.stored,
      write: async (stored) => {
        state.stored = stored;
      },
      clear: async () => {
        state.stored = null;
      },
    },
    clock: time.clock,
    timers: time.timers,
    deviceName: "test",
    deviceIdFor: () => "d1",
    alone: (task) => task(),
  });
  return { session, state, time, requests };
}

test("[H35] signing in keeps the refresh token in the vault, and the access token nowhere", async () => {
  const { session, state } = aServer();

  expect(await session.signIn("https://greenline.example/", "Anna", "secret")).toBe("signed-in");

  expect(session.current()).toMatchObject({ server: HOME.url, agentId: anna.id, deviceId: "d1" });
  expect(state.stored).toEqual({ server: HOME.url, agentId: anna.id, deviceId: "d1", refreshToken: "r1" });
  expect(await session.token()).toBe("a1");
});

test("[H35] each way of not getting in has its own answer", async () => {
  const { session, state } = aServer();
  state.refuses.add("POST /api/v1/sessions");
  expect(await session.signIn(HOME.url, "Anna", "wrong")).toBe("wrong-password");
  state.proto = 2;
  expect(await session.signIn(HOME.url, "Anna", "secret")).toBe("too-old");
  state.isUp = false;
  expect(await session.signIn(HOME.url, "Anna", "secret")).toBe("unreachable");
  expect(await session.signIn("not an address", "Anna", "secret")).toBe("unreachable");
  expect(session.current()).toBeUndefined();
});

test("[H36] a refresh token is used once, also when many ask at the same time", async () => {
  const { requests, session, state } = aServer();
  await session.signIn(HOME.url, "Anna", "secret");

  await Promise.all([session.renew(), session.renew(), session.renew()]);

  expect(requests.filter(({ what }) => what.endsWith("/refresh"))).toEqual([
    { what: "POST /api/v1/sessions/refresh", body: { refreshToken: "r1" }, token: null },
  ]);
  expect(state.stored?.refreshToken).toBe("r2");
});

test("[H36] the token is renewed a minute before it expires", async () => {
  const { session, time } = aServer();
  await session.signIn(HOME.url, "Anna", "secret");
  time.advance(minutes(13));
  await settled();
  expect(await session.token()).toBe("a1");
  time.advance(minutes(1));
  await settled();
  expect(await session.token()).toBe("a2");
});

test("[I14] with a computer clock that is wrong by hours tokens are not renewed all the time", async () => {
  for (const wrongBy of [hours(4), -hours(4)]) {
    const { requests, session, state } = aServer();
    state.expiresIn = minutes(15) + wrongBy;
    await session.signIn(HOME.url, "Anna", "secret");
    for (let n = 0; n < 5; n++) await session.request("/api/v1/media/m1");

    expect(requests.filter(({ what }) => what.endsWith("/refresh"))).toEqual([]);
  }
});

test("[H36] a request that is refused is made once more with a new token", async () => {
  const { requests, session, state } = aServer();
  await session.signIn(HOME.url, "Anna", "secret");
  state.refuses.add("GET /api/v1/media/m1");

  expect((await session.request("/api/v1/media/m1")).status).toBe(401);
  expect(requests.filter(({ what }) => what === "GET /api/v1/media/m1").map(({ token }) => token)).toEqual(["Bearer a1", "Bearer a2"]);
});

test("[H36] a session that the server ended is over, and nothing of it is kept", async () => {
  const { session, state } = aServer();
  await session.signIn(HOME.url, "Anna", "secret");
  const told: unknown[] = [];
  session.onChange((signedIn) => told.push(signedIn));
  state.refuses.add("POST /api/v1/sessions/refresh");

  expect(await session.renew()).toBe("signed-out");
  expect(state.stored).toBeNull();
  expect(told).toEqual([undefined]);
});

test("[I13] without a network nobody is signed out", async () => {
  const { session, state, time } = aServer();
  await session.signIn(HOME.url, "Anna", "secret");
  state.isUp = false;
  time.advance(hours(8));
  await settled();

  expect(await session.renew()).toBe("unreachable");
  expect(await session.token()).toBe("a1");
  expect(state.stored?.refreshToken).toBe("r1");
  expect(session.current()?.agentId).toBe(anna.id);
});

test("[I13] whoever was signed in is known again without a network", async () => {
  const { requests, session, state } = aServer();
  state.stored = { server: HOME.url, agentId: anna.id, deviceId: "d1", refreshToken: "r9" };
  state.isUp = false;

  expect(await session.restore(HOME)).toMatchObject({ agentId: anna.id, deviceId: "d1", agent: undefined });
  expect(requests).toEqual([]);
});

test("[H26] a token goes to no other server than its own", async () => {
  const { session, state } = aServer();
  state.stored = { server: "https://other.example", agentId: anna.id, deviceId: "d1", refreshToken: "r9" };
  expect(await session.restore(HOME)).toBeUndefined();
  expect(await session.restore({ url: "http://127.0.0.1:5000", embedded: true, demo: true })).toBeUndefined();

  state.stored = { ...state.stored, server: "http://127.0.0.1:4780" };
  expect(await session.restore({ url: "http://127.0.0.1:5000", embedded: true, demo: true })).toMatchObject({ server: "http://127.0.0.1:5000" });
});

test("[H36] signing out ends the session at the server, and here also without it", async () => {
  const { requests, session, state } = aServer();
  await session.signIn(HOME.url, "Anna", "secret");
  await session.signOut();
  expect(requests.at(-1)).toMatchObject({ what: "DELETE /api/v1/sessions/current", token: "Bearer a1" });
  expect(state.stored).toBeNull();

  await session.tryDemo(HOME.url);
  state.isUp = false;
  await session.signOut();
  expect(session.current()).toBeUndefined();
});

test("[H26] a browser keeps no token where a script can read it", async () => {
  localStorage.clear();
  const vault = createBrowserVault(localStorage);
  await vault.write({ server: HOME.url, agentId: "anna", deviceId: "d1", refreshToken: "secret" });

  expect(JSON.stringify({ ...localStorage })).not.toContain("secret");
  expect(await vault.read()).toEqual({ server: HOME.url, agentId: "anna", deviceId: "d1", refreshToken: "" });
  await vault.clear();
  expect(await vault.read()).toBeNull();
});

test("[I8] a desk has the same name each time, and another for each person", () => {
  localStorage.clear();
  let n = 0;
  const idFor = (who: string) => deviceIdFor(localStorage, who, () => `d${++n}`);

  expect([idFor("anna"), idFor("bruno"), idFor("anna")]).toEqual(["d1", "d2", "d1"]);
});

test("[I13] [I18] one desk at a time: set aside beside a window that nothing can be shared with, opened again, and destroyed on signing out", async () => {
  const { session, state, time } = aServer();
  const shown: string[] = [];
  const log: string[] = [];
  let beside: Aside | undefined;
  let stepAside: (why: Aside) => void = () => undefined;
  const holder = createDeskHolder({
    session,
    timers: time.timers,
    show: ({ problem, session: phase }: Shown) => shown.push(problem ?? phase),
    onError: (error) => log.push(String(error)),
    reload: () => log.push("reloaded"),
    startDesk: async ({ agent }, onAside) => {
      stepAside = onAside;
      return agent === undefined
        ? undefined
        : (beside ?? ({ commands: {}, stop: async () => void log.push("stopped"), destroy: async () => void log.push("destroyed") } as unknown as Desk));
    },
  });
  state.stored = { server: HOME.url, agentId: anna.id, deviceId: "d1", refreshToken: "r0" };
  state.isUp = false;

  await holder.start(HOME);
  await settled();
  // Nothing is kept here and nobody answers: it is said, and tried again.
  expect(shown.at(-1)).toBe("unreachable");
  state.isUp = true;
  time.advance(3_000);
  await until(() => shown.at(-1) === "signed-in");

  // The other window has the inbox in memory: it is tried again by itself until that one is gone.
  beside = "elsewhere";
  stepAside("elsewhere");
  await until(() => log.includes("stopped"));
  expect(shown.at(-1)).toBe("elsewhere");
  time.advance(3_000);
  await settled();
  expect(shown.at(-1)).toBe("elsewhere");
  beside = undefined;
  time.advance(3_000);
  await until(() => shown.at(-1) === "signed-in");

  await session.signOut();
  await until(() => log.includes("destroyed"));
  expect(shown.at(-1)).toBe("signed-out");
  expect(log).toEqual(["stopped", "destroyed"]);
});

test("[I18] a window of an older version says so, and the way on is to load it anew", async () => {
  const { session, state, time } = aServer();
  const log: string[] = [];
  const holder = createDeskHolder({
    session,
    timers: time.timers,
    show: ({ problem, session: phase }) => log.push(problem ?? phase),
    onError: () => undefined,
    reload: () => log.push("reloaded"),
    startDesk: async () => "outdated",
  });
  state.stored = { server: HOME.url, agentId: anna.id, deviceId: "d1", refreshToken: "r0" };

  await holder.start(HOME);
  holder.tryAgain();
  expect(log).toEqual(["outdated", "reloaded"]);
});

test("[H36] a window takes the newest token, also where another one has renewed meanwhile", async () => {
  const { requests, session, state } = aServer();
  await session.signIn(HOME.url, "Anna", "secret");
  // Another window used r1 and wrote down what it got.
  state.spent.add("r1");
  state.stored = { server: HOME.url, agentId: anna.id, deviceId: "d1", refreshToken: "r-other" };

  expect(await session.renew()).toBe("renewed");
  expect(requests.at(-1)?.body).toEqual({ refreshToken: "r-other" });
});

test("[I18] signing out in one window ends the session in all, and signing in opens it in all; the server hears of it once", async () => {
  const { requests, session, state } = aServer();
  const heard: string[] = [];
  const lines: ((message: unknown) => void)[] = [];
  const line = (): { readonly post: (message: unknown) => void; readonly listen: (listener: (message: unknown) => void) => void } => {
    let mine: ((message: unknown) => void) | undefined;
    return {
      listen: (listener) => {
        mine = listener;
        lines.push(listener);
      },
      post: (message) => {
        for (const each of lines) if (each !== mine) each(structuredClone(message));
      },
    };
  };
  const other = aServer();
  other.state.stored = { server: HOME.url, agentId: anna.id, deviceId: "d1", refreshToken: "r0" };
  await other.session.restore(HOME);
  shareSession({ session, channel: line(), onSignedIn: () => heard.push("opened here") });
  shareSession({ session: other.session, channel: line(), onSignedIn: () => heard.push("opened there") });

  await session.signIn(HOME.url, "Anna", "secret");
  expect(heard).toEqual([]);
  await session.signOut();
  expect([session.current(), other.session.current()]).toEqual([undefined, undefined]);
  expect(requests.filter(({ what }) => what.startsWith("DELETE"))).toHaveLength(1);
  expect(other.requests).toEqual([]);
  // What the other keeps on this machine is for whoever signed out to clear.
  expect([state.stored, other.state.stored?.refreshToken]).toEqual([null, "r0"]);

  await session.signIn(HOME.url, "Anna", "secret");
  expect(heard).toEqual(["opened there"]);
});

test("[I16] a start that fails says why, and another try opens the desk", async () => {
  const { session, state, time } = aServer();
  const shown: Pick<Shown, "session" | "problem">[] = [];
  let starts = 0;
  const holder = createDeskHolder({
    session,
    timers: time.timers,
    show: ({ problem, session: phase }) => shown.push({ session: phase, problem }),
    onError: () => undefined,
    reload: () => undefined,
    startDesk: async () => {
      if (starts++ === 0) throw new DOMException("No room.", "QuotaExceededError");
      if (starts === 2) throw new Error("The main process does not answer.");
      return { commands: {}, stop: async () => undefined, destroy: async () => undefined } as unknown as Desk;
    },
  });
  state.stored = { server: HOME.url, agentId: anna.id, deviceId: "d1", refreshToken: "r0" };

  await holder.start(HOME);
  await until(() => shown.at(-1)?.session === "not-started");
  expect(shown.at(-1)?.problem).toBe("full");
  holder.tryAgain();
  await until(() => starts === 2);
  await settled();
  expect(shown.at(-1)).toEqual({ session: "not-started", problem: "failed" });
  holder.tryAgain();
  await until(() => shown.at(-1)?.session === "signed-in");
});

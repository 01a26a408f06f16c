import type { Principal } from "../../backend/auth/auth.ts";
import type { Line, Wire } from "../../backend/sync/lines.ts";
import { EVENTS } from "../../shared/sync/protocol.ts";
import { toAgentId, toClientId, type ClientId, type ConversationId, type DeviceId } from "../../shared/ids.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { RULE_IDS } from "../../shared/guard/rule-ids.ts";
import { days, hours, minutes, seconds, toInstant } from "../../shared/time.ts";
import { checkAtRest } from "./at-rest.ts";
import { createChances } from "./chances.ts";
import type { Composed } from "./composed.ts";
import { emptyDisk } from "./memory-disk.ts";
import { createSimulatedDesk, type RunningDesk, type SimulatedDesk } from "./simulated-desk.ts";
import { createSimulatedLink, type SimulatedLink } from "./simulated-link.ts";
import { pushNumberAhead } from "./number-ahead.ts";
import { createSimulatedPlatform } from "./simulated-platform.ts";
import { createSimulatedServer, type SimulatedServer } from "./simulated-server.ts";
import { createSimulatedTime } from "./simulated-time.ts";
import { createRestorableStore } from "./restorable-store.ts";
import { readSnapshotOf } from "./simulated-snapshot.ts";
import type { Sometimes } from "./sometimes.ts";
import { must, Violation } from "./violations.ts";
import { watchCommits } from "./watch.ts";
import { withinRights } from "./within-rights.ts";
import { AGENTS, CONTACTS, DEVICES, seedWorkspace, START, TEAMS } from "./workspace.ts";

export interface ScheduleOptions {
  readonly seed: string;
  readonly sometimes: Sometimes;
  /** Over the real databases of the desks instead of those in memory: slower, and the same story. */
  readonly realDatabases?: boolean;
}

const HEALING = hours(8);
/** So many of the schedules lose their server's disk and go on from a backup. */
const RESTORED = 0.2;
/** In so many of them a desk's profile was copied, and the copy is not whole. */
const COPIED_PROFILE = 0.3;
/** A desk closes a gap the first time that it is told. */
const MOST_GAPS = 5;
/** Nobody reads a warning here: whoever writes has a reason for everything. */
const REASONS = Object.fromEntries(RULE_IDS.map((rule) => [rule, "meant"]));
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One story out of one seed: people, customers and faults, then peace, then the books are checked. Throws what must never be. */
export async function runSchedule({ realDatabases = false, seed, sometimes }: ScheduleOptions): Promise<void> {
  const chances = createChances(seed);
  let found: unknown;
  const report = (error: unknown): void => void (found ??= error);
  const desks: SimulatedDesk[] = [];
  let restoring = false;
  const links = new Map<DeviceId, SimulatedLink>();
  const rest = async (): Promise<void> => {
    for (let quiet = 0; quiet < (realDatabases ? 3 : 1); quiet++) {
      await nextTurn();
      if (restoring || desks.some((desk) => desk.busy() > 0)) quiet = -1;
    }
  };
  const time = createSimulatedTime(START, rest);
  const isRestored = chances.likely(RESTORED);
  const restorable = await createRestorableStore(isRestored);
  const { store } = restorable;
  const platform = createSimulatedPlatform({ time, chances, sometimes, post: (body) => server.webhook(body), onSend: (clientId) => mayBePosted(clientId) });
  const server = createSimulatedServer({
    time,
    chances,
    sometimes,
    store,
    cloudApi: platform.cloudApi,
    stillValid: (principal) => {
      const agent = store.read((tx) => tx.get("agent", principal.agent.id));
      return agent === undefined ? undefined : { ...principal, agent };
    },
    report,
    onCrash: () => {
      for (const link of links.values()) link.serverGone();
      time.after(chances.delay(seconds(1), minutes(2), minutes(40)), server.start);
    },
  });
  seedWorkspace(store, chances, platform);
  const watching = watchCommits(store, sometimes, report);
  const composed = new Map<string, Composed>();
  const cursors = new Map<string, { epoch: string; cursor: number }>();
  const results = new Map<string, string>();
  const gaps = new Map<DeviceId, number>();
  let asleep = false;
  let hasRestored = false;
  const count = { written: 0 };

  server.start();
  for (const { agent: agentId, deviceId } of DEVICES.slice(0, chances.likely(0.3) ? 4 : 3)) {
    const agent = AGENTS.find(({ id }) => id === toAgentId(agentId));
    if (agent === undefined) throw new Error(`Nobody is called ${agentId}.`);
    const principal: Principal = { agent, deviceId };
    const link = createSimulatedLink({
      time,
      chances,
      sometimes,
      principal,
      server: {
        ...server,
        connect: (who, wire) => watched(deviceId, who, wire),
      },
    });
    links.set(deviceId, link);
    const desk: SimulatedDesk = createSimulatedDesk({
      principal,
      time,
      chances,
      sometimes,
      link,
      disk: emptyDisk(),
      database: realDatabases ? `${seed}-${deviceId}` : undefined,
      threads: CONTACTS.map(({ conversationId }) => conversationId),
      snapshot: () =>
        readSnapshotOf({
          store,
          server,
          agent: () => store.read((tx) => tx.get("agent", agent.id)) ?? agent,
          time,
          chances,
          sometimes,
          onResolved: (ids) => {
            for (const written of composed.values()) if (written.desk === deviceId && ids.has(written.conversationId)) written.isLeftThere = true;
          },
        }),
      onRefused: ({ pending: { mutation }, result }) => {
        if (result.code === "claim_lost") sometimes.reached("claim lost");
        if (mutation.kind !== "send") return;
        sometimes.reached("send refused, words given back");
        const known = composed.get(mutation.clientId);
        if (known !== undefined) known.fate = "refused";
        const kept = [...(desk.running()?.state().returned.values() ?? [])];
        const isThere = kept.some((each) => each.mutation.kind === "send" && each.mutation.text === mutation.text);
        if (!isThere && desk.running() !== undefined) report(new Violation("I12", `the words of ${mutation.clientId} were refused and are nowhere`));
      },
      onChange: (running) => {
        try {
          ownWordsAreSeen(desk, running);
        } catch (error) {
          report(error);
        }
      },
      onPage: ({ epoch, from, rows, to }) => {
        for (const { e, id } of rows) {
          const known = e === "message" ? composed.get(id) : undefined;
          if (known?.desk === deviceId) known.isRow = true;
        }
        const before = cursors.get(deviceId);
        if (to < from) report(new Violation("I7", `${deviceId} was led back from ${from} to ${to}`));
        cursors.set(deviceId, { epoch, cursor: Math.max(to, before?.cursor ?? 0) });
      },
      report,
      onCrash: () => {
        cursors.delete(deviceId);
        time.after(chances.delay(seconds(2), minutes(3), hours(1)), () => {
          if (!asleep) desk.start();
        });
      },
    });
    desks.push(desk);
    time.after(chances.below(5_000), desk.start);
  }

  function watched(deviceId: DeviceId, who: Principal, wire: Wire): Line {
    const rights = withinRights({ store, agentId: who.agent.id, report });
    const line = server.connect(who, rights.wire(wire));
    return {
      ...line,
      ask: (event, question) => {
        const last = store.read((tx) => tx.device(deviceId)?.lastMutId ?? 0);
        const answer = line.ask(event, question);
        rights.answer(answer);
        if (event === EVENTS.push) {
          noNumberIsLeftOut(deviceId, last, answer);
          sameResult(deviceId, question, answer);
        }
        return answer;
      },
    };
  }

  /** [I8] What is run for the first time has the number behind the last one. [I15] Who leaves one out, and is told, does not push it again for ever. */
  function noNumberIsLeftOut(deviceId: DeviceId, last: number, answer: unknown): void {
    const { results: given = [] } = (answer ?? {}) as { readonly results?: readonly { readonly id: number; readonly st: string }[] };
    for (const [at, { id }] of given.filter((one) => one.id > last && one.st !== "gap").entries())
      if (id !== last + 1 + at) report(new Violation("I8", `${deviceId} stood at ${last} and number ${id} was run`));
    const gap = given.some(({ st }) => st === "gap");
    const inARow = gap ? (gaps.get(deviceId) ?? 0) + 1 : 0;
    gaps.set(deviceId, inARow);
    if (gap) sometimes.reached("gap refused");
    if (inARow > MOST_GAPS) report(new Violation("I15", `${deviceId} was told of a gap ${inARow} times in a row and does not close it`));
  }

  /** [I5] Nobody posts into a conversation that somebody else has taken since. */
  function mayBePosted(clientId: ClientId): void {
    const send = store.read((tx) => tx.send(clientId));
    const conversation = send === undefined ? undefined : store.read((tx) => tx.get("conversation", send.conversationId));
    if (send === undefined || conversation === undefined) return;
    const isStale = send.claimEpoch !== undefined && send.claimEpoch !== conversation.claimEpoch;
    if (isStale && conversation.assigneeId !== undefined && conversation.assigneeId !== send.agentId)
      report(
        new Violation("I5", `${clientId} was posted under claim ${send.claimEpoch} while ${conversation.assigneeId} holds claim ${conversation.claimEpoch}`),
      );
  }

  /** [I8] A push that comes again gets the answer that it got before. */
  function sameResult(deviceId: DeviceId, question: unknown, answer: unknown): void {
    const { muts = [] } = question as { readonly muts?: readonly { readonly id: number; readonly mutation: unknown }[] };
    const { results: given = [] } = (answer ?? {}) as { readonly results?: readonly { readonly id: number; readonly st: string }[] };
    for (const result of given) {
      if (result.st === "gap") continue;
      const asked = muts.find(({ id }) => id === result.id);
      const key = `${deviceId} ${result.id} ${JSON.stringify(asked?.mutation)}`;
      const said = JSON.stringify(result);
      const wished = asked?.mutation as { readonly restored?: true; readonly clientId?: string } | undefined;
      if (wished?.restored === true && wished.clientId !== undefined) {
        sometimes.reached("taken wishes pushed again after a restore");
        const state = store.read((tx) => tx.messageByClientId(toClientId(wished.clientId ?? "")))?.state;
        if (state !== undefined && state !== "held") sometimes.reached("restored message settled by a report");
      }
      const before = results.get(key);
      const { kind } = (asked?.mutation ?? {}) as { readonly kind?: string };
      if (kind === "claim" && result.st === "applied" && before === undefined) sometimes.reached("claim won");
      if (before !== undefined) sometimes.reached("push answered again from the stored result");
      if (before !== undefined && before !== said) report(new Violation("I8", `${key} was answered ${before} and then ${said}`));
      results.set(key, said);
    }
  }

  /** [I12] What a person wrote stays in sight from the moment it was kept. */
  function ownWordsAreSeen(desk: SimulatedDesk, running: RunningDesk): void {
    const { connection, conversations, threads } = running.state();
    if (connection.kind === "starting") return;
    for (const written of composed.values()) {
      const { clientId, conversationId, desk: author, fate, isLeftThere, isRow } = written;
      if (author !== desk.principal.deviceId || fate !== "kept" || isRow || isLeftThere) continue;
      const state = conversations.get(conversationId)?.state;
      const thread = threads.get(conversationId);
      if (state === "resolved") written.isLeftThere = true;
      if (state === undefined || state === "resolved" || thread === undefined) continue;
      must(
        "I12",
        thread.messages.some(({ id }) => id === clientId),
        () =>
          `${clientId} vanished from ${author}'s sight (${connection.kind}; ${JSON.stringify(running.queue.visible().map((one) => one.id))} in sight, thread of ${thread.messages.length}, on the server ${store.read((tx) => tx.messageByClientId(clientId as never))?.state ?? "unknown"})`,
      );
    }
  }

  const wish = async (desk: SimulatedDesk, running: RunningDesk): Promise<void> => {
    const { conversations, threads } = running.state();
    const ids = [...conversations.keys()];
    if (ids.length === 0) return;
    const id: ConversationId = chances.pick(ids);
    const conversation = conversations.get(id);
    const deskId = String(desk.principal.deviceId);
    if (conversation === undefined) return;
    const kind = chances.pick([
      "send",
      "send",
      "send",
      "send",
      "claim",
      "claim",
      "assign",
      "resolve",
      "reopen",
      "snooze",
      "note",
      "priority",
      "label",
      "cancel",
      "type",
      "poison",
    ] as const);
    const at = running.serverNow();
    switch (kind) {
      case "send": {
        const clientId = `${deskId}-${++count.written}`;
        const text = `Your parcel ${clientId} leaves the warehouse on Monday at noon.`;
        const known: Composed = { clientId, conversationId: id, text, desk: deskId, fate: "writing", isRow: false, isLeftThere: false };
        composed.set(clientId, known);
        const newest = threads.get(id)?.messages.findLast(({ direction }) => direction === "in")?.at;
        const mutation: Mutation = {
          kind: "send",
          conversationId: id,
          clientId,
          text,
          claimEpoch: conversation.claimEpoch,
          overrides: chances.likely(0.8) ? REASONS : {},
          composedAt: at,
          ...(newest === undefined ? {} : { seenInboundAt: newest }),
        };
        await running.wish(mutation, id);
        if (known.fate === "writing") known.fate = "kept";
        return;
      }
      case "claim":
        return running.wish({ kind, conversationId: id, epoch: conversation.claimEpoch });
      case "assign": {
        const to = chances.pick([{ kind: "agent", id: chances.pick(AGENTS).id }, { kind: "team", id: chances.pick(TEAMS) }, { kind: "nobody" }] as const);
        return running.wish({
          kind,
          conversationId: id,
          to,
          ...(chances.likely(0.3) ? { note: "Please take over.", noteId: `note-${++count.written}-${deskId}` } : {}),
        });
      }
      case "resolve":
        return running.wish({ kind, conversationId: id, outcome: "solved", noReplyNeeded: "goodbye" });
      case "reopen":
        return running.wish({ kind, conversationId: id });
      case "snooze":
        return running.wish({ kind, conversationId: id, until: at + chances.between(minutes(1), hours(2)) });
      case "note":
        return running.wish({ kind, conversationId: id, noteId: `note-${++count.written}-${deskId}`, text: "Called the depot.", at });
      case "priority":
        return running.wish({ kind, conversationId: id, priority: chances.pick(["low", "high", "urgent"]) });
      case "label":
        return running.wish({ kind, conversationId: id, add: ["no-such-label"], remove: [] });
      case "cancel": {
        const mine = threads.get(id)?.messages.findLast(({ state }) => state === "queued" || state === "held");
        return mine === undefined ? undefined : running.wish({ kind, conversationId: id, messageId: mine.id });
      }
      case "type":
        return running.type(id, `Half a thought ${++count.written}`);
      case "poison":
        sometimes.reached("a wish that no server understands");
        return running.wish({ kind: "nonsense", conversationId: id } as never);
    }
  };

  /** Everybody sleeps until then. */
  let nightUntil = 0;
  const life = chances.delay(minutes(6), minutes(30), hours(2));
  let end = START + life;
  const customers = (): void => {
    if (time.now() >= end) return;
    if (time.now() < nightUntil) return void time.at(nightUntil, customers);
    const contact = chances.pick(CONTACTS);
    // Some of what customers write arrives a day late, with the day on which it was written.
    const sentAt = chances.likely(0.1) ? time.now() - chances.pick([hours(23), days(1) - minutes(3), days(1) - seconds(61)]) : time.now();
    platform.write(contact.phone, contact.name, toInstant(sentAt));
    time.after(chances.delay(seconds(5), minutes(3), minutes(20)), customers);
  };
  const people = (desk: SimulatedDesk): void => {
    if (time.now() >= end) return;
    if (time.now() < nightUntil && desk.running() === undefined) return void time.at(nightUntil, () => people(desk));
    const running = desk.running();
    if (running !== undefined) wish(desk, running).catch(report);
    time.after(chances.delay(seconds(1), minutes(2), minutes(10)), () => people(desk));
  };
  const troubles = (): void => {
    if (time.now() >= end) return;
    const desk = chances.pick(desks);
    const link = links.get(desk.principal.deviceId as DeviceId);
    switch (chances.below(9)) {
      case 0:
        if (server.isUp() && platform.isBusy()) sometimes.reached("server crashed with a POST under way");
        server.crash();
        break;
      case 1:
        desk.crash();
        break;
      case 2:
      case 3:
        link?.setUp(false, chances.pick(["at once", "half open"]));
        time.after(chances.delay(seconds(5), minutes(4), hours(1)), () => link?.setUp(true));
        break;
      case 4:
        desk.setSkew(chances.pick([-hours(1), hours(1), 0, 90_000]));
        sometimes.reached("clock of a desk wrong by an hour");
        break;
      case 5:
        desk.running()?.wake();
        break;
      case 6:
        if (
          !server.webhook(
            new TextEncoder().encode(chances.pick(["{", '{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"news","value":{}}]}]}', "[]"])),
          )
        )
          break;
        sometimes.reached("poison set aside");
        break;
      case 7: {
        // Somebody else's rights change while their desk is open, or closed.
        const anna = store.read((tx) => tx.get("agent", "anna"));
        if (anna === undefined) break;
        const teamIds = chances.pick([[TEAMS[0]], [TEAMS[1]], [...TEAMS], []]);
        sometimes.reached(teamIds.some((id) => !anna.teamIds.includes(id)) ? "rights granted" : "rights revoked");
        store.write((tx) => tx.put("agent", anna.id, { ...anna, teamIds }));
        break;
      }
      case 8:
        if (nightUntil === 0 && chances.likely(0.15)) night(link);
        break;
    }
    time.after(chances.delay(seconds(10), minutes(4), minutes(15)), troubles);
  };
  /** One desk goes on without a network, the others go home; a day later everybody is back. */
  const night = (link: SimulatedLink | undefined): void => {
    sometimes.reached("offline for a day");
    nightUntil = time.now() + chances.pick([hours(5), hours(23), hours(26)]);
    end = Math.max(end, nightUntil + minutes(20));
    link?.setUp(false);
    time.at(nightUntil, () => link?.setUp(true));
    time.after(minutes(8), () => {
      for (const each of desks) each.crash();
    });
    asleep = true;
    time.at(nightUntil, () => {
      asleep = false;
      for (const each of desks) each.start();
    });
  };
  /** Once more, as soon as something waits to be posted. */
  const backUpWithASendReady = (): void => {
    const stop = store.onCommit(() => {
      if (restoring || store.read((tx) => tx.sends({ state: "ready" })).length === 0) return;
      stop();
      if (!hasRestored) restorable.takeBackup();
    });
  };
  /** The server's disk is lost, and with it what came after the backup; what was received of webhooks lies elsewhere. */
  const restore = (): void => {
    server.crash();
    restoring = true;
    hasRestored = true;
    sometimes.reached("epoch changed");
    const before = [...composed.keys()];
    restorable
      .restore(`epoch-${seed}-${time.now()}`, time.now())
      .then(() => {
        watching.startAnew();
        results.clear();
        for (const clientId of before) {
          const known = composed.get(clientId);
          if (known !== undefined && store.read((tx) => tx.messageByClientId(toClientId(clientId))) === undefined) known.isRow = false;
        }
      })
      .catch(report)
      .finally(() => void (restoring = false));
  };
  // A stream of its own: what it leaves alone stays the story of its seed.
  const rare = createChances(`${seed} rare`);
  if (rare.likely(COPIED_PROFILE)) {
    const copied = rare.pick(desks).principal;
    const { deviceId } = copied;
    const connect: SimulatedServer["connect"] = (who, wire) => (deviceId === undefined ? server.connect(who, wire) : watched(deviceId, who, wire));
    time.at(START + rare.between(0, life), () => pushNumberAhead({ server: { ...server, connect }, store, principal: copied, now: time.now() }));
  }
  if (isRestored) {
    const from = chances.between(0, life);
    time.at(START + from, restorable.takeBackup);
    // What is on its way at that moment is what a restored server may send again.
    if (rare.likely(0.5)) time.at(START + from, backUpWithASendReady);
    time.at(START + chances.between(from + 1, life + minutes(1)), restore);
  }
  time.after(chances.below(60_000), customers);
  for (const desk of desks) time.after(chances.below(60_000), () => people(desk));
  time.after(chances.below(minutes(5)), troubles);

  try {
    while (time.now() < end && found === undefined) await time.runTo(Math.min(end, time.now() + minutes(5)));
    if (found !== undefined) throw found;
    heal();
    await comesToRest();
    if (found !== undefined) throw found;
    await checkAtRest({ store, platform, composed, desks, sometimes, isRestored, now: time.now() });
    for (const desk of desks) {
      const off = Math.abs((desk.running()?.serverNow() ?? 0) - time.now());
      must("I14", off <= 60, () => `the clock of ${desk.principal.deviceId} is ${off} ms off`);
    }
  } finally {
    watching.stop();
    for (const desk of desks) desk.running()?.sync.stop();
    for (const desk of desks) await desk.forget();
    restorable.close();
  }

  function heal(): void {
    platform.heal();
    server.heal();
    server.start();
    asleep = false;
    for (const desk of desks) {
      desk.heal();
      desk.start();
      const link = links.get(desk.principal.deviceId as DeviceId);
      link?.heal();
      link?.setUp(true);
    }
  }

  /** [I15] After the last fault everything ends by itself within eight hours. */
  async function comesToRest(): Promise<void> {
    for (const until = time.now() + HEALING; ;) {
      await time.runTo(time.now() + minutes(10));
      if (found !== undefined) return;
      const waits = whatWaits();
      if (waits === undefined) return;
      must("I15", time.now() < until, () => `after eight hours ${waits}`);
    }
  }

  function whatWaits(): string | undefined {
    if (platform.isBusy()) return "a webhook was not delivered";
    if (server.isReading()) return "a webhook was not read";
    for (const state of ["ready", "sending", "unknown"] as const) {
      const [send] = store.read((tx) => tx.sends({ state }));
      if (send !== undefined) return `${send.clientId} is ${state}`;
    }
    for (const desk of desks) {
      const running = desk.running();
      if (running === undefined) return `${desk.principal.deviceId} does not run`;
      if (running.state().connection.kind !== "live") return `${desk.principal.deviceId} is ${running.state().connection.kind}`;
      if (running.queue.toPush().length > 0 || running.queue.visible().length > 0) return `${desk.principal.deviceId} has wishes left`;
    }
    return undefined;
  }
}

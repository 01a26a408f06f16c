import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createAuth } from "../../backend/auth/auth.ts";
import { hashToken } from "../../backend/auth/tokens.ts";
import { createPush } from "../../backend/mutations/push.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { WriteTx } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { startGateway } from "../../backend/sync/gateway.ts";
import { startLines } from "../../backend/sync/lines.ts";
import { systemClock as clock } from "../../backend/system-clock.ts";
import { toContactId, toConversationId, toDeviceId, toMessageId, toTeamId, toWamid } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { hours, plus, toDuration } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";
import { monotonic, type Question, type Questions, type ServerKind } from "./fan-out-process.ts";
import { WebSocketServer } from "./raw-ws.ts";

/** One of the servers that the benchmarks of the fan-out compare: `raw` sends bytes with bare `ws`, `ours` commits rows and the product does the rest. */
type Answers = { readonly [Q in Question]?: (about: Questions[Q]["ask"]) => Questions[Q]["answer"] | Promise<Questions[Q]["answer"]> };

const MEGABYTE = 1024 * 1024;
const SAMPLE_MS = 20;
const log = { error: (...about: readonly unknown[]) => console.error(...about) };

const common: Answers = {
  cpu: () => {
    const { system, user } = process.cpuUsage();
    return system + user;
  },
  memory: () => {
    globalThis.gc?.();
    const { arrayBuffers, heapUsed, rss } = process.memoryUsage();
    return { heap: (heapUsed + arrayBuffers) / MEGABYTE, resident: rss / MEGABYTE };
  },
};

const { answers, url } = await (process.argv[2] === ("raw" satisfies ServerKind) ? raw() : ours());
process.on("message", ({ about, id, question }: { readonly id: number; readonly question: Question; readonly about: never }) => {
  void Promise.resolve(answers[question]?.(about)).then((answer) => process.send?.({ id, answer }));
});
// A child whose parent is gone works for nobody.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.send?.({ url });

async function raw() {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
  await new Promise<void>((listening) => server.on("listening", listening));
  process.on("SIGTERM", () => process.exit(0));
  const send: Answers["send"] = async ({ count, everyMs, text }) => {
    const bytes = Buffer.from(text);
    await inTime(count, everyMs, () => {
      for (const socket of server.clients) socket.send(bytes, { binary: false });
    });
    return null;
  };
  return { url: `ws://127.0.0.1:${server.address().port}`, answers: { ...common, send } satisfies Answers };
}

async function ours() {
  const folder = mkdtempSync(join(tmpdir(), "greenline-bench-"));
  const store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(new Uint8Array(32)) });
  const auth = await createAuth({ store, clock, newId: () => "never" });
  const push = createPush({ store, clock, log, onApplied: () => undefined });
  const at: Parameters<typeof startLines>[0]["at"] = (instant, work) => {
    const timer = setTimeout(work, Math.max(0, instant - clock.now()));
    return () => clearTimeout(timer);
  };
  const lines = startLines({ store, clock, auth, log, push, at });
  const http = createServer();
  const gateway = startGateway({ http, auth, lines, allowsOrigin: () => true });
  const buffers = watchBuffers(http);
  await new Promise<void>((listening) => http.listen(0, "127.0.0.1", listening));
  process.on("SIGTERM", () => {
    lines.stop();
    http.closeAllConnections();
    void gateway.close().then(() => {
      store.close();
      rmSync(folder, { recursive: true, force: true });
      process.exit(0);
    });
  });

  const ids: string[] = [];
  const fill: Answers["fill"] = ({ conversations, people }) => {
    store.write((tx) => {
      for (const agent of people) {
        const deviceId = toDeviceId(`device-${agent.id}`);
        tx.put("agent", agent.id, agent);
        const never = {
          refreshHash: "",
          previousHash: undefined,
          expiresAt: plus(clock.now(), hours(1)),
          lastMutId: 0,
          lastSeenAt: clock.now(),
          revoked: false,
        };
        tx.putDevice({ ...never, id: deviceId, agentId: agent.id, name: "Desk" });
        tx.putAccessToken(hashToken(agent.id), { agentId: agent.id, deviceId });
      }
      for (const [at, fields] of conversations.entries()) {
        const id = toConversationId(`conversation-${at}`);
        ids.push(id);
        tx.put("conversation", id, aConversationRow({ ...fields, id, contactId: toContactId(`contact-${at}`), clocks: twoClocks() }));
      }
    });
    return null;
  };

  const commit: Answers["commit"] = async ({ count, everyMs, first, moves = [], perTransaction }) => {
    const committedAt: number[] = [];
    const movedAt: number[] = [];
    const beganAt = await inTime(Math.ceil(count / perTransaction), everyMs, (transaction) => {
      const from = transaction * perTransaction;
      const numbers = Array.from({ length: Math.min(perTransaction, count - from) }, (_, no) => first + from + no);
      for (const move of moves.filter(({ before }) => numbers.includes(before)))
        movedAt.push(
          store.write((tx) => {
            const id = ids[move.conversation]!;
            tx.put("conversation", id, { ...tx.get("conversation", id)!, teamId: toTeamId(move.teamId) });
            return tx.head();
          }),
        );
      store.write((tx) => {
        for (const no of numbers) hear(tx, ids[no === first + count - 1 ? 0 : no % ids.length]!, no);
      });
      const now = monotonic();
      for (const _ of numbers) committedAt.push(now);
    });
    return { committedAt, movedAt, beganAt };
  };
  const { port } = http.address() as AddressInfo;
  return { url: `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, answers: { ...common, fill, commit, buffers } satisfies Answers };
}

/** What a customer's text changes in the rows of a desk: a message, and its conversation. */
function hear(tx: WriteTx, conversationId: string, no: number): void {
  const at = clock.now();
  const id = toMessageId(`message-${no}`);
  const body = `#${no} When will my order ship? It was promised for today.`;
  const conversation = tx.get("conversation", conversationId)!;
  tx.put("message", id, {
    id,
    conversationId: conversation.id,
    wamid: toWamid(`wamid.${no}`),
    direction: "in",
    author: { kind: "customer" },
    content: { type: "text", body },
    at,
    order: tx.nextOrder(),
    state: "received",
    stateAt: { received: at },
  });
  const lastMessage = { id, direction: "in", authorKind: "customer", type: "text", text: body, at, state: "received" } as const;
  tx.put("conversation", conversationId, { ...conversation, lastMessage, unread: conversation.unread + 1, lastInboundAt: at });
}

/** A conversation that waits for an answer has two. */
function twoClocks(): Conversation["clocks"] {
  const startedAt = clock.now();
  const policy = { id: "standard", version: 1 };
  return (["next-reply", "resolution"] as const).map((kind) => ({
    kind,
    state: "running",
    startedAt,
    dueAt: plus(startedAt, hours(8)),
    pausedMs: toDuration(0),
    policy,
  }));
}

/** Each when it is due; one that is late is not left out. When the first was due. */
async function inTime(count: number, everyMs: number, work: (at: number) => void): Promise<number> {
  const began = monotonic();
  for (let at = 0; at < count; at += 1) {
    const early = began + at * everyMs - monotonic();
    // Others get their turn though we are late.
    await (early > 0 ? pause(early) : new Promise((resolve) => setImmediate(resolve)));
    work(at);
  }
  return began;
}

function watchBuffers(http: ReturnType<typeof createServer>): () => Questions["buffers"]["answer"] {
  const sockets = new Set<Socket>();
  http.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  let most = { fullest: 0, all: 0 };
  const look = (): number => {
    let all = 0;
    let fullest = 0;
    for (const { writableLength } of sockets) {
      all += writableLength;
      fullest = Math.max(fullest, writableLength);
    }
    most = { fullest: Math.max(most.fullest, fullest), all: Math.max(most.all, all) };
    return all;
  };
  setInterval(look, SAMPLE_MS).unref();
  return () => {
    const answer = { now: look(), ...most };
    most = { fullest: 0, all: 0 };
    return answer;
  };
}

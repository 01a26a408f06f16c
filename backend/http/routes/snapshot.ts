import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import { problem } from "../../../shared/api/problem.ts";
import type { ConversationId, MessageId } from "../../../shared/ids.ts";
import { maySeeReply } from "../../../shared/inbox/canned-reply.ts";
import type { Agent } from "../../../shared/inbox/people.ts";
import type { SnapshotHead } from "../../../shared/sync/protocol.ts";
import type { Entity, VersionedRow } from "../../../shared/sync/rows.ts";
import { maySee, scopesOf } from "../../../shared/sync/scopes.ts";
import type { Store } from "../../store/store.ts";
import { hashScopes } from "../../sync/lines.ts";
import { consentsOf, threadOf } from "../../sync/read-page.ts";
import { PEOPLE, route, type Route } from "../route.ts";

const PEOPLE_ENTITIES: readonly Entity[] = ["agent", "team", "label", "number", "template", "calendar"];
const CHUNK = 100;

/** Everything in the caller's scopes as NDJSON: the people, the list by what bites first, then the threads (sync.md A5). */
export function snapshotRoutes({ store }: { readonly store: Store }): readonly Route[] {
  // [H39] A snapshot is the dearest question there is; who has one goes on with deltas.
  const asked = new RateLimiterMemory({ points: 2, duration: 60 });
  return [
    route({
      method: "GET",
      path: "/api/v1/snapshot",
      summary: "All rows of the caller's scopes, and the place in the log from which to go on.",
      roles: PEOPLE,
      answers: { 200: "NDJSON: a head line, rows, and an end line", 429: "Twice a minute is enough" },
      handle: async ({ principal, reply, request }) => {
        const refused = await asked.consume(principal.deviceId ?? principal.agent.id).then(
          () => undefined,
          ({ msBeforeNext }: RateLimiterRes) => Math.ceil(msBeforeNext / 1_000),
        );
        if (refused !== undefined) {
          void reply.header("retry-after", String(refused));
          return {
            status: 429,
            body: problem(429, "too-many-snapshots", "A snapshot was fetched twice within a minute.", { detail: `Try again in ${refused} seconds.` }),
          };
        }
        const lines = Readable.from(snapshotLines(store, principal.agent));
        void reply.header("content-type", "application/x-ndjson").header("cache-control", "no-store");
        const gzip = request.headers["accept-encoding"]?.includes("gzip") === true;
        if (gzip) void reply.header("content-encoding", "gzip").send(lines.pipe(createGzip({ level: 1 })));
        else void reply.send(lines);
        return "sent";
      },
    }),
  ];
}

/** Rows may be newer than the head says; that does no harm, because a row is only ever replaced by a newer one. */
export async function* snapshotLines(store: Store, me: Agent): AsyncGenerator<string> {
  const scopes = scopesOf(me);
  const head: SnapshotHead = { epoch: store.epoch, seq: store.read((tx) => tx.head()), scopesHash: hashScopes(scopes) };
  yield line(head);
  let count = 0;
  const many = (rows: readonly VersionedRow[]): string => {
    count += rows.length;
    return rows.map(line).join("");
  };
  yield store.read((tx) => many(PEOPLE_ENTITIES.flatMap((entity) => tx.all(entity).flatMap(({ id }) => tx.versioned(entity, id) ?? []))));
  // [B2] [I11] An alert is this person's alone.
  yield store.read((tx) => many(tx.all("cannedReply").flatMap((reply) => (maySeeReply(reply, me.id) ? (tx.versioned("cannedReply", reply.id) ?? []) : []))));
  yield store.read((tx) => many(tx.alertsFor(me.id).flatMap(({ id }) => tx.versioned("alert", id) ?? [])));

  // [I12] What is held of somebody needs a place wherever they sign in, however old and however closed its conversation.
  const heldIn = new Map<ConversationId, MessageId[]>();
  for (const { agentId, conversationId, messageId } of store.read((tx) => tx.sends({ state: "held" })))
    if (agentId === me.id) heldIn.set(conversationId, [...(heldIn.get(conversationId) ?? []), messageId]);

  const open: ConversationId[] = [];
  let after: { readonly key: number; readonly id: string } | undefined;
  while (true) {
    const page = store.read((tx) => tx.conversations({ sort: "due", limit: CHUNK, after }));
    yield store.read((tx) =>
      many(
        page.flatMap(({ conversation }) => {
          if (!maySee(scopes, conversation)) return [];
          if (conversation.state !== "resolved" || heldIn.has(conversation.id)) open.push(conversation.id);
          const { contactId, id } = conversation;
          return [tx.versioned("contact", contactId), ...consentsOf(tx, contactId), tx.versioned("conversation", id)].flatMap((row) => row ?? []);
        }),
      ),
    );
    const last = page.at(-1);
    if (last === undefined || page.length < CHUNK) break;
    after = { key: last.key, id: last.conversation.id };
    await breath();
  }
  for (let i = 0; i < open.length; i += CHUNK) {
    yield store.read((tx) => many(open.slice(i, i + CHUNK).flatMap((id) => threadOf(tx, id, heldIn.get(id)))));
    await breath();
  }
  yield line({ end: count });
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
/** Others get their turn between two chunks. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

import { cannedReplyImportBody, changedCannedReplyBody, newCannedReplyBody } from "../../../shared/api/canned-replies.ts";
import { problem } from "../../../shared/api/problem.ts";
import { maySeeReply, type CannedReply } from "../../../shared/inbox/canned-reply.ts";
import type { Result } from "../../../shared/result.ts";
import type { Clock } from "../../../shared/time.ts";
import { addReply, changeReply, importReplies, removeReply, type ReplyFault } from "../../canned-replies/keep-reply.ts";
import { parseTime } from "../../parse-time.ts";
import type { Store } from "../../store/store.ts";
import { iso } from "../present.ts";
import { PEOPLE, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
}

const TWO_MEGABYTES = 2 * 1024 * 1024;

/** Texts that are said often. The team's are written by leads and admins, everybody writes their own. */
export function cannedReplyRoutes({ clock, newId, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/canned-replies",
      summary: "The workspace's canned replies, and the caller's own.",
      roles: PEOPLE,
      answers: { 200: "Canned replies" },
      handle: ({ principal }) => ({
        status: 200,
        body: {
          items: store
            .read((tx) => tx.all("cannedReply"))
            .filter((reply) => maySeeReply(reply, principal.agent.id))
            .map(presentReply),
        },
      }),
    }),
    route({
      method: "POST",
      path: "/api/v1/canned-replies",
      summary: "Adds a canned reply: for the workspace (leads and admins), or one's own. With the `id` of a deleted one, that one comes back.",
      roles: PEOPLE,
      body: newCannedReplyBody,
      answers: { 201: "Added", 403: "Only leads write for everybody", 409: "The shortcut is taken", 422: "Unknown label or team" },
      handle: ({ body, principal }) =>
        store.write((tx) => {
          const { id = newId(), personal, ...fields } = body;
          return answer(201, addReply(tx, id, fields, personal, { agent: principal.agent, now: clock.now() }));
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/canned-replies/import",
      summary: "Adds or changes many by their shortcut. Each row has its own outcome.",
      roles: PEOPLE,
      body: cannedReplyImportBody,
      bodyLimit: TWO_MEGABYTES,
      answers: { 200: "What became of each row", 403: "Only leads write for everybody" },
      handle: ({ body, principal }) =>
        store.write((tx): Answer => {
          const { agent } = principal;
          if (!body.personal && agent.role === "agent") return refused("not-allowed");
          return { status: 200, body: { items: importReplies(tx, body.replies, body.personal, { agent, now: clock.now() }, newId) } };
        }),
    }),
    route({
      method: "PUT",
      path: "/api/v1/canned-replies/:id",
      summary: "Changes a canned reply as a whole. It stays the team's, or one's own.",
      roles: PEOPLE,
      body: changedCannedReplyBody,
      answers: {
        200: "Changed",
        403: "Only leads write for everybody",
        404: "Unknown, or somebody else's own",
        409: "The shortcut is taken, or somebody changed it meanwhile",
      },
      handle: ({ body, params, principal }) =>
        store.write((tx) => {
          const { updatedAt, ...fields } = body;
          const seenAt = updatedAt === undefined ? undefined : parseTime(updatedAt);
          return answer(200, changeReply(tx, params["id"] ?? "", fields, seenAt, { agent: principal.agent, now: clock.now() }));
        }),
    }),
    route({
      method: "DELETE",
      path: "/api/v1/canned-replies/:id",
      summary: "Deletes a canned reply. Messages that were sent with it stay as they are.",
      roles: PEOPLE,
      answers: { 204: "Deleted", 403: "Only leads write for everybody", 404: "Unknown, or somebody else's own" },
      handle: ({ params, principal }) =>
        store.write((tx): Answer => {
          const removed = removeReply(tx, params["id"] ?? "", { agent: principal.agent, now: clock.now() });
          return removed.ok ? { status: 204 } : refused(removed.error);
        }),
    }),
  ];
}

const answer = (status: number, kept: Result<CannedReply, ReplyFault>): Answer => (kept.ok ? { status, body: presentReply(kept.value) } : refused(kept.error));

const REFUSALS: Readonly<Record<ReplyFault, { readonly status: number; readonly title: string; readonly detail: string }>> = {
  "not-found": { status: 404, title: "There is no such canned reply.", detail: "It may have been deleted, or is somebody else's own." },
  "not-allowed": { status: 403, title: "Only leads and admins write for everybody.", detail: "Write one of your own: send personal as true." },
  "shortcut-taken": { status: 409, title: "Another canned reply has this shortcut.", detail: "Choose another one; capitals make no difference." },
  "id-taken": { status: 409, title: "This canned reply is there already.", detail: "Change it with PUT." },
  "changed-meanwhile": { status: 409, title: "Somebody has changed it meanwhile.", detail: "Read it again, and save your changes on top of it." },
  "unknown-label": { status: 422, title: "There is no such label.", detail: "Name labels by their ids." },
  "unknown-team": { status: 422, title: "There is no such team.", detail: "Name teams by their ids." },
};

const refused = (fault: ReplyFault): Answer => {
  const { detail, status, title } = REFUSALS[fault];
  return { status, body: problem(status, fault, title, { detail }) };
};

const presentReply = ({ ownerId, teamIds = [], updatedAt, usage, ...reply }: CannedReply) => ({
  ...reply,
  teamIds,
  personal: ownerId !== undefined,
  updatedAt: iso(updatedAt),
  usage: { count: usage.count, lastAt: usage.lastAt === undefined ? undefined : iso(usage.lastAt) },
});

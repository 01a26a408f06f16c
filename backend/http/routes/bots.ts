import { z } from "zod";
import { botBody, deliveriesQuery } from "../../../shared/api/bots.ts";
import { problem } from "../../../shared/api/problem.ts";
import { botPolicySchema } from "../../../shared/bots/bot-policy-schema.ts";
import { toAgentId, toNumberId, type AgentId } from "../../../shared/ids.ts";
import type { Agent } from "../../../shared/inbox/people.ts";
import type { Clock } from "../../../shared/time.ts";
import { newToken } from "../../auth/tokens.ts";
import { faultOf, type AddressFault, type AddressRules } from "../../bots/address.ts";
import { botPolicyVersion, readBotPolicy, saveBotPolicy } from "../../bots/bot-policy.ts";
import { disconnectBot } from "../../bots/disconnect-bot.ts";
import type { PostToBot } from "../../bots/post.ts";
import type { BotDelivery } from "../../store/bot-rows.ts";
import type { ReadTx, Store, WriteTx } from "../../store/store.ts";
import { iso, when } from "../present.ts";
import { ADMINS, LEADS, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly post: PostToBot;
  readonly rules: AddressRules;
}

const NO_BOT: Answer = { status: 404, body: problem(404, "not-found", "There is no such bot.") };
const NO_ADDRESS: Answer = { status: 409, body: problem(409, "no-address", "This bot has no address yet.") };

export function botRoutes({ clock, newId, post, rules, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/bots",
      summary: "Bots with their addresses, the numbers they begin on, and how their posts go. Never a secret.",
      roles: LEADS,
      answers: { 200: "Bots" },
      handle: () =>
        store.read((tx) => ({
          status: 200,
          body: {
            items: tx
              .all("agent")
              .filter(({ role }) => role === "bot")
              .map((agent) => presentBot(tx, agent)),
          },
        })),
    }),
    route({
      method: "PUT",
      path: "/api/v1/bots/:id",
      summary: "Sets where a bot is told, and on which numbers new cases begin with it. The secret is shown once, with the first address.",
      roles: ADMINS,
      body: botBody,
      answers: { 200: "Saved", 404: "There is no such bot", 422: "An address that may not be called, or no such number" },
      handle: ({ body, params, principal }) =>
        withBot(params["id"], (tx, agent) => {
          const now = clock.now();
          const known = tx.bot(agent.id);
          const fault = typeof body.address === "string" ? faultOf(body.address, rules) : undefined;
          if (fault !== undefined) return { status: 422, body: problem(422, `address-${fault}`, FAULTS[fault]) };
          const unknown = body.numbers?.find((id) => tx.get("number", id) === undefined);
          if (unknown !== undefined) return { status: 422, body: problem(422, "unknown-number", "There is no such number.", { number: unknown }) };
          const address = body.address === undefined ? known?.address : (body.address ?? undefined);
          if (address === undefined && (body.numbers?.length ?? 0) > 0)
            return { status: 422, body: problem(422, "no-address", "Give the bot an address first: without one nobody would answer.") };

          const secret = known?.secret ?? newToken();
          if (address === undefined) disconnectBot(tx, agent.id, now);
          else {
            tx.putBot({ agentId: agent.id, address, secret }, now);
            if (body.numbers !== undefined) tx.setBotNumbers(agent.id, body.numbers.map(toNumberId));
          }
          tx.appendAudit({
            at: now,
            who: principal.agent.id,
            action: "bot-saved",
            target: agent.id,
            data: JSON.stringify({ connected: address !== undefined, numbers: body.numbers }),
          });
          return { status: 200, body: { ...presentBot(tx, agent), ...(known === undefined && address !== undefined ? { secret } : {}) } };
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/bots/:id/secret",
      summary: "A new secret, shown once; the old one signs nothing from now on.",
      roles: ADMINS,
      answers: { 200: "The secret", 404: "There is no such bot", 409: "It has no address" },
      handle: ({ params, principal }) =>
        withBot(params["id"], (tx, agent) => {
          const now = clock.now();
          const known = tx.bot(agent.id);
          if (known === undefined) return NO_ADDRESS;
          const secret = newToken();
          tx.putBot({ ...known, secret }, now);
          tx.appendAudit({ at: now, who: principal.agent.id, action: "bot-secret-changed", target: agent.id, data: "{}" });
          return { status: 200, body: { secret } };
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/bots/:id/test",
      summary: "Posts a signed test event at once, and says what came of it.",
      roles: LEADS,
      answers: { 200: "What came of it", 404: "There is no such bot", 409: "It has no address" },
      handle: async ({ params }) => {
        const id = toAgentId(params["id"] ?? "");
        const found = store.read((tx) => ({ agent: botIn(tx, id), bot: tx.bot(id), patience: readBotPolicy(tx).delivery.patience }));
        if (found.agent === undefined) return NO_BOT;
        if (found.bot === undefined) return NO_ADDRESS;
        const began = clock.now();
        const delivery = newId();
        const body = JSON.stringify({ id: delivery, type: "test", timestamp: iso(began), sentAt: iso(began), attempt: 1 });
        const { ok, status, trouble } = await post({ ...found.bot, id: delivery, body, timeoutMs: found.patience });
        return { status: 200, body: { ok, status, trouble, tookMs: Math.max(0, clock.now() - began) } };
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/bots/:id/deliveries",
      summary: "What a bot was told, and what came of it, newest first; kept for a week.",
      roles: LEADS,
      query: deliveriesQuery,
      answers: { 200: "Posts", 404: "There is no such bot" },
      handle: ({ params, query }) =>
        store.read((tx) => {
          const agent = botIn(tx, toAgentId(params["id"] ?? ""));
          return agent === undefined ? NO_BOT : { status: 200, body: { items: tx.deliveries(agent.id, query.limit).map(presentDelivery) } };
        }),
    }),
    route({
      method: "GET",
      path: "/api/v1/bot-policy",
      summary: "The numbers behind retries, the rules that hand over by themselves, and the platform's routing. Times in milliseconds.",
      roles: LEADS,
      answers: { 200: "The policy" },
      handle: () => ({ status: 200, body: store.read(policyInForce) }),
    }),
    route({
      method: "PUT",
      path: "/api/v1/bot-policy",
      summary: "Saves those numbers; what is left out takes its default. Nothing is saved where somebody has saved since `version`.",
      roles: LEADS,
      body: botPolicySchema.extend({ version: z.int().min(0).optional() }),
      answers: { 200: "Saved", 409: "Somebody has saved meanwhile" },
      handle: ({ body: { version, ...body }, principal }) =>
        store.write((tx): Answer => {
          const current = botPolicyVersion(tx);
          if (version !== undefined && version !== current)
            return { status: 409, body: problem(409, "saved-meanwhile", "Somebody else has saved meanwhile.", { version: current }) };
          saveBotPolicy(tx, body);
          tx.appendAudit({ at: clock.now(), who: principal.agent.id, action: "bot-policy-saved", target: "bot-policy", data: JSON.stringify(body) });
          return { status: 200, body: policyInForce(tx) };
        }),
    }),
  ];

  function withBot(id: string | undefined, work: (tx: WriteTx, agent: Agent) => Answer): Answer {
    return store.write((tx) => {
      const agent = botIn(tx, toAgentId(id ?? ""));
      return agent === undefined ? NO_BOT : work(tx, agent);
    });
  }
}

const FAULTS: Readonly<Record<AddressFault, string>> = {
  "not-an-address": "This is no web address.",
  "not-https": "The address must begin with https.",
  private: "This address is inside a private network. GREENLINE_BOT_PRIVATE_ADDRESSES=1 allows it.",
  "with-password": "The address must not carry a user or a password: posts are signed.",
};

const policyInForce = (tx: ReadTx) => ({ ...readBotPolicy(tx), version: botPolicyVersion(tx) });

function botIn(tx: ReadTx, id: AgentId): Agent | undefined {
  const agent = tx.get("agent", id);
  return agent?.role === "bot" ? agent : undefined;
}

function presentBot(tx: ReadTx, { id, name }: Agent) {
  const [last] = tx.deliveries(id, 1);
  return {
    id,
    name,
    address: tx.bot(id)?.address,
    numbers: tx.numbersOfBot(id),
    waiting: tx.deliveryCount(id, "waiting"),
    conversations: tx.botOwned(id).length,
    last: last === undefined ? undefined : presentDelivery(last),
  };
}

const presentDelivery = ({ attempt, conversationId, createdAt, id, kind, nextAt, state, status, triedAt, trouble }: BotDelivery) => ({
  id,
  conversationId,
  kind,
  state,
  attempts: attempt,
  createdAt: iso(createdAt),
  triedAt: when(triedAt),
  nextAt: state === "waiting" && attempt > 0 ? iso(nextAt) : undefined,
  status,
  trouble,
});

import { newWebhookBody, webhookChangeBody, webhookLogQuery } from "../../../shared/alert-channels/webhook-requests.ts";
import { WEBHOOK_RETRY } from "../../../shared/alert-channels/webhook-retry.ts";
import { problem } from "../../../shared/api/problem.ts";
import type { Clock } from "../../../shared/time.ts";
import { presentWebhook, presentWebhookDelivery } from "../../alert-channels/present-webhook.ts";
import { newToken } from "../../auth/tokens.ts";
import { faultOf, type AddressFault, type AddressRules } from "../../bots/address.ts";
import type { PostToBot } from "../../bots/post.ts";
import type { AlertWebhook } from "../../store/alert-channel-rows.ts";
import type { Store, WriteTx } from "../../store/store.ts";
import { iso } from "../present.ts";
import { LEADS, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly post: PostToBot;
  readonly rules: AddressRules;
}

/** One workspace has a handful; each is asked of at every alarm. */
const MOST_WEBHOOKS = 20;
const NO_WEBHOOK: Answer = { status: 404, body: problem(404, "not-found", "There is no such webhook.") };

/** [BD4] Where alerts go besides people's desks. */
export function alertChannelRoutes({ clock, newId, post, rules, store }: Deps): readonly Route[] {
  const audit = (tx: WriteTx, who: string, action: string, target: string): void => tx.appendAudit({ at: clock.now(), who, action, target, data: "{}" });
  const refusal = (address: string | undefined): Answer | undefined => {
    const fault = address === undefined ? undefined : faultOf(address, rules);
    return fault === undefined ? undefined : { status: 422, body: problem(422, `address-${fault}`, FAULTS[fault]) };
  };
  const withWebhook = (id: string | undefined, work: (tx: WriteTx, webhook: AlertWebhook) => Answer): Answer =>
    store.write((tx) => {
      const webhook = tx.alertWebhook(id ?? "");
      return webhook === undefined ? NO_WEBHOOK : work(tx, webhook);
    });

  return [
    route({
      method: "GET",
      path: "/api/v1/alert-webhooks",
      summary: "Addresses that are told of alerts, what each is told, and how it goes. Never a secret.",
      roles: LEADS,
      answers: { 200: "Webhooks" },
      handle: () => store.read((tx) => ({ status: 200, body: { items: tx.alertWebhooks().map((one) => presentWebhook(tx, one)) } })),
    }),
    route({
      method: "POST",
      path: "/api/v1/alert-webhooks",
      summary: "Adds an address that is told of alerts from now on. The secret that signs the posts is shown this once.",
      roles: LEADS,
      body: newWebhookBody,
      answers: { 201: "Added, with its secret", 409: "There are too many", 422: "An address that may not be called" },
      handle: ({ body, principal }) => {
        const refused = refusal(body.address);
        if (refused !== undefined) return refused;
        return store.write((tx) => {
          if (tx.alertWebhooks().length >= MOST_WEBHOOKS)
            return { status: 409, body: problem(409, "too-many", `There are ${MOST_WEBHOOKS} webhooks already. Take one away first.`) };
          const made: AlertWebhook = { ...body, id: newId(), secret: newToken(), createdAt: clock.now(), failures: 0 };
          tx.putAlertWebhook(made);
          audit(tx, principal.agent.id, "alert-webhook-added", made.id);
          return { status: 201, body: { ...presentWebhook(tx, made), secret: made.secret } };
        });
      },
    }),
    route({
      method: "PUT",
      path: "/api/v1/alert-webhooks/:id",
      summary: "Changes what a webhook is called, where it is, what it is told, or pauses it and lets it go on.",
      roles: LEADS,
      body: webhookChangeBody,
      answers: { 200: "Saved", 404: "There is no such webhook", 422: "An address that may not be called" },
      handle: ({ body: { address, kinds, name, paused }, params, principal }) =>
        refusal(address) ??
        withWebhook(params["id"], (tx, webhook) => {
          const moved = address !== undefined && address !== webhook.address;
          const begins = moved || (paused === false && webhook.paused !== undefined);
          const changed: AlertWebhook = {
            ...webhook,
            name: name ?? webhook.name,
            address: address ?? webhook.address,
            kinds: kinds ?? webhook.kinds,
            paused: paused === undefined ? webhook.paused : paused ? (webhook.paused ?? { at: clock.now(), because: "hand" }) : undefined,
            // What it did elsewhere, or before it was mended, is no matter now.
            ...(begins ? { failures: 0, failingSince: undefined, retryAt: undefined } : {}),
          };
          tx.putAlertWebhook(changed);
          audit(tx, principal.agent.id, "alert-webhook-saved", webhook.id);
          return { status: 200, body: presentWebhook(tx, changed) };
        }),
    }),
    route({
      method: "DELETE",
      path: "/api/v1/alert-webhooks/:id",
      summary: "Takes a webhook away, with what it had not been told yet.",
      roles: LEADS,
      answers: { 204: "Gone", 404: "There is no such webhook" },
      handle: ({ params, principal }) =>
        withWebhook(params["id"], (tx, { id }) => {
          tx.removeAlertWebhook(id);
          audit(tx, principal.agent.id, "alert-webhook-removed", id);
          return { status: 204 };
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/alert-webhooks/:id/secret",
      summary: "A new secret, shown once; the old one signs nothing from now on.",
      roles: LEADS,
      answers: { 200: "The secret", 404: "There is no such webhook" },
      handle: ({ params, principal }) =>
        withWebhook(params["id"], (tx, webhook) => {
          const secret = newToken();
          tx.putAlertWebhook({ ...webhook, secret });
          audit(tx, principal.agent.id, "alert-webhook-secret-changed", webhook.id);
          return { status: 200, body: { secret } };
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/alert-webhooks/:id/test",
      summary: "Posts a signed test at once, paused or not, and says what came of it.",
      roles: LEADS,
      answers: { 200: "What came of it", 404: "There is no such webhook" },
      handle: async ({ params }) => {
        const webhook = store.read((tx) => tx.alertWebhook(params["id"] ?? ""));
        if (webhook === undefined) return NO_WEBHOOK;
        const began = clock.now();
        const id = newId();
        const body = JSON.stringify({ id, type: "test", at: iso(began), sentAt: iso(began), attempt: 1 });
        const { address, secret } = webhook;
        const { ok, status, trouble } = await post({ address, secret, id, body, timeoutMs: WEBHOOK_RETRY.patience });
        return { status: 200, body: { ok, status, trouble, tookMs: Math.max(0, clock.now() - began) } };
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/alert-webhooks/:id/deliveries",
      summary: "What a webhook was told, and what came of it, newest first; kept for a week.",
      roles: LEADS,
      query: webhookLogQuery,
      answers: { 200: "Posts", 404: "There is no such webhook" },
      handle: ({ params, query }) =>
        store.read((tx) => {
          const webhook = tx.alertWebhook(params["id"] ?? "");
          return webhook === undefined ? NO_WEBHOOK : { status: 200, body: { items: tx.alertDeliveries(webhook.id, query.limit).map(presentWebhookDelivery) } };
        }),
    }),
  ];
}

const FAULTS: Readonly<Record<AddressFault, string>> = {
  "not-an-address": "This is no web address.",
  "not-https": "The address must begin with https.",
  private: "This address is inside a private network. GREENLINE_BOT_PRIVATE_ADDRESSES=1 allows it.",
  "with-password": "The address must not carry a user or a password: posts are signed.",
};

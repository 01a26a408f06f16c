import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBackend, type RunningBackend } from "../../backend/backend.ts";
import { readConfig } from "../../backend/config.ts";
import { createLog } from "../../backend/log.ts";
import { systemClock } from "../../backend/system-clock.ts";
import type { Clock } from "../../shared/time.ts";

export const APP_SECRET = "an-app-secret";
export const BOOTSTRAP = "bootstrap-token-for-tests";

export interface TestBackend {
  readonly url: string;
  readonly folder: string;
  readonly post: (body: unknown, options?: { readonly signature?: string | undefined }) => Promise<Response>;
  readonly api: (path: string, options?: { readonly method?: string; readonly token?: string | undefined; readonly body?: unknown }) => Promise<Response>;
  readonly json: (path: string, token?: string) => Promise<any>;
  /** When all that was posted has been projected. */
  readonly settled: () => Promise<void>;
  readonly stop: (options?: { readonly keep?: boolean }) => Promise<void>;
}

export const sign = (body: Uint8Array | string, secret = APP_SECRET): string => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

/** A real backend in this process: real database files, a real port. */
export async function startTestBackend(
  options: { readonly clock?: Clock; readonly env?: Readonly<Record<string, string>>; readonly folder?: string } = {},
): Promise<TestBackend> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "greenline-"));
  const config = readConfig({
    PORT: "0",
    GREENLINE_DATA: folder,
    WHATSAPP_APP_SECRET: APP_SECRET,
    WHATSAPP_VERIFY_TOKEN: "verify-me",
    WHATSAPP_ACCESS_TOKEN: "token",
    WHATSAPP_GRAPH_URL: "http://127.0.0.1:9",
    GREENLINE_BOOTSTRAP_TOKEN: BOOTSTRAP,
    LOG_LEVEL: "silent",
    ...options.env,
  });
  if (!config.ok) throw new Error(config.error.join("\n"));
  const running: RunningBackend = await startBackend(config.value, options.clock ?? systemClock, createLog("silent"));

  const api: TestBackend["api"] = (path, { body, method, token = BOOTSTRAP } = {}) =>
    fetch(`${running.url}${path}`, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: { ...(token === "" ? {} : { authorization: `Bearer ${token}` }), ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const json: TestBackend["json"] = async (path, token) => (await api(path, token === undefined ? {} : { token })).json();
  return {
    url: running.url,
    folder,
    api,
    json,
    post: (body, { signature } = {}) => {
      const bytes = typeof body === "string" ? body : JSON.stringify(body);
      return fetch(`${running.url}/webhooks/whatsapp`, {
        method: "POST",
        body: bytes,
        headers: { "content-type": "application/json", "x-hub-signature-256": signature ?? sign(bytes) },
      });
    },
    settled: () => running.settled(),
    stop: async ({ keep = false } = {}) => {
      await running.stop();
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Text {
  readonly from?: string;
  readonly name?: string;
  readonly text?: string;
  readonly at?: number;
  readonly id?: string;
  readonly phoneNumberId?: string;
}

/** A customer's text as the platform posts it. `at` in milliseconds. */
export function textWebhook({
  at = Date.now(),
  from = "447700900118",
  id = `wamid.${randomUUID()}`,
  name = "Amelia Wright",
  phoneNumberId = "1065403",
  text = "When will my order ship?",
}: Text = {}) {
  const message = { from, id, timestamp: String(Math.floor(at / 1000)), type: "text", text: { body: text } };
  return change({
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550783881", phone_number_id: phoneNumberId },
    contacts: [{ profile: { name }, wa_id: from }],
    messages: [message],
  });
}

export function statusWebhook({
  at = Date.now(),
  clientId,
  from = "447700900118",
  phoneNumberId = "1065403",
  status,
  wamid,
}: {
  readonly at?: number;
  readonly clientId?: string;
  readonly from?: string;
  readonly phoneNumberId?: string;
  readonly status: string;
  readonly wamid: string;
}) {
  const report = {
    id: wamid,
    status,
    timestamp: String(Math.floor(at / 1000)),
    recipient_id: from,
    ...(clientId === undefined ? {} : { biz_opaque_callback_data: clientId }),
  };
  return change({ messaging_product: "whatsapp", metadata: { display_phone_number: "15550783881", phone_number_id: phoneNumberId }, statuses: [report] });
}

const change = (value: unknown, field = "messages") => ({
  object: "whatsapp_business_account",
  entry: [{ id: "102290129340398", changes: [{ value, field }] }],
});

import type { Wamid } from "../../shared/ids.ts";
import { fetchGraph, type GraphConfig } from "./http/graph-request.ts";
import { downloadMedia } from "./http/media-download.ts";
import { readNumberHealth } from "./http/number-health.ts";
import { sendBody } from "./http/send-body.ts";
import { sendOutcome } from "./http/send-outcome.ts";
import { listTemplates } from "./http/template-list.ts";
import { askThreadControl } from "./http/thread-control.ts";
import type { CloudApi } from "./port.ts";

interface CloudApiConfig extends GraphConfig {
  /** Business account whose templates are listed. */
  readonly wabaId?: string | undefined;
  /** Largest file that is taken in. The platform's own largest is a document of 100 MB. */
  readonly maxMediaBytes?: number | undefined;
  readonly mediaTimeoutMs?: number | undefined;
}

const MAX_MEDIA_BYTES = 100 * 1_024 * 1_024;
const MEDIA_TIMEOUT_MS = 60_000;

/** The platform over HTTP. It holds no state and never repeats a POST: a repeat is the decision of the sender (I2). */
export function createCloudApi(config: CloudApiConfig): CloudApi {
  const mediaLimits = { maxBytes: config.maxMediaBytes ?? MAX_MEDIA_BYTES, timeoutMs: config.mediaTimeoutMs ?? MEDIA_TIMEOUT_MS };

  const post = (phoneNumberId: string, body: unknown): ReturnType<typeof fetchGraph> =>
    fetchGraph(config, `${encodeURIComponent(phoneNumberId)}/messages`, { method: "POST", body: JSON.stringify(body) });

  return {
    send: async (request) => sendOutcome(await post(request.phoneNumberId, sendBody(request))),
    markRead: async (phoneNumberId: string, wamid: Wamid) => {
      const answer = await post(phoneNumberId, { messaging_product: "whatsapp", status: "read", message_id: wamid });
      return answer.type === "answered" && answer.status >= 200 && answer.status < 300;
    },
    templates: async () => (config.wabaId === undefined || config.wabaId === "" ? [] : listTemplates(config, config.wabaId)),
    threadControl: (request) => askThreadControl(config, request),
    media: (mediaId) => downloadMedia(config, mediaLimits, mediaId),
    numberHealth: (phoneNumberId) => readNumberHealth(config, phoneNumberId),
  };
}

import { createMediaShelf, sha256Of } from "./media.ts";
import { refusal, refusalBody } from "./refusal.ts";
import type { DeskAnswer, SendDesk } from "./send-desk.ts";
import type { SimulatedNumber, SimulatorConfig } from "./simulator-config.ts";
import { templateNode } from "./templates.ts";
import type { ThreadDesk } from "./thread-desk.ts";

interface GraphRequest {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly body: Buffer;
}

export type GraphReply = DeskAnswer | { readonly type: "file"; readonly mime: string; readonly bytes: Uint8Array };

interface Deps {
  readonly config: SimulatorConfig;
  readonly numbers: ReadonlyMap<string, SimulatedNumber>;
  readonly desk: SendDesk;
  readonly threads: ThreadDesk;
}

const answer = (status: number, body: unknown): GraphReply => ({ type: "answer", status, body });
const refuse = (code: number, details: string, subcode?: number): GraphReply => {
  const no = refusal(code, details, subcode);
  return answer(no.status, refusalBody(no));
};

const VERSIONED = /^\/v\d+\.\d+\/([^/]+)(?:\/([^/]+))?$/;

/** The part of the Graph API that an inbox needs. */
export function createGraphRoutes({ config, numbers, desk, threads }: Deps): (request: GraphRequest) => GraphReply {
  const shelf = createMediaShelf();

  return ({ method, url, authorization, body }) => {
    if (authorization !== `Bearer ${config.accessToken}`) return refuse(190, "Invalid OAuth access token - Cannot parse access token");
    const file = /^\/media\/(\w+)$/.exec(url.pathname)?.[1];
    if (file !== undefined && method === "GET") {
      const media = shelf.find(file);
      return media === undefined ? answer(404, {}) : { type: "file", ...media };
    }
    const [, id = "", edge] = VERSIONED.exec(url.pathname) ?? [];
    if (id === "") return answer(404, refusalBody(refusal(100, `Unknown path ${url.pathname}`)));
    if (method === "POST" && edge === "messages") return messages(id, body);
    if (method === "POST" && edge === "thread_control") return threadControl(id, body);
    if (method === "GET" && edge === "message_templates") return id === config.wabaId ? templates(url) : unknownObject(id);
    if (method === "GET" && edge === "phone_numbers")
      return id === config.wabaId ? answer(200, { data: [...numbers.values()].map(numberNode) }) : unknownObject(id);
    if (method === "GET" && edge === undefined) return node(id, url);
    return refuse(100, `Unsupported ${method} request`);
  };

  function messages(id: string, body: Buffer): GraphReply {
    const number = numbers.get(id);
    if (number === undefined) return unknownObject(id);
    const request = parsed(body);
    if (request === undefined) return refuse(100, "The request body is not JSON.");
    const { status, message_id: messageId } = request as { status?: unknown; message_id?: unknown };
    if (status === undefined) return desk.take(number, request);
    if (status !== "read" || typeof messageId !== "string" || messageId === "")
      return refuse(131009, "status must be read, and message_id must name a message.");
    return answer(200, { success: true });
  }

  function threadControl(id: string, body: Buffer): GraphReply {
    if (numbers.get(id) === undefined) return unknownObject(id);
    const request = parsed(body);
    if (request === undefined) return refuse(100, "The request body is not JSON.");
    const no = threads.take(id, request);
    return no === undefined ? answer(200, { success: true }) : refuse(no.code, no.details);
  }

  function templates(url: URL): GraphReply {
    const limit = Math.max(1, Math.min(250, Number(url.searchParams.get("limit") ?? 25) || 25));
    const from = Number(url.searchParams.get("after") ?? 0) || 0;
    const page = config.templates.slice(from, from + limit).map(templateNode);
    const next = from + limit;
    const paging = {
      cursors: { before: String(from), after: String(next) },
      ...(next < config.templates.length ? { next: `${url.origin}${url.pathname}?after=${next}` } : {}),
    };
    return answer(200, { data: page, paging });
  }

  function node(id: string, url: URL): GraphReply {
    const number = numbers.get(id);
    if (number !== undefined) return answer(200, numberNode(number));
    const media = shelf.find(id);
    if (media === undefined) return unknownObject(id);
    return answer(200, {
      messaging_product: "whatsapp",
      id,
      url: `${url.origin}/media/${id}`,
      mime_type: media.mime,
      sha256: sha256Of(media.bytes),
      file_size: media.bytes.byteLength,
    });
  }
}

const unknownObject = (id: string): GraphReply =>
  refuse(
    100,
    `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
    33,
  );

const numberNode = ({ phoneNumberId, displayNumber, health, name }: SimulatedNumber): unknown => ({
  id: phoneNumberId,
  display_phone_number: `+${displayNumber}`,
  verified_name: name,
  status: health?.status ?? "CONNECTED",
  quality_rating: health?.quality ?? "GREEN",
  name_status: "APPROVED",
  code_verification_status: "VERIFIED",
  whatsapp_business_manager_messaging_limit: health?.limit ?? "TIER_10K",
  throughput: { level: "STANDARD" },
  health_status: { can_send_message: "AVAILABLE", entities: [] },
});

function parsed(body: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

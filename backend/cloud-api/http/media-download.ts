import { z } from "zod";
import type { MediaDownload } from "../port.ts";
import { fetchGraph, type GraphConfig } from "./graph-request.ts";
import { errorSchema } from "./send-outcome.ts";

interface MediaLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

const metadataSchema = z.object({ url: z.string(), mime_type: z.string().optional(), file_size: z.coerce.number().optional() });
const MEDIA_ID = /^[A-Za-z0-9_-]{1,256}$/;
/** The codes for an id that does not exist, or no longer. */
const GONE = new Set([33, 100, 131052]);

/** [H48] Two steps, id to address to bytes, and the second goes to the platform's own hosts or nowhere. */
export async function downloadMedia(config: GraphConfig, limits: MediaLimits, mediaId: string): Promise<MediaDownload> {
  if (!MEDIA_ID.test(mediaId)) return { type: "gone" };
  const answer = await fetchGraph(config, mediaId, { method: "GET" });
  if (answer.type !== "answered") return { type: "failed", reason: answer.reason };
  if (answer.status !== 200) return isGone(answer.status, answer.body) ? { type: "gone" } : { type: "failed", reason: `HTTP ${answer.status}` };

  const metadata = metadataSchema.safeParse(answer.body).data;
  if (metadata === undefined) return { type: "failed", reason: "no address" };
  if (!isAllowed(metadata.url, config)) return { type: "failed", reason: "host not allowed" };
  if ((metadata.file_size ?? 0) > limits.maxBytes) return { type: "failed", reason: "too large" };
  return fetchBytes(config, limits, metadata.url, metadata.mime_type);
}

const isGone = (status: number, body: unknown): boolean => status === 404 || GONE.has(errorSchema.safeParse(body).data?.error.code ?? -1);

const PLATFORM_HOSTS = new Set(["graph.facebook.com", "lookaside.fbsbx.com"]);
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** A loopback platform (the simulator) may name addresses of its own origin; nothing else on this machine may be reached. */
export function isAllowed(address: string, config: Pick<GraphConfig, "graphUrl">): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") return false;
  const graph = new URL(config.graphUrl);
  if (LOOPBACK.has(graph.hostname)) return url.origin === graph.origin;
  return url.protocol === "https:" && url.port === "" && PLATFORM_HOSTS.has(url.hostname);
}

async function fetchBytes(
  config: GraphConfig,
  { maxBytes, timeoutMs }: MediaLimits,
  address: string,
  declaredMime: string | undefined,
): Promise<MediaDownload> {
  const doFetch = config.fetch ?? fetch;
  try {
    const response = await doFetch(address, {
      headers: { authorization: `Bearer ${config.accessToken}` },
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    // A redirect would lead past the list of hosts.
    if (response.status === 404 || response.status === 410) return { type: "gone" };
    if (response.status !== 200 || response.body === null)
      return { type: "failed", reason: response.status >= 300 && response.status < 400 ? "redirected" : `HTTP ${response.status}` };

    const bytes = await readUpTo(response.body, maxBytes);
    if (bytes === undefined) return { type: "failed", reason: "too large" };
    return { type: "found", mime: declaredMime ?? response.headers.get("content-type") ?? "application/octet-stream", bytes };
  } catch (error) {
    return { type: "failed", reason: error instanceof Error ? error.name : "error" };
  }
}

/** Counts what really comes: a declared length is only a word. */
async function readUpTo(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.byteLength;
    if (size > maxBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

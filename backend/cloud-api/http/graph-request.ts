export interface GraphConfig {
  /** Base without a version. */
  readonly graphUrl: string;
  /** `v26.0` */
  readonly version: string;
  readonly accessToken: string;
  readonly fetch?: typeof fetch | undefined;
  readonly timeoutMs: number;
}

/**
 * What came of a request. `unsent`: no byte of it reached the platform. `lost`: it may have been carried out, and the
 * answer never came.
 */
export type GraphAnswer =
  | { readonly type: "answered"; readonly status: number; readonly body: unknown }
  | { readonly type: "unsent"; readonly reason: string }
  | { readonly type: "lost"; readonly reason: string };

const addressOf = (config: GraphConfig, path: string): string => `${config.graphUrl.replace(/\/+$/, "")}/${config.version}/${path}`;

export async function fetchGraph(config: GraphConfig, path: string, init: { readonly method: "GET" | "POST"; readonly body?: string }): Promise<GraphAnswer> {
  const doFetch = config.fetch ?? fetch;
  try {
    const response = await doFetch(addressOf(config, path), {
      ...init,
      headers: { authorization: `Bearer ${config.accessToken}`, ...(init.body === undefined ? {} : { "content-type": "application/json" }) },
      // The token must not follow the platform's answer to another host.
      redirect: "manual",
      signal: AbortSignal.timeout(config.timeoutMs),
    });
    return { type: "answered", status: response.status, body: parsed(await response.text()) };
  } catch (error) {
    const code = causeCode(error);
    return isBeforeBytes(code) ? { type: "unsent", reason: code } : { type: "lost", reason: code };
  }
}

/** The connection was never made, so nothing went out. Whatever is not in this list may have gone out. */
const BEFORE_BYTES = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "UND_ERR_CONNECT_TIMEOUT"]);
const isBeforeBytes = (code: string): boolean => BEFORE_BYTES.has(code) || code.startsWith("CERT_") || code.startsWith("ERR_TLS_") || code.endsWith("_CERT");

/** `fetch` hides what happened one to three levels deep. */
function causeCode(error: unknown): string {
  let at: unknown = error;
  let name = "error";
  for (let depth = 0; depth < 4 && typeof at === "object" && at !== null; depth += 1) {
    const { code, name: called, cause, errors } = at as { code?: unknown; name?: unknown; cause?: unknown; errors?: unknown };
    if (typeof code === "string") return code;
    if (typeof called === "string" && called !== "Error" && called !== "TypeError") name = called;
    at = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return name;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

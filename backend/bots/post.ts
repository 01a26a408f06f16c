import { createHmac } from "node:crypto";
import { lookup as resolve } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { VERSION } from "../../shared/version.ts";
import { faultOf, mayReach, type AddressRules } from "./address.ts";

export interface BotPost {
  readonly address: string;
  readonly secret: string;
  readonly id: string;
  readonly body: string;
  readonly timeoutMs: number;
}

/** `trouble`: one word for people and for the log; never what the bot answered. */
export interface PostOutcome {
  readonly ok: boolean;
  readonly status?: number;
  readonly trouble?: string;
}

export type PostToBot = (post: BotPost) => Promise<PostOutcome>;

/** As the platform signs its webhooks: HMAC-SHA256 over the very bytes of the body. */
const SIGNATURE_HEADER = "x-greenline-signature-256";
export const signatureOf = (body: string, secret: string): string => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

/** Nobody reads what a bot answers. */
const MOST_ANSWER = 64 * 1_024;

/** One post and no more: no redirect is followed, and the IP that the name leads to is judged when it is called. */
export const createPostToBot =
  (rules: AddressRules): PostToBot =>
  ({ address, body, id, secret, timeoutMs }) => {
    const fault = faultOf(address, rules);
    if (fault !== undefined) return Promise.resolve({ ok: false, trouble: fault });
    const url = new URL(address);
    return new Promise((done) => {
      const asked = (url.protocol === "https:" ? requestHttps : requestHttp)(
        url,
        {
          method: "POST",
          agent: false,
          lookup: guarded(rules),
          headers: {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
            "user-agent": `Greenline/${VERSION}`,
            "x-greenline-delivery": id,
            [SIGNATURE_HEADER]: signatureOf(body, secret),
          },
        },
        (response) => {
          const status = response.statusCode ?? 0;
          let read = 0;
          response.on("data", (part: Buffer) => {
            read += part.length;
            if (read > MOST_ANSWER) response.destroy();
          });
          const finish = (): void => {
            clearTimeout(timer);
            if (status >= 200 && status < 300) done({ ok: true, status });
            else done({ ok: false, status, trouble: status >= 300 && status < 400 ? "redirect" : "refused" });
          };
          response.on("close", finish);
        },
      );
      const timer = setTimeout(() => asked.destroy(Object.assign(new Error("too slow"), { code: "TIMEOUT" })), timeoutMs);
      asked.on("error", (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        done({ ok: false, trouble: TROUBLES[error.code ?? ""] ?? "unreachable" });
      });
      asked.end(body);
    });
  };

const TROUBLES: Readonly<Record<string, string>> = {
  TIMEOUT: "timeout",
  PRIVATE_ADDRESS: "private",
  ENOTFOUND: "unknown-host",
  EAI_AGAIN: "unknown-host",
  ECONNREFUSED: "unreachable",
  CERT_HAS_EXPIRED: "certificate",
  DEPTH_ZERO_SELF_SIGNED_CERT: "certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate",
  ERR_TLS_CERT_ALTNAME_INVALID: "certificate",
};

/** A name may lead inside the house today and did not yesterday. */
const guarded =
  (rules: AddressRules): LookupFunction =>
  (host, options, callback) =>
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, "", 0);
      const allowed = found.filter(({ address }) => mayReach(address, rules));
      const [first] = allowed;
      if (first === undefined) return callback(Object.assign(new Error("The name leads to a private address."), { code: "PRIVATE_ADDRESS" }), "", 0);
      if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });

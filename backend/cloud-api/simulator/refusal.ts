import { explainError } from "../../../shared/platform/error-codes.ts";

/** How the platform says no. */
export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly details: string;
  readonly subcode?: number;
}

const statusOf = (code: number): number => {
  if (code === 190) return 401;
  if (code === 10 || (code >= 200 && code <= 299)) return 403;
  if (code === 1 || code === 2 || code === 131000) return 500;
  return code === 131016 || code === 133004 ? 503 : 400;
};

export const refusal = (code: number, details: string, subcode?: number): Refusal => ({
  status: statusOf(code),
  code,
  details,
  ...(subcode === undefined ? {} : { subcode }),
});

export const refusalBody = ({ code, details, subcode }: Refusal): Readonly<Record<string, unknown>> => ({
  error: {
    message: `(#${code}) ${explainError(code).title}`,
    type: "OAuthException",
    code,
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
    error_data: { messaging_product: "whatsapp", details },
    fbtrace_id: "SimulatedTrace",
  },
});

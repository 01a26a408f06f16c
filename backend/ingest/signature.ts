import { createHmac, timingSafeEqual } from "node:crypto";

const PREFIX = "sha256=";

/** [H31] Whether `X-Hub-Signature-256` fits the raw bytes under one of the app secrets (several while rotating, H34). */
export function isSigned(body: Uint8Array, header: string | undefined, secrets: readonly string[]): boolean {
  if (header === undefined || !header.startsWith(PREFIX) || !/^[0-9a-f]{64}$/.test(header.slice(PREFIX.length))) return false;

  const given = Buffer.from(header.slice(PREFIX.length), "hex");
  let fits = false;
  for (const secret of secrets) fits = timingSafeEqual(createHmac("sha256", secret).update(body).digest(), given) || fits;
  return fits;
}

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** [H36] 256 random bits; only the hash is stored. */
export const newToken = (): string => randomBytes(32).toString("base64url");

export const hashToken = (token: string): string => createHash("sha256").update(token, "utf8").digest("base64url");

/** Compares secrets of any length without telling by time where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text, "utf8").digest();
  return timingSafeEqual(digest(a), digest(b));
}

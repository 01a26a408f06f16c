import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The key given by the environment, else one of this data folder's own, made on first use and readable by its owner alone. */
export function masterKey(folder: string, given: string | undefined): Uint8Array {
  if (given !== undefined) return createHash("sha256").update(given, "utf8").digest();

  const path = join(folder, "master.key");
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600, flag: "wx" });
  if ((statSync(path).mode & 0o077) !== 0) throw new Error(`${path} can be read by others. Run: chmod 600 ${path}`);
  return readFileSync(path);
}

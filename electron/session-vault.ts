import type { SafeStorage } from "electron";
import * as z from "zod";
import type { DesktopFacts, StoredSession } from "../shared/desktop-contract.ts";
import type { JsonFile } from "./json-file.ts";

export const storedSessionSchema = z.strictObject({
  server: z.string().max(2_048),
  agentId: z.string().max(128),
  deviceId: z.string().max(128),
  refreshToken: z.string().max(4_096),
});

export const vaultFileSchema = z.strictObject({
  version: z.literal(1),
  /** Which keyring sealed it. Another one, after a change of desktop, cannot open it, and asking it could harm. */
  keyring: z.string(),
  sealed: z.string(),
});
export type VaultFile = z.infer<typeof vaultFileSchema>;

interface Deps {
  readonly safeStorage: Pick<SafeStorage, "isEncryptionAvailable" | "encryptString" | "decryptString"> &
    Partial<Pick<SafeStorage, "getSelectedStorageBackend">>;
  readonly platform: NodeJS.Platform;
  readonly file: JsonFile<VaultFile>;
  readonly report: (line: string) => void;
}

export interface SessionVault {
  readonly store: () => DesktopFacts["secretStore"];
  readonly read: () => StoredSession | null;
  readonly write: (session: StoredSession) => void;
  readonly clear: () => void;
}

/**
 * Keeps what lets this device come back without a password. On disk only where a real keyring seals it, else in memory until the
 * application ends. Nothing here throws: whoever cannot be remembered signs in again.
 */
export function createSessionVault({ file, platform, report, safeStorage }: Deps): SessionVault {
  let inMemory: StoredSession | null = null;

  const keyring = (): string => {
    if (platform !== "linux") return platform;
    // Electron 25 cannot name it, and there "available" already means a real keyring.
    return safeStorage.getSelectedStorageBackend?.() ?? "keyring";
  };

  const store = (): DesktopFacts["secretStore"] => {
    try {
      // Without a keyring Linux seals with a password that stands in Chromium's source.
      if (platform === "linux" && ["basic_text", "unknown"].includes(keyring())) return "weak";
      return safeStorage.isEncryptionAvailable() ? "strong" : "none";
    } catch (error) {
      report(`The keyring did not answer: ${String(error)}`);
      return "none";
    }
  };

  const fromDisk = (): StoredSession | null => {
    const kept = file.read();
    if (kept === undefined || store() !== "strong") return null;
    if (kept.keyring !== keyring()) {
      report(`The session was sealed by ${kept.keyring}, now there is ${keyring()}: signing in again is needed.`);
      return null;
    }
    const parsed = storedSessionSchema.safeParse(JSON.parse(safeStorage.decryptString(Buffer.from(kept.sealed, "base64"))));
    return parsed.success ? parsed.data : null;
  };

  return {
    store,
    read: () => {
      if (inMemory !== null) return inMemory;
      try {
        return fromDisk();
      } catch (error) {
        // Kept where it is: a keyring that was locked may be open at the next start.
        report(`The session could not be opened: ${String(error)}`);
        return null;
      }
    },
    write: (session) => {
      inMemory = session;
      try {
        if (store() === "strong") file.write({ version: 1, keyring: keyring(), sealed: safeStorage.encryptString(JSON.stringify(session)).toString("base64") });
        else file.remove();
      } catch (error) {
        report(`The session is kept in memory alone: ${String(error)}`);
      }
    },
    clear: () => {
      inMemory = null;
      try {
        file.remove();
      } catch (error) {
        report(`The kept session could not be removed: ${String(error)}`);
      }
    },
  };
}

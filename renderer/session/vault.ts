import { z } from "zod";
import type { Desktop, StoredSession } from "../../shared/desktop-contract.ts";

/** Where a session outlives the window. */
export interface Vault {
  readonly read: () => Promise<StoredSession | null>;
  readonly write: (session: StoredSession) => Promise<void>;
  readonly clear: () => Promise<void>;
}

const STORED = "greenline.session";
const DEVICES = "greenline.devices";

/** On the desktop the main process keeps the refresh token, encrypted by the system. */
export const createDesktopVault = (desktop: Desktop): Vault => ({
  read: desktop.readSession,
  write: desktop.writeSession,
  clear: desktop.clearSession,
});

const stored = z.object({ server: z.string(), agentId: z.string(), deviceId: z.string() });

/** In a browser the refresh token is in a cookie that scripts cannot read; here is only who it was. */
export const createBrowserVault = (storage: Storage): Vault => ({
  read: async () => {
    const known = stored.safeParse(parseJson(storage.getItem(STORED)));
    return known.success ? { ...known.data, refreshToken: "" } : null;
  },
  write: async ({ agentId, deviceId, server }) => storage.setItem(STORED, JSON.stringify({ server, agentId, deviceId })),
  clear: async () => storage.removeItem(STORED),
});

/** The name of this desk for one person on one server: mutation numbers count per desk, so it must come back as it was. */
export function deviceIdFor(storage: Storage, who: string, newId: () => string): string {
  const known = z.record(z.string(), z.string()).safeParse(parseJson(storage.getItem(DEVICES)));
  const devices = known.success ? known.data : {};
  const id = devices[who] ?? newId();
  if (devices[who] === undefined) storage.setItem(DEVICES, JSON.stringify({ ...devices, [who]: id }));
  return id;
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

/**
 * What the inbox may ask of the desktop shell. The preload exposes exactly these functions as `window.greenline`; every
 * argument is checked again in the main process. In a browser `window.greenline` is undefined.
 */
export interface DesktopRequests {
  /** Version, system, and how well secrets are kept here. */
  readonly about: () => Promise<DesktopFacts>;
  /** Where the backend answers: the embedded one, or the team's server. */
  readonly server: () => Promise<ServerAddress>;
  /** Remembers the team's server for the next start; undefined goes back to the embedded one. Null where it was refused. */
  readonly setServer: (url: string | undefined) => Promise<ServerAddress | null>;
  readonly readSession: () => Promise<StoredSession | null>;
  readonly writeSession: (session: StoredSession) => Promise<void>;
  readonly clearSession: () => Promise<void>;
  /** Opens an https, mailto or tel address outside the app; false where it was refused. */
  readonly openExternal: (url: string) => Promise<boolean>;
  /** Conversations at risk now: badge, tray and window title show it. */
  readonly setBadge: (atRisk: number) => Promise<void>;
  readonly notify: (notice: { readonly title: string; readonly body: string; readonly conversationId?: string }) => Promise<void>;
}

export interface DesktopFacts {
  readonly version: string;
  readonly platform: "linux" | "darwin" | "win32";
  /** `weak`: no keyring here, the token would lie readable on disk, so it is kept in memory alone unless the person agrees. */
  readonly secretStore: "strong" | "weak" | "none";
}

export interface ServerAddress {
  readonly url: string;
  readonly embedded: boolean;
  readonly demo: boolean;
}

/** What lets a device come back without a password. */
export interface StoredSession {
  readonly server: string;
  readonly agentId: string;
  readonly deviceId: string;
  readonly refreshToken: string;
}

/** What the shell tells the inbox by itself. */
export interface DesktopNews {
  /** The machine woke, was unlocked, or the network changed: sample time again and reconnect. */
  readonly onWake: (listener: () => void) => () => void;
  readonly onOpenConversation: (listener: (conversationId: string) => void) => () => void;
}

export type Desktop = DesktopRequests & DesktopNews;

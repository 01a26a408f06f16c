import type { OutboxContents } from "./journal/outbox-contents.ts";
import type { JournalRecord } from "./journal/record.ts";
import type { WriteOutcome } from "./journal/write-outcome.ts";

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
  /** What has not been sent yet, by person and server. From then on this page writes it, and none that opened it before. */
  readonly openOutbox: (name: string) => Promise<OpenedOutbox>;
  /** On disk when it answers ok. In the order in which it is asked. */
  readonly writeOutbox: (name: string, writer: number, record: JournalRecord) => Promise<WriteOutcome>;
  /** Opens an https, mailto or tel address outside the app; false where it was refused. */
  readonly openExternal: (url: string) => Promise<boolean>;
  /** One more window of the same inbox. */
  readonly newWindow: () => Promise<void>;
  /** Conversations at risk now: badge, tray and window title show it. */
  readonly setBadge: (atRisk: number) => Promise<void>;
  readonly notify: (notice: {
    readonly title: string;
    readonly body: string;
    readonly conversationId?: string;
    /** [H29] This person lets the words stand on a locked screen. */
    readonly textWhenLocked?: boolean;
  }) => Promise<void>;
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

/** Not ok where the file is there and cannot be read at all. */
export type OpenedOutbox =
  | {
      readonly ok: true;
      readonly writer: number;
      /** Lines that could not be read. Said once: the file that they are in has been set aside. */
      readonly damaged: number;
      readonly contents: Omit<OutboxContents, "importing">;
    }
  | { readonly ok: false };

/** What the shell tells the inbox by itself. */
export interface DesktopNews {
  /** The machine woke, was unlocked, or the network changed: sample time again and reconnect. */
  readonly onWake: (listener: () => void) => () => void;
  readonly onOpenConversation: (listener: (conversationId: string) => void) => () => void;
  /** A link to a view of the board, in the words of shared/board/board-link.ts; it shows, and does nothing else. */
  readonly onOpenBoard: (listener: (view: string) => void) => () => void;
}

export type Desktop = DesktopRequests & DesktopNews;

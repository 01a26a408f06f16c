import type { ClientId, Wamid } from "../../shared/ids.ts";

/** How a person is addressed: the phone where there is one, else the business-scoped user id. */
export type Recipient = { readonly phone: string } | { readonly userId: string };

export type OutboundBody =
  | { readonly type: "text"; readonly body: string }
  | { readonly type: "template"; readonly name: string; readonly language: string; readonly variables: Readonly<Record<string, string>> };

export interface SendRequest {
  readonly phoneNumberId: string;
  readonly to: Recipient;
  readonly body: OutboundBody;
  /** Comes back in every status as `biz_opaque_callback_data`. */
  readonly clientId: ClientId;
  readonly quotes?: Wamid;
}

/**
 * What a POST came to. `refused` was refused before anything went out; `unknown` may have gone out, and is never sent
 * again by itself (I2).
 */
export type SendOutcome =
  | { readonly type: "accepted"; readonly wamid: Wamid; readonly held: boolean }
  | { readonly type: "refused"; readonly code: number; readonly title: string; readonly details?: string; readonly retry: "never" | "later" }
  | { readonly type: "unknown"; readonly reason: string; readonly code?: number };

export interface RemoteTemplate {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly status: string;
  readonly quality?: string;
  /** Why it was rejected. */
  readonly reason?: string;
  /** What its category will be. */
  readonly nextCategory?: string;
  readonly ttlSeconds?: number;
  readonly components: readonly Readonly<Record<string, unknown>>[];
}

export type MediaDownload =
  | { readonly type: "found"; readonly mime: string; readonly bytes: Uint8Array }
  | { readonly type: "gone" }
  | { readonly type: "failed"; readonly reason: string };

/** [S1-14] How the platform judges one number, in its own words. What it leaves out is undefined. */
export interface NumberHealth {
  readonly quality?: string | undefined;
  readonly status?: string | undefined;
  readonly limit?: string | undefined;
  readonly canSend?: string | undefined;
}

/** Several apps may share a number; each thread has one of them as its owner. */
export interface ThreadControlRequest {
  readonly phoneNumberId: string;
  readonly to: Recipient;
  readonly action: "take" | "pass" | "release";
  /** For the next owner; at most 2,000 characters. */
  readonly metadata?: string;
  readonly targetRole?: "ai_agent" | "escalation";
}

export type ThreadControlOutcome =
  | { readonly type: "done" }
  | { readonly type: "refused"; readonly code: number; readonly title: string; readonly retry: "never" | "later" };

/** The platform, as the product sees it. */
export interface CloudApi {
  readonly send: (request: SendRequest) => Promise<SendOutcome>;
  readonly markRead: (phoneNumberId: string, wamid: Wamid) => Promise<boolean>;
  /** Templates of the business account; empty where no account id is set. */
  readonly templates: () => Promise<readonly RemoteTemplate[]>;
  readonly threadControl: (request: ThreadControlRequest) => Promise<ThreadControlOutcome>;
  readonly media: (mediaId: string) => Promise<MediaDownload>;
  /** Throws where the platform does not answer. */
  readonly numberHealth: (phoneNumberId: string) => Promise<NumberHealth>;
}

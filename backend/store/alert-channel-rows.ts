import type { AlertNewsKind } from "../../shared/alert-channels/alert-news.ts";
import type { Telling } from "../../shared/alert-channels/plan-telling.ts";
import type { AgentId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";

/** [BD4] An address that is told of alerts. */
export interface AlertWebhook {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly secret: string;
  readonly kinds: readonly AlertNewsKind[];
  readonly createdAt: Instant;
  /** Nothing has arrived since then, though it was tried. */
  readonly failingSince?: Instant | undefined;
  /** Attempts that failed since something arrived. */
  readonly failures: number;
  /** Nothing is tried before. */
  readonly retryAt?: Instant | undefined;
  readonly paused?: { readonly at: Instant; readonly because: "failing" | "hand" } | undefined;
}

export interface AlertDelivery extends Telling {
  readonly n: number;
  readonly webhookId: string;
  /** `dropped`: there was no use in telling it any more. */
  readonly state: "waiting" | "done" | "dropped";
  readonly attempt: number;
  readonly createdAt: Instant;
  readonly triedAt?: Instant | undefined;
  /** Of the last attempt. */
  readonly status?: number | undefined;
  readonly trouble?: string | undefined;
}

/** [BD5] A screen on a wall that may read the figures. */
export interface Wallboard {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly teamId?: string | undefined;
  readonly createdBy: AgentId;
  readonly createdAt: Instant;
  readonly seenAt?: Instant | undefined;
}

export interface AlertChannelReads {
  readonly alertWebhooks: () => readonly AlertWebhook[];
  readonly alertWebhook: (id: string) => AlertWebhook | undefined;
  /** In order. */
  readonly waitingAlertDeliveries: (webhook: string, limit: number) => readonly AlertDelivery[];
  /** Newest first. */
  readonly alertDeliveries: (webhook: string, limit: number) => readonly AlertDelivery[];
  readonly waitingAlerts: (webhook: string) => number;
  /** How much of a kind has come since then, each of a burst counted. */
  readonly recentAlerts: (webhook: string, kind: AlertNewsKind, since: Instant) => number;
  readonly wallboards: () => readonly Wallboard[];
  readonly wallboardByToken: (hash: string) => Wallboard | undefined;
}

export interface AlertChannelWrites {
  readonly putAlertWebhook: (webhook: AlertWebhook) => void;
  /** With all that it was told. */
  readonly removeAlertWebhook: (id: string) => void;
  /** Again with the same id: what it says changes, its place and its attempts stay. */
  readonly queueAlertDelivery: (webhook: string, telling: Telling, createdAt: Instant) => void;
  readonly dropQueuedAlert: (id: string) => void;
  readonly putAlertDelivery: (delivery: AlertDelivery) => void;
  readonly forgetAlertDeliveries: (before: Instant) => void;
  readonly putWallboard: (wallboard: Wallboard, hash: string) => void;
  readonly sawWallboard: (id: string, at: Instant) => void;
  readonly removeWallboard: (id: string) => void;
}

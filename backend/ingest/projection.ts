import type { ConversationId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";
import type { WriteTx } from "../store/store.ts";
import type { PlatformEvent } from "./platform-event.ts";

/** What the projection of one event works with. */
export interface Projection {
  readonly tx: WriteTx;
  readonly now: Instant;
  readonly newId: () => string;
  /** Conversations whose clocks must be read anew before the transaction ends. */
  readonly touched: Set<ConversationId>;
}

export type EventOf<Type extends PlatformEvent["type"]> = Extract<PlatformEvent, { readonly type: Type }>;

import type { Instant } from "../../shared/time.ts";

/** When a message leaves where that is not now: by itself at its time, or once what was sent before it has arrived. */
export type Leaving = { readonly sendAt: Instant } | { readonly whenDelivered: true };

/** The instant at which it would leave, and for which the guard is asked. What has to arrive first may do so at once. */
export const leavesAt = (leaving: Leaving | undefined, now: Instant): Instant =>
  leaving !== undefined && "sendAt" in leaving && leaving.sendAt > now ? leaving.sendAt : now;

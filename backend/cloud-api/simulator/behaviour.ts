import { z } from "zod";

/** What the next posts come to. `timeout` and `reset` go out all the same unless the plan of their statuses is empty. */
export const behaviourSchema = z.object({
  outcome: z.union([z.enum(["accept", "timeout", "reset"]), z.string().regex(/^error:\d+$/), z.string().regex(/^http:[345]\d\d$/)]),
  count: z.number().int().min(1).max(1_000_000).default(1),
  /** `sent`, `delivered`, `read`, `played`, `failed:CODE`, in this order. Without one the dice decide. */
  statusPlan: z.array(z.string().regex(/^(?:sent|delivered|read|played|failed:\d+)$/)).optional(),
  /** Milliseconds before each status, at speed 1. */
  delays: z.array(z.number().min(0)).optional(),
});
export type Behaviour = z.infer<typeof behaviourSchema>;

export interface BehaviourQueue {
  readonly add: (behaviour: Behaviour) => void;
  readonly next: () => Behaviour | undefined;
  readonly clear: () => void;
}

export function createBehaviourQueue(): BehaviourQueue {
  const queue: { behaviour: Behaviour; left: number }[] = [];
  return {
    add: (behaviour) => queue.push({ behaviour, left: behaviour.count }),
    next: () => {
      const first = queue[0];
      if (first === undefined) return undefined;
      first.left -= 1;
      if (first.left === 0) queue.shift();
      return first.behaviour;
    },
    clear: () => queue.splice(0),
  };
}

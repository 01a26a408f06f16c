import { toInstant, type Clock } from "../shared/time.ts";

/** The backend's one door to the system's time. */
export const systemClock: Clock = { now: () => toInstant(Date.now()) };

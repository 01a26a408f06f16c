import type { Logger } from "pino";
import type { BusinessNumber, NumberQuality } from "../../shared/inbox/people.ts";
import { signalFacts } from "../../shared/signals/signal-facts.ts";
import { minutes, plus, type Clock, type Instant } from "../../shared/time.ts";
import type { CloudApi, NumberHealth } from "../cloud-api/port.ts";
import { limitOf } from "../ingest/normalise-account.ts";
import type { Store } from "../store/store.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly cloudApi: Pick<CloudApi, "numberHealth">;
  readonly log: Pick<Logger, "warn">;
  readonly at: (instant: Instant, work: () => void) => () => void;
}

/** A number that has just come into being is asked about soon. */
const LOOK_EVERY = minutes(1);

/** [S1-14] Asks the platform how each number is, every quarter of an hour; webhooks tell some of it in between, and not all. */
export function keepHealth({ at, clock, cloudApi, log, store }: Deps): { readonly ask: () => Promise<void>; readonly stop: () => void } {
  const askedAt = new Map<string, Instant>();
  let stopped = false;
  let cancel = () => {};

  const askOne = async ({ id, phoneNumberId }: BusinessNumber): Promise<void> => {
    try {
      const health = await cloudApi.numberHealth(phoneNumberId);
      if (stopped) return;
      store.write((tx) => {
        const number = tx.get("number", id);
        if (number !== undefined) tx.put("number", id, withHealth(number, health, clock.now()));
      });
    } catch (error) {
      // What was seen last stays, and says of when it is.
      log.warn({ error, number: id }, "The platform was not heard about this number.");
    }
  };
  const ask = async (): Promise<void> => {
    const now = clock.now();
    const due = store.read((tx) => tx.all("number")).filter(({ id }) => now - (askedAt.get(id) ?? Number.NEGATIVE_INFINITY) >= signalFacts.pollEvery.value);
    for (const number of due) askedAt.set(number.id, now);
    await Promise.all(due.map(askOne));
  };
  const askAndGoOn = (): void => {
    void ask().finally(() => {
      if (!stopped) cancel = at(plus(clock.now(), LOOK_EVERY), askAndGoOn);
    });
  };
  askAndGoOn();
  return {
    ask,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}

const QUALITIES: Readonly<Record<string, NumberQuality>> = { GREEN: "green", YELLOW: "yellow", RED: "red", NA: "unknown", UNKNOWN: "unknown" };
/** The platform's other words (FLAGGED, RESTRICTED) say something else, and leave what is known as it is. */
const CONNECTIONS: Readonly<Record<string, BusinessNumber["connection"]>> = {
  CONNECTED: "connected",
  PENDING: "pending",
  UNVERIFIED: "pending",
  DISCONNECTED: "offline",
  MIGRATED: "migrated",
  DELETED: "deleted",
  BANNED: "banned",
};
const CAN_SEND: Readonly<Record<string, BusinessNumber["canSend"]>> = { AVAILABLE: "available", LIMITED: "limited", BLOCKED: "blocked" };

export function withHealth(number: BusinessNumber, health: NumberHealth, now: Instant): BusinessNumber {
  const quality = health.quality === undefined ? undefined : QUALITIES[health.quality];
  const limit = limitOf(health.limit);
  return {
    ...number,
    connection: CONNECTIONS[health.status ?? ""] ?? number.connection,
    canSend: CAN_SEND[health.canSend ?? ""] ?? number.canSend,
    quality:
      quality === undefined
        ? number.quality
        : { value: quality, since: quality === number.quality.value ? (number.quality.since ?? now) : now, observedAt: now, source: "api" },
    limit: limit === undefined ? number.limit : { scope: "portfolio", value: limit, observedAt: now, source: "api" },
  };
}

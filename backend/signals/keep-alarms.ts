import type { Logger } from "pino";
import { nextAlarms, readPattern, readQuality, readRate, type AlarmReading } from "../../shared/signals/alarms.ts";
import { alarmFacts } from "../../shared/signals/signal-facts.ts";
import type { Signals } from "../../shared/signals/signals.ts";
import type { BusinessNumber } from "../../shared/inbox/people.ts";
import { minutes, plus, type Clock, type Instant } from "../../shared/time.ts";
import type { NumberId } from "../../shared/ids.ts";
import { tellOfAlarms } from "../alert-channels/tell-webhooks.ts";
import type { ReadTx, Store } from "../store/store.ts";
import type { SignalCache } from "./signal-cache.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly signals: SignalCache;
  readonly log: Pick<Logger, "error">;
  readonly at: (instant: Instant, work: () => void) => () => void;
}

const LOOK_EVERY = minutes(1);
/** What is counted over days is looked at less often than what the platform said. */
const COUNT_EVERY = minutes(5);

/** [S1-5] Looks at every number again and again, and writes on its row what leads are to be told. Desks hear of it like of any row. */
export function keepAlarms({ at, clock, log, signals, store }: Deps): { readonly look: () => Promise<void>; readonly stop: () => void } {
  let countedAt = Number.NEGATIVE_INFINITY;
  let stopped = false;
  let cancel = () => {};

  const tell = (id: NumberId, read: (number: BusinessNumber) => readonly AlarmReading[]): void => {
    const now = clock.now();
    if (store.read((tx) => looked(tx, id, read, now)) === undefined) return;
    store.write((tx) => {
      const before = tx.get("number", id);
      const number = looked(tx, id, read, now);
      if (before === undefined || number === undefined) return;
      tx.put("number", id, number);
      tellOfAlarms(tx, before, number, now);
    });
  };

  const look = async (): Promise<void> => {
    const numbers = store.read((tx) => tx.all("number"));
    for (const { id } of numbers) tell(id, ({ quality }) => [readQuality(quality.value)].filter((one) => one !== undefined));
    if (clock.now() - countedAt < COUNT_EVERY) return;
    countedAt = clock.now();
    for (const { id } of numbers) {
      const counted = await signals.of(id);
      if (stopped) return;
      if (counted !== undefined) tell(id, () => readSignals(counted));
    }
  };
  const lookAndGoOn = (): void => {
    void look()
      .catch((error: unknown) => log.error({ error }, "The signals of the numbers could not be looked at, and will be again."))
      .finally(goOn);
  };
  const goOn = (): void => {
    if (!stopped) cancel = at(plus(clock.now(), LOOK_EVERY), lookAndGoOn);
  };
  goOn();
  return {
    look,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}

/** The number with what has changed about its alarms; undefined where nothing has. */
function looked(tx: ReadTx, id: NumberId, read: (number: BusinessNumber) => readonly AlarmReading[], now: Instant): BusinessNumber | undefined {
  const number = tx.get("number", id);
  const before = number?.alarms ?? [];
  const after = number === undefined ? before : nextAlarms(before, read(number), now);
  return number === undefined || after === before ? undefined : { ...number, alarms: after };
}

function readSignals({ negative, patterns, undelivered }: Signals): readonly AlarmReading[] {
  const rates = [readRate("negative-rate", negative, alarmFacts["negative-rate"].value), readRate("undelivered", undelivered, alarmFacts.undelivered.value)];
  return [...rates.flatMap((one) => one ?? []), ...patterns.map(readPattern)];
}

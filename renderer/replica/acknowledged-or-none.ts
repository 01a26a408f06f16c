import type { Timers } from "../timers.ts";
import type { AcknowledgedBook } from "./acknowledged.ts";
import { inTime } from "./disk-problem.ts";

interface Deps {
  readonly open: () => Promise<AcknowledgedBook>;
  readonly timers: Timers;
  readonly onError: (error: unknown) => void;
}

/** The book as far as the disk gives and takes it: without it less comes back after a restore, and that must not keep anybody from working. */
export async function openAcknowledgedOrNone({ onError, open, timers }: Deps): Promise<Omit<AcknowledgedBook, "destroy">> {
  const asFarAsItGoes = async <Outcome>(task: () => Promise<Outcome>, otherwise: Outcome): Promise<Outcome> => {
    try {
      return await task();
    } catch (error) {
      onError(error);
      return otherwise;
    }
  };
  const book = await asFarAsItGoes(() => inTime(open(), (late) => late.close(), timers), undefined);
  const written = async (task: (opened: AcknowledgedBook) => Promise<void>): Promise<void> =>
    book === undefined ? undefined : asFarAsItGoes(() => task(book), undefined);

  return {
    all: async () => (book === undefined ? [] : asFarAsItGoes(book.all, [])),
    add: (mutations) => written((opened) => opened.add(mutations)),
    drop: (keys) => written((opened) => opened.drop(keys)),
    epoch: async () => (book === undefined ? undefined : asFarAsItGoes(book.epoch, undefined)),
    setEpoch: (epoch) => written((opened) => opened.setEpoch(epoch)),
    close: () => book?.close(),
  };
}

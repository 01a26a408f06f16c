import type { ServerAddress } from "../shared/desktop-contract.ts";
import type { LocalBackend } from "./local-backend.ts";
import { parseServer } from "./server-settings.ts";

interface Deps {
  /** Named for this start, by the environment. */
  readonly wished: string | undefined;
  readonly remembered: string | undefined;
  /** Where the embedded backend will answer, if that is known beforehand. */
  readonly expected: string | undefined;
  readonly demo: boolean;
  readonly start: () => LocalBackend;
  /** Starting a backend takes both cores of a small machine: the window comes first, where the address is known before. */
  readonly firstPicture: Promise<void>;
}

export interface ChosenServer {
  readonly address: () => Promise<ServerAddress>;
  /** The server that the page may talk to: known at once wherever that is possible, so that the page need not wait. */
  readonly allowed: () => Promise<string>;
  readonly embeddedAddress: () => ServerAddress;
  /** The embedded backend came up elsewhere than expected. */
  readonly onOther: (listener: () => void) => void;
  readonly onFailure: (listener: (error: Error) => void) => void;
  readonly stop: () => Promise<void>;
}

/** The server for this start: the one wished for, the team's, or an embedded one, which is started only in the last case. */
export function chooseServer({ demo, expected, firstPicture, remembered, start, wished }: Deps): ChosenServer {
  const team = (wished === undefined ? undefined : parseServer(wished)) ?? remembered;
  if (team !== undefined) {
    return {
      address: async () => ({ url: team, embedded: false, demo: false }),
      allowed: async () => team,
      embeddedAddress: () => ({ url: expected ?? "", embedded: true, demo }),
      onOther: () => {},
      onFailure: () => {},
      stop: async () => {},
    };
  }

  let backend: LocalBackend | undefined;
  let stopped = false;
  const ready = (expected === undefined ? Promise.resolve() : firstPicture).then(() => {
    // Nobody waits any more for one that was not started before the end.
    if (stopped) return new Promise<never>(() => {});
    backend = start();
    return backend.ready;
  });

  let url = expected;
  return {
    address: async () => ({ url: await ready, embedded: true, demo }),
    allowed: async () => url ?? ready,
    embeddedAddress: () => ({ url: url ?? "", embedded: true, demo }),
    onOther: (listener) => {
      void ready.then(
        (actual) => {
          const other = url !== undefined && new URL(actual).origin !== new URL(url).origin;
          url = actual;
          if (other) listener();
        },
        () => {},
      );
    },
    onFailure: (listener) => void ready.catch(listener),
    stop: async () => {
      stopped = true;
      await backend?.stop();
    },
  };
}

import type { Ask, Engine } from "./engine.ts";

/** The engine of this window, or the way to the one that another window runs. */
export interface EngineWay {
  /** `isAgain`: another engine was asked before and did not answer; it may have done it all the same. */
  readonly ask: (ask: Ask, isAgain: boolean) => Promise<unknown>;
}

export interface EngineSeat {
  /** The same for as long as the window lives, whoever leads. */
  readonly engine: Engine;
  /** From now on this one is asked, first whatever is not answered yet, in order. */
  readonly sit: (way: EngineWay) => void;
  /** Nobody leads for a moment: what is asked waits. */
  readonly stand: () => void;
}

interface Open {
  readonly ask: Ask;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
  wasAsked: boolean;
}

/** Of the moment alone: nobody asks for it again. */
const PASSING: ReadonlySet<keyof Engine> = new Set(["dismissHomecoming", "sample", "sign", "reconnect"]);

/**
 * Holds on to what this window asked until it is answered. Where the window that leads dies first, its successor is asked again
 * and told so: it looks whether the wish is already there, so that nothing is lost and nothing done twice.
 */
export function createEngineSeat(): EngineSeat {
  const open = new Set<Open>();
  let way: EngineWay | undefined;

  const close = (entry: Open, settle: () => void): void => {
    if (open.delete(entry)) settle();
  };

  const put = (entry: Open): void => {
    const asked = way;
    if (asked === undefined) return;
    const isAgain = entry.wasAsked;
    entry.wasAsked = true;
    asked.ask(entry.ask, isAgain).then(
      (answer) => close(entry, () => entry.resolve(answer)),
      // Of one that leads no more it says nothing: the next one knows.
      (error: unknown) => asked === way && close(entry, () => entry.reject(error)),
    );
  };

  const ask = (given: Ask): Promise<unknown> => {
    if (way === undefined && PASSING.has(given.name)) return given.name === "sample" ? Promise.reject(nobodyLeads()) : Promise.resolve();
    return new Promise((resolve, reject) => {
      const entry: Open = { ask: given, resolve, reject, wasAsked: false };
      open.add(entry);
      put(entry);
    });
  };
  const through =
    <Name extends keyof Engine>(name: Name) =>
    (...args: Parameters<Engine[Name]>): ReturnType<Engine[Name]> =>
      ask({ name, args } as Ask) as ReturnType<Engine[Name]>;

  return {
    engine: {
      append: through("append"),
      withdraw: through("withdraw"),
      saveDraft: through("saveDraft"),
      dropDraft: through("dropDraft"),
      keepReturned: through("keepReturned"),
      dropReturned: through("dropReturned"),
      dismissHomecoming: through("dismissHomecoming"),
      sample: through("sample"),
      sign: through("sign"),
      reconnect: through("reconnect"),
    },
    sit: (next) => {
      way = next;
      for (const entry of open) put(entry);
    },
    stand: () => {
      way = undefined;
      for (const entry of open) if (PASSING.has(entry.ask.name)) close(entry, () => entry.reject(nobodyLeads()));
    },
  };
}

const nobodyLeads = (): Error => new Error("No window leads.");

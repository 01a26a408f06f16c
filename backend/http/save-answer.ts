import { problem } from "../../shared/api/problem.ts";
import type { Result } from "../../shared/result.ts";
import type { Problem } from "../../shared/sla/problems.ts";
import type { Store, WriteTx } from "../store/store.ts";
import type { Answer } from "./route.ts";

interface Saving {
  readonly store: Store;
  /** As it came: the settings, and `version` where its author names the one that was read. */
  readonly body: unknown;
  /** The type of the problem where it is refused. */
  readonly refused: string;
  readonly parse: (raw: unknown) => Result<unknown, readonly Problem[]>;
  readonly current: (tx: WriteTx) => { readonly version: number };
  readonly save: (tx: WriteTx, settings: unknown) => unknown;
}

/** Saves settings whole: nothing where something is wrong, or where somebody has saved since the version that is named. */
export function saveAnswer({ body, current, parse, refused, save, store }: Saving): Answer {
  const { version, ...settings } = Object(body) as { readonly version?: unknown };
  const isObject = body !== null && typeof body === "object" && !Array.isArray(body);
  const parsed = parse(isObject ? settings : body);
  const isVersion = version === undefined || (typeof version === "number" && Number.isSafeInteger(version) && version >= 0);
  const faults = [
    ...(parsed.ok ? [] : parsed.error),
    ...(isVersion ? [] : [{ path: "version", message: "Not the number of a save.", code: "value" as const }]),
  ];
  if (faults.length > 0) return { status: 422, body: problem(422, refused, "Nothing was saved.", { errors: faults }) };

  return store.write((tx): Answer => {
    const now = current(tx).version;
    if (version !== undefined && version !== now)
      return {
        status: 409,
        body: problem(409, "saved-meanwhile", "Somebody else has saved meanwhile.", {
          version: now,
          detail: "Read it again, and save your changes on top of it.",
        }),
      };
    return { status: 200, body: save(tx, settings) };
  });
}

import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type * as z from "zod";

export interface JsonFile<Value> {
  /** Undefined where there is none, or where it holds something else: settings can be chosen again. */
  readonly read: () => Value | undefined;
  readonly write: (value: Value) => void;
  readonly remove: () => void;
}

/** A small file of settings, readable by this user alone, never half written. */
export function createJsonFile<Value>(path: string, schema: z.ZodType<Value>): JsonFile<Value> {
  return {
    read: () => {
      try {
        const parsed = schema.safeParse(JSON.parse(readFileSync(path, "utf8")));
        return parsed.success ? parsed.data : undefined;
      } catch {
        return undefined;
      }
    },
    write: (value) => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.new`;
      writeFileSync(draft, JSON.stringify(value), { mode: 0o600 });
      // An older draft keeps its own mode.
      chmodSync(draft, 0o600);
      renameSync(draft, path);
    },
    remove: () => rmSync(path, { force: true }),
  };
}

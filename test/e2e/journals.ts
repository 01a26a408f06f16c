import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../backend/simulated-platform.ts";
import { BUSY_MS } from "./desktop-app.ts";

/** What the app has on disk for its next start, a text for each person who has signed in. */
export function readJournals(userData: string): readonly string[] {
  const folder = join(userData, "outbox");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".journal"))
    .map((name) => readFileSync(join(folder, name), "latin1"));
}

/** Before these words are on disk a kill may take them. */
export const untilJournalled = (userData: string, words: string): Promise<boolean> =>
  eventually(() => readJournals(userData).some((text) => text.includes(words)), BUSY_MS, `“${words}” to be on disk`);

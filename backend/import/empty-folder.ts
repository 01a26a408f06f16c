import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Why nothing can be imported into this folder; undefined where it can. A store in which nobody has done anything counts as empty. */
export function whyNotEmpty(folder: string): string | undefined {
  const path = join(folder, "greenline.db");
  if (!existsSync(path)) return undefined;
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout=0; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE`);
    const count = (what: string): number => Number(database.prepare(`SELECT count(*) AS n FROM ${what}`).get()?.["n"]);
    const [conversations, people, contacts] = [count("conversation"), count("small_row WHERE entity = 'agent' AND id <> 'bootstrap'"), count("contact")];
    database.exec(`ROLLBACK`);
    return conversations + people + contacts === 0
      ? undefined
      : `the folder ${JSON.stringify(folder)} has a store already (${conversations} conversations, ${contacts} contacts, ${people} people). An import needs an empty folder.`;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.includes("locked")
      ? `a server runs on the folder ${JSON.stringify(folder)}. Stop it, or import into an empty folder.`
      : `the folder ${JSON.stringify(folder)} has something called greenline.db that is no store: ${message}.`;
  } finally {
    database.close();
  }
}

import { existsSync, linkSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { uuidv7 } from "uuidv7";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Instant } from "../../shared/time.ts";
import { beginRestored } from "./backup-restored.ts";
import { openSqliteStore } from "./sqlite/sqlite-store.ts";
import type { Vault } from "./vault.ts";

export interface BackupFacts {
  readonly file: string;
  readonly madeAt: string;
  readonly epoch: string;
  /** The last place of the log in it. */
  readonly head: number;
  readonly webhooks: number;
  /** Media files that were there; they are listed, not copied. */
  readonly media: number;
}

export interface RestoreFacts extends BackupFacts {
  readonly newEpoch: string;
  /** Messages that wait for a person, because they may have been sent after the backup. */
  readonly held: number;
  /** Webhooks that arrived after the backup and are still here: they are read again. */
  readonly laterWebhooks: boolean;
  readonly missingMedia: number;
  /** Where the database that was here lies now. */
  readonly before: string | undefined;
}

const CHECK = "greenline";
const text = (value: unknown): string => String(value ?? "");

/**
 * One file with everything but the media themselves and the master key: the store as of one moment, beside a server that may be
 * running, then the raw webhooks, so that they never lie behind what has been read of them.
 */
export function backUp(folder: string, file: string, vault: Vault, now: Instant): Result<BackupFacts, string> {
  const path = join(folder, "greenline.db");
  if (!existsSync(path)) return err(`There is no store in ${folder}.`);
  if (existsSync(file)) return err(`${file} exists already: name another file, or delete it first.`);
  const part = `${file}.part`;
  rmSync(part, { force: true });

  using live = open(path);
  live.prepare(`VACUUM INTO ?`).run(part);

  const media = mediaFiles(folder);
  {
    using copy = open(part);
    copy.exec(
      `CREATE TABLE backup (made_at INTEGER NOT NULL, key_check TEXT NOT NULL) STRICT; CREATE TABLE backup_media (name TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT`,
    );
    copy.prepare(`INSERT INTO backup (made_at, key_check) VALUES (?, ?)`).run(now, vault.blind("backup", CHECK));
    const add = copy.prepare(`INSERT INTO backup_media (name, size) VALUES (?, ?)`);
    for (const { name, size } of media) add.run(name, size);
    const webhooks = join(folder, "webhooks.db");
    copy.exec(`CREATE TABLE backup_webhook_group (id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, ends TEXT NOT NULL, bodies BLOB NOT NULL) STRICT`);
    if (existsSync(webhooks)) {
      copy.prepare(`ATTACH ? AS raw`).run(webhooks);
      copy.exec(`INSERT INTO backup_webhook_group SELECT id, received_at, ends, bodies FROM raw.webhook_group; DETACH raw`);
    }
    const whole = text(copy.prepare(`PRAGMA integrity_check`).get()?.["integrity_check"]);
    if (whole !== "ok") return err(`The copy is not whole: ${whole}.`);
  }
  renameSync(part, file);
  using done = open(file);
  return ok(factsOf(done, file));
}

/** Puts a backup in the place of the store, whose server must not be running. What was there is kept beside it. */
export async function restoreFrom(folder: string, file: string, vault: Vault, now: Instant): Promise<Result<RestoreFacts, string>> {
  if (!existsSync(file)) return err(`There is no file ${file}.`);
  const path = join(folder, "greenline.db");
  const webhooks = join(folder, "webhooks.db");
  for (const used of [path, webhooks]) if (existsSync(used) && !isAlone(used)) return err(`${used} is in use: stop the server first.`);

  const next = `${path}.restoring`;
  for (const left of [next, `${next}-wal`, `${next}-shm`]) rmSync(left, { force: true });
  let facts: BackupFacts;
  {
    using backup = open(file, true);
    const has = backup.prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'backup'`).get()?.["n"];
    if (has !== 1) return err(`${file} is not a backup of Greenline.`);
    if (text(backup.prepare(`SELECT key_check FROM backup`).get()?.["key_check"]) !== vault.blind("backup", CHECK))
      return err(`${file} was made with another master key. Put its master.key into ${folder}, or set GREENLINE_MASTER_KEY.`);
    facts = factsOf(backup, file);
    backup.prepare(`VACUUM INTO ?`).run(next);
  }

  const laterWebhooks = restoreWebhooks(webhooks, next);
  const files = new Set(mediaFiles(folder).map(({ name }) => name));
  let missingMedia = 0;
  {
    using copy = open(next);
    for (const { name } of copy.prepare(`SELECT name FROM backup_media`).all()) if (!files.has(text(name))) missingMedia++;
    copy.exec(`DROP TABLE backup_webhook_group; DROP TABLE backup_media; DROP TABLE backup`);
  }
  const newEpoch = uuidv7();
  const store = await openSqliteStore({ path: next, vault });
  const { held } = store.write((tx) => beginRestored(tx, newEpoch, now));
  const whole = store.integrity();
  store.close();
  if (whole !== "ok") return err(`The backup is not whole: ${whole}. Nothing was changed.`);
  // It moves as one file.
  if (!isAlone(next)) return err(`${next} is in use.`);

  const before = existsSync(path) ? `${path}.before-${new Date(now).toISOString().replaceAll(":", "-")}` : undefined;
  if (before !== undefined) linkSync(path, before);
  renameSync(next, path);
  return ok({ ...facts, newEpoch, held, laterWebhooks, missingMedia, before });
}

/** Where the raw webhooks here go on from those of the backup they stay: what arrived since is read again. Else the backup's take their place. */
function restoreWebhooks(path: string, backup: string): boolean {
  using copy = open(backup);
  const last = copy.prepare(`SELECT id, received_at FROM backup_webhook_group ORDER BY id DESC LIMIT 1`).get();
  if (existsSync(path)) {
    using here = open(path);
    const newest = here.prepare(`SELECT max(id) AS id FROM webhook_group`).get()?.["id"];
    const same =
      last === undefined ||
      here.prepare(`SELECT 1 AS is_same FROM webhook_group WHERE id = ? AND received_at = ?`).get(last["id"] ?? 0, last["received_at"] ?? 0) !== undefined;
    if (same) return typeof newest === "number" && newest > Number(last?.["id"] ?? 0);
    here.close();
    renameSync(path, `${path}.before-${text(newest)}`);
  }
  using made = new DatabaseSync(path);
  // As the raw inbox makes it: its pages are large.
  made.exec(
    `PRAGMA page_size=16384; PRAGMA synchronous=FULL; CREATE TABLE webhook_group (id INTEGER PRIMARY KEY AUTOINCREMENT, received_at INTEGER NOT NULL, ends TEXT NOT NULL, bodies BLOB NOT NULL) STRICT`,
  );
  made.prepare(`ATTACH ? AS backup`).run(backup);
  made.exec(`INSERT INTO webhook_group (id, received_at, ends, bodies) SELECT id, received_at, ends, bodies FROM backup.backup_webhook_group; DETACH backup`);
  return false;
}

function factsOf(backup: DatabaseSync, file: string): BackupFacts {
  const one = (sql: string): unknown => Object.values(backup.prepare(sql).get() ?? {})[0];
  return {
    file,
    madeAt: new Date(Number(one(`SELECT made_at FROM backup`))).toISOString(),
    epoch: text(one(`SELECT value FROM meta WHERE key = 'epoch'`)),
    head: Number(one(`SELECT value FROM meta WHERE key = 'head'`) ?? 0),
    webhooks: Number(one(`SELECT count(*) FROM backup_webhook_group`)),
    media: Number(one(`SELECT count(*) FROM backup_media`)),
  };
}

function open(path: string, readOnly = false): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly });
  database.exec(`PRAGMA busy_timeout=5000; PRAGMA synchronous=FULL`);
  return database;
}

/** Only who is alone with a database may end its write-ahead log; afterwards it is one file. */
function isAlone(path: string): boolean {
  using database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout=0`);
    return database.prepare(`PRAGMA journal_mode=DELETE`).get()?.["journal_mode"] === "delete";
  } catch {
    return false;
  }
}

function mediaFiles(folder: string): readonly { readonly name: string; readonly size: number }[] {
  const media = join(folder, "media");
  if (!existsSync(media)) return [];
  return readdirSync(media)
    .filter((name) => !name.endsWith(".part"))
    .map((name) => ({ name, size: statSync(join(media, name)).size }));
}

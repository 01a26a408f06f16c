import { DatabaseSync } from "node:sqlite";
import { writeSync } from "node:fs";
import { openDatabase } from "../../backend/store/sqlite/database.ts";

/** Commits one row after the other, each told after its commit: what was told must outlive the power. */
const [file = "", commits = "0", synchronous = "FULL"] = process.argv.slice(2);
const database: DatabaseSync = openDatabase(file);
if (synchronous !== "FULL") database.exec(`PRAGMA synchronous=${synchronous}`);
// Often, so that the main file is written too.
database.exec("PRAGMA wal_autocheckpoint=12; CREATE TABLE IF NOT EXISTS kept (n INTEGER PRIMARY KEY, text TEXT NOT NULL)");
const insert = database.prepare("INSERT INTO kept VALUES (?, ?)");
for (let n = 1; n <= Number(commits); n++) {
  insert.run(n, `row ${n} `.repeat(1 + ((n * 37) % 90)));
  writeSync(1, `acked ${n}\n`);
}
process.kill(process.pid, "SIGKILL");

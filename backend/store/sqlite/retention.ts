import { instant } from "./columns.ts";
import type { ReadTx } from "../store.ts";
import type { RetentionReads, RetentionWrites } from "../retention-rows.ts";
import type { Statements } from "./database.ts";

/** Rows of which nothing but the end is left. The log held their tombstones; below the floor nobody asks any more. */
const WITH_TOMBSTONES = ["small_row", "number"] as const;

const FLOOR = "log-floor";

export const retentionReads = (db: Statements): RetentionReads => ({
  logFloor: () => Number(db.get(`SELECT value FROM meta WHERE key = ?`, FLOOR)?.["value"] ?? 0),
  lastLogMark: () => instant(db.get(`SELECT max(at) AS at FROM log_mark`)?.["at"]),
  oldestResult: (device) => {
    const id = db.get(`SELECT min(id) AS id FROM mutation_result WHERE device_id = ?`, device)?.["id"];
    return typeof id === "number" ? id : undefined;
  },
});

export const retentionWrites = (db: Statements, reading: Pick<ReadTx, "head" | "logFloor">): RetentionWrites => ({
  markLog: (at) => void db.run(`INSERT INTO log_mark (at, seq) VALUES (?, ?) ON CONFLICT DO NOTHING`, at, reading.head()),
  compactLog: (before, limit) => {
    const mark = db.get(`SELECT at, seq FROM log_mark WHERE at <= ? ORDER BY at DESC LIMIT 1`, before);
    if (mark === undefined) return 0;
    const floor = Math.max(reading.logFloor(), Number(mark["seq"]));
    // Desks are told before anything is gone.
    db.run(`INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, FLOOR, String(floor));
    db.run(`DELETE FROM log_mark WHERE at < ?`, mark["at"] ?? 0);
    let gone = db.run(
      `DELETE FROM log WHERE seq IN (SELECT seq FROM log WHERE seq <= ? AND seq < (SELECT max(seq) FROM log) ORDER BY seq LIMIT ?)`,
      floor,
      limit,
    );
    // The whole of each table is looked through: once, when the log is done.
    if (gone >= limit) return gone;
    for (const table of WITH_TOMBSTONES) gone += db.run(`DELETE FROM ${table} WHERE body IS NULL AND v <= ?`, floor);
    gone += db.run(`DELETE FROM contact WHERE sealed IS NULL AND v <= ?`, floor);
    return gone;
  },
  dropMutationResults: (before, limit) =>
    db.run(`DELETE FROM mutation_result WHERE (device_id, id) IN (SELECT device_id, id FROM mutation_result WHERE at < ? ORDER BY at LIMIT ?)`, before, limit),
  dropParkedStatuses: (before, limit) =>
    db.run(`DELETE FROM parked_status WHERE rowid IN (SELECT rowid FROM parked_status WHERE at < ? ORDER BY at LIMIT ?)`, before, limit),
  unparkStatusesOf: (clientId) => db.all(`DELETE FROM parked_status WHERE client_id = ? RETURNING body`, clientId).map((row) => String(row["body"])),
});

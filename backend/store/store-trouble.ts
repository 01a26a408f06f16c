/** SQLite's result codes for a store that cannot write now: busy, locked, read-only, I/O, full, cannot open. */
const STORE_TROUBLE = new Set([5, 6, 8, 10, 13, 14]);

/** Whether the store is to blame for what was thrown, and not the work: then the work waits and is tried again. */
export const isStoreTrouble = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "errcode" in error && typeof error.errcode === "number" && STORE_TROUBLE.has(error.errcode & 0xff);

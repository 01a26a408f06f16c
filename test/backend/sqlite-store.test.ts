import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { describeStore } from "./store-contract.ts";

describeStore("the embedded store", async () => {
  const folder = mkdtempSync(join(tmpdir(), "greenline-store-"));
  const open = () => openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(new Uint8Array(32).fill(7)) });
  return { store: await open(), reopen: open, dispose: () => rmSync(folder, { recursive: true, force: true }) };
});

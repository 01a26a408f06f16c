import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");

/** A repository in small in which every rule of the architecture is broken once. */
const FILES: Readonly<Record<string, string>> = {
  "shared/node-module.ts": 'import { readFile } from "node:fs"; export const x = readFile;',
  "shared/package.ts": 'import { Temporal } from "temporal-polyfill"; export const x = Temporal;',
  "shared/zod-is-fine.ts": 'import { z } from "zod"; export const x = z;',
  "shared/outward.ts": 'import { x } from "../renderer/state/x.ts"; export const y = x;',
  "shared/clock.ts": "export const now = () => Date.now();",
  "shared/chance.ts": "export const chance = () => Math.random();",
  "shared/too-new.ts": "export const pair = () => Promise.withResolvers();",
  "shared/sla/compile-calendar.ts": 'import { Temporal } from "temporal-polyfill"; import { z } from "zod"; export const x = [Temporal, z];',
  "shared/cycle-a.ts": 'import { b } from "./cycle-b.ts"; export const a = () => b;',
  "shared/cycle-b.ts": 'import { a } from "./cycle-a.ts"; export const b = () => a;',
  "shared/default.ts": "export default function hello() { return 1; }",
  "shared/barrel.ts": 'export * from "./clock.ts"; export * from "./chance.ts";',
  "shared/NotKebab.ts": "export const x = 1;",
  "shared/any.ts": "export const x: any = 1;",
  "backend/inward.ts": 'import { x } from "../electron/x.ts"; export const y = x;',
  "backend/tests.ts": 'import { x } from "../test/x.ts"; export const y = x;',
  "backend/window.ts": 'import Dexie from "dexie"; export const y = Dexie;',
  "backend/shared-is-fine.ts": 'import { x } from "../shared/zod-is-fine.ts"; export const y = x;',
  "electron/backend.ts": 'import { x } from "../backend/x.ts"; export const y = x;',
  "electron/sqlite.ts": 'import { DatabaseSync } from "node:sqlite"; export const y = DatabaseSync;',
  "electron/opens.ts": 'import { shell } from "electron"; export const y = () => shell.openExternal("x");',
  "electron/opens-file.ts": 'import { shell } from "electron"; export const y = () => shell.openPath("x");',
  "electron/handles.ts": 'import { ipcMain } from "electron"; export const y = () => ipcMain.handle("x", () => 1);',
  "electron/external-links.ts": 'import { shell } from "electron"; export const y = () => shell.openExternal("x");',
  "renderer/commands/electron.ts": 'import { x } from "../../electron/x.ts"; export const y = x;',
  "renderer/session/node.ts": 'import { x } from "node:fs"; export const y = x;',
  "renderer/session/console.ts": 'export const y = () => console.log("a name");',
  "renderer/ui/html.tsx": 'export const Html = () => <p dangerouslySetInnerHTML={{ __html: "x" }} />;',
  "renderer/ui/view.ts": 'import { x } from "../views/x.ts"; export const y = x;',
  "renderer/views/replica.ts": 'import { x } from "../replica/x.ts"; export const y = x;',
  "renderer/views/inbox/replica.ts": 'import { x } from "../../replica/x.ts"; export const y = x;',
  "renderer/views/state-is-fine.ts": 'import { x } from "../state/x.ts"; import type { r } from "../../shared/sync/x.ts"; export const y = x as r;',
  "renderer/state/commands.ts": 'import { x } from "../commands/x.ts"; export const y = x;',
  "renderer/state/sync.ts": 'import { x } from "../sync/x.ts"; export const y = x;',
  "renderer/commands/sync.ts": 'import { x } from "../sync/x.ts"; export const y = x;',
  "renderer/sync/commands.ts": 'import { x } from "../commands/x.ts"; export const y = x;',
  "renderer/replica/state.ts": 'import { x } from "../state/x.ts"; export const y = x;',
  "test/focused.test.ts": 'import { test } from "vitest"; test.only("x", () => {});',
};

let folder = "";
let found: ReadonlyMap<string, string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "greenline-lint-"));
  for (const file of [
    ".oxlintrc.json",
    "tsconfig.json",
    "tsconfig.base.json",
    ...["shared", "backend", "electron", "renderer", "test"].map((part) => `${part}/tsconfig.json`),
  ]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file));
  }
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  const { stdout } = spawnSync(process.execPath, [join(ROOT, "node_modules", "oxlint", "bin", "oxlint"), "--format", "unix"], {
    cwd: folder,
    encoding: "utf8",
  });
  const lines = [...stdout.matchAll(/^(\S+?):\d+:\d+: .*\[\w+\/(.+)\]$/gm)];
  found = new Map(lines.map(([, file = "", rule = ""]) => [file, rule]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const IMPORTS = "eslint(no-restricted-imports)";
const PROPERTIES = "eslint(no-restricted-properties)";

test("[H15] [H17] [H25] every rule of the architecture is seen to fire, and what is allowed passes", () => {
  expect(Object.fromEntries([...found].toSorted())).toEqual({
    "backend/inward.ts": IMPORTS,
    "backend/tests.ts": IMPORTS,
    "backend/window.ts": IMPORTS,
    "electron/backend.ts": IMPORTS,
    "electron/handles.ts": PROPERTIES,
    "electron/opens-file.ts": PROPERTIES,
    "electron/opens.ts": PROPERTIES,
    "electron/sqlite.ts": IMPORTS,
    "renderer/commands/electron.ts": IMPORTS,
    "renderer/commands/sync.ts": IMPORTS,
    "renderer/replica/state.ts": IMPORTS,
    "renderer/session/console.ts": "eslint(no-console)",
    "renderer/session/node.ts": IMPORTS,
    "renderer/state/commands.ts": IMPORTS,
    "renderer/state/sync.ts": IMPORTS,
    "renderer/sync/commands.ts": IMPORTS,
    "renderer/ui/html.tsx": "react(no-danger)",
    "renderer/ui/view.ts": IMPORTS,
    "renderer/views/inbox/replica.ts": IMPORTS,
    "renderer/views/replica.ts": IMPORTS,
    "shared/NotKebab.ts": "unicorn(filename-case)",
    "shared/any.ts": "typescript(no-explicit-any)",
    "shared/barrel.ts": "oxc(no-barrel-file)",
    "shared/chance.ts": PROPERTIES,
    "shared/clock.ts": "eslint(no-restricted-globals)",
    "shared/cycle-a.ts": "import(no-cycle)",
    "shared/cycle-b.ts": "import(no-cycle)",
    "shared/default.ts": "import(no-default-export)",
    "shared/node-module.ts": IMPORTS,
    "shared/outward.ts": IMPORTS,
    "shared/package.ts": IMPORTS,
    "shared/too-new.ts": PROPERTIES,
    "test/focused.test.ts": "vitest(no-focused-tests)",
  });
});

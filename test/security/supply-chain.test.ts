import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { billOfMaterials } from "../../scripts/sbom.mjs";
import { ROOT } from "./sources.ts";

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

const readJson = (file: string) => JSON.parse(readFileSync(join(ROOT, file), "utf8"));
const lock: { readonly lockfileVersion: number; readonly packages: Readonly<Record<string, Locked>> } = readJson("package-lock.json");
const manifest: { readonly dependencies: Readonly<Record<string, string>>; readonly devDependencies: Readonly<Record<string, string>> } =
  readJson("package.json");
const packages = Object.entries(lock.packages).filter(([path]) => path !== "");
const nameOf = (path: string): string => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** What may be passed on with the product, or stand beside it. Of several on offer one is enough; of several together all count. */
const LICENCES = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-3.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  // Of whole files that stay as they are.
  "MPL-1.1",
  "MPL-2.0",
  "OFL-1.1",
  "PSF-2.0",
  "Python-2.0",
  "Unlicense",
  "WTFPL",
]);

/** Says it in an old form that the lockfile does not repeat; its LICENSE has been read. */
const READ_BY_HAND: Readonly<Record<string, string>> = { "xmlhttprequest-ssl@2.1.2": "MIT" };

/** Runs something while it is installed. Each has been read: a binary for this system is put in its place. */
const INSTALL_SCRIPTS = ["electron-winstaller", "esbuild", "node"];

/** Electron's makers mend the newest three; as of November 2026. */
const SUPPORTED_ELECTRON = [43, 44, 45];

function isAllowed(licence: string): boolean {
  const words = licence.replace(/^\((.*)\)$/, "$1");
  if (words.includes(" OR ")) return words.split(" OR ").some(isAllowed);
  return words.split(" AND ").every((one) => LICENCES.has(one));
}

describe("what the product is made of", () => {
  test("[H51] every package of the lockfile comes by its checksum, from the registry that npm is set to and from no address of its own", () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(packages.length).toBeGreaterThan(500);
    const strange = packages.filter(
      ([, { integrity = "", link, resolved }]) =>
        // An address of its own would be asked whatever registry npm is set to.
        link === true || !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity) || resolved !== undefined,
    );
    expect(strange.map(([path]) => path)).toEqual([]);
  });

  test("[H51] nothing is asked for from a folder, a repository or an address", () => {
    const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(asked.filter(([, version]) => !/^[\^~]?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    const root = lock.packages[""] as Partial<typeof manifest>;
    expect({ ...root.dependencies, ...root.devDependencies }, "package.json and the lockfile agree").toEqual(Object.fromEntries(asked));
  });

  test("[H51] has licences that may be passed on", () => {
    const refused = packages
      .map(([path, { license, version = "" }]) => [nameOf(path), license ?? READ_BY_HAND[`${nameOf(path)}@${version}`] ?? "none"] as const)
      .filter(([, licence]) => !isAllowed(licence));
    expect(refused).toEqual([]);
    for (const licence of ["GPL-3.0", "AGPL-3.0-only", "(MIT AND GPL-2.0)", "UNLICENSED", "none", ""])
      expect([licence, isAllowed(licence)]).toEqual([licence, false]);
  });

  test("[H51] runs nothing while it is installed, but what has been read", () => {
    const running = packages.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => nameOf(path));
    expect(running.toSorted()).toEqual(INSTALL_SCRIPTS);
  });

  test("[H51] is listed for whoever gets it: every package that ships with its version, and none that only builds", () => {
    const list = billOfMaterials();
    expect(list.bomFormat).toBe("CycloneDX");

    const listed = new Set(list.components.map(({ name, version }: { readonly name: string; readonly version: string }) => `${name}@${version}`));
    const shipped = packages.filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true);
    expect(shipped.map(([path, { version }]) => `${nameOf(path)}@${version}`).filter((one) => !listed.has(one))).toEqual([]);
    expect(listed).toContain(`electron@${lock.packages["node_modules/electron"]?.version}`);
    for (const builds of ["electron-builder", "vitest", "playwright-core"])
      expect([...listed].filter((one) => String(one).startsWith(`${builds}@`))).toEqual([]);
  });

  test("[H16] is packed with an Electron that is still mended", () => {
    const { version = "" } = lock.packages["node_modules/electron"] ?? {};
    expect(SUPPORTED_ELECTRON).toContain(Number.parseInt(version, 10));
    expect(manifest.devDependencies["electron"], "the very version, so that nobody packs another").toBe(version);
  });
});

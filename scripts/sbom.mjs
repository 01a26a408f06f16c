/**
 * `npm run sbom`: what the product is made of, as a CycloneDX list in release/sbom.cdx.json. It is read from package-lock.json,
 * so it needs no network.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Asked for to build with, and in every package all the same. */
const SHIPS_TOO = "node_modules/electron";

/** Without what only helps to build. npm's own `--omit dev` leaves out too much: what the product and a tool both need. */
export function billOfMaterials(root = ROOT) {
  const list = JSON.parse(npmList(root));
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const ships = new Set(
    Object.entries(packages)
      .filter(([path, { dev, devOptional }]) => path === SHIPS_TOO || (path !== "" && dev !== true && devOptional !== true))
      .map(([path, { name, version }]) => `${name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length)}@${version}`),
  );

  const components = list.components.filter(({ name, version }) => ships.has(`${name}@${version}`));
  const kept = new Set([list.metadata.component, ...components].map((component) => component["bom-ref"]));
  const dependencies = list.dependencies.flatMap((one) => (kept.has(one.ref) ? { ...one, dependsOn: one.dependsOn.filter((ref) => kept.has(ref)) } : []));
  return { ...list, components, dependencies };
}

function npmList(root) {
  const words = ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--package-lock-only"];
  const { error, status, stderr, stdout } = spawnSync("npm", words, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === "win32",
  });
  if (error !== undefined || status !== 0) throw new Error(`npm could not list what the product is made of: ${error?.message ?? stderr}`);
  return stdout;
}

/** Beside the packages that it belongs to. */
export async function writeBillOfMaterials(root = ROOT) {
  const file = join(root, "release", "sbom.cdx.json");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(billOfMaterials(root), null, 2)}\n`);
  return file;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await writeBillOfMaterials());

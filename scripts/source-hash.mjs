import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/**
 * One value for the content of files and folders; what is not there counts as absent, so that its coming is noticed.
 *
 * @param {string} root
 * @param {readonly string[]} paths
 */
export async function hashOfSources(root, paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of await filesUnder(join(root, path))) {
      hash.update(relative(root, file).split(sep).join("/")).update("\0");
      hash.update(await readFile(file)).update("\0");
    }
    hash.update("\0");
  }
  return hash.digest("hex");
}

async function filesUnder(path) {
  const kind = await stat(path).catch(() => undefined);
  if (kind === undefined) return [];
  if (kind.isFile()) return [path];

  const entries = await readdir(path, { withFileTypes: true });
  const nested = await Promise.all(entries.map((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)])));
  // The order of a folder is not promised, and the hash must not depend on it.
  return nested.flat().toSorted();
}

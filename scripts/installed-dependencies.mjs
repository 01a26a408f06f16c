import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Whether node_modules holds what package-lock.json names. npm writes down what it installed; packages for other systems may lack. */
export async function dependenciesAreCurrent(root) {
  const [wanted, installed] = await Promise.all([readLock(join(root, "package-lock.json")), readLock(join(root, "node_modules", ".package-lock.json"))]);
  if (wanted === undefined || installed === undefined) return false;

  return Object.entries(wanted).every(
    ([path, { optional, version }]) => path === "" || (installed[path] === undefined ? optional === true : installed[path].version === version),
  );
}

const readLock = (file) =>
  readFile(file, "utf8").then(
    (text) => JSON.parse(text).packages,
    () => undefined,
  );

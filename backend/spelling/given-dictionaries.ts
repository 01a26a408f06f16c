import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** Languages whose dictionary the product may not bring along; an admin may put one beside the data. */
const LANGUAGES = ["it"] as const;
const FILE = /^(?:it)\.(?:aff|dic)$/;
/** A dictionary has a few megabytes. */
const LARGEST = 20 * 1024 * 1024;

export interface GivenDictionaries {
  readonly list: () => Promise<readonly { readonly language: string; readonly version: string }[]>;
  /** Undefined where there is no such file. */
  readonly file: (name: string) => Promise<Uint8Array | undefined>;
}

/** `dictionaries/it.aff` and `it.dic` in the data folder, both or none; they are looked at anew each time. */
export function openGivenDictionaries(dataFolder: string): GivenDictionaries {
  const folder = join(dataFolder, "dictionaries");
  const sizeOf = (name: string) => stat(join(folder, name)).then(({ mtimeMs, size }) => ({ mtimeMs, size }));

  return {
    list: async () => {
      const found = await Promise.all(
        LANGUAGES.map(async (language) => {
          const files = await Promise.all([sizeOf(`${language}.aff`), sizeOf(`${language}.dic`)]).catch(() => undefined);
          if (files === undefined || files.some(({ size }) => size === 0 || size > LARGEST)) return [];
          return [{ language, version: files.map(({ mtimeMs, size }) => `${Math.round(mtimeMs).toString(36)}-${size.toString(36)}`).join("-") }];
        }),
      );
      return found.flat();
    },
    file: async (name) => {
      if (!FILE.test(name)) return undefined;
      const path = join(folder, name);
      return stat(path).then(
        ({ size }) => (size > LARGEST ? undefined : readFile(path)),
        () => undefined,
      );
    },
  };
}

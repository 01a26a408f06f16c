import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CloudApi, MediaDownload } from "../cloud-api/port.ts";
import type { Vault } from "../store/vault.ts";

export interface MediaStore {
  readonly read: (mediaId: string) => Promise<MediaDownload>;
  /** [H45] Deletes the files; one that is on its way goes when it has come. */
  readonly forget: (mediaIds: readonly string[]) => Promise<void>;
}

interface Deps {
  readonly folder: string;
  readonly cloudApi: CloudApi;
  readonly vault: Vault;
}

/** Where the file of a message lies. */
export const mediaPath =
  (folder: string, vault: Vault) =>
  (mediaId: string): string =>
    join(folder, createHash("sha256").update(vault.blind("media", mediaId)).digest("hex"));

/** Files of messages, fetched from the platform once and kept, because the platform forgets them after days. Names on disk are random to a reader (H49). */
export function createMediaStore({ cloudApi, folder, vault }: Deps): MediaStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const underWay = new Map<string, Promise<MediaDownload>>();

  const pathOf = mediaPath(folder, vault);

  const fetchOnce = async (mediaId: string): Promise<MediaDownload> => {
    const path = pathOf(mediaId);
    const kept = await readFile(path).catch(() => undefined);
    if (kept !== undefined) {
      const split = kept.indexOf(0);
      return { type: "found", mime: kept.subarray(0, split).toString("utf8"), bytes: kept.subarray(split + 1) };
    }
    const download = await cloudApi.media(mediaId);
    if (download.type !== "found") return download;
    await writeFile(`${path}.part`, Buffer.concat([Buffer.from(`${download.mime}\0`), download.bytes]), { mode: 0o600 });
    await rename(`${path}.part`, path);
    return download;
  };

  return {
    read: (mediaId) => {
      const running = underWay.get(mediaId) ?? fetchOnce(mediaId).finally(() => underWay.delete(mediaId));
      underWay.set(mediaId, running);
      return running;
    },
    forget: async (mediaIds) => {
      for (const mediaId of mediaIds) {
        await underWay.get(mediaId)?.catch(() => undefined);
        await rm(pathOf(mediaId), { force: true });
      }
    },
  };
}

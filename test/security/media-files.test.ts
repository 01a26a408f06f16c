import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CloudApi } from "../../backend/cloud-api/port.ts";
import { createMediaShelf, mediaIds } from "../../backend/cloud-api/simulator/media.ts";
import { createMediaStore } from "../../backend/media/media-store.ts";
import { isShown } from "../../backend/media/shown-files.ts";
import { createVault } from "../../backend/store/vault.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

/** The first bytes of real files. */
const BEGINNINGS: readonly (readonly [string, Uint8Array])[] = [
  ["image/jpeg", bytes("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF")],
  ["image/png", bytes("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR")],
  ["image/webp", bytes("RIFF\u0024\0\0\0WEBPVP8 ")],
  ["image/gif", bytes("GIF89a\u0001\0\u0001\0")],
  ["audio/ogg", bytes("OggS\0\u0002\0\0")],
  ["audio/mpeg", bytes("ID3\u0004\0\0")],
  ["audio/mpeg", bytes("\u00ff\u00fb\u0090\0")],
  ["audio/mp4", bytes("\0\0\0\u0020ftypM4A ")],
  ["audio/aac", bytes("\u00ff\u00f1\u0050\u0080")],
  ["audio/amr", bytes("#!AMR\n<")],
  ["audio/wav", bytes("RIFF\u0024\0\0\0WAVEfmt ")],
  ["video/mp4", bytes("\0\0\0\u0018ftypmp42")],
  ["video/3gpp", bytes("\0\0\0\u0018ftyp3gp4")],
];

/** What a browser would run, or hand to a program. */
const HARMFUL = [
  "<!doctype html><script>alert(1)</script>",
  "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
  "MZ\u0090\0",
  "\u007fELF",
  "%PDF-1.7",
  "PK\u0003\u0004",
  "#!/bin/sh\n",
  " GIF89a",
  "",
];

test("[H49] what is shown begins as such a file does", () => {
  for (const [mime, beginning] of BEGINNINGS) expect([mime, isShown(mime, beginning)]).toEqual([mime, true]);
  const shelf = createMediaShelf();
  for (const id of [mediaIds.brokenMug, mediaIds.parcelLabel, mediaIds.voiceNote, mediaIds.sticker]) {
    const file = shelf.find(id);
    expect(file !== undefined && isShown(file.mime, file.bytes)).toBe(true);
  }
});

test("[H49] [H23] nothing else is, whatever it is called", () => {
  for (const [mime] of BEGINNINGS) for (const harmful of HARMFUL) expect([mime, harmful, isShown(mime, bytes(harmful))]).toEqual([mime, harmful, false]);
  for (const mime of ["image/svg+xml", "text/html", "application/pdf", "application/octet-stream", "text/plain", "", "image/png, text/html"])
    for (const [, beginning] of BEGINNINGS) expect([mime, isShown(mime, beginning)]).toEqual([mime, false]);
});

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "greenline-media-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("[H49] on disk a file has a name that says nothing, for this user alone", async () => {
  const cloudApi = { media: async () => ({ type: "found", mime: "image/png", bytes: bytes("x") }) } as unknown as CloudApi;
  const stores = [1, 2].map((seed) => createMediaStore({ folder: join(folder, `media-${seed}`), cloudApi, vault: createVault(new Uint8Array(32).fill(seed)) }));
  const ids = ["900000000000001", "../../etc/passwd", "a/b.html", "C:\\x.exe"];
  for (const store of stores) for (const id of ids) await store.read(id);

  const [names = [], others = []] = [1, 2].map((seed) => readdirSync(join(folder, `media-${seed}`)));
  expect(names).toHaveLength(ids.length);
  for (const name of names) expect(name).toMatch(/^[0-9a-f]{64}$/);
  expect(
    others.filter((name) => names.includes(name)),
    "without the key nobody can tell which file is whose",
  ).toEqual([]);
  expect(statSync(join(folder, "media-1")).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, "media-1", names[0] ?? "")).mode & 0o777).toBe(0o600);
});

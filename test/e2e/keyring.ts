import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

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
  const home = mkdtempSync(join(tmpdir(), "greenline-keyring-"));
  const child = spawn("gnome-keyring-daemon", ["--unlock", "--components=secrets", "--foreground"], {
    env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home },
    stdio: ["pipe", "pipe", "ignore"],
  });
  child.stdin.end("a password for the tests");
  // It says where its control socket is once it answers on the bus.
  await new Promise<void>((resolve) => {
    child.stdout.once("data", () => resolve());
    child.once("exit", () => resolve());
    setTimeout(resolve, 3_000).unref();
  });
  return {
    args: ["--password-store=gnome-libsecret"],
    stop: () => {
      child.kill("SIGTERM");
      rmSync(home, { recursive: true, force: true });
    },
  };
}

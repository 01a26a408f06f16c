import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where this user's data lies unless another folder is named. */
export function dataFolder(env = process.env, platform = process.platform, home = homedir()) {
  if (platform === "darwin") return join(home, "Library", "Application Support", "Greenline", "data");
  if (platform === "win32") return join(env.LOCALAPPDATA || join(home, "AppData", "Local"), "Greenline", "data");
  return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "greenline");
}

const today = () => new Date().toISOString().slice(0, 10);

/**
 * What the application and its backend are started with. Without an access token there is no platform to talk to, so a simulated
 * one is.
 */
export function startEnvironment(env, { root, node, platform = process.platform, home = homedir() }) {
  const real = Boolean(env.WHATSAPP_ACCESS_TOKEN);
  const demo = env.GREENLINE_DEMO === "1" || (!env.GREENLINE_DEMO && !real);
  return {
    ...env,
    GREENLINE_NODE: node,
    // The demo never lies among real customers, and each day begins with a fresh one: its windows and clocks are of today.
    GREENLINE_DATA: env.GREENLINE_DATA || (demo ? join(dataFolder(env, platform, home), "demo", today()) : dataFolder(env, platform, home)),
    GREENLINE_DEMO: env.GREENLINE_DEMO || (real ? "0" : "1"),
    GREENLINE_INBOX_DIR: env.GREENLINE_INBOX_DIR || join(root, "dist", "renderer"),
    // A start with a data folder of its own is a Greenline of its own, beside the one that may be running.
    ...(env.GREENLINE_DATA && !env.GREENLINE_USER_DATA ? { GREENLINE_USER_DATA: join(env.GREENLINE_DATA, "desktop") } : {}),
  };
}

/** Why no window can be shown here; undefined where one can. */
export function displayProblem(env, platform) {
  if (platform !== "linux" || env.DISPLAY || env.WAYLAND_DISPLAY) return undefined;
  return "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be shown.";
}

/**
 * How Chromium's sandbox can be had here. Root cannot have it; elsewhere the system may forbid it, and then the person decides.
 *
 * @param {{ env: NodeJS.ProcessEnv, dist: string, platform?: string, uid?: number | undefined, hasNamespaces?: () => boolean }} facts
 * @returns {{ args: readonly string[], canStart: boolean, say?: string }}
 */
export function sandboxAdvice({ env, dist, platform = process.platform, uid = process.getuid?.(), hasNamespaces = namespacesWork }) {
  if (platform !== "linux") return { args: [], canStart: true };
  if (uid === 0)
    return {
      args: ["--no-sandbox"],
      canStart: true,
      say: "Started as root: Chromium's sandbox is off. For development alone; start as another user to have it.",
    };
  if (hasNamespaces() || isSetuidRoot(join(dist, "chrome-sandbox"))) return { args: [], canStart: true };
  if (env.GREENLINE_NO_SANDBOX === "1")
    return { args: ["--no-sandbox"], canStart: true, say: "Chromium's sandbox is off, as GREENLINE_NO_SANDBOX=1 says. For development alone." };
  return {
    args: [],
    canStart: false,
    say: `This system forbids user namespaces, which Chromium's sandbox needs. Allow them (sysctl kernel.unprivileged_userns_clone=1, or kernel.apparmor_restrict_unprivileged_userns=0), or set GREENLINE_NO_SANDBOX=1 to go without in development.`,
  };
}

const namespacesWork = () => spawnSync("unshare", ["--user", "--map-root-user", "true"], { stdio: "ignore" }).status === 0;

function isSetuidRoot(file) {
  try {
    const { mode, uid } = statSync(file);
    return uid === 0 && (mode & 0o4000) !== 0;
  } catch {
    return false;
  }
}

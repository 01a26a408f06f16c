import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { flipFuses, FuseV1Options, FuseVersion } from "@electron/fuses";

/**
 * What the finished executable can no longer be talked into: to run as Node, to listen to a debugger, to load an application from
 * somewhere else. The check of the archive's integrity works on macOS and Windows alone; Electron has none on Linux.
 *
 * @param {string} platform
 */
export function fusesFor(platform) {
  return {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform !== "linux",
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  };
}

/** Fuses that older versions do not have yet, with the version that brought them. */
const SINCE = { [FuseV1Options.GrantFileProtocolExtraPrivileges]: 29 };

/** @param {{ appOutDir: string, electronPlatformName: string, packager: { appInfo: { productFilename: string }, executableName?: string, config: { electronVersion?: string } } }} context */
export async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const { executableName, appInfo } = packager;
  const executables = {
    darwin: `${appInfo.productFilename}.app`,
    mas: `${appInfo.productFilename}.app`,
    win32: `${appInfo.productFilename}.exe`,
    linux: executableName ?? appInfo.productFilename,
  };
  const executable = join(appOutDir, executables[electronPlatformName]);
  // The shell of the unpackaged runtime would start any application that it is pointed to.
  if (electronPlatformName === "linux") await rm(join(appOutDir, "resources", "default_app.asar"), { force: true });
  if (!existsSync(executable)) throw new Error(`There is no ${executable} to flip the fuses of.`);

  const fuses = fusesFor(electronPlatformName);
  const major = Number.parseInt(packager.config.electronVersion ?? "", 10);
  for (const [fuse, since] of Object.entries(SINCE)) {
    if (!(major < since)) continue;
    console.log(`WARNING: Electron ${major} has no fuse ${FuseV1Options[Number(fuse)]}; this package is for development.`);
    delete fuses[fuse];
  }
  if (process.env.GREENLINE_UNFUSED === "1") console.log("WARNING: the fuses stay as they are (GREENLINE_UNFUSED=1). For tests alone.");
  else await flipFuses(executable, { ...fuses, resetAdHocDarwinSignature: electronPlatformName === "darwin" });
}

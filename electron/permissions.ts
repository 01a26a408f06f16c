import type { Session } from "electron";
import { APP_ORIGIN } from "./app-address.ts";
import { parseAddress } from "./parse-address.ts";

/** All that the inbox asks for. Copying works without a permission; camera, place and devices are nobody's business here. */
const ALLOWED: ReadonlySet<string> = new Set(["notifications"]);

export function isPermitted(permission: string, origin: string): boolean {
  return ALLOWED.has(permission) && origin.replace(/\/$/, "") === APP_ORIGIN;
}

type Permissions = Pick<Session, "setPermissionRequestHandler" | "setPermissionCheckHandler" | "setDevicePermissionHandler"> &
  Partial<Pick<Session, "setBluetoothPairingHandler" | "setUSBProtectedClassesHandler" | "setDisplayMediaRequestHandler">>;

/** Denies by default: what is asked for, what is only checked, and devices. */
export function denyPermissions(session: Permissions): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) =>
    answer(isPermitted(permission, originOf(details.requestingUrl) ?? originOf(contents.getURL()) ?? "")),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  // Not there in every version that this runs on.
  session.setBluetoothPairingHandler?.((_details, answer) => answer({ confirmed: false }));
  session.setDisplayMediaRequestHandler?.((_request, answer) => answer({}));
}

/** `URL.origin` is "null" for schemes it does not know, so it is put together here. */
function originOf(address: string | undefined): string | undefined {
  const url = address === undefined ? undefined : parseAddress(address);
  return url === undefined ? undefined : `${url.protocol}//${url.host}`;
}

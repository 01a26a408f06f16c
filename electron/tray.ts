import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from "electron";
import { trayPicture } from "./tray-picture.ts";
import type { Words } from "./words.ts";

const SIZE = 44;

interface Deps {
  readonly newTray: (picture: NativeImage) => Tray;
  readonly newPicture: (bitmap: Buffer, size: number) => NativeImage;
  readonly newMenu: (template: MenuItemConstructorOptions[]) => Menu;
  readonly words: Words;
  readonly show: () => void;
  readonly quit: () => void;
  readonly report: (line: string) => void;
}

/** The tray icon, with the number of conversations at risk. A desktop without a tray goes without. */
export function createTray({ newMenu, newPicture, newTray, quit, report, show, words }: Deps): (atRisk: number) => void {
  const picture = (atRisk: number): NativeImage => newPicture(trayPicture(SIZE, atRisk), SIZE);
  try {
    const tray = newTray(picture(0));
    tray.setToolTip("Greenline");
    tray.setContextMenu(newMenu([{ label: words.show, click: show }, { type: "separator" }, { label: words.quit, click: quit }]));
    tray.on("click", show);
    return (atRisk) => {
      tray.setImage(picture(atRisk));
      tray.setToolTip(atRisk > 0 ? `Greenline: ${words.atRisk(atRisk)}` : "Greenline");
      // Beside the icon, where the system has room for words.
      tray.setTitle(atRisk > 0 ? String(atRisk) : "");
    };
  } catch (error) {
    report(`There is no tray: ${String(error)}`);
    return () => {};
  }
}

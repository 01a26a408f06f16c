import type { ContextMenuParams, MenuItemConstructorOptions } from "electron";
import type { Words } from "./words.ts";

interface Facts {
  readonly platform: NodeJS.Platform;
  readonly packaged: boolean;
  readonly words: Words;
  readonly openWindow: () => void;
}

/** A small menu: the shortcuts of the system for text and zoom. Reload and developer tools are there in development alone. */
export function menuTemplate({ openWindow, packaged, platform, words }: Facts): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: "separator" };
  const development: MenuItemConstructorOptions[] = packaged ? [] : [separator, { role: "reload" }, { role: "toggleDevTools" }];
  return [
    ...(platform === "darwin" ? [{ role: "appMenu" } satisfies MenuItemConstructorOptions] : []),
    {
      label: words.file,
      submenu: [
        { label: words.newWindow, accelerator: "CommandOrControl+Shift+N", click: openWindow },
        separator,
        platform === "darwin" ? { role: "close" } : { role: "quit", label: words.quit },
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: "undo" },
        { role: "redo" },
        separator,
        { role: "cut" },
        { role: "copy" },
        { role: "pasteAndMatchStyle", accelerator: "CommandOrControl+V" },
        { role: "selectAll" },
      ],
    },
    { label: words.view, submenu: [{ role: "resetZoom" }, { role: "zoomIn" }, { role: "zoomOut" }, separator, { role: "togglefullscreen" }, ...development] },
    { label: words.window, role: "windowMenu" },
  ];
}

type ContextFacts = Pick<ContextMenuParams, "isEditable" | "selectionText" | "misspelledWord" | "dictionarySuggestions" | "editFlags">;

/** What a right click offers on text: spelling first, then the clipboard. */
export function contextMenuTemplate(
  { dictionarySuggestions, editFlags, isEditable, misspelledWord, selectionText }: ContextFacts,
  replace: (word: string) => void,
): MenuItemConstructorOptions[] {
  const spelling: MenuItemConstructorOptions[] =
    misspelledWord === "" ? [] : dictionarySuggestions.map((word) => ({ label: word, click: () => replace(word) }));
  if (!isEditable) return selectionText.trim() === "" ? [] : [{ role: "copy" }];
  return [
    ...spelling,
    ...(spelling.length > 0 ? [{ type: "separator" } satisfies MenuItemConstructorOptions] : []),
    { role: "cut", enabled: editFlags.canCut },
    { role: "copy", enabled: editFlags.canCopy },
    { role: "pasteAndMatchStyle", enabled: editFlags.canPaste },
    { role: "selectAll", enabled: editFlags.canSelectAll },
  ];
}

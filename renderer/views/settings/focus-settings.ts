/** Where the focus goes when what had it is gone: the page itself, so that the arrow keys scroll. */
export const focusSettings = (): void => document.getElementById("settings-title")?.closest("main")?.focus({ preventScroll: true });

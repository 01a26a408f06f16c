import css from "./keys.module.css";

const isMac = typeof navigator !== "undefined" && /Mac/u.test(navigator.platform);

/** `Ctrl+K` or `g i`, key by key; a Mac shows its own signs. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={css["keys"]}>
      {keys.split(" ").map((key) => (
        <kbd key={key} className={css["key"]}>
          {isMac ? key.replace("Ctrl+", "⌘").replace("Shift+", "⇧").replace("Enter", "↵") : key.replaceAll("+", " ")}
        </kbd>
      ))}
    </span>
  );
}

import type { UiState } from "../state/ui-state.ts";

/** Puts theme and density on the document and follows the system where that was chosen. Returns a function that stops following. */
export function applyTheme(document: Document, { theme, density }: Pick<UiState, "theme" | "density">): () => void {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    root.dataset["theme"] = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
    root.dataset["density"] = density;
  };

  apply();
  if (theme !== "system") return () => {};
  dark.addEventListener("change", apply);
  return () => dark.removeEventListener("change", apply);
}

import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The inbox, for Electron and for browsers. Nothing is inlined: the content security policy knows 'self' alone.
 * `--mode views` builds the page with invented conversations instead (renderer/dev), never part of the product.
 */
export default defineConfig(({ mode }) => ({
  root: here("renderer"),
  base: "/",
  publicDir: here("assets/public"),
  plugins: [react()],
  // The guard's worker reads the scorer of the off-topic check when there is a model to judge by.
  worker: { format: "es" },
  build: {
    outDir: here(mode === "views" ? ".cache/views" : "dist/renderer"),
    emptyOutDir: true,
    target: "chrome114",
    assetsInlineLimit: 0,
    // One large piece that is read behind the first picture is better than many small ones from a local disk.
    chunkSizeWarningLimit: 1_000,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: mode === "views" ? here("renderer/dev/dev.html") : [here("renderer/index.html"), here("renderer/wallboard.html")] },
  },
}));

import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The inbox, for Electron and for browsers. Nothing is inlined: the content security policy knows 'self' alone. */
export default defineConfig({
  root: here("renderer"),
  base: "/",
  publicDir: here("assets/public"),
  plugins: [react()],
  build: {
    outDir: here("dist/renderer"),
    emptyOutDir: true,
    target: "chrome114",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: here("renderer/index.html") },
  },
});

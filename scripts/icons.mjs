/** Draws the application's icons from the one picture of it: `node scripts/icons.mjs`. Run by hand when the picture changes. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { findChromium } from "./e2e-environment.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

const picture = await readFile(join(ROOT, "assets", "public", "greenline.svg"), "base64");
const folder = join(ROOT, "assets", "icons");
await mkdir(folder, { recursive: true });

const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
for (const size of SIZES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0;background:transparent}img{display:block;width:100vw;height:100vh}</style><img src="data:image/svg+xml;base64,${picture}">`,
  );
  await writeFile(join(folder, `${size}x${size}.png`), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();

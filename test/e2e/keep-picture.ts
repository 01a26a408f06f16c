import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

/** A picture of what a test sees, where somebody asked for pictures: `npm run pictures:cases` puts them into docs/pictures/cases. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env["GREENLINE_PICTURES"];
  if (folder === undefined || folder === "") return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

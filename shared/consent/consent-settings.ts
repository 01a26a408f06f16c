import { z } from "zod";
import { DEFAULT_CATEGORIES, EVERYTHING, type ConsentCategory } from "./categories.ts";

/** How a workspace asks for consent, for everybody in it. */
export interface ConsentSettings {
  /** [S2-9] */
  readonly categories: readonly ConsentCategory[];
  /** [S2-6] Under whose law consents are asked for, as the workspace notes it; the app claims nothing. */
  readonly jurisdiction?: string | undefined;
  /** [S2-6] For how long they are kept and why, in the workspace's own words. */
  readonly retention?: string | undefined;
}

export const DEFAULT_CONSENT_SETTINGS: ConsentSettings = { categories: DEFAULT_CATEGORIES };

/** More is no list that anybody can ask for one by one. */
const MOST_CATEGORIES = 30;
/** As `categoryNamed` looks for it. */
const word = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(100)
  .transform((text) => text.replaceAll(/[\s_]+/g, "-"));
const note = z
  .string()
  .trim()
  .transform((text) => (text === "" ? undefined : text))
  .optional();

const category = z.strictObject({
  key: z
    .string()
    .max(60)
    .regex(/^[a-z\d]+(?:-[a-z\d]+)*$/, { error: "Small letters, digits and hyphens." }),
  name: z.string().trim().min(1).max(60).optional(),
  allows: z.enum(["MARKETING", "UTILITY", "AUTHENTICATION"]).optional(),
  general: z.literal(true).optional(),
  alsoCalled: z.array(word).max(50),
});

export const consentSettingsSchema = z
  .strictObject({
    categories: z.array(category).min(2).max(MOST_CATEGORIES),
    jurisdiction: note.pipe(z.string().max(100).optional()),
    retention: note.pipe(z.string().max(1_000).optional()),
  })
  .superRefine(({ categories }, context) => {
    const say = (message: string, path: (string | number)[]): void => context.addIssue({ code: "custom", message, path: ["categories", ...path] });
    // Stop words, the platform's switch and its refusals speak of these two.
    if (categories.find(({ key }) => key === EVERYTHING)?.allows !== undefined) say("This one is about everything.", []);
    for (const key of [EVERYTHING, "marketing"]) if (!categories.some((one) => one.key === key)) say(`There is always one called ${key}.`, []);
    if (categories.find(({ key }) => key === "marketing")?.allows !== "MARKETING") say("It allows marketing templates.", []);
    const seen = new Set<string>();
    categories.forEach(({ allows, alsoCalled, key }, index) => {
      if (key !== EVERYTHING && allows === undefined) say("Say which templates it allows.", [index, "allows"]);
      for (const name of [key, ...alsoCalled]) {
        if (seen.has(name)) say(`Two are called ${name}.`, [index, "key"]);
        seen.add(name);
      }
    });
  });

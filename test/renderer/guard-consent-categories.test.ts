import { expect, test } from "vitest";
import { createConsentSettingsKeeper } from "../../renderer/guard/consent-settings-keeper.ts";
import { deskContext } from "../../renderer/guard/desk-context.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { setUi } from "../../renderer/state/ui-store.ts";
import { DEFAULT_CATEGORIES } from "../../shared/consent/categories.ts";
import { consentSettingsSchema, DEFAULT_CONSENT_SETTINGS, type ConsentSettings } from "../../shared/consent/consent-settings.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { amelia } from "../../renderer/dev/conversations.ts";
import { createFakeTime } from "./fake-time.ts";
import { NOON } from "./inbox-builders.ts";

const wine = { key: "wine-club", allows: "MARKETING", alsoCalled: ["the club"] } as const;
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("[S2-9] a desk asks for the categories when the line stands, and what cannot be read leaves the ones before", async () => {
  const bodies: readonly unknown[] = [{ categories: [...DEFAULT_CATEGORIES, wine] }, { categories: "none" }];
  const heard: ConsentSettings[] = [];
  let asked = 0;
  const keeper = createConsentSettingsKeeper({
    timers: createFakeTime(NOON).timers,
    request: async () => Response.json(bodies[asked++]),
    hear: (settings) => void heard.push(settings),
  });
  for (let round = 0; round < 2; round += 1) {
    keeper.connection({ kind: "live" });
    await settled();
    await settled();
    keeper.connection({ kind: "offline", asOf: NOON });
  }
  keeper.stop();
  expect(asked).toBe(2);
  // Other words are kept as an import looks for them.
  expect(heard.map(({ categories }) => categories.at(-1))).toEqual([{ ...wine, alsoCalled: ["the-club"] }]);
});

test("[S2-9] the guard of a desk judges by the workspace's own categories", () => {
  inboxStore.setState(fakeInbox());
  setUi({ consentSettings: { categories: [...DEFAULT_CATEGORIES, wine] } });
  expect(deskContext(inboxStore.getState(), amelia, undefined)?.consentCategories).toContainEqual(wine);
  setUi({ consentSettings: DEFAULT_CONSENT_SETTINGS });
});

test("[S2-6] notes on law and retention may stay empty, and have an end", () => {
  const parsed = (notes: object) => consentSettingsSchema.safeParse({ categories: DEFAULT_CATEGORIES, ...notes });
  expect(parsed({ jurisdiction: " ", retention: "" }).data).toEqual({ categories: DEFAULT_CATEGORIES });
  expect(parsed({ jurisdiction: "UK ", retention: "Two years" }).data).toMatchObject({ jurisdiction: "UK", retention: "Two years" });
  expect(parsed({ retention: "x".repeat(1_001) }).success).toBe(false);
});

import { DEFAULT_CATEGORIES } from "../../shared/consent/categories.ts";
import { importConsents } from "../../shared/consent/import-rows.ts";
import { toInstant } from "../../shared/time.ts";
import type { ConsentImportCommands } from "../commands/consent-import.ts";
import { setUi } from "../state/ui-store.ts";
import { NOW } from "./people.ts";

/** Judges rows as the server does, and keeps nothing. */
export const fakeConsentImportCommands: ConsentImportCommands = {
  importConsents: async (rows) => ({
    kind: "done",
    lines: importConsents(
      rows.map(({ at, ...row }) => ({ ...row, at: at === undefined ? undefined : toInstant(Date.parse(at)) })),
      NOW,
      DEFAULT_CATEGORIES,
    ).map((one) =>
      one.kind === "entry"
        ? { line: one.line, outcome: "recorded", state: one.entry.state, contactId: one.contact }
        : { line: one.line, outcome: "unknown", reason: one.reason, contactId: one.contact },
    ),
  }),
  saveConsentSettings: async (settings) => {
    setUi({ consentSettings: settings });
    return { kind: "done" };
  },
  exportContact: async () => ({ kind: "done", text: "{}" }),
  eraseContact: async () => ({ kind: "done" }),
};

import { describe, expect, test } from "vitest";
import { CATALOGUES } from "../../renderer/messages/i18n.ts";
import { RULE_IDS } from "../../shared/guard/rule-ids.ts";
import { explainError, knownErrorCodes } from "../../shared/platform/error-codes.ts";

const SEVERITIES = ["stop", "confirm", "advise"] as const;

describe.each(Object.entries(CATALOGUES))("[S0-1] a send that is refused is explained in %s", (_language, catalogue) => {
  const words: Readonly<Record<string, string | undefined>> = catalogue;

  test.each(RULE_IDS)("[S0-1] by the rule %s with what it is for", (rule) => {
    expect(words[`guard.about.${rule}`]?.split(" ").length ?? 0).toBeGreaterThan(3);
  });

  test.each(SEVERITIES)("[S0-1] with what can be done about a finding of the gravity %s", (severity) => {
    const said = words[`guard.means.${severity}`]?.trim() ?? "";
    expect(said).not.toBe("");
    // In words of its own: another language, and another gravity, says something else.
    const all = [...new Set(Object.values(CATALOGUES))].flatMap((one) => SEVERITIES.map((gravity) => one[`guard.means.${gravity}`].trim()));
    expect(all.filter((one) => one === said)).toHaveLength(1);
  });
});

test("[S0-1] every refusal of the platform says what it means and what to do, one that nobody knows too", () => {
  for (const code of [...knownErrorCodes, 999_999]) {
    const { meaning, next } = explainError(code);
    expect([code, meaning.split(" ").length > 2, next.split(" ").length > 1]).toEqual([code, true, true]);
  }
});

import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { amelia } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { aboutWord } from "../../renderer/views/composer/about-word.ts";
import { GuardStrip } from "../../renderer/views/composer/guard-strip.tsx";
import { SpellingSection } from "../../renderer/views/settings/spelling-section.tsx";
import type { Finding } from "../../shared/guard/finding.ts";
import { draw } from "./views-harness.tsx";

const WORDS = {
  learned: [
    { word: "Kärcher", by: "anna", at: "2026-03-02T10:00:00Z" },
    { word: "zorbig", by: "anna", at: "2026-03-02T10:00:00Z" },
  ],
  inUse: [],
  dictionaries: [],
};
const spelling = { words: WORDS, news: 0, missing: {}, ignored: new Map() };

beforeEach(() => {
  inboxStore.setState(fakeInbox());
  setUi({ spelling, spellingOff: [] });
});
afterEach(cleanup);

describe("[S0-9] spelling in the settings", () => {
  test("a language is switched off by its name", async () => {
    const lookAtLanguage = vi.fn<Commands["lookAtLanguage"]>();
    draw(<SpellingSection leads={false} />, { lookAtLanguage });
    await userEvent.click(screen.getByRole("switch", { name: "Spanish" }));
    expect(lookAtLanguage).toHaveBeenCalledWith("es", false);
  });

  test("Italian is off until a server has its dictionary, and it is said where to get it and under which licence", () => {
    draw(<SpellingSection leads />);
    expect(screen.getByRole("switch", { name: "Italian" })).toHaveProperty("disabled", true);
    expect(screen.getByText(/GPL .* dictionary-it .* dictionaries\/it\.aff/)).toBeTruthy();
    cleanup();

    setUi({ spelling: { ...spelling, words: { ...WORDS, dictionaries: [{ language: "it", version: "1" }] } } });
    draw(<SpellingSection leads />);
    expect(screen.getByRole("switch", { name: "Italian" }).getAttribute("aria-checked")).toBe("true");
  });

  test("a dictionary that did not open is said", () => {
    setUi({ spelling: { ...spelling, missing: { pt: "failed" } } });
    draw(<SpellingSection leads />);
    expect(screen.getByText(/could not be opened/)).toBeTruthy();
  });

  test("a lead forgets a learned word, an agent only reads them, and without a network nobody changes them", async () => {
    const forgetWord = vi.fn<Commands["forgetWord"]>(async () => "done");
    const notice = vi.fn<Commands["notice"]>();
    draw(<SpellingSection leads />, { forgetWord, notice });
    await userEvent.click(screen.getByRole("button", { name: "Forget “zorbig”" }));
    expect(forgetWord).toHaveBeenCalledWith("zorbig");
    await waitFor(() => expect(notice).toHaveBeenCalledWith("spelling.forgotten", { word: "zorbig" }));
    cleanup();

    draw(<SpellingSection leads={false} />);
    expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["Kärcher", "zorbig"]);
    expect(screen.queryByRole("button")).toBeNull();
    cleanup();

    inboxStore.setState(fakeInbox({ connection: { kind: "offline", asOf: undefined } }));
    draw(<SpellingSection leads />);
    expect(screen.getByRole("button", { name: "Forget “zorbig”" })).toHaveProperty("disabled", true);
  });

  test("where nobody taught a word, it says how", () => {
    setUi({ spelling: { ...spelling, words: undefined } });
    draw(<SpellingSection leads />);
    expect(screen.getByText(/Nobody has taught a word yet/)).toBeTruthy();
  });
});

describe("[S0-9] [G-ERRORS] a misspelt word in the strip", () => {
  const finding: Finding = {
    rule: "G-ERRORS",
    severity: "advise",
    messageKey: "guard.errors.spelling",
    evidence: { kind: "spelling", from: 0, to: 6, text: "adress", words: "adress" },
    remedies: [
      { command: "fix", from: 0, to: 6, with: "address" },
      { command: "fix", from: 0, to: 6, with: "dress" },
      { command: "learn-word", word: "adress" },
      { command: "ignore-word", word: "adress" },
    ],
  };

  test("opens a menu: what it may have been, learn it, leave it alone", async () => {
    const onMend = vi.fn();
    draw(<GuardStrip findings={[finding]} conversationId={amelia} labelOf={() => undefined} onMend={onMend} onMendAll={() => {}} onLeave={() => {}} />);
    expect(screen.getByRole("listitem").textContent).toContain("1 spelling: adress → address");
    await userEvent.click(screen.getByRole("button", { name: "What to do with “adress”" }));
    const items = within(await screen.findByRole("menu")).getAllByRole("menuitem");
    expect(items.map(({ textContent }) => textContent)).toEqual(["address", "dress", "Learn “adress”", "Ignore here"]);
    fireEvent.click(items[1]!);
    expect(onMend).toHaveBeenCalledWith(finding.remedies[1], finding);
  });

  test("that is learned is quiet at once, and stays so here where the server is not reached; either is said", async () => {
    for (const outcome of ["done", "no-network"] as const) {
      const ignoreWord = vi.fn<Commands["ignoreWord"]>();
      const notice = vi.fn<Commands["notice"]>();
      await aboutWord({ ignoreWord, notice, learnWord: async () => outcome }, amelia, "learn-word", "zorbig");
      expect(ignoreWord).toHaveBeenCalledWith(amelia, "zorbig");
      expect(notice).toHaveBeenCalledWith(outcome === "done" ? "spelling.learned" : "spelling.notLearned", { word: "zorbig" });
    }
    const learnWord = vi.fn<Commands["learnWord"]>(async () => "done");
    await aboutWord({ ignoreWord: () => {}, notice: () => {}, learnWord }, amelia, "ignore-word", "zorbig");
    expect(learnWord).not.toHaveBeenCalled();
    expect(readUi().spelling.words?.learned).toHaveLength(2);
  });
});

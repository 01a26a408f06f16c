import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import type { WhatIfAnswer } from "../../renderer/commands/sla-settings.ts";
import { idOf } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { agents, NOW } from "../../renderer/dev/people.ts";
import { slaSettings, whatIfResult } from "../../renderer/dev/sla-settings.ts";
import { createWords } from "../../renderer/messages/i18n.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { draftOf } from "../../renderer/views/settings/sla-draft.ts";
import { SettingsPage } from "../../renderer/views/settings/settings-page.tsx";
import { ownPeriod, periodOf } from "../../renderer/views/what-if/periods.ts";
import { cellText, resultCsv } from "../../renderer/views/what-if/result-csv.ts";
import type { WhatIfQuestion } from "../../shared/api/sla.ts";
import { days } from "../../shared/time.ts";
import { draw } from "./views-harness.tsx";

const tomas = agents[1]!;
beforeEach(() => {
  inboxStore.setState(fakeInbox({ me: tomas }));
  setUi({ page: "settings", settingsTab: "what-if", slaDraft: undefined, policyOpen: undefined, whatIf: undefined, opened: undefined, selected: undefined });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A server whose one replay is led by hand. */
function aReplay() {
  const asked: WhatIfQuestion[] = [];
  let end: (answer: WhatIfAnswer) => void = () => {};
  let tell: (progress: { readonly done: number; readonly of: number }) => void = () => {};
  let signal: AbortSignal | undefined;
  const whatIf: Commands["whatIf"] = (question, onProgress, stop) => {
    asked.push(question);
    tell = onProgress;
    signal = stop;
    return new Promise((resolve) => {
      end = resolve;
      stop.addEventListener("abort", () => resolve({ kind: "stopped" }));
    });
  };
  return {
    commands: { whatIf },
    asked,
    progress: (done: number) => act(async () => tell({ done, of: 1_284 })),
    answer: (answer: WhatIfAnswer) => act(async () => end(answer)),
    wasStopped: () => signal?.aborted,
  };
}

async function page(commands: Partial<Commands> = {}) {
  draw(<SettingsPage installation={{ server: { url: "", embedded: false, demo: false }, secretStore: "strong" }} />, commands);
  await screen.findByRole("heading", { level: 2, name: "What if" });
  await waitFor(() => expect(readUi().slaDraft).toBeDefined());
}

const aDraft = { ...draftOf(slaSettings), policies: slaSettings.policies.slice(1) };
const replay = () => userEvent.click(screen.getByRole("button", { name: /^Replay/u }));
const asked = (result: Partial<typeof whatIfResult> = {}): Partial<Commands> => ({
  whatIf: async () => ({ kind: "result", result: { ...whatIfResult, ...result } }),
});

describe("[P4] the question", () => {
  test("is the draft where there is one, over whole local days, in this machine's zone", async () => {
    setUi({ slaDraft: aDraft });
    const run = aReplay();
    await page(run.commands);
    expect(screen.getByText(/Your unsaved changes are tried: 1 policy/u)).toBeTruthy();
    await userEvent.click(screen.getByRole("radio", { name: "Last 7 days" }));
    await replay();
    const { from, to } = periodOf("week", NOW);
    expect(run.asked).toEqual([
      {
        policies: aDraft.policies,
        calendars: aDraft.calendars,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
    ]);
  });

  test("is today's settings where nothing is changed, with a way to change them", async () => {
    await page();
    expect(screen.getByText(/the past is replayed under today's settings/u)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Change response times" }));
    expect(readUi().settingsTab).toBe("policies");
  });

  test("is not asked of a draft with faults, and leads to them", async () => {
    setUi({ slaDraft: { ...aDraft, calendars: {} } });
    await page();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Replay" }).disabled).toBe(true);
    await userEvent.click(screen.getByRole("button", { name: /^Mend \d+ faults of the draft first$/u }));
    expect(readUi()).toMatchObject({ settingsTab: "policies", policyOpen: "urgent" });
  });

  test("is not asked without a network", async () => {
    inboxStore.setState({ connection: { kind: "offline", asOf: NOW } });
    await page();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Replay" }).disabled).toBe(true);
  });

  test("own dates say what is wrong with them", async () => {
    await page();
    await userEvent.click(screen.getByRole("radio", { name: "Own dates" }));
    const dates = (first: string, last: string) => {
      fireEvent.change(screen.getByLabelText("First day"), { target: { value: first } });
      fireEvent.change(screen.getByLabelText("Last day"), { target: { value: last } });
    };
    dates("2026-03-05", "2026-03-01");
    expect(screen.getByText("The last day comes before the first.")).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Replay" }).disabled).toBe(true);
    dates("2026-03-01", "2026-03-05");
    expect(screen.getByText("Clocks that started from 1 Mar 2026 to 5 Mar 2026.")).toBeTruthy();
  });

  test("periods are whole local days, none of them still to come", () => {
    const local = (year: number, month: number, day: number) => new Date(year, month - 1, day).getTime();
    expect(periodOf("week", NOW)).toEqual({ from: local(2026, 3, 3), to: NOW });
    expect(periodOf("days30", NOW)).toEqual({ from: local(2026, 2, 8), to: NOW });
    expect(periodOf("month", NOW)).toEqual({ from: local(2026, 2, 1), to: local(2026, 3, 1) });
    expect(ownPeriod("2026-03-01", "2026-03-01", NOW)).toEqual({ kind: "ok", period: { from: local(2026, 3, 1), to: local(2026, 3, 2) } });
    expect(ownPeriod("2026-03-01", "2026-12-31", NOW)).toEqual({ kind: "ok", period: { from: local(2026, 3, 1), to: NOW } });
    const faults = [
      ownPeriod("", "2026-03-01", NOW),
      ownPeriod("2026-03-02", "2026-03-01", NOW),
      ownPeriod("2026-04-01", "2026-04-02", NOW),
      ownPeriod("2024-01-01", "2026-03-01", NOW),
    ];
    expect(faults.map((period) => period.kind === "fault" && period.fault)).toEqual(["missing", "backwards", "future", "long"]);
    expect(days(400)).toBeLessThan(NOW - local(2024, 1, 1));
  });
});

describe("while it runs", () => {
  test("counts, and can be stopped; then there is no result, and a way on", async () => {
    const run = aReplay();
    await page(run.commands);
    await replay();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Replay again" }).disabled).toBe(true);
    expect(screen.getByRole("progressbar", { name: "Collecting the conversations…" })).toBeTruthy();
    await run.progress(640);
    const bar = screen.getByRole<HTMLProgressElement>("progressbar", { name: "640 of 1,284 conversations" });
    expect([bar.value, bar.max]).toEqual([640, 1_284]);
    await userEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(run.wasStopped()).toBe(true);
    expect(await screen.findByText("Stopped. There is no result.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(run.asked).toHaveLength(2);
  });

  test("it goes on while another page is looked at, and the result is there afterwards", async () => {
    const run = aReplay();
    await page(run.commands);
    await replay();
    await userEvent.click(screen.getByRole("button", { name: "General" }));
    await run.progress(1_000);
    await run.answer({ kind: "result", result: whatIfResult });
    await userEvent.click(screen.getByRole("button", { name: "What if" }));
    expect(screen.getByText("1,284 conversations replayed in 2.1 seconds")).toBeTruthy();
  });

  test("what comes after it was given up changes nothing", async () => {
    const run = aReplay();
    await page(run.commands);
    await replay();
    act(() => setUi({ whatIf: undefined }));
    await run.progress(9);
    await run.answer({ kind: "result", result: whatIfResult });
    expect(readUi().whatIf).toBeUndefined();
  });

  test.each([
    [{ kind: "no-network" }, /connection was lost before the result came/u],
    [{ kind: "failed" }, /server could not finish this/u],
    [{ kind: "busy" }, /Somebody is replaying the past already/u],
    [{ kind: "refused", title: "The replay was stopped." }, /The server refused: The replay was stopped\./u],
  ] as const)("%o is said, with a way on", async (answer, sentence) => {
    await page({ whatIf: async () => answer });
    await replay();
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});

describe("[P4] the result", () => {
  const table = () => screen.getByRole("table", { name: "Answered in time, of what was owed" });
  const row = (name: string) =>
    within(within(table()).getByRole("row", { name: new RegExp(`^${name}`, "u") }))
      .getAllByRole("cell")
      .map(({ textContent }) => textContent);

  test("compares each clock in figures and in words", async () => {
    setUi({ slaDraft: aDraft });
    await page();
    await replay();
    await screen.findByText("The result is here.");
    expect(row("First reply").slice(0, 3)).toEqual([
      "94.4%1,046 in time · 62 missedUnanswered 9 · Still open 4",
      "91.0%1,008 in time · 100 missedUnanswered 9 · Still open 4",
      "3.4 points worse",
    ]);
    expect(row("Next reply")[2]).toBe("0.2 points better");
    expect(row("Handoff")[2]).toBe("The same");
    expect(row("Resolution").slice(0, 3)).toEqual(["Nothing was owed", expect.stringContaining("99.6%"), "Cannot be compared"]);
    expect(within(table()).getByRole("columnheader", { name: "With the draft" })).toBeTruthy();
  });

  test("names the column after today's settings where those were tried", async () => {
    await page();
    await replay();
    expect(await within(await screen.findByRole("table", { name: /Answered/u })).findByRole("columnheader", { name: "With today's settings" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Back to editing" })).toBeNull();
  });

  test("draws the misses by hour, and has them as a table too", async () => {
    await page();
    await replay();
    const chart = await screen.findByRole("img", { name: /Most with the draft at 14:00: 31, as it was 22\./u });
    expect(chart.querySelectorAll("i")).toHaveLength(48);
    const rows = within(screen.getByText("Show as a table").closest("details")!).getAllByRole("row", { hidden: true });
    expect(rows).toHaveLength(25);
    expect(rows[15]?.textContent).toBe("14:002231");
  });

  test("says that nothing was missed, and that nothing was there", async () => {
    const none = whatIfResult.hours.map(({ hour }) => ({ hour, today: 0, draft: 0 }));
    await page(asked({ hours: none, changed: { newlyMissed: 0, noLongerMissed: 0, examples: [] } }));
    await replay();
    expect(await screen.findByText("Nothing was missed, neither then nor under this.")).toBeTruthy();
    expect(screen.getByText("None: whatever was kept would be kept again.")).toBeTruthy();
    cleanup();

    setUi({ whatIf: undefined });
    await page(asked({ conversations: 0 }));
    await replay();
    expect(await screen.findByText("There is nothing to replay. Choose other days.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Export CSV" })).toBeNull();
  });

  test("lists what would newly be missed with conversations that can be opened", async () => {
    const openThread = vi.fn<Commands["openThread"]>(async () => {});
    await page({ openThread });
    await replay();
    const missed = within(await screen.findByRole("region", { name: "Newly missed" }));
    expect(missed.getByText("47")).toBeTruthy();
    expect(missed.getByText("c-long-gone, not on this desk")).toBeTruthy();
    expect(missed.getByText("and 44 more")).toBeTruthy();
    await userEvent.click(missed.getAllByRole("button")[0]!);
    expect(readUi()).toMatchObject({ page: "inbox", opened: idOf(2), selected: idOf(2) });
    expect(openThread).toHaveBeenCalledExactlyOnceWith(idOf(2));
  });

  test("is marked stale when the draft has changed since, and no longer when it says the same again", async () => {
    setUi({ slaDraft: aDraft });
    await page();
    await replay();
    await screen.findByText("The result is here.");
    expect(screen.queryByText(/The draft has changed since/u)).toBeNull();
    act(() => setUi({ slaDraft: { ...aDraft, policies: slaSettings.policies.slice(2) } }));
    expect(screen.getByText(/The draft has changed since/u)).toBeTruthy();
    act(() => setUi({ slaDraft: { ...aDraft, policies: [...aDraft.policies] } }));
    expect(screen.queryByText(/The draft has changed since/u)).toBeNull();
  });

  test("can be saved right there, or gone back from", async () => {
    setUi({ slaDraft: aDraft });
    const saveSlaSettings = vi.fn<Commands["saveSlaSettings"]>(async (settings) => ({ kind: "saved", settings: { ...settings, revision: 8 } }));
    await page({ saveSlaSettings });
    await replay();
    await screen.findByText("The result is here.");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(saveSlaSettings).toHaveBeenCalledOnce();
    await userEvent.click(screen.getAllByRole("button", { name: "Back to editing" })[0]!);
    expect(readUi().settingsTab).toBe("policies");
  });
});

describe("the file", () => {
  const { t } = createWords("en-GB");
  const words = (key: string, values?: object) => String(t(key as never, { ...values }));
  const csv = (result = whatIfResult) => resultCsv(result, words).split("\r\n");

  test("is saved under the name of the period, with every figure of the result", async () => {
    const saved: Blob[] = [];
    vi.stubGlobal("URL", Object.assign(class extends URL {}, { createObjectURL: (blob: Blob) => (saved.push(blob), "blob:x"), revokeObjectURL: () => {} }));
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    await page();
    await userEvent.click(screen.getByRole("radio", { name: "Last month" }));
    await replay();
    await userEvent.click(await screen.findByRole("button", { name: "Export CSV" }));
    expect(names).toEqual(["greenline-what-if-2026-02-01-2026-02-28.csv"]);
    expect((await saved[0]?.text())?.split("\r\n").length).toBe(csv().length);
  });

  test("is long: metric, clock, hour, today, draft, difference; then the examples", () => {
    const lines = csv();
    expect(lines[0]).toBe("\uFEFFMetric,Clock,Hour,As it was,With the draft,Difference,Conversation,Started");
    expect(lines).toContain("Share in time,First reply,,0.944,0.9097,-0.0343,,");
    expect(lines).toContain("Missed,First reply,,62,100,38,,");
    expect(lines).toContain("Share in time,Resolution,,,0.996,,,");
    expect(lines).toContain("Missed in this hour,,14,22,31,9,,");
    expect(lines).toContain("Newly missed,,,0,47,47,,");
    expect(lines.filter((line) => line.includes("c-long-gone"))).toEqual([expect.stringMatching(/^Newly missed,Resolution,,0,1,1,c-long-gone,2026-/u)]);
    // Every line has the same number of cells.
    expect(new Set(lines.slice(0, -1).map((line) => line.split(",").length))).toEqual(new Set([8]));
  });

  test("nothing in it runs as a formula, and commas and quotes stay in their cell", () => {
    expect(["=1+1", "+1", "-1", "@x", "\t=1"].map(cellText)).toEqual(["'=1+1", "'+1", "'-1", "'@x", "'\t=1"]);
    expect(cellText('a "b", c')).toBe('"a ""b"", c"');
    expect(cellText("=a,b")).toBe('"\'=a,b"');
    expect([cellText(-3), cellText(undefined)]).toEqual(["-3", ""]);
    const [example] = whatIfResult.changed.examples;
    const hostile = { ...whatIfResult, changed: { ...whatIfResult.changed, examples: [{ ...example!, conversationId: "=HYPERLINK(0)" }] } };
    expect(csv(hostile).at(-2)).toContain(",'=HYPERLINK(0),");
  });
});

import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createReportCommands } from "../../renderer/commands/reports.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { NOW } from "../../renderer/dev/people.ts";
import { fakeReportCommands, reportOf } from "../../renderer/dev/reports.ts";
import { createWords } from "../../renderer/messages/i18n.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { chartLayout } from "../../renderer/views/reports/chart-layout.ts";
import { columnsOf } from "../../renderer/views/reports/report-columns.ts";
import { reportCsv } from "../../renderer/views/reports/report-csv.ts";
import { readPeriod } from "../../renderer/views/reports/report-period.ts";
import { ReportsPage } from "../../renderer/views/reports/reports-page.tsx";
import { presentReport } from "../../shared/api/reports.ts";
import { boardPeriod } from "../../shared/board/board-period.ts";
import { toInstant } from "../../shared/time.ts";
import { draw } from "./views-harness.tsx";

const WEEK = readPeriod({ choice: "week", first: "", last: "" }, "UTC", NOW);
if (WEEK.kind === "fault") throw new Error("A week is a period.");
const wish = { period: WEEK.period, by: "agent", timeZone: "UTC" } as const;
const as = (role: "agent" | "lead") => inboxStore.setState(({ me }) => ({ me: me === undefined ? undefined : { ...me, role } }));

beforeEach(() => {
  inboxStore.setState(fakeInbox());
  setUi({ page: "reports" });
  as("lead");
});
afterEach(cleanup);

describe("the page of reports", () => {
  test("[BD1] each line says what was kept and missed, with the counts behind the share and the period before", async () => {
    draw(<ReportsPage />);
    const row = within(await screen.findByRole("row", { name: /^All/u }));
    const { met, missed, share = 0 } = reportOf(wish).total.clocks["first-reply"];
    expect(row.getAllByText(`${(share * 100).toFixed(1)}%`).length).toBeGreaterThan(0);
    expect(row.getAllByText(`${met} of ${met + missed}`).length).toBeGreaterThan(0);
    expect(row.getAllByText(/before: /u).length).toBeGreaterThan(0);
  });

  test("[BD1] every column says what it counts when asked", async () => {
    draw(<ReportsPage />);
    await userEvent.click((await screen.findAllByRole("button", { name: /^First reply: Missed/u }))[0] as HTMLElement);
    expect((await screen.findByRole("dialog")).textContent).toContain("the same as the list of breaches");
  });

  test("[BD1] a figure opens the conversations behind it, and one of them leads into the inbox", async () => {
    const reportCell = vi.fn(fakeReportCommands.reportCell);
    draw(<ReportsPage />, { reportCell });
    await userEvent.click((await screen.findAllByRole("button", { name: /^All, First reply: Missed/u }))[0] as HTMLElement);
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText(/^6 behind this figure/u)).toBeTruthy();
    expect(reportCell.mock.calls[0]?.[0]).toMatchObject({ figure: "first-reply.missed" });
    await userEvent.click(dialog.getAllByRole("button").filter(({ textContent }) => (textContent ?? "") !== "")[0] as HTMLElement);
    expect(readUi().page).toBe("inbox");
  });

  test("[R4] waits are in open hours or by the wall, and never both", async () => {
    draw(<ReportsPage />);
    await userEvent.click(await screen.findByRole("button", { name: "Waits" }));
    const cell = () => within(screen.getByRole("row", { name: /^All/u })).getAllByRole("button")[0]?.textContent;
    const open = cell();
    await userEvent.click(screen.getByRole("radio", { name: "Wall time" }));
    expect([open, cell()]).toEqual([expect.any(String), expect.not.stringMatching(`^${open}$`)]);
  });

  test("[BD1] while it is counted it says how far it is and can be stopped; without a network it shows what was counted last", async () => {
    let onStop = () => {};
    const stopped = { kind: "stopped" } as const;
    draw(<ReportsPage />, {
      report: (_, onProgress, signal) => {
        onProgress({ done: 3, of: 9 });
        return new Promise((resolve) => {
          onStop = () => resolve(stopped);
          signal.addEventListener("abort", () => onStop());
        });
      },
    });
    expect(await screen.findByText("3 of 9 conversations")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(await screen.findByText(/Stopped\. Nothing was counted\./u)).toBeTruthy();
    cleanup();

    const last = { kind: "report", report: reportOf(wish), names: {} } as const;
    draw(<ReportsPage />, { lastReport: () => last, report: () => Promise.resolve({ kind: "no-network" }) });
    expect(await screen.findByText(/it does not answer\. Below is what was counted/u)).toBeTruthy();
    expect(screen.getByRole("row", { name: /^All/u })).toBeTruthy();
  });

  test("[BD3] pauses are told as a question to ask, with each of the moments", async () => {
    draw(<ReportsPage />);
    await userEvent.click(await screen.findByRole("button", { name: "Pauses" }));
    expect(await screen.findByText(/There may be a good reason: ask before you judge\./u)).toBeTruthy();
    expect(screen.getByText("4 of 6 of the kind")).toBeTruthy();
    expect(screen.getAllByText(/before Next reply fell due/u)).toHaveLength(4);
  });

  test("[BD1] who is no lead is told where to look instead, and nothing is asked", () => {
    as("agent");
    const report = vi.fn(fakeReportCommands.report);
    draw(<ReportsPage />, { report });
    expect(screen.getByText("Reports are for leads")).toBeTruthy();
    expect(report).not.toHaveBeenCalled();
  });
});

describe("what leaves the page", () => {
  const words = createWords("en-GB");
  const t = (key: string, values?: object) => words.t(key as never, { ...values } as never) as unknown as string;

  test("[BD1] the CSV holds the figures of the table, and no name is a formula", () => {
    const report = reportOf(wish);
    const csv = reportCsv(
      { named: { report, names: {} }, columns: columnsOf("promises", "own").slice(0, 2), lineName: () => '=HYPERLINK("x")', columnName: ({ id }) => id },
      t,
    );
    const rows = csv.split("\r\n");
    expect(rows[0]).toBe("\uFEFFAgent,Period,handoff.share,handoff.share (n),handoff.share (N),handoff.missed");
    expect(rows[1]?.startsWith(`"'=HYPERLINK(""x"")",Period shown,`)).toBe(true);
    const { met, missed, share = 0 } = report.total.clocks.handoff;
    expect(rows).toContain(`All,Period shown,${Math.round(share * 10_000) / 10_000},${met},${met + missed},${missed}`);
  });

  test("[BD1] today is the day that the board counts, and own days are whole days by the clocks of the zone", () => {
    const { from, to } = boardPeriod("today", "Europe/Rome", NOW);
    expect(readPeriod({ choice: "today", first: "", last: "" }, "Europe/Rome", NOW)).toEqual({ kind: "ok", period: { from, to } });
    // The night in which the clocks go forward has 23 hours.
    expect(readPeriod({ choice: "own", first: "2026-03-29", last: "2026-03-29" }, "Europe/Rome", toInstant(Date.UTC(2026, 5, 1)))).toEqual({
      kind: "ok",
      period: { from: Date.UTC(2026, 2, 28, 23), to: Date.UTC(2026, 2, 29, 22) },
    });
    expect(readPeriod({ choice: "own", first: "2026-03-02", last: "2026-03-01" }, "UTC", NOW)).toEqual({ kind: "fault", fault: "backwards" });
  });

  test("[BD1] a bar is as long as its value is to the greatest, before and now on one scale", () => {
    const { boxes } = chartLayout(
      [
        { key: "a", name: "A", value: 10, before: 20, said: "10" },
        { key: "b", name: "B", value: 5, said: "5" },
      ],
      false,
    );
    const width = (key: string) => boxes.find((box) => box.key === key)?.width ?? 0;
    expect(width("a before") / width("a now")).toBeCloseTo(2);
    expect(width("a now") / width("b now")).toBeCloseTo(2);
  });

  test("[BD1] what the server sends is read back as it was counted", async () => {
    const report = reportOf(wish);
    const line = JSON.stringify({ report: presentReport({ report, names: { x: "X" } }, (at) => new Date(at).toISOString()) });
    const progress = vi.fn();
    const commands = createReportCommands({ request: () => Promise.resolve(new Response(`{"progress":{"done":1,"of":2}}\n${line}\n`)) });
    const answer = await commands.report(wish, progress, new AbortController().signal);
    expect(answer).toEqual({ kind: "report", report: JSON.parse(JSON.stringify(report)), names: { x: "X" } });
    expect(progress).toHaveBeenCalledWith({ done: 1, of: 2 });
    await waitFor(() => expect(commands.lastReport()).toBe(answer));
    const refusing = createReportCommands({ request: () => Promise.resolve(new Response("{}", { status: 429 })) });
    expect(await refusing.report(wish, progress, new AbortController().signal)).toEqual({ kind: "busy" });
  });
});

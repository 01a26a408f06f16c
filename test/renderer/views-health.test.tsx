import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createSignalCommands } from "../../renderer/commands/number-signals.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { NOW, numbers } from "../../renderer/dev/people.ts";
import { signalsOf } from "../../renderer/dev/signals.ts";
import { createWords } from "../../renderer/messages/i18n.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { HealthPage } from "../../renderer/views/health/health-page.tsx";
import { signalsCsv } from "../../renderer/views/health/signals-csv.ts";
import { AlertsBell } from "../../renderer/views/shell/alerts-bell.tsx";
import { NumberPill } from "../../renderer/views/shell/number-pill.tsx";
import type { Words } from "../../renderer/views/words/use-words.ts";
import type { BusinessNumber } from "../../shared/inbox/people.ts";
import type { NumberAlarm } from "../../shared/signals/alarms.ts";
import { presentSignals } from "../../shared/signals/present-signals.ts";
import { hours, minus, minutes } from "../../shared/time.ts";
import { draw } from "./views-harness.tsx";

const shop = numbers[0] as BusinessNumber;
const as = (role: "agent" | "lead") => inboxStore.setState(({ me }) => ({ me: me === undefined ? undefined : { ...me, role } }));
const has = (...rows: readonly BusinessNumber[]) => inboxStore.setState({ numbers: new Map(rows.map((row) => [row.id, row])) });
const alarm = (fields: Partial<NumberAlarm> = {}): NumberAlarm => ({
  id: "a1",
  signal: "quality",
  quality: "yellow",
  level: "warn",
  at: minus(NOW, hours(1)),
  seenBy: [],
  ...fields,
});

beforeEach(() => {
  inboxStore.setState(fakeInbox());
  setUi({ page: "health", alertsOpen: false });
  as("lead");
});
afterEach(cleanup);

describe("the page about numbers", () => {
  test("[S0-13] [S4-9] what Meta sees says that it is our own log, and the estimate says its formula", async () => {
    draw(<HealthPage />);
    const panel = within(await screen.findByRole("region", { name: "What Meta sees, last 7 days" }));
    expect(panel.getByText("Computed from our own log. Meta's own data about blocks and reports is not public.")).toBeTruthy();
    expect(panel.getByText("3.9%")).toBeTruthy();
    expect(panel.getByText("74 of 1,904")).toBeTruthy();
    await userEvent.click(panel.getByRole("button", { name: "Negative signals (estimate)" }));
    expect((await screen.findByRole("dialog")).textContent).toContain("131026, 131049, 131050, divided by the people written to first");
  });

  test("[S4-18] an approved template shows its risk beside its status, and why", async () => {
    draw(<HealthPage />);
    const row = within(await screen.findByRole("row", { name: /spring_offer/u }));
    expect(row.getByText("APPROVED")).toBeTruthy();
    await userEvent.click(row.getByRole("button", { name: "high · 100" }));
    expect((await screen.findByRole("dialog")).textContent).toContain("people opted out after it");
  });

  test("[S4-26] failures by code and the rest add up to what was sent", async () => {
    draw(<HealthPage />);
    expect(await screen.findByText("6,412 sent = 6,180 arrived + 102 under way + 130 failed")).toBeTruthy();
    expect(within(screen.getByRole("row", { name: /131026/u })).getByText("74")).toBeTruthy();
  });

  test("[S2-2] [S4-23] the chain is explained, with seven days and not the old 24 hours", async () => {
    draw(<HealthPage />);
    const help = within(await screen.findByRole("region", { name: "How this hangs together" }));
    expect(help.getByText(/^Unwanted messages lead to blocks and reports/u)).toBeTruthy();
    expect(help.getByText(/^Meta rates the last 7 days, recent ones more\. Older guides say 24 hours\. Since October 2025/u)).toBeTruthy();
  });

  test("[S0-2] a restriction lights the number's own state and names its end", async () => {
    has({
      ...shop,
      enforcement: [{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING", from: minus(NOW, hours(2)), until: minus(NOW, hours(-22)), source: "webhook" }],
    });
    draw(<HealthPage />);
    const diagram = within(await screen.findByRole("region", { name: "Where the number stands" }));
    expect(diagram.getAllByRole("listitem").find((state) => state.getAttribute("aria-current") === "step")?.textContent).toBe("Restricted by Meta");
    expect(screen.getByText("RESTRICTED_BIZ_INITIATED_MESSAGING")).toBeTruthy();
  });

  test("[S1-14] [S2-14] what was not heard of for hours says so", async () => {
    has({
      ...shop,
      quality: { ...shop.quality, observedAt: minus(NOW, hours(9)) },
      limit: { ...shop.limit, observedAt: minus(NOW, minutes(4)), source: "api" },
    });
    draw(<HealthPage />);
    expect(await screen.findByText("No update for 9 hrs")).toBeTruthy();
    expect(screen.getByText("asked of the platform, 09:48")).toBeTruthy();
  });

  test("an agent sees what the platform says, and is not asked about at the server", async () => {
    as("agent");
    const signals = vi.fn();
    draw(<HealthPage />, { signals });
    expect(screen.getByText("Leads see what the log says about this number. You see what WhatsApp says.")).toBeTruthy();
    expect(screen.queryByRole("region", { name: "What Meta sees, last 7 days" })).toBeNull();
    expect(signals).not.toHaveBeenCalled();
  });

  test("without a number it says how one comes into being", () => {
    has();
    draw(<HealthPage />);
    expect(screen.getByText("No number yet")).toBeTruthy();
  });

  test("without a network the last figures stay, with their age; without any it says why", async () => {
    const seen = { fact: signalsOf(shop.id), at: NOW };
    const { unmount } = draw(<HealthPage />, { signals: async () => ({ kind: "no-network", seen }) });
    expect(await screen.findByText("74 of 1,904")).toBeTruthy();
    expect(screen.getByText("computed here, 09:51")).toBeTruthy();
    unmount();
    draw(<HealthPage />, { signals: async () => ({ kind: "failed", seen: undefined }) });
    expect(await screen.findByRole("button", { name: "Try again" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Export CSV" }).hasAttribute("disabled")).toBe(true);
  });

  test("an example leads to its conversation", async () => {
    draw(<HealthPage />);
    const list = within(await screen.findByRole("region", { name: "The newest failures and opt-outs" }));
    await userEvent.click(list.getAllByRole("button")[0]!);
    expect(readUi().page).toBe("inbox");
  });

  test("[S4-26] the table for spreadsheets holds every figure with what it is a part of", () => {
    const words = createWords("en-GB");
    const t: Words["t"] = (key, values) => words.t(key, { ...values });
    const csv = signalsCsv(signalsOf(shop.id), t);
    expect(csv).toContain('"What Meta sees, last 7 days",Negative signals (estimate),,74,1904');
    expect(csv).toContain("Deliverability by code,131026,,74,6412");
  });
});

describe("alarms about a number", () => {
  test("[S1-5] a lead is told in the bell and has seen it after opening the page; an agent is not told", async () => {
    has({ ...shop, alarms: [alarm()] });
    inboxStore.setState({ alerts: new Map() });
    const seeAlarms = vi.fn(async () => true);
    const { unmount } = draw(<AlertsBell />, { seeAlarms });
    await userEvent.click(screen.getByRole("button", { name: "1 alert" }));
    await userEvent.click(await screen.findByRole("button", { name: /Quality has become medium/u }));
    expect(readUi().page).toBe("health");
    expect(seeAlarms).toHaveBeenCalledWith(shop.id);
    unmount();
    as("agent");
    draw(<AlertsBell />);
    expect(screen.queryByRole("button", { name: "1 alert" })).toBeNull();
  });

  test("[S1-5] what is over or was seen is not told again", () => {
    const me = inboxStore.getState().me!.id;
    has({ ...shop, alarms: [alarm({ seenBy: [me] }), alarm({ id: "a2", clearedAt: NOW })] });
    inboxStore.setState({ alerts: new Map() });
    draw(<AlertsBell />);
    expect(screen.getByRole("button").textContent).toBe("");
  });

  test("[S2-2] low quality stands on the page, and says where seeing it was not saved", async () => {
    has({ ...shop, alarms: [alarm({ quality: "red", level: "bad" })] });
    draw(<HealthPage />, { seeAlarms: async () => false });
    expect(await screen.findByText("Quality has become low")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Seen" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Not saved");
  });
});

describe("the frame", () => {
  const pill = () => screen.getByRole("button").textContent;

  test("[S4-8] quality and limit are both there with age and source, also where the number is restricted", () => {
    const seen = { observedAt: minus(NOW, minutes(12)), source: "api" } as const;
    has({
      ...shop,
      quality: { value: "green", ...seen },
      limit: { scope: "portfolio", value: 2_000, ...seen },
      enforcement: [{ type: "X", from: minus(NOW, hours(1)), source: "webhook" }],
    });
    draw(<NumberPill />);
    expect(pill()).toBe("Shop EU· restricted · quality high · limit 2,00012 mins ago, asked of the platform");
  });

  test("[S4-8] [S1-14] the older of the two counts, and old news is called old", () => {
    has({
      ...shop,
      quality: { value: "green", observedAt: NOW, source: "webhook" },
      limit: { ...shop.limit, observedAt: minus(NOW, hours(8)), source: "api" },
    });
    draw(<NumberPill />);
    expect(pill()).toContain("no update for 8 hrs");
  });
});

describe("asking the server for figures", () => {
  const answerOf = (status: number, body: unknown) => async () => new Response(JSON.stringify(body), { status });
  const commands = (request: (path: string) => Promise<Response>) => createSignalCommands({ request, clock: { now: () => NOW } });
  const travelling = presentSignals(signalsOf(shop.id), (at) => new Date(at).toISOString());

  test("what the server says is read as it was meant", async () => {
    const told = await commands(answerOf(200, travelling)).signals(shop.id);
    expect(told).toEqual({ kind: "fresh", seen: { at: NOW, fact: signalsOf(shop.id) } });
  });

  test("an answer of another shape is none, and the last good one stays", async () => {
    const answers = [answerOf(200, travelling), answerOf(200, { sent: "many" }), answerOf(503, {})];
    const { signals } = commands(() => (answers.shift() ?? answerOf(500, {}))());
    await signals(shop.id);
    for (let i = 0; i < 2; i += 1) expect(await signals(shop.id)).toMatchObject({ kind: "failed", seen: { at: NOW } });
    await waitFor(() => expect(answers).toEqual([]));
  });
});

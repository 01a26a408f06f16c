import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { agents, ben, irene, NOW } from "../../renderer/dev/people.ts";
import { slaSettings } from "../../renderer/dev/sla-settings.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { CalendarsPage } from "../../renderer/views/calendars/calendars-page.tsx";
import { focusFault } from "../../renderer/views/policies/focus-fault.ts";
import type { SlaSettings } from "../../shared/api/sla.ts";
import type { DatedCalendar, Weekday } from "../../shared/sla/calendar.ts";
import { draw } from "./views-harness.tsx";

const people = (calendars: Readonly<Record<string, string>> = {}) =>
  new Map(agents.map((agent) => [agent.id, calendars[agent.id] === undefined ? agent : { ...agent, calendar: calendars[agent.id] }] as const));

beforeEach(() => {
  inboxStore.setState(fakeInbox({ me: { ...agents[0]!, role: "lead" }, agents: people() }));
  setUi({ slaDraft: undefined, calendarOpen: undefined, holidayNames: {}, settingsTab: "calendars", policyOpen: undefined });
});
afterEach(cleanup);

const saved = (settings: Partial<SlaSettings>): Partial<Commands> => ({
  slaSettings: async () => ({ kind: "fresh", seen: { fact: { ...slaSettings, ...settings }, at: NOW } }),
});
const calendars = () => readUi().slaDraft?.calendars ?? {};
const orders = () => calendars()["Orders EU"] as DatedCalendar;
const hours = (day: Weekday) => (orders().weekly === "24/7" ? [] : (orders().weekly as Exclude<DatedCalendar["weekly"], "24/7">)[day]);
/** By its label: asking hundreds of days for their role and name takes a while. */
const block = (name: string) => screen.getByLabelText(name);
const said = () => screen.getAllByRole("status").map(({ textContent }) => textContent);

async function openOrders(commands: Partial<Commands> = {}) {
  draw(<CalendarsPage />, commands);
  await userEvent.click(await screen.findByRole("button", { name: "Orders EU" }));
}

describe("the list of calendars", () => {
  const rows = () => within(screen.getByRole("list", { name: "Calendars" })).getAllByRole("listitem");

  test("[C5] says zone, hours, holidays, who uses them and how it stands; 24/7 is built in and cannot be edited", async () => {
    inboxStore.setState({ agents: people({ [ben]: "Desk LATAM" }) });
    draw(<CalendarsPage />);
    await screen.findByRole("button", { name: "Orders EU" });
    const [eu, latam, always] = rows();
    expect(eu?.textContent).toContain("Madrid, UTC+1 · Mon–Fri 09:00–18:00; Sat 10:00–14:00 · 3 holidays · 1 exception");
    expect(eu?.textContent).toContain("Open until 18:00");
    expect(eu?.textContent).toContain("Used by Gold customers, Urgent in Europe, Refunds and Everybody");
    expect(eu?.textContent).toContain("Version 3");
    expect(latam?.textContent).toContain("Opens 08:00");
    expect(latam?.textContent).toContain("Working hours of Ben Carter");
    expect(always?.textContent).toContain("24/7Built in");
    expect(within(always!).queryByRole("button")).toBeNull();
  });

  test("a new one begins with office hours in this machine's zone, and asks for its name", async () => {
    draw(<CalendarsPage />);
    await userEvent.click(await screen.findByRole("button", { name: "New calendar" }));
    expect(calendars()["New calendar"]).toMatchObject({ timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, weekly: { mon: [["09:00", "18:00"]] } });
    const question = within(await screen.findByRole("dialog", { name: "Rename “New calendar”" }));
    await userEvent.clear(question.getByRole("textbox", { name: "Name" }));
    await userEvent.type(question.getByRole("textbox", { name: "Name" }), "24/7");
    await userEvent.click(question.getByRole("button", { name: "Rename" }));
    expect(question.getByRole("alert").textContent).toBe("24/7 is the name of the built-in calendar.");
    await userEvent.clear(question.getByRole("textbox", { name: "Name" }));
    await userEvent.type(question.getByRole("textbox", { name: "Name" }), "Nights{Enter}");
    expect(Object.keys(calendars())).toContain("Nights");
    expect(screen.getByRole("heading", { name: "Nights" })).toBeTruthy();
  });

  const menu = async (calendar: string, item: string) => {
    await userEvent.click(await screen.findByRole("button", { name: `More about ${calendar}` }));
    await userEvent.click(screen.getByRole("menuitem", { name: item }));
  };

  test("[P1] a new name is followed by the promises that are counted by it, also while it is open", async () => {
    await openOrders();
    await menu("Orders EU", "Rename…");
    const name = screen.getByRole("textbox", { name: "Name" });
    await userEvent.clear(name);
    await userEvent.type(name, "Europe{Enter}");
    const targets = readUi().slaDraft?.policies.flatMap(({ ownerTarget, targets: own }) =>
      [...Object.values(own), ownerTarget].map((target) => target?.calendar),
    );
    expect(targets).toContain("Europe");
    expect(targets).not.toContain("Orders EU");
    expect(screen.getByRole("heading", { name: "Europe" })).toBeTruthy();
  });

  test("[B2] one by which somebody works keeps its name, and says whom to ask", async () => {
    inboxStore.setState({ agents: people({ [ben]: "Desk LATAM" }) });
    draw(<CalendarsPage />);
    await menu("Desk LATAM", "Rename…");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByRole("alert").textContent).toContain("Working hours of Ben Carter");
  });

  test("[C1] one that is used stays, with links to whoever uses it", async () => {
    draw(<CalendarsPage />);
    await menu("Orders EU", "Delete");
    const refusal = within(screen.getByRole("alert"));
    expect(refusal.getByText("“Orders EU” cannot be deleted: it is still in use.")).toBeTruthy();
    expect(Object.keys(calendars())).toContain("Orders EU");
    await userEvent.click(refusal.getByRole("button", { name: "Refunds" }));
    expect(readUi()).toMatchObject({ settingsTab: "policies", policyOpen: "refunds" });
  });

  test("one that nobody uses is deleted, and comes back to its place", async () => {
    const before = Object.keys(slaSettings.calendars);
    draw(<CalendarsPage />);
    await menu("Desk LATAM", "Delete");
    expect(Object.keys(calendars())).toEqual(before.filter((key) => key !== "Desk LATAM"));
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(Object.keys(calendars())).toEqual(before);
    expect(screen.queryByText("“Desk LATAM” is deleted.")).toBeNull();
  });

  test("[S13] a copy stands behind the original and counts its versions anew", async () => {
    draw(<CalendarsPage />);
    await menu("Orders EU", "Duplicate");
    expect(Object.keys(calendars())).toEqual(["24/7", "Orders EU", "Copy of Orders EU", "Desk LATAM"]);
    expect(calendars()["Copy of Orders EU"]).not.toHaveProperty("version");
  });
});

describe("the week by keyboard", () => {
  test("[C1] arrows move a block by a quarter of an hour, with Shift its end, with Alt its start; each change is said", async () => {
    await openOrders();
    block("Tuesday 09:00 to 18:00").focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(hours("tue")).toEqual([["09:15", "18:15"]]);
    expect(said()).toContain("Tuesday 09:15 to 18:15");
    await userEvent.keyboard("{Shift>}{ArrowLeft}{/Shift}{Alt>}{ArrowLeft}{/Alt}");
    expect(hours("tue")).toEqual([["09:00", "18:00"]]);
    expect(document.activeElement).toBe(block("Tuesday 09:00 to 18:00"));
  });

  test("up and down go to the hours of the next day", async () => {
    await openOrders();
    block("Friday 09:00 to 18:00").focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(document.activeElement).toBe(block("Saturday 10:00 to 14:00"));
    await userEvent.keyboard("{ArrowUp}{ArrowUp}");
    expect(document.activeElement).toBe(block("Thursday 09:00 to 18:00"));
  });

  test("Enter opens exact times; they hold with Enter, and the block has the focus again", async () => {
    await openOrders();
    block("Wednesday 09:00 to 18:00").focus();
    await userEvent.keyboard("{Enter}");
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Wednesday: opens at" }));
    await userEvent.keyboard("08:50{Tab}17:40{Enter}");
    expect(hours("wed")).toEqual([["08:50", "17:40"]]);
    expect(document.activeElement).toBe(block("Wednesday 08:50 to 17:40"));
  });

  test("[C1] what overlaps is refused at its field; the hours stay as they were, and Escape gives them back", async () => {
    await openOrders();
    await userEvent.click(screen.getByLabelText("Add hours on Saturday"));
    expect(hours("sat")).toEqual([
      ["10:00", "14:00"],
      ["15:00", "19:00"],
    ]);
    await userEvent.keyboard("{Enter}13:00{Enter}");
    const field = screen.getByRole("textbox", { name: "Saturday: closes at" });
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toBe("It overlaps other hours of the day.");
    expect(hours("sat")?.[1]).toEqual(["15:00", "19:00"]);
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("alert")).toBeNull();
    expect(document.activeElement).toBe(block("Saturday 15:00 to 19:00"));
  });

  test("[C1] a night that is typed over midnight becomes two intervals when that is wished", async () => {
    await openOrders();
    block("Saturday 10:00 to 14:00").focus();
    await userEvent.keyboard("{Enter}22:00{Tab}6:00{Enter}");
    expect(screen.getByRole("alert").textContent).toMatch(/^It closes before it opens/u);
    await userEvent.click(screen.getByRole("button", { name: "Over midnight, until Sunday 06:00" }));
    expect([hours("sat"), hours("sun")]).toEqual([[["22:00", "24:00"]], [["00:00", "06:00"]]]);
    expect(document.activeElement).toBe(block("Sunday 00:00 to 06:00"));
  });

  test("[C1] one that ends at midnight may go on on the next day", async () => {
    await openOrders();
    block("Saturday 10:00 to 14:00").focus();
    await userEvent.keyboard("{Enter}{Tab}24{Enter}");
    await userEvent.click(screen.getByRole("button", { name: "Go on Sunday until 06:00" }));
    expect([hours("sat"), hours("sun")]).toEqual([[["10:00", "24:00"]], [["00:00", "06:00"]]]);
  });

  test("Delete removes, and Ctrl+Z as well as Undo give back", async () => {
    await openOrders();
    block("Saturday 10:00 to 14:00").focus();
    await userEvent.keyboard("{Delete}");
    expect(hours("sat")).toBeUndefined();
    expect(document.activeElement).toBe(screen.getByLabelText("Add hours on Saturday"));
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(hours("sat")).toEqual([["10:00", "14:00"]]);

    block("Saturday 10:00 to 14:00").focus();
    await userEvent.keyboard("{Delete}");
    const line = screen.getByText("Removed: Saturday 10:00 to 14:00", { selector: "p p, div > p:not([role])" }).parentElement!;
    await userEvent.click(within(line).getByRole("button", { name: "Undo" }));
    expect(orders()).toEqual(slaSettings.calendars["Orders EU"]);
  });

  test("moves of one block are undone together, step by step with what came before", async () => {
    await openOrders();
    await userEvent.click(screen.getByLabelText("Add hours on Sunday"));
    await userEvent.keyboard("{ArrowLeft}{ArrowLeft}{ArrowLeft}");
    expect(hours("sun")).toEqual([["08:15", "17:15"]]);
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(hours("sun")).toEqual([["09:00", "18:00"]]);
    await userEvent.keyboard("{Control>}z{/Control}");
    expect(hours("sun")).toBeUndefined();
  });

  test("Monday is copied to the other working days", async () => {
    await openOrders();
    block("Monday 09:00 to 18:00").focus();
    await userEvent.keyboard("{ArrowLeft}");
    await userEvent.click(screen.getByRole("button", { name: "Copy Monday to Tue–Fri" }));
    expect(["tue", "wed", "thu", "fri"].map((day) => hours(day as Weekday))).toEqual(Array.from({ length: 4 }, () => [["08:45", "17:45"]]));
    expect(hours("sat")).toEqual([["10:00", "14:00"]]);
  });

  test("[C5] the switch opens it day and night, and gives the week back", async () => {
    await openOrders();
    await userEvent.click(screen.getByRole("switch", { name: "24/7" }));
    expect(orders().weekly).toBe("24/7");
    await userEvent.click(screen.getByRole("switch", { name: "24/7" }));
    expect(orders().weekly).toEqual((slaSettings.calendars["Orders EU"] as DatedCalendar).weekly);
  });
});

describe("the week by pointer", () => {
  /** 1440 pixels wide: a pixel is a minute. */
  const trackOf = (day: string) => {
    const track = screen.getByRole("group", { name: day });
    track.getBoundingClientRect = () => new DOMRect(0, 0, 1_440, 30);
    track.setPointerCapture = () => {};
    return track;
  };
  const drag = (track: HTMLElement, on: Element, from: number, to: number) => {
    const at = (clientX: number) => ({ clientX, button: 0, isPrimary: true, pointerId: 1 });
    fireEvent.pointerDown(on, at(from));
    fireEvent.pointerMove(track, at((from + to) / 2));
    fireEvent.pointerMove(track, at(to));
    fireEvent.pointerUp(track, at(to));
  };

  test("[C1] painting opens, by quarters of an hour, and joins what it meets", async () => {
    await openOrders();
    const sunday = trackOf("Sunday");
    drag(sunday, sunday, 543, 778);
    expect(hours("sun")).toEqual([["09:00", "13:00"]]);
    expect(said()).toContain("Sunday 09:00 to 13:00");
    drag(sunday, sunday, 900, 700);
    expect(hours("sun")).toEqual([["09:00", "15:00"]]);
  });

  test("[C1] dragging the body moves it, dragging an end resizes it, and a neighbour stops both", async () => {
    await openOrders();
    await userEvent.click(screen.getByLabelText("Add hours on Saturday"));
    const saturday = trackOf("Saturday");
    drag(saturday, block("Saturday 10:00 to 14:00"), 700, 1_000);
    expect(hours("sat")?.[0]).toEqual(["11:00", "15:00"]);
    drag(saturday, block("Saturday 15:00 to 19:00").querySelector("[data-edge=to]")!, 1_139, 1_500);
    expect(hours("sat")?.[1]).toEqual(["15:00", "24:00"]);
    drag(saturday, block("Saturday 15:00 to 24:00").querySelector("[data-edge=from]")!, 901, 300);
    expect(hours("sat")?.[1]).toEqual(["15:00", "24:00"]);
  });

  test("a press without a move opens nothing, a double press removes, Escape lets go", async () => {
    await openOrders();
    const saturday = trackOf("Saturday");
    drag(saturday, saturday, 1_000, 1_000);
    expect(hours("sat")).toEqual([["10:00", "14:00"]]);
    fireEvent.pointerDown(saturday, { clientX: 1_000, button: 0, isPrimary: true, pointerId: 1 });
    fireEvent.pointerMove(saturday, { clientX: 1_200, pointerId: 1 });
    fireEvent.keyDown(saturday, { key: "Escape" });
    fireEvent.pointerUp(saturday, { clientX: 1_200, pointerId: 1 });
    expect(hours("sat")).toEqual([["10:00", "14:00"]]);
    fireEvent.doubleClick(saturday, { clientX: 700 });
    expect(hours("sat")).toBeUndefined();
  });
});

describe("holidays", () => {
  const list = () => screen.getByRole("region", { name: "Holidays" });
  const days = () =>
    within(list())
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent);

  test("[C1] a day that does not exist is refused where it was typed, and one that is there is not added twice", async () => {
    await openOrders();
    const field = within(list()).getByLabelText<HTMLInputElement>("Day to add");
    let badInput = true;
    Object.defineProperty(field, "validity", { get: () => ({ badInput }) });
    fireEvent.change(field, { target: { value: "2026-02-27" } });
    await userEvent.click(within(list()).getByRole("button", { name: "Add" }));
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(within(list()).getByRole("alert").textContent).toBe("That date does not exist.");

    badInput = false;
    fireEvent.change(field, { target: { value: "2026-05-01" } });
    await userEvent.click(within(list()).getByRole("button", { name: "Add" }));
    expect(within(list()).getByRole("alert").textContent).toBe("That day is closed every year already.");

    fireEvent.change(field, { target: { value: "2026-04-06" } });
    await userEvent.click(within(list()).getByRole("button", { name: "Add" }));
    expect(orders().holidays).toEqual(["01-01", "05-01", "12-25", "2026-04-06"]);

    fireEvent.change(field, { target: { value: "2026-12-08" } });
    await userEvent.click(within(list()).getByRole("checkbox", { name: "every year" }));
    await userEvent.click(within(list()).getByRole("button", { name: "Add" }));
    expect(orders().holidays).toContain("12-08");
  });

  test("one that is removed comes back with Undo", async () => {
    await openOrders();
    await userEvent.click(within(list()).getByRole("button", { name: "Remove 1 May" }));
    expect(orders().holidays).toEqual(["01-01", "12-25"]);
    await userEvent.click(within(list()).getByRole("button", { name: "Undo" }));
    expect(orders().holidays).toEqual(["01-01", "05-01", "12-25"]);
  });

  test("[C1] a file is read by the server, shown first, and what is ticked and new is added, with its name in view", async () => {
    await openOrders();
    await userEvent.upload(screen.getByTestId("holiday-file"), new File(["BEGIN:VCALENDAR"], "shop.ics"));
    const preview = within(await screen.findByRole("dialog", { name: "Holidays in shop.ics" }));
    expect((await preview.findByRole<HTMLInputElement>("checkbox", { name: /^Fri.25 December.*there already/u })).disabled).toBe(true);
    await userEvent.click(preview.getByRole("checkbox", { name: /Stocktaking/u }));
    expect(orders().holidays).toEqual(["01-01", "05-01", "12-25"]);
    await userEvent.click(preview.getByRole("button", { name: "Add 1 day" }));
    expect(orders().holidays).toEqual(["01-01", "05-01", "12-25", "2026-04-06"]);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(days()).toEqual(["1 January", "1 May", "25 DecemberChristmas Day", expect.stringMatching(/6 April.*Easter Monday/u)]);
    expect(JSON.stringify(orders())).not.toContain("Easter");
  });

  test.each([
    [{ kind: "refused", title: "Line 3 is no date." }, /Line 3 is no date\..*Nothing was changed/u],
    [{ kind: "no-network" }, /Try again when the network is back/u],
  ] as const)("a file that is not read changes nothing and says why: %j", async (answer, words) => {
    await openOrders({ readHolidayFile: async () => answer });
    await userEvent.upload(screen.getByTestId("holiday-file"), new File(["?"], "shop.ics"));
    expect((await screen.findByRole("alert")).textContent).toMatch(words);
    expect(orders().holidays).toEqual(["01-01", "05-01", "12-25"]);
  });

  test("a file larger than a list of holidays can be is not sent at all", async () => {
    const readHolidayFile = vi.fn<Commands["readHolidayFile"]>(async () => ({ kind: "no-network" }));
    await openOrders({ readHolidayFile });
    await userEvent.upload(screen.getByTestId("holiday-file"), new File([new Uint8Array(1_048_577)], "year.ics"));
    expect((await screen.findByRole("alert")).textContent).toMatch(/larger than 1 MB/u);
    expect(readHolidayFile).not.toHaveBeenCalled();
  });

  test("[C1] a country's list is asked for by region and years, and added once", async () => {
    const asked = vi.fn<Commands["holidays"]>(async () => ({ kind: "fresh", seen: { fact: [{ date: "2026-05-02", name: "Madrid Day" }], at: NOW } }));
    await openOrders({ holidays: asked });
    await userEvent.click(screen.getByRole("button", { name: "From a country…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Public holidays of a country" }));
    await userEvent.click(dialog.getByRole("button", { name: "Country: Choose" }));
    await userEvent.click(await screen.findByRole("option", { name: /Spain/u }));
    await userEvent.selectOptions(await dialog.findByRole("combobox", { name: "Region" }), "MD");
    await userEvent.click(await dialog.findByRole("button", { name: "Add 1 day" }));
    expect(asked).toHaveBeenLastCalledWith("ES", "MD", 2026, 2027);
    expect(orders().holidays).toContain("2026-05-02");
    await userEvent.keyboard("{Control>}z{/Control}");
  });

  test("a place of which nobody knows holidays says so, with another way", async () => {
    await openOrders({ holidays: async () => ({ kind: "failed", seen: undefined }) });
    await userEvent.click(screen.getByRole("button", { name: "From a country…" }));
    await userEvent.click(await screen.findByRole("button", { name: "Country: Choose" }));
    await userEvent.click(await screen.findByRole("option", { name: /Brazil/u }));
    expect((await screen.findByRole("alert")).textContent).toMatch(/Use a file, or add the days by hand/u);
  });
});

describe("exceptions", () => {
  const card = () => screen.getByRole("region", { name: "Exceptions" });

  test("[C1] a day of the year is given hours of its own, which beat a holiday", async () => {
    await openOrders();
    await userEvent.click(screen.getByRole("button", { name: /^Fri, 1 May 2026/u }));
    expect(within(card()).getByText("A holiday: these hours count all the same.")).toBeTruthy();
    const opens = within(card()).getByRole("textbox", { name: /opens at$/u });
    expect(document.activeElement).toBe(opens);
    await userEvent.clear(opens);
    await userEvent.type(opens, "1030");
    await userEvent.click(within(card()).getByRole("button", { name: "Set" }));
    expect(orders().overrides).toEqual({ "2026-05-01": [["10:30", "18:00"]], "2026-12-24": [["09:00", "13:00"]] });
    expect(screen.getByRole("button", { name: /^Fri, 1 May 2026: 10:30–18:00, exception/u })).toBeTruthy();
  });

  test("[C1] none at all is closed; a day that has one already is refused, and one that closes before it opens too", async () => {
    await openOrders();
    await userEvent.click(within(card()).getByRole("button", { name: "Add" }));
    const day = within(card()).getByLabelText("Day of the exception");
    fireEvent.change(day, { target: { value: "2026-12-24" } });
    await userEvent.click(within(card()).getByRole("button", { name: "Set" }));
    expect(within(card()).getByRole("alert").textContent).toBe("There is an exception for that day already.");

    fireEvent.change(day, { target: { value: "2026-12-31" } });
    const closes = within(card()).getByRole("textbox", { name: /closes at$/u });
    await userEvent.clear(closes);
    await userEvent.type(closes, "8");
    await userEvent.click(within(card()).getByRole("button", { name: "Set" }));
    expect(closes.getAttribute("aria-invalid")).toBe("true");

    await userEvent.click(within(card()).getByRole("button", { name: "Remove 09:00–8" }));
    expect(within(card()).getByText("Closed all day.")).toBeTruthy();
    await userEvent.click(within(card()).getByRole("button", { name: "Set" }));
    expect(orders().overrides?.["2026-12-31"]).toEqual([]);
  });

  test("one that is removed comes back with Undo", async () => {
    await openOrders();
    await userEvent.click(within(card()).getByRole("button", { name: "Remove the exception on Thu, 24 Dec 2026" }));
    expect(orders().overrides).toEqual({});
    await userEvent.click(within(card()).getByRole("button", { name: "Undo" }));
    expect(orders().overrides).toEqual({ "2026-12-24": [["09:00", "13:00"]] });
  });
});

describe("what is wrong", () => {
  test("[C1] an empty week is said under it, and the way to the fault ends at a field of it", async () => {
    draw(<CalendarsPage />, saved({ calendars: { ...slaSettings.calendars, Empty: { timeZone: "UTC", weekly: { mon: [["09:00", "10:00"]] } } } }));
    await userEvent.click(await screen.findByRole("button", { name: "Empty" }));
    block("Monday 09:00 to 10:00").focus();
    await userEvent.keyboard("{Delete}");
    expect(screen.getByRole("alert").textContent).toMatch(/^The week has no open hours/u);
    expect(screen.getByText("Once the faults are mended, it says here what a promise comes to.")).toBeTruthy();

    await userEvent.click(screen.getByRole("button", { name: "All calendars" }));
    expect(screen.getByText("1 fault")).toBeTruthy();
    const draft = readUi().slaDraft!;
    act(() => focusFault({ path: "calendars.Empty.weekly", message: "No open time in the week.", code: "value" }, draft));
    await waitFor(() => expect(document.activeElement?.getAttribute("data-path")).toMatch(/^calendars\.Empty\.weekly/u));
    expect(document.activeElement?.getAttribute("aria-invalid")).toBe("true");
  });

  test("[C1] a zone that is none is said at its field, and can be changed there", async () => {
    draw(<CalendarsPage />);
    await screen.findByRole("button", { name: "Orders EU" });
    const { slaDraft } = readUi();
    act(() => setUi({ slaDraft: { ...slaDraft!, calendars: { ...calendars(), "Orders EU": { ...orders(), timeZone: "Mars/Olympus" } } } }));
    await userEvent.click(screen.getByRole("button", { name: "Orders EU" }));
    const field = screen.getByRole("button", { name: "Time zone: Mars/Olympus" });
    expect(field.getAttribute("aria-invalid")).toBe("true");
    await userEvent.click(field);
    await userEvent.keyboard("kolk{Enter}");
    expect(["Asia/Calcutta", "Asia/Kolkata"]).toContain(orders().timeZone);
    expect(screen.queryByRole("alert")).toBeNull();
    expect(screen.getByText("UTC+5:30, now 15:22 there")).toBeTruthy();
  });

  test("[B2] what the server has against a draft is said at its calendar, or where it is missing", async () => {
    draw(<CalendarsPage />);
    await screen.findByRole("button", { name: "Orders EU" });
    const { slaDraft } = readUi();
    const refused = [
      { path: "calendars.Gone", message: "Ben Carter works by this calendar.", code: "value" as const },
      { path: "calendars.Orders EU.overrides.2026-12-24", message: "More than 48 intervals in a day.", code: "value" as const },
    ];
    act(() => setUi({ slaDraft: { ...slaDraft!, refused } }));
    expect(screen.getByRole("alert").textContent).toContain("“Gone” is missing: Ben Carter works by this calendar.");
    await userEvent.click(screen.getByRole("button", { name: "Orders EU" }));
    expect(within(screen.getByRole("region", { name: "Exceptions" })).getByRole("alert").textContent).toBe("Too many: at most 48.");
  });
});

describe("what it means", () => {
  test("[C2] the due time and the counted pieces, by the clocks there and here", async () => {
    await openOrders();
    const card = within(screen.getByRole("region", { name: "What it means" }));
    expect(card.getByLabelText<HTMLInputElement>("Starts, in Madrid").value).toBe("2026-03-13T17:55");
    expect(card.getByText("Sat 14 Mar, 10:10")).toBeTruthy();
    const pieces = within(card.getByRole("list", { name: "What is counted" })).getAllByRole("listitem");
    expect(pieces.map(({ textContent }) => textContent)).toEqual(["Fri 13 Mar, 17:55 – 18:005 mins", "Sat 14 Mar, 10:00 – 10:1010 mins"]);

    fireEvent.change(card.getByLabelText("Starts, in Madrid"), { target: { value: "" } });
    expect(card.getByText("Choose day and time.")).toBeTruthy();
  });
});

describe("working hours of people", () => {
  const hoursOf = (name: string) => screen.queryByRole<HTMLSelectElement>("combobox", { name: `Working hours of ${name}` });

  test("[B2] a lead sets them for everybody, out of what is saved; they hold at once", async () => {
    const set = vi.fn<Commands["setWorkingHours"]>(async () => "saved");
    draw(<CalendarsPage />, { setWorkingHours: set });
    await userEvent.click(await screen.findByRole("button", { name: "New calendar" }));
    await userEvent.keyboard("{Escape}");
    await userEvent.click(screen.getByRole("button", { name: "All calendars" }));
    const field = hoursOf("Ben Carter")!;
    expect([...field.options].map(({ text }) => text)).toEqual(["Always", "Orders EU", "Desk LATAM"]);
    expect(screen.getByText("Calendars that are not saved yet cannot be chosen.")).toBeTruthy();

    await userEvent.selectOptions(field, "Orders EU");
    expect(set).toHaveBeenCalledExactlyOnceWith(ben, "Orders EU");
    expect(screen.getByText("Saved")).toBeTruthy();
    await userEvent.selectOptions(field, "Always");
    expect(set).toHaveBeenLastCalledWith(ben, undefined);
  });

  test("[B2] an agent sets only their own, and reads the calendars", async () => {
    inboxStore.setState({ me: { ...agents[0]!, role: "agent" }, agents: people({ [ben]: "Orders EU" }) });
    await openOrders();
    expect(screen.queryByRole("button", { name: /^Add/u })).toBeNull();
    expect(screen.getByRole("img", { name: "Monday 09:00 to 18:00" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "All calendars" }));
    expect(hoursOf("Irene Ruiz")).not.toBeNull();
    expect(hoursOf("Ben Carter")).toBeNull();
    expect(screen.queryByRole("button", { name: "New calendar" })).toBeNull();
  });

  test("what was not saved is said, can be tried again, and can be left", async () => {
    const set = vi.fn<Commands["setWorkingHours"]>(async () => "no-network");
    draw(<CalendarsPage />, { setWorkingHours: set });
    await screen.findByRole("button", { name: "Orders EU" });
    await userEvent.selectOptions(hoursOf("Irene Ruiz")!, "Orders EU");
    expect((await screen.findByRole("alert")).textContent).toMatch(/may have been saved or not/u);
    set.mockImplementation(async () => "failed");
    await userEvent.click(screen.getByRole("button", { name: "Try again" }));
    expect(set).toHaveBeenLastCalledWith(irene, "Orders EU");
    expect(screen.getByRole("alert").textContent).toMatch(/^Not saved/u);
    await userEvent.click(screen.getByRole("button", { name: "Leave it" }));
    expect(hoursOf("Irene Ruiz")?.value).toBe("");
  });

  test("nothing can be changed without a network; what was said last stays readable", async () => {
    inboxStore.setState({ connection: { kind: "offline", asOf: NOW } });
    await openOrders();
    expect(screen.getByRole("img", { name: "Monday 09:00 to 18:00" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Add hours/u })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "All calendars" }));
    expect(hoursOf("Irene Ruiz")).toBeNull();
  });
});

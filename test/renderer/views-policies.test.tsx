import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import type { SettingsSaved } from "../../renderer/commands/sla-settings.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { agents, NOW } from "../../renderer/dev/people.ts";
import { slaSettings } from "../../renderer/dev/sla-settings.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { fridayEvening } from "../../renderer/views/policies/quick-starts.ts";
import { whatApplies } from "../../renderer/views/policies/what-applies.ts";
import { draftOf } from "../../renderer/views/settings/sla-draft.ts";
import { signOut } from "../../renderer/views/settings/sign-out.ts";
import { SettingsPage } from "../../renderer/views/settings/settings-page.tsx";
import type { SlaSettings } from "../../shared/api/sla.ts";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import { DEFAULT_POLICIES } from "../../shared/sla/default-policy.ts";
import type { Policy } from "../../shared/sla/policy.ts";
import { minutes } from "../../shared/time.ts";
import { draw } from "./views-harness.tsx";

const { calendars, policies } = slaSettings;
const ids = (list: readonly Policy[]) => list.map(({ id }) => id);
const aPolicy = (id: string, more: Partial<Policy> = {}): Policy => ({ id, version: 1, name: id, default: false, conditions: [], targets: {}, ...more });
const when = (field: Policy["conditions"][number]["field"], ...values: string[]): Policy["conditions"] => [{ field, in: values }];
const fallback = aPolicy("rest", { default: true });

const tomas = agents[1]!;
beforeEach(() => {
  inboxStore.setState(fakeInbox({ me: tomas }));
  setUi({ page: "settings", settingsTab: "policies", slaDraft: undefined, policyOpen: undefined, whatIf: undefined });
});
afterEach(cleanup);

const fresh = (settings: SlaSettings) => ({ kind: "fresh", seen: { fact: settings, at: NOW } }) as const;
const withPolicies = (list: readonly Policy[]): Partial<Commands> => ({ slaSettings: async () => fresh({ ...slaSettings, policies: list }) });

async function page(commands: Partial<Commands> = {}) {
  draw(<SettingsPage installation={{ server: { url: "", embedded: false, demo: false }, secretStore: "strong" }} />, commands);
  await screen.findByRole("heading", { level: 2, name: "Response times" });
  await waitFor(() => expect(readUi().slaDraft).toBeDefined());
}

const strips = () =>
  within(screen.getByRole("region", { name: "Response times" }))
    .getAllByRole("heading", { level: 3 })
    .map(({ textContent }) => textContent);
const names = () => strips().filter((name) => !["What would apply?", "Name", "Applies when", "Promises", "Warnings"].includes(name));
const open = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const more = async (name: string, item: string) => {
  await userEvent.click(screen.getByRole("button", { name: `More about ${name}` }));
  await userEvent.click(await screen.findByRole("menuitem", { name: new RegExp(`^${item}`, "u") }));
};
const bar = () => screen.queryByRole("region", { name: "Unsaved changes" });
const draftIds = () => ids(readUi().slaDraft?.policies ?? []);

describe("the list", () => {
  test("[P1] shows each policy in its place: whom it is for, what it promises by which calendar, who is told", async () => {
    await page();
    expect(names()).toEqual(["Gold customers", "Urgent in Europe", "Refunds", "Everybody"]);
    const [, urgent, refunds, everybody] = screen.getAllByRole("listitem").map((item) => item.textContent ?? "");
    expect(urgent).toContain("Priority is High or Urgent");
    expect(urgent).toContain("Number is Shop EU");
    expect(urgent).toContain("First reply10 mins · Orders EU");
    expect(urgent).toContain("Warns at 50%, at 80% and 5 mins before · when missed, tells assignee and lead · a new owner has 10 mins");
    expect(refunds).toContain("Label is Refund or Warranty");
    expect(refunds).toContain("Team is Billing");
    expect(refunds).toContain("HandoffNo deadline");
    expect(everybody).toContain("DefaultVersion 5Everything else");
    expect(screen.getByText(/the first one whose conditions all hold applies/u)).toBeTruthy();
  });

  test("[P1] Alt with the arrow keys moves the strip that has the focus, says where it is now, and keeps the focus", async () => {
    await page();
    const refunds = screen.getByRole("button", { name: "Refunds" });
    refunds.focus();
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(names()).toEqual(["Gold customers", "Refunds", "Urgent in Europe", "Everybody"]);
    expect(screen.getByText("Refunds is now number 2 of 4")).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Refunds" }));
    await userEvent.keyboard("{Alt>}{ArrowUp}{ArrowUp}{/Alt}");
    expect(screen.getByText("Refunds cannot go any further")).toBeTruthy();
    expect(draftIds()).toEqual(["refunds", "vip", "urgent", "default"]);
    expect(bar()?.textContent).toContain("Changed, not saved: the order");
  });

  test("[P1] nothing moves behind the default, and the default does not move", async () => {
    await page();
    screen.getByRole("button", { name: "Refunds" }).focus();
    await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
    screen.getByRole("button", { name: "Everybody" }).focus();
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(draftIds()).toEqual(ids(policies));
    expect(bar()).toBeNull();
  });

  test("[P1] a strip that is dragged lands where the line is, and Escape leaves it where it was", async () => {
    await page();
    const items = () =>
      within(screen.getByRole("region", { name: "Response times" }))
        .getAllByRole("listitem")
        .filter((item) => item.dataset["open"] !== undefined);
    items().forEach((item, place) => {
      item.getBoundingClientRect = () => ({ top: place * 100, height: 100, bottom: place * 100 + 100 }) as DOMRect;
    });
    const grip = screen.getByTestId("grip-vip");
    grip.setPointerCapture = () => {};
    const drag = (y: number) => {
      fireEvent.pointerDown(grip, { button: 0, pointerId: 1, clientY: 20 });
      fireEvent.pointerMove(grip, { pointerId: 1, clientY: y });
    };

    drag(260);
    expect(items()[2]?.dataset["drop"]).toBe("after");
    fireEvent.keyDown(window, { key: "Escape" });
    fireEvent.pointerUp(grip, { pointerId: 1 });
    expect(draftIds()).toEqual(ids(policies));

    // Far below: the default is the wall.
    drag(900);
    expect(items()[2]?.dataset["drop"]).toBe("after");
    fireEvent.pointerUp(grip, { pointerId: 1 });
    expect(draftIds()).toEqual(["urgent", "refunds", "vip", "default"]);
    expect(screen.getByText("Gold customers is now number 3 of 4")).toBeTruthy();
  });

  test("a copy stands behind its original, under another id and open for its name", async () => {
    await page();
    await more("Urgent in Europe", "Duplicate");
    expect(names()).toEqual(["Gold customers", "Urgent in Europe", "Copy of Urgent in Europe", "Refunds", "Everybody"]);
    expect(new Set(draftIds()).size).toBe(5);
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Name" }).value).toBe("Copy of Urgent in Europe");
    expect(screen.getByText(/Never applies: whatever it matches, “Urgent in Europe” above it/u)).toBeTruthy();
  });

  test("what is deleted comes back to its place with Undo, and the focus goes there", async () => {
    await page();
    await more("Urgent in Europe", "Delete");
    expect(names()).toEqual(["Gold customers", "Refunds", "Everybody"]);
    expect(screen.getByText("“Urgent in Europe” is deleted.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(draftIds()).toEqual(ids(policies));
    expect(bar()).toBeNull();
    expect(screen.queryByText(/is deleted/u)).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "Urgent in Europe" })));
  });

  test("[P1] the only default cannot be deleted", async () => {
    await page();
    await userEvent.click(screen.getByRole("button", { name: "More about Everybody" }));
    expect((await screen.findByRole("menuitem", { name: "The only default stays" })).getAttribute("aria-disabled")).toBe("true");
  });

  test("[P1] where there is no default it says what that means, and adds one at the end", async () => {
    await page(withPolicies(policies.slice(0, 2)));
    expect(screen.getByText(/conversations that match nothing have no deadline/u)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Add a default" }));
    expect(names()).toEqual(["Gold customers", "Urgent in Europe", "Everybody else"]);
    expect(readUi().slaDraft?.policies.at(-1)).toMatchObject({ default: true, conditions: [], targets: DEFAULT_POLICIES[0]?.targets });
    expect(screen.queryByText(/conversations that match nothing/u)).toBeNull();
  });

  test("nothing promised yet is said, with a way on", async () => {
    await page(withPolicies([]));
    expect(screen.getByText("Nothing is promised yet")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "New policy" }));
    expect(names()).toEqual(["New policy"]);
  });

  test("an agent reads everything and changes nothing", async () => {
    inboxStore.setState({ me: { ...tomas, role: "agent" } });
    await page();
    expect(names()).toEqual(["Gold customers", "Urgent in Europe", "Refunds", "Everybody"]);
    expect(screen.getByText("You can read this; leads change it.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /New policy|Gold customers|More about/u })).toBeNull();
    expect(screen.queryByTestId("grip-vip")).toBeNull();
    expect(screen.getByRole("heading", { name: "What would apply?" })).toBeTruthy();
  });

  test("without a network what was seen last is read, not changed, and what was changed is kept", async () => {
    const slaSettings_ = vi.fn<Commands["slaSettings"]>(async () => fresh(slaSettings));
    await page({ slaSettings: slaSettings_ });
    await more("Refunds", "Delete");
    slaSettings_.mockImplementation(async () => ({ kind: "no-network", seen: { fact: slaSettings, at: NOW } }));
    act(() => inboxStore.setState({ connection: { kind: "offline", asOf: NOW } }));
    expect(await screen.findByText(/what you have changed is kept here/u)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "New policy" })).toBeNull();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
    expect(screen.getByText(/Saving needs the network/u)).toBeTruthy();
    expect(draftIds()).not.toContain("refunds");
  });

  test("without a network and nothing seen before it says so", async () => {
    inboxStore.setState({ connection: { kind: "offline", asOf: NOW } });
    draw(<SettingsPage installation={{ server: { url: "", embedded: false, demo: false }, secretStore: "strong" }} />, {
      slaSettings: async () => ({ kind: "no-network", seen: undefined }),
    });
    expect(await screen.findByText("Needs the network.")).toBeTruthy();
  });
});

describe("the editor", () => {
  test("a new policy stands before the default, with its promises, and takes its conditions by the workspace's names", async () => {
    await page();
    await userEvent.click(screen.getByRole("button", { name: "New policy" }));
    expect(names()).toEqual(["Gold customers", "Urgent in Europe", "Refunds", "New policy", "Everybody"]);
    expect(screen.getByText("Never applies: it has no condition. Add one.")).toBeTruthy();

    await userEvent.click(screen.getByRole("button", { name: "Add a condition" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "Number" }));
    expect(screen.getByText("Choose at least one value, else it can never hold.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Number: choose values" }));
    await userEvent.click(within(await screen.findByRole("dialog")).getByRole("option", { name: "Shop LATAM" }));
    await userEvent.keyboard("{Escape}");
    expect(readUi().slaDraft?.policies[3]).toMatchObject({
      conditions: [{ field: "number", in: ["1001"] }],
      targets: policies.at(-1)?.targets,
      default: false,
    });
    expect(screen.queryByText(/Never applies/u)).toBeNull();
    expect(bar()?.textContent).toContain("Changed, not saved: 1 policy");
  });

  test("what nobody can list is typed: a tier of one's own", async () => {
    await page();
    await open("Gold customers");
    await userEvent.click(screen.getByRole("button", { name: "Customer tier: choose values" }));
    await userEvent.keyboard("Platinum{Enter}{Escape}");
    expect(readUi().slaDraft?.policies[0]?.conditions).toEqual([{ field: "tier", in: ["gold", "Platinum"] }]);
    await userEvent.click(screen.getByRole("button", { name: "Remove gold" }));
    expect(readUi().slaDraft?.policies[0]?.conditions).toEqual([{ field: "tier", in: ["Platinum"] }]);
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Customer tier: choose values" }));
  });

  test("a value that the workspace no longer has is shown as such", async () => {
    await page(withPolicies([aPolicy("old", { conditions: when("team", "t-gone") }), fallback]));
    await open("old");
    expect(screen.getByText("not known here").parentElement?.textContent).toContain("t-gone");
  });

  test("[P2] a promise is a number of minutes, hours or days of open time on a calendar, or none", async () => {
    await page();
    await open("Refunds");
    const number = screen.getByRole<HTMLInputElement>("textbox", { name: "Resolution" });
    expect([number.value, screen.getByRole<HTMLSelectElement>("combobox", { name: "Resolution: unit" }).value]).toEqual(["2", "days"]);
    await userEvent.clear(number);
    await userEvent.type(number, "1,5");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Resolution: unit" }), "hours");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Resolution: calendar" }), "24/7");
    expect(readUi().slaDraft?.policies[2]?.targets.resolution).toEqual({ target: minutes(90), calendar: "24/7" });

    await userEvent.click(screen.getByRole("button", { name: "Resolution: no deadline" }));
    expect(readUi().slaDraft?.policies[2]?.targets).toEqual({ "first-reply": { target: minutes(30), calendar: "Orders EU" } });
    const set = screen.getByRole("button", { name: "Resolution: set a deadline" });
    expect(document.activeElement).toBe(set);
    await userEvent.click(set);
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Resolution" }));
  });

  test("[S14] a new owner's clock is a promise of its own", async () => {
    await page();
    await open("Refunds");
    await userEvent.click(screen.getByRole("button", { name: "New owner: set a deadline" }));
    expect(readUi().slaDraft?.policies[2]?.ownerTarget).toEqual({ target: minutes(15), calendar: "Orders EU" });
    await userEvent.click(screen.getByRole("button", { name: "New owner: no deadline" }));
    expect(readUi().slaDraft?.policies[2]).not.toHaveProperty("ownerTarget");
  });

  test("[P2] warnings are shares or times before, each with who is told; so is a miss", async () => {
    await page();
    await open("Refunds");
    // What Greenline warns of where the policy says nothing becomes the policy's own with the first change.
    expect(screen.getAllByRole("textbox", { name: "Per cent of the time" }).map((field) => (field as HTMLInputElement).value)).toEqual(["50", "80"]);
    await userEvent.click(within(screen.getByRole("group", { name: "at 80%: who is told" })).getByRole("checkbox", { name: "lead" }));
    await userEvent.click(screen.getByRole("button", { name: "Remove the warning at 50%" }));
    await userEvent.click(screen.getByRole("button", { name: "Add a warning" }));
    await userEvent.selectOptions(screen.getAllByRole("combobox", { name: "When to warn" })[2]!, "before");
    await userEvent.click(within(screen.getByRole("group", { name: "When a promise is missed, tell" })).getByRole("checkbox", { name: "assignee" }));
    expect(readUi().slaDraft?.policies[2]).toMatchObject({
      warnings: [{ share: 0.8, tell: ["assignee", "lead"] }, { before: minutes(5) }, { before: minutes(5), tell: ["assignee"] }],
      breach: { tell: ["lead"] },
    });
  });

  test("every fault stands at its field with its sentence, and Save counts them and leads to the first", async () => {
    const saveSlaSettings = vi.fn<Commands["saveSlaSettings"]>();
    await page({ saveSlaSettings });
    await open("Urgent in Europe");
    await userEvent.clear(screen.getByRole("textbox", { name: "First reply" }));
    const [share] = screen.getAllByRole("textbox", { name: "Per cent of the time" });
    await userEvent.clear(share!);
    await userEvent.type(share!, "130");

    const field = screen.getByRole("textbox", { name: "First reply" });
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(document.getElementById(field.getAttribute("aria-describedby") ?? "")?.textContent).toBe("Enter a length of time.");
    expect(document.getElementById(share!.getAttribute("aria-describedby") ?? "")?.textContent).toBe("Enter a number between 1 and 99.");
    expect(screen.getByText("2 faults")).toBeTruthy();

    await userEvent.click(screen.getByRole("button", { name: "Done" }));
    await userEvent.click(screen.getByRole("button", { name: "Save (2 faults)" }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "First reply" })));
    expect(saveSlaSettings).not.toHaveBeenCalled();
    expect(screen.getByText("Once the faults are mended, it says here what would apply.")).toBeTruthy();
  });

  test("a calendar that has gone is a fault at its promise", async () => {
    await page();
    act(() => setUi({ slaDraft: { ...draftOf(slaSettings), calendars: { "24/7": "24/7" } }, policyOpen: "refunds" }));
    expect(screen.getAllByText("The calendar “Orders EU” does not exist. Choose another one.")).toHaveLength(2);
    expect(screen.getByRole("combobox", { name: "First reply: calendar" }).getAttribute("aria-invalid")).toBe("true");
  });

  test("Escape closes the editor and not the page, and the focus goes to its strip", async () => {
    await page();
    await open("Refunds");
    screen.getByRole("textbox", { name: "Name" }).focus();
    await userEvent.keyboard("{Escape}");
    expect(screen.queryByRole("textbox", { name: "Name" })).toBeNull();
    expect(readUi().page).toBe("settings");
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "Refunds" })));
  });
});

describe("the preview", () => {
  test("says which policy of the draft applies, why not those before it, and by when", async () => {
    await page();
    const preview = within(screen.getByRole("complementary", { name: "What would apply?" }));
    expect(preview.getByText("Everybody applies")).toBeTruthy();
    await userEvent.selectOptions(preview.getByRole("combobox", { name: "Priority" }), "urgent");
    expect(preview.getByText("Everybody applies")).toBeTruthy();
    expect(preview.getByText("Number is Shop EU; here: not set")).toBeTruthy();
    await userEvent.selectOptions(preview.getByRole("combobox", { name: "Number" }), "Shop EU");
    expect(preview.getByText("Urgent in Europe applies")).toBeTruthy();
    expect(preview.getByText("Customer tier is gold; here: not set")).toBeTruthy();
    // Values that only the policies name can be chosen too.
    await userEvent.selectOptions(preview.getByRole("combobox", { name: "Customer tier" }), "gold");
    expect(preview.getByText("Gold customers applies")).toBeTruthy();
  });

  test("says that nothing applies", async () => {
    await page(withPolicies(policies.slice(0, 1)));
    expect(screen.getByText("Nothing matches: there is no deadline, and nobody is warned.")).toBeTruthy();
  });

  test("[C2] [C3] shows due times by this machine's clock and by the calendar's", async () => {
    await page();
    const field = screen.getByLabelText<HTMLInputElement>("The customer writes");
    await userEvent.click(screen.getByRole("button", { name: "Friday 17:55" }));
    expect(field.value).toBe("2026-03-13T17:55");
    const { clocks } = whatApplies(slaSettings, {}, fridayEvening(NOW), createCompile());
    const dueAt = clocks.find(({ kind }) => kind === "first-reply")?.promised?.clock.dueAt;
    const preview = screen.getByRole("complementary", { name: "What would apply?" }).textContent;
    expect(preview).toContain(
      new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
        dueAt,
      ),
    );
    fireEvent.change(field, { target: { value: "" } });
    expect(screen.getByText("Choose day and time.")).toBeTruthy();
  });
});

describe("saving", () => {
  const saved: Commands["saveSlaSettings"] = async (settings) => ({ kind: "saved", settings: { ...settings, revision: settings.revision + 1 } });

  test("[S13] sends the whole set on the save that it stands on, and says what becomes of the clocks", async () => {
    const saveSlaSettings = vi.fn<Commands["saveSlaSettings"]>(saved);
    await page({ saveSlaSettings });
    await more("Refunds", "Delete");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(saveSlaSettings).toHaveBeenCalledExactlyOnceWith({ revision: 7, calendars, policies: policies.filter(({ id }) => id !== "refunds") });
    expect(await screen.findByText(/Open clocks are being dated anew, each from its own start\. Closed ones keep/u)).toBeTruthy();
    expect(bar()).toBeNull();
    expect(readUi().slaDraft?.saved.revision).toBe(8);
    expect(names()).not.toContain("Refunds");
  });

  test("what is changed while it is being saved is not lost", async () => {
    let answer: (saved: SettingsSaved) => void = () => {};
    await page({ saveSlaSettings: () => new Promise((resolve) => (answer = resolve)) });
    await more("Refunds", "Delete");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Saving…" }).disabled).toBe(true);
    await more("Urgent in Europe", "Delete");
    await act(async () => answer({ kind: "saved", settings: { ...slaSettings, revision: 8, policies: policies.filter(({ id }) => id !== "refunds") } }));
    expect(draftIds()).toEqual(["vip", "default"]);
    expect(readUi().slaDraft?.saved.revision).toBe(8);
    expect(bar()?.textContent).toContain("1 policy");
  });

  test("what the server refuses stands at the field that it names, until something is changed", async () => {
    const problems = [{ path: "policies[2].targets.resolution.target", message: "Too long for the old engine.", code: "value" as const }];
    await page({ saveSlaSettings: async () => ({ kind: "refused", problems }) });
    await more("Gold customers", "Move down");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await userEvent.click(await screen.findByRole("button", { name: "1 fault: show it" }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Resolution" })));
    expect(screen.getByText("Too long for the old engine.")).toBeTruthy();
    await userEvent.type(screen.getByRole("textbox", { name: "Resolution" }), "0");
    expect(screen.queryByText("Too long for the old engine.")).toBeNull();
  });

  test("a fault of a calendar leads to the calendars", async () => {
    await page();
    act(() => setUi({ slaDraft: { ...draftOf(slaSettings), calendars: { ...calendars, Empty: { timeZone: "Europe/Rome", weekly: {} } } } }));
    await userEvent.click(screen.getByRole("button", { name: "1 fault: show it" }));
    expect(readUi().settingsTab).toBe("calendars");
  });

  test.each([
    ["no-network", /it may have been saved or not/u],
    ["not-allowed", /only leads may change this/u],
    ["failed", /the server could not do it/u],
  ] as const)("%s is said, and nothing is lost", async (kind, sentence) => {
    await page({ saveSlaSettings: async () => ({ kind }) });
    await more("Refunds", "Delete");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(sentence)).toBeTruthy();
    expect(draftIds()).toEqual(["vip", "urgent", "default"]);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(false);
  });

  test("Discard throws all of it away, and Undo brings it back", async () => {
    await page();
    await more("Refunds", "Delete");
    await userEvent.click(screen.getByRole("button", { name: "Discard" }));
    expect(draftIds()).toEqual(ids(policies));
    expect(screen.getByText("The changes are discarded.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(draftIds()).toEqual(["vip", "urgent", "default"]);
    expect(bar()).not.toBeNull();
  });

  test("the draft outlives the page", async () => {
    await page();
    await more("Refunds", "Delete");
    cleanup();
    await page();
    expect(names()).toEqual(["Gold customers", "Urgent in Europe", "Everybody"]);
    expect(bar()?.textContent).toContain("Changed, not saved: 1 policy");
  });

  test("signing out does not throw changes away: it leads to them first", () => {
    const commands = { signOut: vi.fn<Commands["signOut"]>(async () => {}), notice: vi.fn<Commands["notice"]>() };
    setUi({ page: "inbox", settingsTab: "general", slaDraft: { ...draftOf(slaSettings), policies: policies.slice(1) } });
    signOut(commands);
    expect(readUi()).toMatchObject({ page: "settings", settingsTab: "policies" });
    expect(commands.notice).toHaveBeenCalledExactlyOnceWith("policies.signOutFirst");
    expect(commands.signOut).not.toHaveBeenCalled();
    setUi({ slaDraft: draftOf(slaSettings) });
    signOut(commands);
    expect(commands.signOut).toHaveBeenCalledOnce();
  });

  test("the way to What if", async () => {
    await page();
    await more("Refunds", "Delete");
    await userEvent.click(screen.getByRole("button", { name: "Try on the past…" }));
    expect(screen.getByRole("heading", { level: 2, name: "What if" })).toBeTruthy();
    expect(bar()).not.toBeNull();
  });
});

describe("somebody else has saved meanwhile", () => {
  const theirs: SlaSettings = {
    ...slaSettings,
    revision: 9,
    policies: [
      ...policies.slice(0, 2).map((policy) => (policy.id === "vip" ? { ...policy, version: 5, name: "Gold and platinum" } : policy)),
      ...policies.slice(2),
    ],
  };
  /** The server as another lead has left it: it takes what stands on its own save. */
  const server = () => {
    const told = [fresh(slaSettings)];
    const saveSlaSettings = vi.fn<Commands["saveSlaSettings"]>(async (settings) =>
      settings.revision === 9 ? { kind: "saved", settings: { ...settings, revision: 10 } } : { kind: "changed-meanwhile" },
    );
    return { saveSlaSettings, slaSettings: async () => told.shift() ?? fresh(theirs) };
  };

  test("their changes are shown, and mine are put on top of them and saved", async () => {
    const commands = server();
    await page(commands);
    await more("Refunds", "Delete");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/Somebody else has saved meanwhile/u)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Look at theirs…" }));
    const dialog = within(screen.getByRole("dialog"));
    expect(dialog.getByRole("list", { name: "Their changes" }).textContent).toContain("Gold and platinum Changed");
    await userEvent.click(dialog.getByRole("button", { name: "Keep mine on top" }));

    expect(screen.getByText("Your changes now stand on theirs. They are not saved yet.")).toBeTruthy();
    expect(names()).toEqual(["Gold and platinum", "Urgent in Europe", "Everybody"]);
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(commands.saveSlaSettings).toHaveBeenLastCalledWith({ revision: 9, calendars, policies: theirs.policies.filter(({ id }) => id !== "refunds") });
    expect(await screen.findByText(/^Saved\./u)).toBeTruthy();
  });

  test("mine can be thrown away instead, and even then come back", async () => {
    await page(server());
    await more("Gold customers", "Delete");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await userEvent.click(await screen.findByRole("button", { name: "Look at theirs…" }));
    expect(screen.getByText("changed by you too")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Discard mine" }));
    expect(names()[0]).toBe("Gold and platinum");
    expect(bar()).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(names()[0]).toBe("Urgent in Europe");
    expect(screen.getByRole("button", { name: "Look at theirs…" })).toBeTruthy();
  });

  test("what was saved although its answer got lost is not asked about", async () => {
    const mine = { ...slaSettings, revision: 8, policies: policies.filter(({ id }) => id !== "refunds") };
    const told = [fresh(slaSettings)];
    await page({ saveSlaSettings: async () => ({ kind: "changed-meanwhile" }), slaSettings: async () => told.shift() ?? fresh(mine) });
    await more("Refunds", "Delete");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/^Saved\./u)).toBeTruthy();
    expect(readUi().slaDraft?.saved.revision).toBe(8);
  });

  test("is noticed by itself when the page is looked at again", async () => {
    const commands = server();
    await page(commands);
    await more("Refunds", "Delete");
    cleanup();
    await page(commands);
    expect(await screen.findByText(/Somebody else has saved meanwhile/u)).toBeTruthy();
    expect(names()).not.toContain("Refunds");
  });
});

import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import type { Told } from "../../renderer/commands/ask-server.ts";
import type { Intake } from "../../renderer/commands/server-facts.ts";
import { devices, fakeInbox, intake } from "../../renderer/dev/fixtures.tsx";
import { agents, NOW } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import type { Installation } from "../../renderer/views/settings/about.tsx";
import { SettingsPage } from "../../renderer/views/settings/settings-page.tsx";
import { VERSION } from "../../shared/version.ts";
import { draw } from "./views-harness.tsx";

beforeEach(() => {
  inboxStore.setState(fakeInbox());
  setUi({ theme: "system", density: "comfortable", enterSends: true, keepsCopy: true, shortcutsOpen: false });
});
afterEach(cleanup);

const aServer = { url: "https://inbox.example.com", embedded: false, demo: false };
const settings = (commands: Partial<Commands> = {}, installation: Partial<Installation> = {}) =>
  draw(<SettingsPage installation={{ server: aServer, secretStore: "strong", ...installation }} />, commands);

const section = (name: string) => screen.getByRole("region", { name });
const rows = (name: string) => within(section(name)).getAllByRole("listitem");
const fresh = (fact: Intake): Told<Intake> => ({ kind: "fresh", seen: { fact, at: NOW } });
const INTAKE = "What came from the platform";
const DEVICES = "Where you are signed in";

describe("the look of this window", () => {
  test.each([
    ["Dark", { theme: "dark" }],
    ["Light", { theme: "light" }],
    ["Compact", { density: "compact" }],
    ["New line", { enterSends: false }],
  ])("%s holds at once", async (name, after) => {
    settings();
    await userEvent.click(screen.getByRole("radio", { name }));
    expect(readUi()).toMatchObject(after);
    expect(screen.getByRole("radio", { name }).getAttribute("aria-checked")).toBe("true");
  });

  test("the words under the Enter key say what the other combination does", async () => {
    settings();
    expect(screen.getByText("Shift+Enter starts a new line.")).toBeTruthy();
    await userEvent.click(screen.getByRole("radio", { name: "New line" }));
    expect(screen.getByText("Shift+Enter sends.")).toBeTruthy();
  });
});

test("[H27] a copy on this computer is a choice, and either one says what it means", async () => {
  settings();
  expect(readUi().keepsCopy).toBe(true);
  expect(screen.getByText(/^It goes when you sign out/u)).toBeTruthy();
  await userEvent.click(screen.getByRole("switch", { name: "Keep a copy of the conversations" }));
  expect([readUi().keepsCopy, JSON.parse(localStorage.getItem("greenline.ui") ?? "{}").keepsCopy]).toEqual([false, false]);
  expect(screen.getByText(/^From the next start nothing of what customers write/u)).toBeTruthy();
});

describe("the devices", () => {
  test("the one in hand is marked and cannot be shut out here; the revoked ones come last, and only say so", async () => {
    settings();
    await screen.findByText("This device");
    const [here, home, lost] = rows(DEVICES).map((row) => within(row));
    expect(here?.queryByRole("button")).toBeNull();
    expect(here?.getByText("Ends when you sign out")).toBeTruthy();
    expect(home?.getByRole("button", { name: "Shut out Greenline 0.1.0, darwin…" })).toBeTruthy();
    expect(lost?.queryByRole("button")).toBeNull();
    expect(lost?.getByText("Shut out")).toBeTruthy();
  });

  test("one is shut out only after the question, and the focus does not get lost", async () => {
    const revokeDevice = vi.fn<Commands["revokeDevice"]>(async () => "revoked");
    let now = devices;
    settings({
      devices: async () => ({ kind: "fresh", seen: { fact: now, at: NOW } }),
      revokeDevice: (id) => {
        now = devices.map((device) => (device.id === id ? { ...device, revoked: true } : device));
        return revokeDevice(id);
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: /^Shut out Greenline/u }));
    expect(revokeDevice).not.toHaveBeenCalled();

    const question = within(screen.getByRole("dialog", { name: "Shut out Greenline 0.1.0, darwin?" }));
    await userEvent.click(question.getByRole("button", { name: "Shut out" }));
    expect(revokeDevice).toHaveBeenCalledExactlyOnceWith("d-home");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.queryByRole("button", { name: /^Shut out Greenline/u })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("heading", { name: DEVICES })));
  });

  test("one who leaves it has changed nothing", async () => {
    const revokeDevice = vi.fn<Commands["revokeDevice"]>(async () => "revoked");
    settings({ revokeDevice });
    await userEvent.click(await screen.findByRole("button", { name: /^Shut out Greenline/u }));
    await userEvent.click(screen.getByRole("button", { name: "Leave it" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(revokeDevice).not.toHaveBeenCalled();
  });

  test("what the server did not do is said where it was asked, and can be tried again", async () => {
    const revokeDevice = vi.fn<Commands["revokeDevice"]>(async () => "no-network");
    settings({ revokeDevice });
    await userEvent.click(await screen.findByRole("button", { name: /^Shut out Greenline/u }));
    await userEvent.click(screen.getByRole("button", { name: "Shut out" }));
    expect((await screen.findByRole("alert")).textContent).toMatch(/may still be signed in/u);
    await userEvent.click(screen.getByRole("button", { name: "Shut out" }));
    expect(revokeDevice).toHaveBeenCalledTimes(2);
  });

  test("nothing can be shut out without a network", async () => {
    inboxStore.setState({ connection: { kind: "offline", asOf: NOW } });
    settings({ devices: async () => ({ kind: "no-network", seen: { fact: devices, at: NOW } }) });
    expect((await screen.findByRole<HTMLButtonElement>("button", { name: /^Shut out Greenline/u })).disabled).toBe(true);
  });
});

describe("what came from the platform", () => {
  test("three figures, the unknown kinds by field and type, and what was set aside with its reason in plain words", async () => {
    settings();
    const kinds = within(await screen.findByRole("table", { name: "Kinds that Greenline does not know" }));
    expect(within(section(INTAKE)).getByText("18,204")).toBeTruthy();
    expect(within(section(INTAKE)).getByText("37")).toBeTruthy();
    expect(within(section(INTAKE)).getByText("17")).toBeTruthy();
    expect(kinds.getAllByRole("row").map((row) => row.textContent)).toEqual([
      "FieldTypeTimesLast",
      expect.stringMatching(/^messagespoll_update12/u),
      expect.stringMatching(/^group_lifecycle_updatenone3yesterday/u),
    ]);
    expect(within(screen.getByRole("table", { name: "Set aside" })).getByText("It is not JSON")).toBeTruthy();
  });

  test("says that everything was understood, and only where something came", async () => {
    settings({ intake: async () => fresh({ ...intake, unrecognised: [], setAside: [] }) });
    expect(await screen.findByText("Everything was understood.")).toBeTruthy();
    expect(screen.queryByRole("table")).toBeNull();
    cleanup();

    settings({ intake: async () => fresh({ received: 0, duplicates: 0, late: 0, unrecognised: [], setAside: [] }) });
    expect(await screen.findByText("Nothing has come from the platform yet.")).toBeTruthy();
    expect(screen.queryByText("Everything was understood.")).toBeNull();
  });

  test("[H33] says what came so late that somebody may have sent it again, and nothing where nothing did", async () => {
    settings({ intake: async () => fresh({ ...intake, late: 2 }) });
    expect(await screen.findByText(/^2 events came more than eight days after they happened\./u)).toBeTruthy();
    cleanup();

    settings();
    expect(await screen.findByText("Came again")).toBeTruthy();
    expect(screen.queryByText(/eight days/u)).toBeNull();
  });

  test("a thousand bodies that were set aside do not bury the page", async () => {
    const setAside = Array.from({ length: 1_000 }, (_, index) => ({ id: String(index), reason: "a reason of a newer server", at: NOW }));
    settings({ intake: async () => fresh({ ...intake, setAside }) });
    const table = await screen.findByRole("table", { name: "Set aside" });
    expect(within(table).getAllByText("a reason of a newer server")).toHaveLength(10);
    await userEvent.click(screen.getByRole("button", { name: "Show all 1,000" }));
    expect(within(table).getAllByRole("row")).toHaveLength(1_001);
  });

  test.each([
    ["lead", true],
    ["admin", true],
    ["agent", false],
  ] as const)("stands first for whom it is to follow up: %s %s", (role, first) => {
    inboxStore.setState({ me: { ...agents[0]!, role } });
    settings();
    expect(screen.getAllByRole("heading", { level: 2 })[0]?.textContent === INTAKE).toBe(first);
  });

  test("is asked when shown, when somebody wants it, and when the network is back", async () => {
    const ask = vi.fn<Commands["intake"]>(async () => fresh(intake));
    settings({ intake: ask });
    await waitFor(() => expect(ask).toHaveBeenCalledTimes(1));
    await userEvent.click(within(section(INTAKE)).getByRole("button", { name: "Refresh" }));
    expect(ask).toHaveBeenCalledTimes(2);

    act(() => inboxStore.setState({ connection: { kind: "offline", asOf: NOW } }));
    const offline = ask.mock.calls.length;
    act(() => inboxStore.setState({ connection: { kind: "live" } }));
    await waitFor(() => expect(ask.mock.calls.length).toBe(offline + 1));
  });

  test("the answer to the newest question counts, whichever comes last", async () => {
    const answers: ((told: Told<Intake>) => void)[] = [];
    settings({ intake: () => new Promise((resolve) => answers.push(resolve)) });
    await userEvent.click(within(section(INTAKE)).getByRole("button", { name: "Refresh" }));
    await act(async () => answers[1]?.(fresh({ ...intake, received: 2 })));
    await act(async () => answers[0]?.(fresh({ ...intake, received: 1 })));
    expect(within(section(INTAKE)).getByText("Received").parentElement?.textContent).toMatch(/^Received2/u);
  });
});

describe("without an answer", () => {
  test("bones stand where words will be", () => {
    settings({ intake: () => new Promise(() => {}) });
    expect(within(section(INTAKE)).getByRole("status", { name: "Asking the server" })).toBeTruthy();
  });

  test("no network is said in words at once, though the question is still under way", () => {
    inboxStore.setState({ connection: { kind: "offline", asOf: undefined } });
    settings({ intake: () => new Promise(() => {}) });
    expect(within(section(INTAKE)).getByText("Needs the network.")).toBeTruthy();
  });

  test("what was seen last stays readable", async () => {
    settings({ intake: async () => ({ kind: "no-network", seen: { fact: intake, at: NOW } }) });
    expect(await within(section(INTAKE)).findByText("Needs the network. This is what the server said last.")).toBeTruthy();
    expect(within(section(INTAKE)).getByText("18,204")).toBeTruthy();
  });

  test("a server that failed is tried again by hand", async () => {
    const ask = vi.fn<Commands["intake"]>(async () => ({ kind: "failed", seen: undefined }));
    settings({ intake: ask });
    expect(await within(section(INTAKE)).findByText(/^The server could not answer this/u)).toBeTruthy();
    ask.mockImplementation(async () => fresh(intake));
    await userEvent.click(within(section(INTAKE)).getByRole("button", { name: "Try again" }));
    expect(await within(section(INTAKE)).findByText("18,204")).toBeTruthy();
    expect(within(section(INTAKE)).queryByRole("button", { name: "Try again" })).toBeNull();
  });
});

describe("about", () => {
  test("names the version, the server, and how well this machine keeps secrets", () => {
    settings({}, { server: { url: "http://127.0.0.1:4816", embedded: true, demo: true }, secretStore: "weak" });
    const about = within(section("About"));
    expect(about.getByText(VERSION)).toBeTruthy();
    expect(about.getByText("http://127.0.0.1:4816")).toBeTruthy();
    expect(about.getByText("on this computer · demo data")).toBeTruthy();
    expect(about.getByText(/no safe keyring/u)).toBeTruthy();
  });

  test("opens the keyboard sheet", async () => {
    settings();
    await userEvent.click(screen.getByRole("button", { name: "Show the keyboard sheet" }));
    expect(readUi().shortcutsOpen).toBe(true);
  });
});

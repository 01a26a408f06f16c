// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { ago } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { agents, NOW, templates } from "../../renderer/dev/people.ts";
import { templateFacts } from "../../renderer/dev/templates.ts";
import { createWords } from "../../renderer/messages/i18n.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { OutreachPage } from "../../renderer/views/outreach/outreach-page.tsx";
import { boardCsv } from "../../renderer/views/outreach/templates/board-csv.ts";
import type { MessageKey } from "../../renderer/messages/en.ts";
import { draw } from "./views-harness.tsx";

const lead = agents[1]!;
const start = (more: Parameters<typeof fakeInbox>[0] = {}) => inboxStore.setState(fakeInbox({ me: lead, ...more }));
beforeEach(() => start());
afterEach(cleanup);

const board = async (commands: Partial<Commands> = {}) => {
  draw(<OutreachPage />, commands);
  await act(async () => {});
};
const lines = () => screen.getAllByRole("row").slice(1);
const line = (name: string) => screen.getByRole("rowheader", { name: new RegExp(name, "u") }).closest("tr")!;

describe("[S1-4] the board of templates", () => {
  test("shows status, quality, risks and results of each, what needs somebody first", async () => {
    await board();
    expect(lines()[0]?.textContent).toContain("spring_offer");
    expect(line("spring_offer").textContent).toContain("Paused");
    expect(line("spring_offer").textContent).toContain("Low");
    expect(line("order_shipped_v3").textContent).toContain("1,840");
    expect(line("order_shipped_v3").textContent).toContain("96%");
    expect(line("new_collection").textContent).toMatch(/\d risk/u);
  });

  test("sorts by a heading, either way, and says so to a screen reader", async () => {
    await board();
    fireEvent.click(screen.getByRole("button", { name: "Sent" }));
    expect(screen.getByRole("columnheader", { name: "Sent" }).getAttribute("aria-sort")).toBe("descending");
    expect(lines()[0]?.textContent).toContain("order_shipped_v3");
    fireEvent.click(screen.getByRole("button", { name: "Sent" }));
    expect(lines()[0]?.textContent).toContain("we_are_here");
  });

  test("filters and searches, and leads back out of an empty result", async () => {
    await board();
    fireEvent.change(screen.getByRole("combobox", { name: "Category" }), { target: { value: "MARKETING" } });
    expect(lines()).toHaveLength(2);
    fireEvent.change(screen.getByRole("textbox", { name: "Find a template" }), { target: { value: "xyz" } });
    fireEvent.click(screen.getByRole("button", { name: "Show all" }));
    expect(lines()).toHaveLength(templates.length);
  });

  test("[S4-22] [S2-11] the detail tells the preview, why each risk is one, the audience and failures by code", async () => {
    await board();
    fireEvent.click(screen.getByRole("button", { name: "spring_offer" }));
    const detail = screen.getByRole("complementary", { name: "Template spring_offer" });
    expect(detail.textContent).toContain("Ten percent off all boots until Sunday.");
    expect(detail.textContent).toContain("Marketing must say how to hear no more of it");
    expect(detail.textContent).toContain("402 of 760 people had been silent for more than half a year");
    expect(detail.textContent).toContain("131049");
    fireEvent.keyDown(detail, { key: "Escape" });
    expect(screen.queryByRole("complementary")).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "spring_offer" }));
  });

  test("another period asks the server again", async () => {
    const asked = vi.fn<Commands["templateFacts"]>(async () => ({ kind: "fresh", seen: { fact: templateFacts, at: NOW } }));
    await board({ templateFacts: asked });
    fireEvent.change(screen.getByRole("combobox", { name: "Period of the figures" }), { target: { value: "90" } });
    await waitFor(() => expect(asked.mock.calls.map(([period]) => period)).toEqual([30, 90]));
  });

  test("an agent sees how each stands, and no results", async () => {
    start({ me: agents[0] });
    await board();
    expect(line("spring_offer").textContent).toContain("Paused");
    expect(screen.queryByRole("columnheader", { name: "Sent" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Fetch now" })).toBeNull();
  });

  test("a fetch that fails says why, and the list stays", async () => {
    await board({ syncTemplates: async () => ({ kind: "failed", message: "HTTP 401" }) });
    fireEvent.click(screen.getByRole("button", { name: "Fetch now" }));
    expect(await screen.findByText(/the last one stays: HTTP 401/u)).toBeTruthy();
    expect(lines()).toHaveLength(templates.length);
  });

  test("offline: figures as of when, and nothing to fetch", async () => {
    start({ connection: { kind: "offline", asOf: ago(11) } });
    await board();
    expect(screen.getByText(/No network: figures as of/u)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Fetch now" }).disabled).toBe(true);
    expect(line("order_shipped_v3").textContent).toContain("1,840");
  });

  test("no templates, and figures that do not come, are said in words", async () => {
    start({ templates: new Map() });
    await board({ templateFacts: async () => ({ kind: "failed", seen: undefined }) });
    expect(screen.getByText("No template is known yet")).toBeTruthy();
    expect(screen.getByText(/did not tell the figures/u)).toBeTruthy();
  });

  test("a RED row shows it at once", async () => {
    await board();
    const [order] = templates;
    act(() => inboxStore.setState((state) => ({ templates: new Map([...state.templates, [order!.id, { ...order!, quality: "RED" as const }]]) })));
    expect(line("order_shipped_v3").textContent).toContain("Low");
  });

  test("the table goes out as CSV: a line each, and a name that a spreadsheet would run is made safe", () => {
    const words = createWords("en");
    const row = { template: { ...templates[0]!, name: "=cmd()" }, lint: [], audience: [], results: templateFacts.results.get("tp1") };
    const csv = boardCsv([row], true, (key: MessageKey, values) => words.t(key, { ...values }));
    expect(csv.split("\r\n")[1]).toBe("'=cmd(),en,UTILITY,APPROVED,GREEN,0,1840,1766,1490,626,74,0,131026: 74");
    expect(boardCsv([row], false, (key: MessageKey, values) => words.t(key, { ...values })).split("\r\n")[1]).toBe("'=cmd(),en,UTILITY,APPROVED,GREEN,0");
  });
});

describe("[S1-13] the draft checker", () => {
  const open = async () => {
    await board();
    fireEvent.click(screen.getByRole("button", { name: "Check a draft" }));
    return screen.getByRole("complementary", { name: "Check a draft" });
  };
  const write = (panel: HTMLElement, text: string) => fireEvent.change(within(panel).getByRole("textbox", { name: /^Text/u }), { target: { value: text } });

  test("tells what the review would refuse and what is risky, while it is written", async () => {
    const panel = await open();
    write(panel, "{{1}} {{2}}, we are now on WhatsApp. How can we help you?");
    expect(within(panel).getByText("WhatsApp would reject it")).toBeTruthy();
    expect(panel.textContent).toContain("Two variables stand side by side");
    expect(panel.textContent).toContain("opens a conversation with nothing to say");
    write(panel, "Your order {{1}} leaves our warehouse today, Monday.");
    expect(panel.textContent).toContain("Nothing was found.");
  });

  test("[S2-11] asks marketing for a way out, and takes a button as one", async () => {
    const panel = await open();
    fireEvent.change(within(panel).getByRole("combobox", { name: "Category" }), { target: { value: "MARKETING" } });
    write(panel, "Hello {{1}}, the new collection is here.");
    expect(panel.textContent).toContain("Marketing must say how to hear no more of it");
    fireEvent.change(within(panel).getByRole("textbox", { name: /^Buttons/u }), { target: { value: "Look\nStop promotions" } });
    expect(panel.textContent).not.toContain("Marketing must say how to hear no more of it");
  });
});

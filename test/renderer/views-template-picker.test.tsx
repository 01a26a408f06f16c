// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { amelia } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { templates } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { TemplatePicker } from "../../renderer/views/composer/template-picker.tsx";
import { check } from "../../shared/guard/check.ts";
import { DEFAULT_GUARD_POLICY } from "../../shared/guard/context.ts";
import type { Template } from "../../shared/inbox/people.ts";
import { deskContext } from "../../renderer/guard/desk-context.ts";
import { NOW } from "../../renderer/dev/people.ts";
import { draw } from "./views-harness.tsx";

beforeEach(() => void inboxStore.setState(fakeInbox({ drafts: new Map() })));
afterEach(cleanup);

const put = (...rows: readonly Template[]) => act(() => inboxStore.setState({ templates: new Map(rows.map((row) => [row.id, row])) }));
const order = templates[0]!;
const pick = (commands: Partial<Commands> = {}, onSent = () => {}) => draw(<TemplatePicker id={amelia} onSent={onSent} />, commands);
const option = (name: string) => screen.getByRole("option", { name: new RegExp(name, "u") });
const field = (name: string) => screen.getByRole<HTMLInputElement>("textbox", { name: new RegExp(name, "u") });
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const send = () => screen.getByRole<HTMLButtonElement>("button", { name: "Send template" });

describe("[S1-4] [G-TEMPLATE] what is offered", () => {
  test("the best one is chosen, and what may not be sent stands below with its reason", () => {
    pick();
    const now = within(screen.getByRole("group", { name: "May be sent now" })).getAllByRole("option");
    const notNow = within(screen.getByRole("group", { name: "Not now" })).getAllByRole("option");
    expect(now[0]?.getAttribute("aria-selected")).toBe("true");
    expect(now[0]?.textContent).toContain("order_shipped_v3");
    expect(notNow.find(({ textContent }) => textContent.includes("spring_offer"))?.textContent).toContain("WhatsApp paused spring_offer");
    expect(notNow.every((each) => each.getAttribute("aria-disabled") === "true")).toBe(true);
  });

  test.each([
    ["RED", { quality: "RED" }, "Many customers block or report"],
    ["PAUSED", { status: "PAUSED" }, "paused"],
  ] as const)("%s greys it out the moment that the row changes", (_what, with_, reason) => {
    put(order);
    pick();
    expect(option(order.name).getAttribute("aria-disabled")).toBe("false");
    put({ ...order, ...with_ });
    expect(option(order.name).getAttribute("aria-disabled")).toBe("true");
    expect(option(order.name).textContent).toContain(reason);
    expect(send().disabled).toBe(true);
  });

  test("what is being filled in stays in hand when it may not be sent any more", () => {
    put(order, { ...order, id: "x", name: "another" });
    pick();
    fireEvent.click(option(order.name));
    type("order", "20418");
    put({ ...order, status: "PAUSED" }, { ...order, id: "x", name: "another" });
    expect(field("order").value).toBe("20418");
    expect(send().disabled).toBe(true);
  });

  test("languages of one template are one line, and another language is one press away", () => {
    put(order, { ...order, id: "it", language: "it", body: "Ciao {{name}}, il tuo ordine è partito." });
    pick();
    expect(screen.getAllByRole("option")).toHaveLength(1);
    fireEvent.click(screen.getByRole("button", { name: "Italian" }));
    expect(screen.getByText(/il tuo ordine è partito/u)).toBeTruthy();
  });

  test("search narrows it, and says when nothing fits", () => {
    pick();
    fireEvent.change(screen.getByRole("combobox"), { target: { value: "refund" } });
    expect(screen.getAllByRole("option")).toHaveLength(1);
    fireEvent.change(screen.getByRole("combobox"), { target: { value: "xyz" } });
    expect(screen.getByText("No template fits “xyz”.")).toBeTruthy();
  });
});

describe("[G-TEMPLATE] values", () => {
  test("the name is there already, the rest is asked for, and the preview shows what the customer reads", () => {
    pick();
    fireEvent.click(option("order_shipped_v3"));
    expect(field("name").value).toBe("Amelia Wright");
    expect(send().disabled).toBe(true);
    type("order", "20418");
    type("day", "Monday");
    expect(screen.getByText(/It arrives on Monday/u)).toBeTruthy();
    expect(send().disabled).toBe(false);
  });

  test("a file at the head and the end of a link are asked for, shown and sent under their keys", async () => {
    put({
      ...order,
      body: "Here is your invoice.",
      header: undefined,
      headerMedia: "document",
      buttons: ["Pay"],
      links: [{ button: 0, url: "https://pay.example/{{1}}" }],
      examples: { "button.0.1": "GL-20418" },
    });
    const sendTemplate = vi.fn<Commands["sendTemplate"]>(async () => []);
    pick({ sendTemplate });
    expect(field("Pay").placeholder).toBe("for example GL-20418");
    type("^Document$", "invoice.pdf");
    type("Pay", "GL-1");
    expect(screen.getByText(/begins with https/u)).toBeTruthy();
    expect(send().disabled).toBe(true);
    type("^Document$", "https://shop.example/1.pdf");
    fireEvent.click(send());
    await waitFor(() =>
      expect(sendTemplate.mock.lastCall?.[1].variables).toEqual({ "header.media.document": "https://shop.example/1.pdf", "button.0.1": "GL-1" }),
    );
  });

  test("[S0-23] an advert in a value is seen while it is typed, before anything is sent", async () => {
    const sendTemplate = vi.fn<Commands["sendTemplate"]>(async () => []);
    const checkTemplate: Commands["checkTemplate"] = async (id, { language, name, variables }) =>
      check({ kind: "template", name, language, variables }, deskContext(inboxStore.getState(), id, undefined)!, DEFAULT_GUARD_POLICY, NOW);
    pick({ sendTemplate, checkTemplate });
    fireEvent.click(option("order_shipped_v3"));
    type("order", "20418");
    type("day", "Monday, and get 20% off everything this weekend, shop now!");
    expect(await screen.findByText(/20% off/u, { selector: "b *, b" })).toBeTruthy();
    expect(send().disabled).toBe(true);
    expect(sendTemplate).not.toHaveBeenCalled();

    type("day", "Monday");
    await waitFor(() => expect(send().disabled).toBe(false));
  });
});

describe("the keyboard goes all the way", () => {
  test("arrows choose, Enter goes into the values and on to the button, Ctrl+Enter sends", async () => {
    const sendTemplate = vi.fn<Commands["sendTemplate"]>(async () => []);
    const onSent = vi.fn();
    put(order, { ...order, id: "x", name: "zz_last" });
    pick({ sendTemplate }, onSent);
    const search = screen.getByRole("combobox");
    expect(document.activeElement).toBe(search);
    fireEvent.keyDown(search, { key: "ArrowDown" });
    expect(option("zz_last").getAttribute("aria-selected")).toBe("true");
    expect(search.getAttribute("aria-activedescendant")).toBe(option("zz_last").id);

    fireEvent.keyDown(search, { key: "Enter" });
    expect(document.activeElement).toBe(field("order"));
    type("order", "20418");
    fireEvent.keyDown(field("order"), { key: "Enter" });
    expect(document.activeElement).toBe(field("day"));
    type("day", "Monday");
    fireEvent.keyDown(field("day"), { key: "Enter" });
    expect(document.activeElement).toBe(send());
    expect(sendTemplate).not.toHaveBeenCalled();

    fireEvent.keyDown(field("day"), { key: "Enter", ctrlKey: true });
    await waitFor(() => expect(onSent).toHaveBeenCalled());
    expect(sendTemplate.mock.lastCall?.[1]).toEqual({ name: "zz_last", language: "en", variables: { name: "Amelia Wright", order: "20418", day: "Monday" } });
  });
});

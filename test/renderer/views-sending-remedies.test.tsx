import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { amelia, idOf } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { NOW } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { Composer } from "../../renderer/views/composer/composer.tsx";
import { consentSentence } from "../../renderer/views/composer/consent-sentences.ts";
import { GuardStrip } from "../../renderer/views/composer/guard-strip.tsx";
import { askFocus } from "../../renderer/views/shell/focus.ts";
import { DEFAULT_CATEGORIES } from "../../shared/consent/categories.ts";
import { checkOptInText } from "../../shared/consent/opt-in-text.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import type { ConversationId } from "../../shared/ids.ts";
import { days, hours, minus, minutes, plus } from "../../shared/time.ts";
import { draw } from "./views-harness.tsx";

beforeEach(() => {
  (window as unknown as { readonly happyDOM: { readonly setViewport: (size: object) => void } }).happyDOM.setViewport({ width: 1_440, height: 900 });
  inboxStore.setState(fakeInbox({ drafts: new Map() }));
});
afterEach(cleanup);

const TEXT = "Any news on your side?";
const finding = (rule: Finding["rule"], remedies: Finding["remedies"], more: Partial<Finding> = {}): Finding => ({
  rule,
  severity: "confirm",
  messageKey: "guard.stale",
  evidence: {},
  remedies,
  ...more,
});

async function compose(findings: readonly Finding[], commands: Partial<Commands> = {}, id: ConversationId = amelia) {
  const sendText = vi.fn<Commands["sendText"]>(async () => []);
  const check = vi.fn<Commands["check"]>(async () => findings);
  draw(<Composer id={id} quote={undefined} rewrite={undefined} onDropQuote={() => {}} onDone={() => {}} />, { sendText, check, ...commands });
  const field = screen.getByRole<HTMLTextAreaElement>("textbox");
  fireEvent.change(field, { target: { value: TEXT } });
  await waitFor(() => expect(commands.check ?? check).toHaveBeenCalled());
  await act(async () => {});
  return { check, field, sendText };
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const lastSent = (sendText: { readonly mock: { readonly lastCall?: Parameters<Commands["sendText"]> | undefined } }) => sendText.mock.lastCall?.[2];
const close = (id: ConversationId) =>
  inboxStore.setState(({ conversations }) => {
    const conversation = conversations.get(id)!;
    return { conversations: new Map([...conversations, [id, { ...conversation, lastInboundAt: minus(NOW, days(2)), possibleInboundAt: undefined }]]) };
  });

describe("sending it later", () => {
  test("[G-FOLLOW-UP] [S3-3] the button says when, and what their clocks show then; it sends with that time", async () => {
    const at = plus(NOW, hours(3));
    const { field, sendText } = await compose([finding("G-FOLLOW-UP", [{ command: "send-at", at }], { severity: "stop" })]);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Send" }).disabled).toBe(true);
    press(/^Send .*\(12:52 their time\)$/u);
    await waitFor(() => expect(sendText).toHaveBeenCalledExactlyOnceWith(amelia, TEXT, { leaving: { sendAt: at } }));
    await waitFor(() => expect(field.value).toBe(""));
    expect(document.activeElement).toBe(field);
  });

  test("[S3-3] where several zones may be theirs, none is named", async () => {
    const bob = inboxStore.getState();
    const id = [...bob.conversations.values()].find(({ contactId }) => bob.contacts.get(contactId)?.phone?.startsWith("1415"))!.id;
    await compose([finding("G-FOLLOW-UP", [{ command: "send-at", at: plus(NOW, hours(3)) }])], {}, id);
    expect(screen.getByRole("button", { name: /^Send .*where they may be\)$/u })).not.toBeNull();
  });

  test("[G-WINDOW] a time at which the window is closed is said, and is no button", async () => {
    await compose([finding("G-FOLLOW-UP", [{ command: "send-at", at: plus(NOW, days(2)) }])]);
    expect(screen.queryByRole("button", { name: /their time/u })).toBeNull();
    expect(screen.getByText(/but the window is closed by then/u)).not.toBeNull();
  });

  test("[S3-34] what speaks against it at that time is asked there, and the reason goes with the time", async () => {
    const at = plus(NOW, hours(3));
    const collision = finding("G-COLLISION", [], { messageKey: "guard.collision" });
    const sendText = vi.fn<Commands["sendText"]>(async (_id, _text, options) => (options?.overrides === undefined ? [collision] : []));
    const check = vi.fn<Commands["check"]>(async (_id, _text, leaving) => [
      leaving === undefined ? finding("G-FOLLOW-UP", [{ command: "send-at", at }]) : collision,
    ]);
    await compose([], { sendText, check });
    press(/their time\)$/u);
    expect(await screen.findByText(/^Leaves .*\(12:52 their time\)$/u)).not.toBeNull();
    await waitFor(() => expect(check).toHaveBeenCalledWith(amelia, TEXT, { sendAt: at }));
    fireEvent.click(await screen.findByRole("button", { name: "Agreed with a colleague" }));
    await waitFor(() => expect(lastSent(sendText)).toEqual({ overrides: { "G-COLLISION": "agreed" }, leaving: { sendAt: at } }));
  });

  test("[S0-5] [G-UNDELIVERED] it waits until the earlier message has arrived", async () => {
    const { sendText } = await compose([finding("G-UNDELIVERED", [{ command: "hold-until-delivered" }, { command: "replace", messageId: "m1" }])]);
    press("Hold until delivered");
    await waitFor(() => expect(sendText).toHaveBeenCalledExactlyOnceWith(amelia, TEXT, { leaving: { whenDelivered: true } }));
  });
});

describe("[G-CONSENT] consent", () => {
  const consent = (asked: string): Finding =>
    finding(
      "G-CONSENT",
      [
        { command: "ask-consent", category: "MARKETING" },
        { command: "record-consent", category: "MARKETING" },
      ],
      { severity: "stop", evidence: { asked, category: "MARKETING" } },
    );

  test("[S2-1] in an open window the sentence that asks stands behind what is written, with the name that the customer sees", async () => {
    const { field, sendText } = await compose([consent("marketing")]);
    press("Ask for their consent");
    expect(field.value).toBe(`${TEXT}\n${consentSentence("Shop EU", "marketing", "en")}`);
    expect(document.activeElement).toBe(field);
    expect(sendText).not.toHaveBeenCalled();
  });

  test("[S2-9] where it may be about several things, it is asked which", async () => {
    const { field } = await compose([consent("order-updates, appointments")]);
    press("Ask for their consent");
    press("Appointments");
    expect(field.value).toContain("reminders of your appointments");
    expect(document.activeElement).toBe(field);
  });

  test("[S2-1] outside of the window nobody can be asked: it is said, and is no button", async () => {
    close(amelia);
    await compose([consent("marketing")]);
    expect(screen.queryByRole("button", { name: "Ask for their consent" })).toBeNull();
    expect(screen.getByText(/ask for their consent when they next write/u)).not.toBeNull();
  });

  test("[S2-13] a consent that was given elsewhere is recorded in its own dialogue, for that category", async () => {
    const recordConsent = vi.fn<Commands["recordConsent"]>(async () => ({ kind: "recorded", weak: [] }));
    await compose([consent("recommendations")], { recordConsent });
    press("Record a consent…");
    const dialog = screen.getByRole("dialog");
    fireEvent.change(within(dialog).getAllByRole("textbox")[0]!, { target: { value: "https://shop.example/form/7" } });
    fireEvent.submit(dialog.querySelector("form")!);
    await waitFor(() =>
      expect(recordConsent).toHaveBeenCalledExactlyOnceWith(
        inboxStore.getState().conversations.get(amelia)?.contactId,
        expect.objectContaining({ category: "recommendations", state: "granted", evidence: "https://shop.example/form/7" }),
      ),
    );
  });

  const categories = [undefined, ...DEFAULT_CATEGORIES.map(({ key }) => key).filter((key) => key !== "everything")];
  test.each(["en", "it-IT", "es", "pt-BR"])("[S2-4] [S2-5] what is asked in %s says who, what, where and how it ends", (language) => {
    for (const category of categories) {
      const sentence = consentSentence("Shop EU", category, language);
      expect([sentence, checkOptInText(sentence, "Shop EU")]).toEqual([sentence, []]);
    }
  });

  test("[S2-4] in a language that it does not speak it asks in English", () => {
    expect(consentSentence("Shop EU", "marketing", "ja")).toBe(consentSentence("Shop EU", "marketing", "en"));
  });
});

describe("a template", () => {
  const at = plus(NOW, days(1));
  const variables = { name: "Amelia Wright", order: "8841", day: "Friday" };
  const pick = async (commands: Partial<Commands>) => {
    await compose([], commands);
    fireEvent.click(screen.getByRole("tab", { name: "Template" }));
    fireEvent.click(screen.getByRole("option", { name: /order_shipped_v3/u }));
  };
  const fill = () => {
    for (const name of ["order", "day"] as const)
      fireEvent.change(screen.getByRole("textbox", { name: new RegExp(name, "u") }), { target: { value: variables[name] } });
  };
  const quiet = finding("G-QUIET", [{ command: "send-at", at }], { messageKey: "guard.quiet", evidence: { zone: "Europe/London" } });

  test("[G-QUIET] [S3-3] goes in their morning with one tap; its time is no matter of the window", async () => {
    const sendTemplate = vi.fn<Commands["sendTemplate"]>(async () => []);
    await pick({ sendTemplate, checkTemplate: async (_id, _template, leaving) => (leaving === undefined ? [quiet] : []) });
    fill();
    fireEvent.click(await screen.findByRole("button", { name: /^Send .*\(09:52 their time\)$/u }));
    await waitFor(() =>
      expect(sendTemplate).toHaveBeenCalledExactlyOnceWith(amelia, { name: "order_shipped_v3", language: "en", variables }, undefined, { sendAt: at }),
    );
  });

  test("[G-QUIET] with a value missing its time is kept, and the focus goes to the values", async () => {
    const sendTemplate = vi.fn<Commands["sendTemplate"]>(async () => []);
    await pick({ sendTemplate, checkTemplate: async (_id, _template, leaving) => (leaving === undefined ? [quiet] : []) });
    fireEvent.click(await screen.findByRole("button", { name: /their time\)$/u }));
    expect(screen.getByText(/^Leaves .*\(09:52 their time\)$/u)).not.toBeNull();
    expect(document.activeElement?.tagName).toBe("INPUT");
    fill();
    fireEvent.click(await screen.findByRole("button", { name: "Send then" }));
    await waitFor(() => expect(sendTemplate.mock.lastCall?.[3]).toEqual({ sendAt: at }));
  });

  test("[G-CONSENT] [S2-1] asking for the consent that it lacks leads to the answer being written", async () => {
    const lacking = finding("G-CONSENT", [{ command: "ask-consent", category: "UTILITY" }], { severity: "stop", evidence: { asked: "order-updates" } });
    await pick({ checkTemplate: async () => [lacking] });
    fireEvent.click(await screen.findByRole("button", { name: "Ask for their consent" }));
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toContain(consentSentence("Shop EU", "order-updates", "en"));
  });
});

describe("without a mouse", () => {
  test("[S0-1] Alt+G reaches the notice of the closed window, arrows go on into the strip, Escape goes back", async () => {
    close(amelia);
    const { field } = await compose([finding("G-COLLISION", [], { messageKey: "guard.collision" })]);
    field.focus();
    fireEvent.keyDown(field, { key: "g", code: "KeyG", altKey: true });
    expect(document.activeElement?.textContent).toContain("The window closed");
    fireEvent.keyDown(document.activeElement!, { key: "ArrowDown" });
    expect(document.activeElement?.textContent).toContain("A colleague has this conversation.");
    fireEvent.keyDown(document.activeElement!, { key: "ArrowUp" });
    fireEvent.keyDown(document.activeElement!, { key: "Escape" });
    expect(document.activeElement).toBe(field);
  });

  test("[S0-1] where a line is settled while the focus is on its button, the focus goes back to the text", () => {
    const onLeave = vi.fn();
    const props = { labelOf: () => ({ key: "remedy.discard" }) as const, onMend: () => {}, onMendAll: () => {}, onLeave };
    const view = (findings: readonly Finding[]) => <GuardStrip conversationId={amelia} findings={findings} {...props} />;
    const { rerender } = draw(view([finding("G-DUPLICATE", [{ command: "discard" }])]));
    screen.getByRole("button", { name: "Discard" }).focus();
    rerender(view([]));
    expect(onLeave).toHaveBeenCalledTimes(1);
  });

  test("[S3-34] Ctrl+Shift+Enter asks when; a suggested time sends with one tap, and the exact time is free", async () => {
    const { field, sendText } = await compose([]);
    fireEvent.keyDown(field, { key: "Enter", ctrlKey: true, shiftKey: true });
    const dialog = screen.getByRole("dialog", { name: "When should this leave?" });
    expect(dialog.textContent).toContain("Where Amelia Wright is, it is 09:52 (London).");
    fireEvent.click(within(dialog).getByRole("button", { name: /^In an hour/u }));
    await waitFor(() => expect(lastSent(sendText)).toEqual({ leaving: { sendAt: plus(NOW, hours(1)) } }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("[G-WINDOW] times at which the window is closed are not offered and say why; a template is the way on", async () => {
    await compose([]);
    act(() => void askFocus("schedule"));
    const monday = screen.getByRole<HTMLButtonElement>("button", { name: /^Monday at nine/u });
    expect(monday.disabled).toBe(true);
    expect(monday.textContent).toContain("The window is closed by then");

    const exact = screen.getByLabelText("Choose a time");
    fireEvent.change(exact, { target: { value: "2026-03-20T10:00" } });
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Send then" }).disabled).toBe(true);
    expect(screen.getByRole("dialog").querySelector("[role=status]")?.textContent).toContain("WhatsApp takes only a template");
    fireEvent.change(exact, { target: { value: "2026-03-09T10:00" } });
    expect(screen.getByText("That time has passed.")).not.toBeNull();
  });

  test("[S3-34] nothing to send is not given a time", async () => {
    const notice = vi.fn<Commands["notice"]>();
    const { field } = await compose([], { notice });
    fireEvent.change(field, { target: { value: " " } });
    fireEvent.keyDown(field, { key: "Enter", metaKey: true, shiftKey: true });
    expect(notice).toHaveBeenCalledExactlyOnceWith("schedule.empty");
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("[G-WINDOW] with the window closed there is no time for free text", async () => {
    close(idOf(0));
    await compose([], {}, idOf(0));
    act(() => void askFocus("schedule"));
    expect(screen.getByRole("dialog").textContent).toContain("The window is closed, so free text cannot be given a time.");
    expect(screen.queryByRole("button", { name: "Send then" })).toBeNull();
  });
});

test("[S3-34] a message that had its time keeps it in the composer, before what was begun meanwhile, and can go at once", async () => {
  const sendAt = plus(NOW, minutes(90));
  const sendText = vi.fn<Commands["sendText"]>(async () => []);
  const props = { id: amelia, quote: undefined, onDropQuote: () => {}, onDone: () => {} };
  const { rerender } = draw(<Composer {...props} rewrite={undefined} />, { sendText });
  const field = screen.getByRole<HTMLTextAreaElement>("textbox");
  fireEvent.change(field, { target: { value: "By the way" } });
  rerender(<Composer {...props} rewrite={{ text: "Your parcel is here.", replaces: "m9" as never, leaving: { sendAt } }} />);
  expect(field.value).toBe("Your parcel is here.\n\nBy the way");
  expect(screen.getByText(/^Leaves .*\(11:22 their time\)$/u)).not.toBeNull();

  press("Send now instead");
  await waitFor(() => expect(sendText).toHaveBeenCalledExactlyOnceWith(amelia, "Your parcel is here.\n\nBy the way", { replaces: "m9" }));
});

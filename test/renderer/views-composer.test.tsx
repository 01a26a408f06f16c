import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { amelia, idOf } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { Composer } from "../../renderer/views/composer/composer.tsx";
import type { Finding } from "../../shared/guard/finding.ts";
import type { ConversationId } from "../../shared/ids.ts";
import { draw } from "./views-harness.tsx";

beforeEach(() => inboxStore.setState(fakeInbox()));
afterEach(cleanup);

const finding = (severity: Finding["severity"], rule: Finding["rule"]): Finding => ({ rule, severity, messageKey: "guard.stale", evidence: {}, remedies: [] });

function compose(id: ConversationId = idOf(10), commands: Partial<Commands> = {}) {
  const sendText = vi.fn<Commands["sendText"]>(async () => []);
  const addNote = vi.fn<Commands["addNote"]>(async () => {});
  const saveDraft = vi.fn<Commands["saveDraft"]>();
  draw(<Composer id={id} quote={undefined} rewrite={undefined} onDropQuote={() => {}} onDone={() => {}} />, {
    sendText,
    addNote,
    saveDraft,
    check: async () => [],
    ...commands,
  });
  return { sendText, addNote, saveDraft, field: screen.getByRole<HTMLTextAreaElement>("textbox") };
}

describe("a draft", () => {
  test("[I12] stands there again when the conversation is opened", () => {
    expect(compose(idOf(6)).field.value).toBe("I checked with the warehouse and");
  });

  test("[I12] is kept with every change, with the customer's message that it answers", async () => {
    const { field, saveDraft } = compose();
    await userEvent.type(field, "ok");
    expect(saveDraft).toHaveBeenCalledTimes(2);
    expect(saveDraft).toHaveBeenLastCalledWith(
      expect.objectContaining({
        conversationId: idOf(10),
        mode: "reply",
        text: "ok",
        seenInboundAt: inboxStore.getState().conversations.get(idOf(10))?.lastInboundAt,
      }),
    );
  });

  test("[I12] comes late from the disk without overwriting what is being typed", async () => {
    const { field } = compose();
    await userEvent.type(field, "mine");
    inboxStore.setState((state) => ({
      drafts: new Map([...state.drafts, [idOf(10), { conversationId: idOf(10), mode: "reply", text: "old", updatedAt: 0 as never }]]),
    }));
    expect(field.value).toBe("mine");
  });
});

describe("sending", () => {
  test("Enter sends what stands there and clears the field; Shift+Enter breaks the line", async () => {
    const { field, sendText } = compose();
    await userEvent.type(field, "one{Shift>}{Enter}{/Shift}two{Enter}");
    expect(sendText).toHaveBeenCalledExactlyOnceWith(idOf(10), "one\ntwo", {});
    await waitFor(() => expect(field.value).toBe(""));
  });

  test("what the guard stops keeps its text", async () => {
    const { field } = compose(idOf(10), { sendText: async () => [finding("stop", "G-STALE")] });
    await userEvent.type(field, "hello{Enter}");
    await waitFor(() => expect(screen.getAllByText(/wrote again/u)[0]).toBeTruthy());
    expect(field.value).toBe("hello");
  });

  test("a stop disables Send; a confirm asks for a reason of one tap and hands it on", async () => {
    const stopped = compose(idOf(10), { check: async () => [finding("stop", "G-STALE")] });
    await userEvent.type(stopped.field, "x");
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>("button", { name: "Send" }).disabled).toBe(true));
    cleanup();

    const { field, sendText } = compose(idOf(10), { check: async () => [finding("confirm", "G-STALE")] });
    await userEvent.type(field, "hello");
    fireEvent.click(await screen.findByRole("button", { name: "Send anyway…" }));
    fireEvent.click(await screen.findByRole("button", { name: "It is urgent" }));
    await waitFor(() => expect(sendText).toHaveBeenCalledExactlyOnceWith(idOf(10), "hello", { overrides: { "G-STALE": "urgent" } }));
  });

  test("a text longer than the platform takes is counted and not sent", () => {
    const { field, sendText } = compose();
    fireEvent.change(field, { target: { value: "x".repeat(4_097) } });
    fireEvent.keyDown(field, { key: "Enter" });
    expect(screen.getByText("4,097 of 4,096")).toBeTruthy();
    expect(sendText).not.toHaveBeenCalled();
  });

  test("when sending fails the text stays and the agent is told", async () => {
    const notice = vi.fn<Commands["notice"]>();
    const { field } = compose(idOf(10), { sendText: async () => Promise.reject(new Error("disk full")), notice });
    await userEvent.type(field, "hello{Enter}");
    await waitFor(() => expect(notice).toHaveBeenCalledExactlyOnceWith("notice.error", { message: "disk full" }));
    expect(field.value).toBe("hello");
  });

  test("[I16] what the disk did not take stays in the field, and is not told a second time", async () => {
    const notice = vi.fn<Commands["notice"]>();
    const said = Object.assign(new Error("The outbox did not keep it: full."), { name: "AlreadySaid" });
    const sendText = vi.fn<Commands["sendText"]>().mockRejectedValue(said);
    const { field } = compose(idOf(10), { sendText, notice });
    await userEvent.type(field, "hello{Enter}");
    await waitFor(() => expect(sendText).toHaveBeenCalled());
    expect(field.value).toBe("hello");
    expect(notice).not.toHaveBeenCalled();
  });
});

describe("a note", () => {
  test("is never sent as a message, and never shares its text with the reply", async () => {
    const { addNote, field, sendText } = compose();
    await userEvent.type(field, "to the customer");
    fireEvent.click(screen.getByRole("tab", { name: "Note" }));
    const note = screen.getByRole<HTMLTextAreaElement>("textbox");
    expect(note.value).toBe("");
    await userEvent.type(note, "for us{Enter}");
    expect(addNote).toHaveBeenCalledExactlyOnceWith(idOf(10), "for us");
    expect(sendText).not.toHaveBeenCalled();

    fireEvent.click(screen.getByRole("tab", { name: "Reply" }));
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("to the customer");
  });
});

test("pasting takes the plain text and nothing of the markup", async () => {
  const { field } = compose();
  field.focus();
  await userEvent.paste({ getData: (type: string) => (type.startsWith("text/html") ? "<b onclick=alert(1)>bold</b>" : "plain") } as unknown as DataTransfer);
  expect(field.value).toBe("plain");
  expect(field.closest("section")?.querySelector("b[onclick]")).toBeNull();
});

describe("the window", () => {
  test("[G-WINDOW] closed: the composer says so and offers a template", () => {
    compose(idOf(7));
    expect(screen.getByText(/^The window closed/u)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Use a template…" })).toBeTruthy();
  });

  test("[I14] [G-WINDOW] closed by a clock that was not compared: it is news, and free text may be sent", async () => {
    inboxStore.setState({ offset: { ms: 0, certain: false } });
    const { field, sendText } = compose(idOf(7));
    const line = screen.getByText(/the server decides/u).closest("[role=status]");
    expect(line?.getAttribute("data-severity")).toBe("advise");
    expect(screen.queryByText(/Free text cannot be sent/u)).toBeNull();
    await userEvent.type(field, "Hello{Enter}");
    expect(sendText).toHaveBeenCalledOnce();

    act(() => inboxStore.setState({ offset: { ms: 0, certain: true } }));
    expect(screen.getByText(/Free text cannot be sent/u)).toBeTruthy();
  });

  test("[I14] [G-WINDOW] never opened needs no clock: only a template can be sent", () => {
    inboxStore.setState(({ conversations }) => ({
      offset: { ms: 0, certain: false },
      conversations: new Map([...conversations, [idOf(7), { ...conversations.get(idOf(7))!, lastInboundAt: undefined, possibleInboundAt: undefined }]]),
    }));
    compose(idOf(7));
    expect(
      screen
        .getByText(/has not written within 24 hours/u)
        .closest("[role=status]")
        ?.getAttribute("data-severity"),
    ).toBe("stop");
  });

  test("[I14] [G-WINDOW] what was found by such a clock is asked again once it is compared", async () => {
    inboxStore.setState({ offset: { ms: 0, certain: false } });
    const check = vi.fn<Commands["check"]>(async () => (inboxStore.getState().offset.certain ? [finding("stop", "G-WINDOW")] : []));
    const { field } = compose(idOf(7), { check });
    await userEvent.type(field, "Hello");
    await waitFor(() => expect(check).toHaveBeenCalled());
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Send" }).disabled).toBe(false);
    act(() => inboxStore.setState({ offset: { ms: 0, certain: true } }));
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>("button", { name: "Send" }).disabled).toBe(true));
  });

  test("[G-WINDOW] open for long: it says nothing", () => {
    compose(amelia);
    expect(screen.queryByText(/^The window/u)).toBeNull();
  });
});

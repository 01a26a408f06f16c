import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ConsentRecorded, ConsentWish } from "../../renderer/commands/consents.ts";
import { amelia, idOf } from "../../renderer/dev/conversations.ts";
import { fakeConsentCommands } from "../../renderer/dev/consents.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { ConsentSection } from "../../renderer/views/context/consent-section.tsx";
import { ThreadPane } from "../../renderer/views/thread/thread-pane.tsx";
import type { ContactId } from "../../shared/ids.ts";
import { draw } from "./views-harness.tsx";

const giulia = idOf(0);

beforeEach(() => {
  inboxStore.setState(fakeInbox());
  setUi({ sought: undefined });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** Keeps what was asked, and lets the fixtures answer. */
function listener(answer: (contact: ContactId, wish: ConsentWish) => Promise<ConsentRecorded> = fakeConsentCommands.recordConsent) {
  const asked: ConsentWish[] = [];
  const notices: string[] = [];
  return {
    asked,
    notices,
    commands: {
      recordConsent: (contact: ContactId, wish: ConsentWish) => {
        asked.push(wish);
        return answer(contact, wish);
      },
      notice: (key: string) => void notices.push(key),
    },
  };
}
const button = (name: string | RegExp) => screen.getByRole("button", { name });
const item = (name: string | RegExp) => screen.getByRole("menuitem", { name });

describe("the section of the context column", () => {
  test("[S2-13] has a line for each category that says how somebody stands, in words, with how we know", () => {
    draw(<ConsentSection id={amelia} />);
    button(/^Order updates: Agreed, web form, \d+ Feb\. History$/);
    button(/^Offers: Withdrawn, withdrawn by keyword, \d\d:\d\d\. History$/);
    button(/^Appointments: Agreed, without proof, no proof, \w+\. History$/);
    button("Recommendations: Never asked, never asked. History");
  });

  test("[S2-13] says on top that everything was stopped, and what may still be sent", () => {
    draw(<ConsentSection id={giulia} />);
    screen.getByText(/^Stopped everything by phone, /);
    screen.getByText(/except an answer to what they write after that/);
    button(/^Order updates: Withdrawn, stopped\. History$/);
  });

  test("[S2-13] a line opens its history, and its message is a way to the thread", async () => {
    draw(<ConsentSection id={amelia} />);
    await userEvent.click(button(/^Offers: /));
    screen.getByText("Withdrawn: by keyword");
    screen.getByText("Agreed: web form");
    screen.getByText("Proof: https://shop.example/checkout");
    await userEvent.click(button("Show the message"));
    expect(readUi().sought).toMatchObject({ conversationId: amelia, id: "x-1" });
  });

  test("[S2-13] until the ledger has been read nothing is claimed", () => {
    inboxStore.setState({ consents: undefined });
    draw(<ConsentSection id={amelia} />);
    screen.getByText("Not read yet.");
    expect(screen.queryByText("never asked")).toBeNull();
  });
});

describe("they stopped", () => {
  test("[S2-12] [S2-13] two clicks note it; it goes out when the moment for undoing is over", async () => {
    const { asked, commands } = listener();
    draw(<ConsentSection id={amelia} />, commands);
    await userEvent.click(button("Change: Order updates"));
    // From here on no time passes by itself: the moment for undoing must not be over before it was looked at.
    vi.useFakeTimers();
    fireEvent.click(item("By phone"));
    expect(screen.getByRole("status").textContent).toContain("Order updates: noted as stopped by phone.");
    expect(asked).toEqual([]);
    await act(() => vi.advanceTimersByTimeAsync(6_000));
    expect(asked).toEqual([{ category: "order-updates", state: "withdrawn", source: "phone" }]);
    button(/^Order updates: Withdrawn, withdrawn by phone/);
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  test("[S2-12] undone in time, nothing is recorded", async () => {
    const { asked, commands } = listener();
    draw(<ConsentSection id={amelia} />, commands);
    await userEvent.click(button("Consent to all messages"));
    vi.useFakeTimers();
    fireEvent.click(item("In person"));
    fireEvent.click(button("Undo"));
    await act(() => vi.advanceTimersByTimeAsync(20_000));
    expect(asked).toEqual([]);
  });

  test("[S2-12] whoever leaves has not undone it", async () => {
    const { asked, commands } = listener();
    const { unmount } = draw(<ConsentSection id={amelia} />, commands);
    await userEvent.click(button("Change: Order updates"));
    await userEvent.click(item("By mail"));
    unmount();
    expect(asked).toEqual([{ category: "order-updates", state: "withdrawn", source: "e-mail" }]);
  });

  test("[S2-12] offline it says that it needs the network, and can be tried again", async () => {
    inboxStore.setState({ connection: { kind: "offline", asOf: undefined } });
    const { asked, commands } = listener();
    draw(<ConsentSection id={amelia} />, commands);
    await userEvent.click(button("Change: Order updates"));
    await userEvent.click(item("Here in the chat"));
    expect(screen.getByRole("alert").textContent).toContain("needs the network");
    expect(asked).toEqual([]);
    act(() => inboxStore.setState({ connection: { kind: "live" } }));
    await userEvent.click(button("Try again"));
    expect(asked).toHaveLength(1);
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("they agreed", () => {
  const open = async (category: string) => {
    await userEvent.click(button(`Change: ${category}`));
    await userEvent.click(item("They agreed…"));
  };

  test("[S2-13] without proof nothing is asked of the server, and it says why", async () => {
    const { asked, commands } = listener();
    draw(<ConsentSection id={amelia} />, commands);
    await open("Recommendations");
    await userEvent.click(button("Record"));
    expect(screen.getByRole("alert").textContent).toContain("a consent that nobody can verify does not count");
    expect(asked).toEqual([]);
  });

  test("[S2-13] the proof that is asked for fits the source, and all of it is recorded", async () => {
    const { asked, commands, notices } = listener();
    draw(<ConsentSection id={amelia} />, commands);
    await open("Recommendations");
    await userEvent.selectOptions(screen.getByLabelText("How it came"), "on paper");
    await userEvent.type(screen.getByLabelText("Reference of the document"), "Folder 12");
    await userEvent.type(screen.getByLabelText("What they were shown or told"), "Send me tips");
    await userEvent.click(button("Record"));
    expect(asked).toEqual([
      { category: "recommendations", state: "granted", source: "paper", evidence: "Folder 12", evidenceKind: "document", wording: "Send me tips" },
    ]);
    expect(notices).toEqual(["consent.recorded.weak"]);
    expect(screen.queryByRole("dialog")).toBeNull();
    button(/^Recommendations: Agreed, on paper/);
  });

  test("[S2-15] after a withdrawal it says whose turn it is, and a refusal keeps what was written", async () => {
    const { commands } = listener();
    draw(<ConsentSection id={amelia} />, commands);
    await open("Offers");
    screen.getByText(/^They withdrew .* Only they can take up again/);
    await userEvent.selectOptions(screen.getByLabelText("How it came"), "another way");
    await userEvent.type(screen.getByLabelText("Reference of the document"), "I think so");
    await userEvent.click(button("Record"));
    expect(screen.getByRole("alert").textContent).toContain("only they can take up again");
    expect(screen.getByLabelText<HTMLInputElement>("Reference of the document").value).toBe("I think so");
  });

  test("[S2-13] offline it cannot be recorded, and says so before anything is lost", async () => {
    inboxStore.setState({ connection: { kind: "offline", asOf: undefined } });
    draw(<ConsentSection id={amelia} />);
    await open("Recommendations");
    expect((button("Record") as HTMLButtonElement).disabled).toBe(true);
    screen.getByText(/^Recording needs the network/);
  });
});

describe("in the thread", () => {
  test("[S2-13] the header says what was stopped, and nothing where nothing was", () => {
    const { unmount } = draw(<ThreadPane id={amelia} />);
    within(screen.getByRole("banner")).getByText("Stopped offers");
    unmount();
    const second = draw(<ThreadPane id={giulia} />);
    within(screen.getByRole("banner")).getByText("Stopped everything");
    second.unmount();
    draw(<ThreadPane id={idOf(6)} />);
    expect(within(screen.getByRole("banner")).queryByText(/^Stopped/)).toBeNull();
  });

  test("[S2-13] the whole ledger is behind the header, where the context column is away", async () => {
    draw(<ThreadPane id={amelia} />);
    await userEvent.click(button("Consent: Stopped offers"));
    await userEvent.click(button("Change: Recommendations"));
    await userEvent.click(item("They agreed…"));
    expect(screen.getByRole("dialog", { name: "Recommendations: Amelia Wright agreed" })).toBeDefined();
    await userEvent.type(screen.getByLabelText("Address of the form"), "https://shop.example/tips");
    await userEvent.click(button("Record"));
    await screen.findByRole("button", { name: /^Recommendations: Agreed, web form/ });
  });

  test("[S2-8] a message of the customer is recorded as opt-in with two clicks, and ours have no such menu", async () => {
    const { asked, commands, notices } = listener();
    draw(<ThreadPane id={amelia} />, commands);
    const menus = screen.getAllByRole("button", { name: "Record consent from this message" });
    expect(menus).toHaveLength(3);
    await userEvent.click(menus[2]!);
    await userEvent.click(screen.getAllByRole("menuitem", { name: "Offers" })[0]!);
    const newest = inboxStore.getState().threads.get(amelia)?.messages.at(-1)?.id;
    expect(asked).toEqual([{ category: "marketing", state: "granted", message: newest }]);
    expect(notices).toEqual(["consent.recorded.granted"]);
  });

  test("[S2-12] what may have been a no is asked, and yes is a withdrawal with the message as its proof", async () => {
    const { asked, commands } = listener();
    draw(<ThreadPane id={giulia} />, commands);
    await userEvent.click(within(screen.getByRole("group", { name: "May have asked for no more messages" })).getByRole("button", { name: "Yes, stop" }));
    expect(asked).toEqual([{ category: "everything", state: "withdrawn", message: "g-3" }]);
    await screen.findByText("Asked for no more messages, says you");
  });

  test("[S2-12] no, something else, is an answer that stays and stops nothing", async () => {
    const { asked, commands } = listener();
    draw(<ThreadPane id={giulia} />, commands);
    fireEvent.click(button("No, something else"));
    await screen.findByText("Meant something else, says you");
    expect(asked).toEqual([{ category: "everything", state: "unknown", message: "g-3" }]);
    expect(screen.queryByRole("button", { name: "Yes, stop" })).toBeNull();
  });

  test("[S2-15] taking up again by a word ends the silence and opts in to nothing", async () => {
    const { asked, commands } = listener(async () => ({ kind: "recorded", weak: [] }));
    const state = inboxStore.getState();
    const thread = state.threads.get(giulia)!;
    const story = thread.story.map((line) => (line.kind === "consent-question" ? { ...line, data: { ...line.data, act: "resume" } } : line));
    inboxStore.setState({ threads: new Map([...state.threads, [giulia, { ...thread, story }]]) });
    draw(<ThreadPane id={giulia} />, commands);
    await userEvent.click(button("Yes, go on"));
    expect(asked).toEqual([{ category: "everything", state: "granted", source: "keyword", evidence: "g-3", evidenceKind: "message" }]);
  });
});

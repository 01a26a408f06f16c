import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { amelia } from "../../renderer/dev/conversations.ts";
import { cannedReplies } from "../../renderer/dev/canned-replies.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { irene, NOW } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { CannedRepliesPage } from "../../renderer/views/canned-replies/canned-replies-page.tsx";
import { readTransfer, toCsv, toJson } from "../../renderer/views/canned-replies/transfer.ts";
import { Composer } from "../../renderer/views/composer/composer.tsx";
import { slashWordAt } from "../../renderer/views/composer/slash-word.ts";
import { askFocus } from "../../renderer/views/shell/focus.ts";
import type { ContactConsent } from "../../shared/consent/contact-consent.ts";
import { optOutConfirmation } from "../../shared/consent/opt-out-confirmation.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import type { Role } from "../../shared/inbox/people.ts";
import { toInstant } from "../../shared/time.ts";
import { draw } from "./views-harness.tsx";

beforeEach(() => {
  inboxStore.setState(fakeInbox({ drafts: new Map() }));
  setUi({ cannedDraft: undefined, page: "inbox" });
});
afterEach(cleanup);

const as = (role: Role) => inboxStore.setState(({ me }) => ({ me: { ...me!, role } }));

async function compose(commands: Partial<Commands> = {}) {
  const sendText = vi.fn<Commands["sendText"]>(async () => []);
  draw(<Composer id={amelia} quote={undefined} rewrite={undefined} onDropQuote={() => {}} onDone={() => {}} />, { sendText, ...commands });
  const field = screen.getByRole<HTMLTextAreaElement>("textbox");
  await act(async () => field.focus());
  return { field, sendText, user: userEvent.setup() };
}
const options = () => screen.queryAllByRole("option").map((option) => option.textContent ?? "");
const chosen = () => screen.queryAllByRole("option").find((option) => option.getAttribute("aria-selected") === "true")?.textContent ?? "";

describe("`/` in a reply", () => {
  test("offers what is about the matter and in the customer's language first, and shows what would be put", async () => {
    const { field, user } = await compose();
    await user.keyboard("/");
    expect(options()[0]).toContain("Change of address");
    expect(options().at(-1)).toContain("Only in Spanish");
    expect(field.getAttribute("aria-activedescendant")).toBe(screen.getAllByRole("option")[0]!.id);
    expect(screen.getByText(/Hi Amelia, Irene here\. We can still change it/u).textContent).toContain("{{order}}");
  });

  test("by keyboard alone: found while typing, moved by arrows, put by Enter with what is known; the first gap is selected", async () => {
    const { field, sendText, user } = await compose();
    await user.keyboard("Good morning! /s");
    const before = chosen();
    await user.keyboard("{ArrowDown}");
    expect(chosen()).not.toBe(before);
    await user.keyboard("{Backspace}addr{Enter}");
    expect(field.value).toBe(
      "Good morning! Hi Amelia, Irene here. We can still change it: which street, house number and postcode should order {{order}} go to?",
    );
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe("{{order}}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(sendText).not.toHaveBeenCalled();
    expect(inboxStore.getState().drafts.get(amelia)).toMatchObject({ cannedReplyId: "cr-change" });
  });

  test("Tab puts it too; Escape closes it for this `/` and leaves the thread open; what fits nothing keeps no key from its work", async () => {
    const { field, sendText, user } = await compose();
    await user.keyboard("/wait{Escape}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(document.activeElement).toBe(field);
    await user.keyboard(" /wait{Tab}");
    expect(field.value).toBe("/wait Thank you, Amelia. I am looking into it and will be back with an answer today.");
    await user.clear(field);
    await user.keyboard("/zzz");
    expect(screen.getByText("No canned reply has “zzz”.")).toBeTruthy();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(sendText).toHaveBeenCalledWith(amelia, "/zzz", {}));
  });

  test("an emptied field forgets where its text came from", async () => {
    const { field, user } = await compose();
    await user.keyboard("/wait{Enter}");
    expect(inboxStore.getState().drafts.get(amelia)?.cannedReplyId).toBe("cr-wait");
    await user.clear(field);
    await user.keyboard("My own words");
    expect(inboxStore.getState().drafts.get(amelia)?.cannedReplyId).toBeUndefined();
  });

  test("the palette and the button begin it as well, once; in a note there is none; without a network it is all there", async () => {
    act(() => inboxStore.setState({ connection: { kind: "offline", asOf: undefined } }));
    const { field, user } = await compose();
    await user.keyboard("Hello");
    act(() => void askFocus("canned"));
    act(() => void askFocus("canned"));
    expect(field.value).toBe("Hello /");
    expect(options()).toHaveLength(cannedReplies.length);
    await user.keyboard("{Escape}");
    fireEvent.click(screen.getByRole("button", { name: "Canned replies" }));
    expect(options()).toHaveLength(cannedReplies.length);
    fireEvent.click(screen.getByRole("tab", { name: "Note" }));
    await user.keyboard("/wait");
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  test("only a word of its own opens it", () => {
    const at = (text: string) => slashWordAt(text, text.length)?.query;
    expect([at("/"), at("Hi /ad"), at("Hi\n/ü-1")]).toEqual(["", "ad", "ü-1"]);
    expect([at("and/or"), at("https://a"), at("/two words"), at("//"), at("")]).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(slashWordAt("/add", 2)).toBeUndefined();
    expect(slashWordAt("/ad more", 3)).toEqual({ from: 0, to: 3, query: "ad" });
  });

  test("[G-LANGUAGE] where there is one in their language, a button offers it, and it takes the place of what was written", async () => {
    const finding: Finding = {
      rule: "G-LANGUAGE",
      severity: "confirm",
      messageKey: "guard.language",
      evidence: { draftLanguage: "it", customerLanguage: "en" },
      remedies: [],
    };
    const { field, user } = await compose({ check: async () => [finding] });
    await user.keyboard("Controllo subito");
    await user.click(await screen.findByRole("button", { name: "Canned reply in their language" }));
    expect(options().some((option) => option.includes("Only in"))).toBe(false);
    expect(document.activeElement).toBe(field);
    await user.click(screen.getByRole("option", { name: /One moment/u }));
    expect(field.value).toBe("Thank you, Amelia. I am looking into it and will be back with an answer today.");
    cleanup();
    inboxStore.setState({ cannedReplies: new Map(), drafts: new Map() });
    const other = await compose({ check: async () => [finding] });
    await other.user.keyboard("Controllo subito");
    await screen.findByText(/Why/u);
    expect(screen.queryByRole("button", { name: "Canned reply in their language" })).toBeNull();
  });
});

describe("[G-OPTED-OUT] after a certain no", () => {
  const { contactId } = inboxStore.getState().conversations.get(amelia) ?? fakeInbox().conversations.get(amelia)!;
  const stop = (source: string): ContactConsent => ({
    id: "stop",
    contactId,
    category: "everything",
    state: "withdrawn",
    at: toInstant(NOW - 10_000),
    source,
    by: "customer",
  });
  const stopped = (source = "keyword") => inboxStore.setState({ consents: new Map([[contactId, [stop(source)]]]) });

  test("one click sends one sentence in their language, says what it is, and leaves the draft alone", async () => {
    stopped();
    const { field, sendText, user } = await compose();
    fireEvent.change(field, { target: { value: "What I was writing" } });
    const { text } = optOutConfirmation(["en"]);
    expect(screen.getByText(text)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Confirm the opt-out" }));
    expect(sendText).toHaveBeenCalledWith(amelia, text, { confirmsOptOut: true });
    expect(field.value).toBe("What I was writing");
  });

  test("once only: it is gone when something was said since, and never there for a no that somebody noted", async () => {
    stopped("phone");
    await compose();
    expect(screen.queryByRole("button", { name: "Confirm the opt-out" })).toBeNull();
    act(() => stopped());
    expect(screen.getByRole("button", { name: "Confirm the opt-out" })).toBeTruthy();
    const { threads } = inboxStore.getState();
    const thread = threads.get(amelia)!;
    const mine = thread.messages.find(({ direction }) => direction === "out")!;
    const said = { ...mine, id: "confirmed" as typeof mine.id, author: { kind: "human", id: irene } as const, at: NOW, state: "queued" as const };
    act(() => inboxStore.setState({ threads: new Map([...threads, [amelia, { ...thread, messages: [...thread.messages, said] }]]) }));
    expect(screen.queryByRole("button", { name: "Confirm the opt-out" })).toBeNull();
  });

  test("what stops it is said, and the button stays", async () => {
    stopped();
    const against: Finding = { rule: "G-WINDOW", severity: "stop", messageKey: "guard.window.closed", evidence: {}, remedies: [] };
    const { user } = await compose({ sendText: async () => [against] });
    await user.click(screen.getByRole("button", { name: "Confirm the opt-out" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Not sent:");
    expect(screen.getByRole("button", { name: "Confirm the opt-out" })).toBeTruthy();
  });
});

describe("the page of canned replies", () => {
  const page = (commands: Partial<Commands> = {}) => draw(<CannedRepliesPage />, commands);
  const click = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
  const write = (name: string, value: string) => fireEvent.change(screen.getByRole("textbox", { name: new RegExp(`^${name}`, "u") }), { target: { value } });

  test("a lead writes one for everybody, in two languages; what is missing is named first", async () => {
    as("lead");
    const addCannedReply = vi.fn<Commands["addCannedReply"]>(async () => ({ kind: "saved", id: "new" }));
    page({ addCannedReply });
    click("New canned reply");
    click("Save");
    expect(screen.getByText("Give it a title.")).toBeTruthy();
    expect(addCannedReply).not.toHaveBeenCalled();
    write("Shortcut", "/address");
    expect(screen.getByText("Another canned reply has this shortcut.")).toBeTruthy();
    write("Shortcut", "hours");
    write("Title", "Opening hours");
    write("Text in", "We are here from nine, {{name}}.");
    expect(within(screen.getByRole("region", { name: "Preview" })).getByText("We are here from nine, Amelia.", { exact: false })).toBeTruthy();
    fireEvent.change(screen.getByRole("combobox", { name: "Add a language" }), { target: { value: "it" } });
    write("Text in Italian", "Siamo qui dalle nove.");
    fireEvent.click(screen.getByRole("checkbox", { name: "Service" }));
    click("Save");
    await waitFor(() => expect(addCannedReply).toHaveBeenCalled());
    expect(addCannedReply.mock.calls[0]?.[0]).toMatchObject({ shortcut: "hours", title: "Opening hours", tags: ["service"], personal: false });
    expect(Object.values(addCannedReply.mock.calls[0]?.[0].texts ?? {})).toEqual(["We are here from nine, {{name}}.", "Siamo qui dalle nove."]);
    expect(readUi().cannedDraft).toBeUndefined();
  });

  test("an agent reads the team's and makes a copy, which is nobody else's", async () => {
    const addCannedReply = vi.fn<Commands["addCannedReply"]>(async () => ({ kind: "saved", id: "new" }));
    page({ addCannedReply });
    click("Change of address");
    expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Delete" })).toBeNull();
    click("Make my own copy");
    click("Save");
    await waitFor(() => expect(addCannedReply).toHaveBeenCalled());
    expect(addCannedReply.mock.calls[0]?.[0]).toMatchObject({ shortcut: "address", personal: true, title: "Change of address (copy)" });
  });

  test("what is deleted can be had back, as the same one", async () => {
    as("lead");
    page();
    click("Spring offer");
    click("Delete");
    const undo = await screen.findByRole("button", { name: "Undo" });
    expect(screen.queryByRole("button", { name: "Spring offer" })).toBeNull();
    fireEvent.click(undo);
    expect(await screen.findByRole("button", { name: "Spring offer" })).toBeTruthy();
    expect(inboxStore.getState().cannedReplies.get("cr-spring")).toMatchObject({ tags: ["promo"] });
  });

  test("somebody else's change is not overwritten unseen; without a network nothing is saved and nothing lost", async () => {
    as("lead");
    const changeCannedReply = vi.fn<Commands["changeCannedReply"]>(async () => ({ kind: "refused", fault: "changed-meanwhile" }));
    page({ changeCannedReply });
    click("Spring offer");
    write("Title", "Summer offer");
    click("Save");
    expect(await screen.findByRole("button", { name: "Save mine over it" })).toBeTruthy();
    click("Show theirs");
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: /^Title/u }).value).toBe("Spring offer");
    write("Title", "Summer offer");
    act(() => inboxStore.setState({ connection: { kind: "offline", asOf: undefined } }));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
    click("All canned replies");
    click("Go on writing");
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: /^Title/u }).value).toBe("Summer offer");
  });

  test("search finds in shortcuts, titles and every text, without accents; an empty workspace says what to do", () => {
    page();
    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "dias" } });
    expect(screen.getAllByRole("listitem")).toHaveLength(1);
    expect(screen.getByRole("button", { name: "Reembolso en camino" })).toBeTruthy();
    act(() => inboxStore.setState({ cannedReplies: new Map() }));
    expect(screen.getByText("Nothing said twice yet")).toBeTruthy();
  });
});

describe("files", () => {
  const { labels, teams } = fakeInbox();
  const tricky = { ...cannedReplies[0]!, texts: { en: '=SUM(1) "quoted", with;\nlines', it: "-10 €" } };

  test("what goes out as a table or as JSON comes in again as it was, and no cell is a formula", () => {
    const table = toCsv([tricky], { labels, teams });
    expect(table).not.toMatch(/[",]=SUM/u);
    const [fromTable] = readTransfer(table, { labels, teams }) ?? [];
    expect(fromTable).toMatchObject({
      shortcut: "address",
      title: "Change of address",
      texts: tricky.texts,
      tags: ["service"],
      labels: ["change"],
      teamIds: [],
    });
    expect(readTransfer(toJson([tricky], { labels, teams }), { labels, teams })).toMatchObject([{ texts: tricky.texts, labels: ["change"] }]);
  });

  test("semicolons and capitals of other spreadsheets are read; another file is none", () => {
    const names = { labels, teams };
    expect(readTransfer("Shortcut;Title;Language;Text;Labels\nhi;Hello;en;Hi there;Refund|Unknown\n", names)).toMatchObject([
      { texts: { en: "Hi there" }, labels: ["refund", "Unknown"] },
    ]);
    expect(readTransfer("a,b\n1,2", names)).toBeUndefined();
    expect(readTransfer("{ broken", names)).toBeUndefined();
    expect(readTransfer("", names)).toBeUndefined();
  });
});

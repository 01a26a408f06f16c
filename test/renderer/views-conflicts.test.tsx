import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { amelia, idOf } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { NOW, sofia } from "../../renderer/dev/people.ts";
import { withConflicts } from "../../renderer/dev/waiting.ts";
import { CATALOGUES } from "../../renderer/messages/i18n.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { refusedWish, type Returned } from "../../renderer/state/returned.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { ConflictsDialog } from "../../renderer/views/conflicts/conflicts-dialog.tsx";
import { Homecoming } from "../../renderer/views/conflicts/homecoming.tsx";
import { ReturnedStrip } from "../../renderer/views/conflicts/returned-strip.tsx";
import { ASKS, HELD_WAYS, KEY_OF, REFUSED_WAYS, waysOn, type Way } from "../../renderer/views/conflicts/ways-on.ts";
import { ThreadPane } from "../../renderer/views/thread/thread-pane.tsx";
import type { HeldReason } from "../../shared/inbox/message.ts";
import { toMutationId, type RejectionCode } from "../../shared/sync/mutations.ts";
import { draw } from "./views-harness.tsx";

beforeEach(() => {
  inboxStore.setState(fakeInbox(), true);
  inboxStore.setState(withConflicts);
  setUi({ offlineWork: "returned", opened: undefined, broughtBack: undefined, asking: undefined, page: "inbox" });
});
afterEach(cleanup);

const HELD = Object.keys(HELD_WAYS) as HeldReason[];
const REFUSED = Object.keys(REFUSED_WAYS) as RejectionCode[];
const words = { kind: "send", conversationId: amelia, clientId: "h-1", text: "My words", composedAt: NOW } as const;
const held = (reason: HeldReason): Returned => ({
  id: "send h-1",
  conversationId: amelia,
  mutation: words,
  madeAt: NOW,
  returnedAt: NOW,
  why: { kind: "held", reason },
});
const refused = (code: RejectionCode, mutation: Returned["mutation"] = words): Returned =>
  refusedWish({ madeAt: NOW, mutation }, { id: toMutationId(1), st: "rejected", code, by: sofia }, NOW);
const show = (...returned: readonly Returned[]) => inboxStore.setState({ returned: new Map(returned.map((each) => [each.id, each])) });
const cards = () => within(screen.getByRole("list", { name: "Needs you" })).getAllByRole("listitem");
const card = (): HTMLElement => cards()[0]!;

describe("[I3] every reason and every refusal", () => {
  test.each(Object.entries(CATALOGUES))("has a sentence in %s", (_language, catalogue) => {
    const said = catalogue as Readonly<Record<string, string>>;
    for (const reason of HELD) expect(said[`held.${reason}`], reason).toMatch(/\S/u);
    for (const code of REFUSED) expect(said[`notice.rejected.${code}`], code).toMatch(/\S/u);
  });

  test.each(
    [...HELD.map(held), ...REFUSED.map((code) => refused(code))].map((each) => [each.why.kind === "held" ? each.why.reason : each.why.code, each] as const),
  )("%s is shown with its words and with ways on that lead somewhere, each under a key of its own", (_name, returned) => {
    show(returned);
    draw(<ConflictsDialog />);
    const ways = waysOn(returned);
    expect(ways.length).toBeGreaterThan(1);
    expect(new Set(ways.map((way) => KEY_OF[way])).size).toBe(ways.length);
    expect(ways.at(-1)).toBe("discard");
    expect(within(card()).getAllByRole("button")).toHaveLength(ways.length);
    expect(card().textContent).toContain("My words");
    expect(card().textContent).not.toMatch(/\{\{|held\.|notice\./u);
    if (returned.why.kind === "refused" && ways.includes("ask")) expect(ASKS[returned.why.code]).toBeDefined();
  });
});

describe("[I3] each way really does it", () => {
  const spies = () => ({
    sendAgain: vi.fn<Commands["sendAgain"]>(async () => []),
    cancelMessage: vi.fn<Commands["cancelMessage"]>(async () => {}),
    dropReturned: vi.fn<Commands["dropReturned"]>(async () => {}),
    reopen: vi.fn<Commands["reopen"]>(async () => {}),
  });
  const press = (way: Way) => fireEvent.keyDown(card(), { key: KEY_OF[way] });

  test("sends it anyway", async () => {
    show(held("new_inbound_since"));
    const commands = spies();
    draw(<ConflictsDialog />, commands);
    press("send");
    await waitFor(() => expect(commands.sendAgain).toHaveBeenCalledOnce());
    expect(commands.sendAgain.mock.calls[0]?.[0]).toMatchObject({ id: "h-1", state: "held" });
  });

  test("a message that has gone on needs nobody any more, before the server has heard of it too", async () => {
    show(held("too_old"));
    const commands = spies();
    draw(<ConflictsDialog />, commands);
    expect(commands.dropReturned).not.toHaveBeenCalled();
    act(() =>
      inboxStore.setState(({ threads }) => {
        const thread = threads.get(amelia)!;
        const messages = thread.messages.map((each) => (each.id === "h-1" ? { ...each, state: "cancelled" as const } : each));
        return { threads: new Map(threads).set(amelia, { ...thread, messages }) };
      }),
    );
    await waitFor(() => expect(commands.dropReturned).toHaveBeenCalledExactlyOnceWith("send h-1"));
  });

  test("says what still speaks against it", async () => {
    show(held("too_old"));
    draw(<ConflictsDialog />, {
      sendAgain: async () => [{ rule: "G-STALE", severity: "confirm", messageKey: "guard.stale", evidence: {}, remedies: [] }],
    });
    press("send");
    await waitFor(() => expect(within(card()).getByRole("status").textContent).toContain("speaks against it"));
  });

  test("reopens and sends", async () => {
    show(held("conversation_resolved"));
    const commands = spies();
    draw(<ConflictsDialog />, commands);
    press("reopen");
    await waitFor(() => expect(commands.sendAgain).toHaveBeenCalledOnce());
    expect(commands.reopen).toHaveBeenCalledExactlyOnceWith(amelia);
  });

  test("[I12] edits: the held one is taken back only when its words stand in the field", async () => {
    show(held("already_answered"));
    const commands = spies();
    draw(<ConflictsDialog />, commands);
    press("edit");
    expect(readUi().broughtBack).toMatchObject({ conversationId: amelia, text: "My words", replaces: "h-1" });
    expect(commands.cancelMessage).not.toHaveBeenCalled();
    readUi().broughtBack?.onTaken();
    await waitFor(() => expect(commands.dropReturned).toHaveBeenCalledExactlyOnceWith("send h-1"));
    expect(commands.cancelMessage).toHaveBeenCalledExactlyOnceWith(amelia, "h-1");
  });

  test("asks again for what cannot be done as it was wished", async () => {
    show(refused("in_the_past", { kind: "snooze", conversationId: amelia, until: NOW }));
    const commands = spies();
    draw(<ConflictsDialog />, commands);
    press("ask");
    expect(readUi()).toMatchObject({ offlineWork: undefined, asking: { kind: "snooze", conversationId: amelia } });
    await waitFor(() => expect(commands.dropReturned).toHaveBeenCalledOnce());
  });

  test("leads to the conversation, to the number, to outreach", () => {
    show(held("number_restricted"));
    draw(<ConflictsDialog />);
    press("health");
    expect(readUi()).toMatchObject({ page: "health", offlineWork: undefined });
    cleanup();

    setUi({ offlineWork: "returned" });
    show(held("rollout_halted"));
    draw(<ConflictsDialog />);
    press("outreach");
    expect(readUi().page).toBe("outreach");
    cleanup();

    setUi({ offlineWork: "returned" });
    draw(<ConflictsDialog />);
    press("look");
    expect(readUi()).toMatchObject({ page: "inbox", opened: amelia });
  });

  test("gives it another time", () => {
    show(held("rate_capped"));
    draw(<ConflictsDialog />);
    press("later");
    expect(screen.getByRole("dialog", { name: "When should this leave?" })).toBeDefined();
  });

  test("copies the words", async () => {
    const writeText = vi.fn(async () => {});
    Object.defineProperty(navigator, "clipboard", { value: { writeText }, configurable: true });
    show(held("needs_update"));
    draw(<ConflictsDialog />);
    press("copy");
    await waitFor(() => expect(writeText).toHaveBeenCalledExactlyOnceWith("My words"));
    Reflect.deleteProperty(navigator, "clipboard");
  });

  test("discards, and a refused one comes back with the undo", async () => {
    show(refused("not_allowed"));
    const keepReturned = vi.fn<Commands["keepReturned"]>(async () => {});
    draw(<ConflictsDialog />, { keepReturned });
    press("discard");
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    expect(keepReturned).toHaveBeenCalledExactlyOnceWith(refused("not_allowed"));
  });
});

describe("[I3] [I5] both sides", () => {
  test("the held answer stands beside what the customer wrote meanwhile", () => {
    show(held("new_inbound_since"));
    draw(<ConflictsDialog />);
    const sides = card().querySelectorAll("blockquote");
    expect(sides.length).toBeGreaterThan(1);
    expect(sides[0]?.textContent).toMatch(/^You wrote, .*My words$/su);
    expect(sides[1]?.textContent).toMatch(/^Amelia/u);
  });

  test("a lost claim says who has it, since when, and how many messages were held with it", () => {
    inboxStore.setState(({ conversations }) => {
      const conversation = conversations.get(amelia)!;
      const handoff = { requestedAt: NOW, reason: "x", slots: {}, failedAttempts: 0, claimedBy: sofia, claimedAt: NOW };
      return { conversations: new Map(conversations).set(amelia, { ...conversation, handoff }) };
    });
    show(refused("claim_lost", { kind: "claim", conversationId: amelia, epoch: 0 }), held("not_assignee"));
    draw(<ConflictsDialog />);
    const lost = cards().find(({ textContent }) => textContent?.includes("was faster"));
    expect(lost?.textContent).toMatch(/Sofia .* was faster, and has it since .*\./u);
    expect(lost?.textContent).toContain("1 message that you wrote under this claim was held, not sent.");
  });
});

describe("[I12] words that were refused", () => {
  test("stand beside the composer with the reason, and go back into the field behind a click", async () => {
    const dropReturned = vi.fn<Commands["dropReturned"]>(async () => {});
    inboxStore.setState({ drafts: new Map() });
    show(refused("not_allowed"));
    setUi({ offlineWork: undefined, opened: amelia, selected: amelia });
    draw(<ThreadPane id={amelia} />, { dropReturned });
    const strip = screen.getByRole("region", { name: "Not sent from here" });
    expect(strip.textContent).toContain("Not sent:");
    expect(strip.textContent).toContain("My words");

    fireEvent.click(within(strip).getByRole("button", { name: "Put back" }));
    await waitFor(() => expect(dropReturned).toHaveBeenCalledExactlyOnceWith("send h-1"));
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: /^(Answer|Reply|Message)/u }).value).toBe("My words");
  });

  test("stand before what was begun meanwhile, a note among notes", async () => {
    show(refused("not_allowed", { kind: "note", conversationId: amelia, noteId: "n1", text: "A refused note", at: NOW }));
    inboxStore.setState({ drafts: new Map([[amelia, { conversationId: amelia, mode: "note", text: "Begun", updatedAt: NOW }]]) });
    setUi({ offlineWork: undefined, opened: amelia });
    draw(<ThreadPane id={amelia} />);
    fireEvent.click(screen.getByRole("button", { name: "Put back" }));
    await waitFor(() => expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: /note/iu }).value).toBe("A refused note\n\nBegun"));
  });

  test("are not offered twice where they stand in the draft already", () => {
    show(refused("not_allowed"));
    inboxStore.setState({ drafts: new Map([[amelia, { conversationId: amelia, mode: "reply", text: "My words", updatedAt: NOW }]]) });
    draw(<ReturnedStrip id={amelia} />);
    expect(screen.queryByRole("button", { name: "Put back" })).toBeNull();
    expect(screen.getByText("The words stand in the field below again.")).toBeDefined();
  });

  test("of another conversation are not shown here", () => {
    show(refused("not_allowed"));
    draw(<ReturnedStrip id={idOf(3)} />);
    expect(screen.queryByRole("region")).toBeNull();
  });
});

describe("[I12] after an absence", () => {
  test("one sentence tells how much took effect and how much needs somebody, and leads there", () => {
    setUi({ offlineWork: undefined });
    const dismissHomecoming = vi.fn<Commands["dismissHomecoming"]>();
    draw(<Homecoming />, { dismissHomecoming });
    expect(screen.getByRole("alert").textContent).toContain("Of 12 things that waited, 8 took effect, 4 need you.");
    fireEvent.click(screen.getByRole("button", { name: "Show" }));
    expect(readUi().offlineWork).toBe("returned");
    expect(dismissHomecoming).toHaveBeenCalledOnce();
  });

  test("good news is said too, and nothing before everything is known", () => {
    setUi({ offlineWork: undefined });
    inboxStore.setState({ returned: new Map(), homecoming: { of: ["send x", "note k1"] } });
    draw(<Homecoming />);
    expect(screen.getByRole("status").textContent).toContain("All 2 things that waited took effect.");
    cleanup();
    inboxStore.setState({
      pending: new Map([
        [amelia, [{ id: toMutationId(1), madeAt: NOW, mutation: { kind: "note", conversationId: amelia, noteId: "k1", text: "x", at: NOW } }]],
      ]),
    });
    draw(<Homecoming />);
    expect(screen.queryByRole("status")).toBeNull();
  });
});

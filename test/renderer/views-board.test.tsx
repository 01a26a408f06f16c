import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { boardPast } from "../../renderer/dev/board.ts";
import { clock, idOf } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { irene, NOW, tomas } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { BoardPage } from "../../renderer/views/board/board-page.tsx";
import { useOpenBoardLink } from "../../renderer/views/board/use-board-link.ts";
import { EVERYTHING } from "../../shared/board/board-filter.ts";
import { WHOLE_BOARD } from "../../shared/board/board-link.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { toContactId, toConversationId, type ConversationId } from "../../shared/ids.ts";
import { toInstant } from "../../shared/time.ts";
import { draw, movingTicker } from "./views-harness.tsx";

const LATE = ["Zoe Adams", "Bea Bruni", "Cleo Costa"];
const SOON = ["Dan Duarte", "Eva Engel"];

/** Three overdue, two due in ten minutes, one in an hour; of two owners and nobody. */
function situation(role: "lead" | "agent" = "lead"): void {
  const before = fakeInbox();
  const template = before.conversations.get(idOf(1))!;
  const people = [...LATE, ...SOON, "Finn Fox"];
  const made = people.map((name, at): Conversation => {
    const due = at < 3 ? -600 + at * 120 : at < 5 ? 600 + at : 3_600;
    const { handoff: _, ...rest } = template;
    return {
      ...rest,
      id: toConversationId(`b-${at}`),
      contactId: toContactId(`p-${at}`),
      state: "open",
      priority: "normal",
      labels: [],
      lastInboundAt: toInstant(NOW - 3_600_000),
      assigneeId: at === 0 ? irene : at === 1 ? tomas : undefined,
      clocks: [clock(at === 1 ? "next-reply" : "first-reply", due)],
    };
  });
  inboxStore.setState({
    ...before,
    me: { ...before.me!, role },
    conversations: new Map(made.map((conversation) => [conversation.id, conversation])),
    contacts: new Map(people.map((name, at) => [toContactId(`p-${at}`), { id: toContactId(`p-${at}`), name }])),
  });
}

beforeEach(() => {
  // Rows exist where there is room for them.
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(800);
  situation();
  setUi({ page: "board", board: WHOLE_BOARD, boardSettings: { soonMinutes: 15, goal: 0.95 } });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const grid = () => screen.getByRole("grid");
const names = () =>
  [...grid().querySelectorAll('[role="row"] bdi:first-child')]
    .map((node) => node.textContent)
    .filter((name) => [...LATE, ...SOON, "Finn Fox"].includes(name ?? ""));
const chosen = () => grid().querySelectorAll('[aria-selected="true"]').length;
const press = (key: string, more: object = {}) => fireEvent.keyDown(grid(), { key, ...more });
const tile = (name: RegExp) => within(screen.getByRole("list", { name: "Figures" })).getByRole("button", { name });

test("[BD1] the list begins with what is overdue longest, and a tile opens just as many rows as it says", () => {
  draw(<BoardPage />);
  expect(names()).toEqual([...LATE, ...SOON, "Finn Fox"]);
  expect(tile(/^Breached now/).textContent).toContain("3");

  fireEvent.click(tile(/^Breached now/));
  expect(names()).toEqual(LATE);
  fireEvent.click(tile(/^Due in 15 min/));
  expect(names()).toEqual(SOON);
  expect(tile(/^Due in 15 min/).textContent).toMatch(/^Due in 15 min2/);
});

test("[BD1] the minutes of “soon” are the lead's, and the search and filters narrow the list", async () => {
  draw(<BoardPage />);
  act(() => setUi({ boardSettings: { soonMinutes: 120, goal: 0.95 } }));
  expect(tile(/^Due in 120 min/).textContent).toMatch(/^Due in 120 min3/);
  fireEvent.click(tile(/^Due in 120 min/));
  expect(names()).toHaveLength(3);

  act(() => setUi({ board: { period: "now", filter: { ...EVERYTHING, clock: "next-reply" } } }));
  expect(names()).toEqual(["Bea Bruni"]);
  fireEvent.click(screen.getByRole("button", { name: "Drop the filter Next reply" }));
  fireEvent.change(screen.getByRole("searchbox"), { target: { value: "fox" } });
  expect(names()).toEqual(["Finn Fox"]);
  fireEvent.change(screen.getByRole("searchbox"), { target: { value: "nobody at all" } });
  fireEvent.click(screen.getByRole("button", { name: "Show everything" }));
  expect(names()).toHaveLength(6);
});

test("[BD1] [PF8] a row turns overdue by itself, to the second, and the number with it", async () => {
  const { pass, ticker } = movingTicker();
  draw(<BoardPage />, {}, ticker);
  act(() => pass(603_000));
  await waitFor(() => expect(tile(/^Breached now/).textContent).toMatch(/now4/));
  expect(within(grid()).getByText("Dan Duarte").closest('[role="row"]')?.textContent).toContain("0:00");
  act(() => pass(2_000));
  expect(within(grid()).getByText("Dan Duarte").closest('[role="row"]')?.textContent).toContain("−0:02");
});

test("[BD1] news about one conversation moves it without a new list of all", () => {
  draw(<BoardPage />);
  const id = toConversationId("b-5");
  act(() => {
    const { conversations } = inboxStore.getState();
    const before = conversations.get(id)!;
    (conversations as Map<ConversationId, Conversation>).set(id, { ...before, clocks: [clock("first-reply", -9_000)] });
    inboxStore.setState({ touched: new Set([id]) });
  });
  expect(names()[0]).toBe("Finn Fox");
  expect(tile(/^Breached now/).textContent).toMatch(/now4/);
});

test("[BD1] rows are chosen by keyboard, mouse and stretch, and given to somebody; what is theirs already is said", async () => {
  const passOn = vi.fn<Commands["passOn"]>(async () => {});
  const assign = vi.fn<Commands["assign"]>(async () => {});
  draw(<BoardPage />, { passOn, assign });
  // The page opens with the keys on the first row.
  press("J", { shiftKey: true });
  press("J", { shiftKey: true });
  expect(chosen()).toBe(3);
  press("x");
  expect(chosen()).toBe(2);
  fireEvent.click(within(grid()).getByText("Dan Duarte").closest('[role="row"]')!, { shiftKey: true });
  expect(chosen()).toBe(4);
  press("Escape");
  expect(chosen()).toBe(0);

  press("a", { ctrlKey: true });
  expect(chosen()).toBe(6);
  press("a");
  fireEvent.click(within(screen.getByRole("dialog")).getByText(/^Irene/));
  await screen.findByText(/5 conversations assigned/);
  expect(passOn).toHaveBeenCalledTimes(5);
  expect(passOn.mock.calls.every(([, to, , force]) => "agent" in (to as object) && force === true)).toBe(true);
  expect(screen.getByText(/1 was so already/)).toBeDefined();
});

test("[BD1] a reassignment is taken back where nobody has touched it since", async () => {
  const passOn = vi.fn<Commands["passOn"]>(async (id, to) => {
    const { conversations } = inboxStore.getState();
    const before = conversations.get(id)!;
    const next = { ...before, assigneeId: typeof to === "object" && "agent" in to ? to.agent : undefined };
    inboxStore.setState({ conversations: new Map([...conversations, [id, next]]) });
  });
  draw(<BoardPage />, { passOn });
  press("J", { shiftKey: true });
  fireEvent.click(screen.getByRole("button", { name: "Reassign" }));
  fireEvent.click(within(screen.getByRole("dialog")).getByText(/^Ben/));
  fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
  await screen.findByText(/2 conversations are as they were/);
  expect([...inboxStore.getState().conversations.values()].slice(0, 2).map(({ assigneeId }) => assigneeId)).toEqual([irene, tomas]);
});

test("[BD1] [B3] only what was missed is acknowledged, and a comment goes once to each conversation", async () => {
  const acknowledge = vi.fn<Commands["acknowledge"]>(async () => {});
  const addNote = vi.fn<Commands["addNote"]>(async () => {});
  draw(<BoardPage />, { acknowledge, addNote });
  press("j");
  press("a", { ctrlKey: true });
  press("y");
  fireEvent.click(within(screen.getByRole("dialog")).getByText("No staff"));
  await screen.findByText(/3 acknowledged: No staff/);
  expect(screen.getByText(/3 are not overdue/)).toBeDefined();
  expect(acknowledge.mock.calls[0]).toMatchObject(["b-0", "first-reply", expect.any(Number), "no-staff"]);

  press("n");
  fireEvent.change(within(screen.getByRole("dialog")).getByRole("textbox"), { target: { value: "Look at this first" } });
  fireEvent.click(screen.getByRole("button", { name: "Add the note" }));
  await waitFor(() => expect(addNote).toHaveBeenCalledTimes(6));
});

test("[BD1] rows that are dropped on somebody in the load panel become theirs", async () => {
  const passOn = vi.fn<Commands["passOn"]>(async () => {});
  draw(<BoardPage />, { passOn });
  const dataTransfer = { setData: () => {}, effectAllowed: "", dropEffect: "" };
  fireEvent.dragStart(within(grid()).getByText("Zoe Adams").closest('[role="row"]')!, { dataTransfer });
  const target = within(screen.getByRole("table", { name: "Load" }))
    .getByText(/^Tom/)
    .closest("tr")!;
  fireEvent.dragOver(target, { dataTransfer });
  fireEvent.drop(target, { dataTransfer });
  await waitFor(() => expect(passOn).toHaveBeenCalledExactlyOnceWith("b-0", { agent: tomas }, undefined, true));
});

test("[BD1] the file holds the rows that are shown, in their order, and no others", async () => {
  let text = "";
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    void (blob as Blob).text().then((said) => (text = said));
    return "blob:x";
  });
  draw(<BoardPage />);
  act(() => setUi({ board: { period: "now", filter: { ...EVERYTHING, state: "breached", sort: "customer" } } }));
  fireEvent.click(screen.getByRole("button", { name: "CSV" }));
  await waitFor(() => expect(text).not.toBe(""));
  const lines = text.trim().split("\r\n").slice(1);
  expect(lines.map((line) => line.split(",")[0])).toEqual(names());
  expect(names()).toEqual(["Bea Bruni", "Cleo Costa", "Zoe Adams"]);
});

test("[BD1] grouped by owner each group says how many it holds, and what nobody has stands first", () => {
  draw(<BoardPage />);
  fireEvent.change(screen.getByRole("combobox", { name: "Group" }), { target: { value: "agent" } });
  expect(
    within(grid())
      .getAllByRole("rowheader")
      .map((head) => head.textContent),
  ).toEqual(["Unassigned4", "Irene Ruiz1", "Tomás Vidal1"]);
});

test("[BD1] without a network the list is live and the day's share says as of when it is", async () => {
  inboxStore.setState({ connection: { kind: "offline", asOf: NOW } });
  draw(<BoardPage />, { boardPast: async () => ({ kind: "no-network", seen: { fact: boardPast, at: NOW } }) });
  await screen.findByText(/^Offline: what is due now is counted here/);
  expect(names()).toHaveLength(6);
  expect(tile(/^First reply today/).textContent).toContain("94.0%");
});

test("[BD1] [H37] an agent sees their own rows, why it is so, and nothing of others", () => {
  situation("agent");
  inboxStore.setState(({ me }) => ({ me: { ...me!, id: irene } }));
  const past = vi.fn<Commands["boardPast"]>();
  draw(<BoardPage />, { boardPast: past });
  expect(names()).toEqual(["Zoe Adams"]);
  expect(screen.getByText(/The team’s figures are for leads/)).toBeDefined();
  expect(screen.queryByRole("table", { name: "Load" })).toBeNull();
  expect(past).not.toHaveBeenCalled();
});

test("[BD1] an empty day, a lead without agents, and the first moments say so", () => {
  inboxStore.setState({ conversations: new Map(), agents: new Map() });
  const { unmount } = draw(<BoardPage />);
  expect(screen.getByText("Nothing is due")).toBeDefined();
  expect(screen.getByText(/Nobody answers here yet/)).toBeDefined();
  unmount();

  inboxStore.setState({ connection: { kind: "starting" } });
  draw(<BoardPage />);
  expect(screen.getByRole("status", { name: "Loading the board" })).toBeDefined();
});

test("[BD1] today's misses are the server's list, page by page, and a failure has a way on", async () => {
  const item = { conversationId: toConversationId("b-0"), kind: "first-reply", startedAt: NOW, dueAt: NOW, overdue: 60_000, assigneeId: irene } as never;
  const answers = [undefined, { items: [item], next: "more" }, { items: [{ ...(item as object), conversationId: "b-1" } as never], next: undefined }];
  const missed = vi.fn<Commands["missed"]>(async () => answers.shift());
  draw(<BoardPage />, { missed });
  fireEvent.click(screen.getByRole("button", { name: "Today" }));
  fireEvent.click(within((await screen.findByText(/did not give the list/)).parentElement!).getByRole("button", { name: "Ask again" }));
  fireEvent.click(await screen.findByRole("button", { name: "Show more" }));
  await screen.findByText("Bea Bruni");
  expect(missed.mock.calls.at(-1)?.[0]).toMatchObject({ from: boardPast.period.from, to: boardPast.period.to, cursor: "more" });
  expect(readUi().board.period).toBe("today");
});

/** As the window holds it. */
function LinkedPage() {
  useOpenBoardLink();
  return <BoardPage />;
}

test("[BD1] the address names what is looked at, and leads back to it", () => {
  const written = vi.spyOn(history, "replaceState").mockImplementation(() => {});
  draw(<LinkedPage />);
  act(() => setUi({ board: { period: "now", filter: { ...EVERYTHING, state: "breached", group: "team" } } }));
  expect(written.mock.lastCall?.[2]).toMatch(/#board\?state=breached&group=team$/);
  act(() => {
    location.hash = "#board?clock=handoff";
    window.dispatchEvent(new Event("hashchange"));
  });
  expect(readUi()).toMatchObject({ page: "board", board: { filter: { state: "all", clock: "handoff" } } });
});

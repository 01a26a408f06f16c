import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { NOW } from "../../renderer/dev/people.ts";
import { createTicker } from "../../renderer/state/ticker.ts";
import { WindowBar } from "../../renderer/views/thread/window-bar.tsx";
import { amelia, idOf } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { withWaiting } from "../../renderer/dev/waiting.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { ListEmpty } from "../../renderer/views/inbox/list-empty.tsx";
import { RowMarks } from "../../renderer/views/inbox/row-marks.tsx";
import { AsOf } from "../../renderer/views/pending/as-of.tsx";
import { PendingDialog } from "../../renderer/views/pending/pending-dialog.tsx";
import { ConnectionPill } from "../../renderer/views/shell/connection-pill.tsx";
import type { ConversationId } from "../../shared/ids.ts";
import { toMutationId } from "../../shared/sync/mutations.ts";
import { hours, minus, type Instant } from "../../shared/time.ts";
import { draw } from "./views-harness.tsx";

beforeEach(() => {
  inboxStore.setState(fakeInbox(withWaiting()), true);
  setUi({ offlineWork: "waits", opened: undefined, broughtBack: undefined, asking: undefined });
});
afterEach(cleanup);

const items = () => within(screen.getByRole("list", { name: "Waits for the network" })).getAllByRole("listitem");
const itemWith = (words: string) => {
  const item = items().find(({ textContent }) => textContent?.includes(words));
  if (item === undefined) throw new Error(`Nothing waits that says ${words}.`);
  return item;
};

describe("[I3] what waits for the network", () => {
  test("stands in one place, in the order in which it goes, in words, with its conversation", () => {
    draw(<PendingDialog />);
    expect(screen.getByRole("dialog", { name: "7 things wait for the network" })).toBeDefined();
    expect(items().map((item) => item.querySelector("p")?.textContent)).toEqual([
      "Message: I sent you the login again",
      "Claim",
      "Message: Yes, we can still change the address. Which one is it?",
      "Note: Wants an invoice to the company, not to her.",
      expect.stringMatching(/^Labels: \+/u),
      expect.stringMatching(/^Snooze until /u),
      "Resolve",
    ]);
    expect(itemWith("Claim").getAttribute("aria-label")).toMatch(/^Claim, for Amelia/u);
  });

  test("says beforehand what will be held for being old", () => {
    draw(<PendingDialog />);
    expect(itemWith("the login again").textContent).toContain("older than four hours");
    expect(itemWith("change the address").textContent).toContain("Goes if it leaves before");
  });

  test("is taken back before it was pushed, and the undo wishes it again", async () => {
    const withdraw = vi.fn<Commands["withdraw"]>(async () => true);
    const wishAgain = vi.fn<Commands["wishAgain"]>(async () => {});
    draw(<PendingDialog />, { withdraw, wishAgain });
    fireEvent.keyDown(itemWith("Claim"), { key: "d" });
    await waitFor(() => expect(withdraw).toHaveBeenCalledExactlyOnceWith(2));
    fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
    expect(wishAgain).toHaveBeenCalledExactlyOnceWith({ kind: "claim", conversationId: amelia, epoch: 0 });
  });

  test("a message that may have left is cancelled at the server instead; another thing cannot be taken back any more", async () => {
    const cancelMessage = vi.fn<Commands["cancelMessage"]>(async () => {});
    draw(<PendingDialog />, { isOnItsWay: () => true, withdraw: async () => false, cancelMessage });
    fireEvent.keyDown(itemWith("change the address"), { key: "d" });
    await waitFor(() => expect(cancelMessage).toHaveBeenCalledExactlyOnceWith(amelia, "w-2"));
    expect(within(itemWith("Claim")).queryByRole("button", { name: "Take back" })).toBeNull();
    expect(itemWith("Claim").textContent).toContain("on its way");
  });

  test("[I12] a message goes back into the field, and leaves the queue only when its words are on disk there", async () => {
    const order: string[] = [];
    draw(<PendingDialog />, {
      keepDrafts: async () => void order.push("on disk"),
      withdraw: async () => (order.push("withdrawn"), true),
    });
    fireEvent.keyDown(itemWith("change the address"), { key: "e" });
    const { broughtBack } = readUi();
    expect(broughtBack).toMatchObject({ conversationId: amelia, mode: "reply", text: "Yes, we can still change the address. Which one is it?" });
    expect(readUi().opened).toBe(amelia);
    expect(order).toEqual([]);
    broughtBack?.onTaken();
    await waitFor(() => expect(order).toEqual(["on disk", "withdrawn"]));
  });

  test("a snooze is asked for again", () => {
    draw(<PendingDialog />);
    fireEvent.click(within(itemWith("Snooze")).getByRole("button", { name: "Change" }));
    expect(readUi()).toMatchObject({ offlineWork: undefined, asking: { kind: "snooze", conversationId: idOf(6) } });
  });

  test("[I14] [G-WINDOW] by a clock that was not compared what becomes of it is a guess, and said as one", () => {
    const send = (composedAt: Instant, id: ConversationId, n: number) => ({
      id: toMutationId(n),
      mutation: { kind: "send", conversationId: id, clientId: `u-${n}`, text: `Message ${n}`, composedAt, seenInboundAt: NOW } as const,
      madeAt: composedAt,
    });
    const closed = idOf(7);
    inboxStore.setState(({ conversations }) => ({
      offset: { ms: 0, certain: false },
      conversations: new Map([...conversations, [closed, { ...conversations.get(closed)!, lastInboundAt: minus(NOW, hours(25)) }]]),
      pending: new Map([
        [amelia, [send(minus(NOW, hours(5)), amelia, 1), send(NOW, amelia, 2)]],
        [
          closed,
          [send(NOW, closed, 3), { id: toMutationId(4), mutation: { kind: "snooze", conversationId: closed, until: minus(NOW, hours(1)) }, madeAt: NOW }],
        ],
      ]),
    }));
    draw(<PendingDialog />);
    const said = () => items().map(({ textContent }) => textContent ?? "");
    for (const n of [0, 2, 3]) expect(said()[n]).toContain("The server decides");
    expect(said()[1]).toContain("≈");

    act(() => inboxStore.setState({ offset: { ms: 0, certain: true } }));
    expect(said().join()).not.toMatch(/The server decides|≈/u);
    expect(said()[2]).toContain("the window has closed");
  });

  test("is walked through with the arrows, and Enter goes to the conversation", () => {
    draw(<PendingDialog />);
    // It can be walked from the moment that it opens.
    expect(document.activeElement).toBe(items()[0]);
    fireEvent.keyDown(items()[0]!, { key: "End" });
    expect(document.activeElement).toBe(items().at(-1));
    fireEvent.keyDown(items().at(-1)!, { key: "Home" });
    fireEvent.keyDown(items()[0]!, { key: "j" });
    fireEvent.keyDown(items()[1]!, { key: "ArrowDown" });
    fireEvent.keyDown(items()[2]!, { key: "k" });
    expect(document.activeElement).toBe(items()[1]);
    fireEvent.keyDown(items()[1]!, { key: "Enter" });
    expect(readUi()).toMatchObject({ offlineWork: undefined, opened: amelia });
  });

  test("opens from the connection pill and from the mark of a row", () => {
    setUi({ offlineWork: undefined });
    draw(
      <>
        <ConnectionPill />
        <RowMarks id={amelia} />
      </>,
    );
    expect(screen.getByRole("button", { name: /^Offline · as of .*, 7 wait to be sent$/u })).toBeDefined();
    fireEvent.click(screen.getByRole("img", { name: "2 things wait for the network" }));
    expect(readUi().offlineWork).toBe("waits");

    setUi({ offlineWork: undefined });
    fireEvent.click(screen.getByRole("button", { name: /^Offline/u }));
    fireEvent.click(screen.getByRole("button", { name: "7 things wait for the network" }));
    expect(readUi().offlineWork).toBe("waits");
  });

  test("says so where nothing waits", () => {
    inboxStore.setState({ pending: new Map() });
    draw(<PendingDialog />);
    expect(screen.getByRole("dialog", { name: "Nothing waits to be sent" })).toBeDefined();
  });
});

describe("[I3] as of when", () => {
  test("stands beside the list while offline or catching up, and not while live", () => {
    draw(<AsOf />);
    expect(screen.getByText(/^as of \d/u)).toBeDefined();
    act(() => inboxStore.setState({ connection: { kind: "syncing", remaining: 12 } }));
    expect(screen.getByText("catching up…")).toBeDefined();
    act(() => inboxStore.setState({ connection: { kind: "live" } }));
    expect(screen.queryByText(/as of|catching/u)).toBeNull();
  });

  test("[I14] the window is not shown as safely open while our clock has not been compared, and its time is about", () => {
    const offset = { ms: 0, certain: false };
    let changed = (): void => undefined;
    const ticker = createTicker({
      clock: { now: () => NOW },
      offset: () => offset,
      onOffset: (listener) => ((changed = listener), () => {}),
      page: { hidden: false, addEventListener: () => {}, removeEventListener: () => {} } as never,
      timers: { set: () => 1, clear: () => {} },
    });
    draw(<WindowBar id={amelia} />, {}, ticker);
    const bar = screen.getByRole("img", { name: /^Window open/u });
    expect(bar.getAttribute("aria-label")).toContain("≈");
    expect(bar.dataset["tone"]).toBe("warn");

    offset.certain = true;
    act(() => changed());
    expect(bar.dataset["tone"]).toBe("ok");
    expect(bar.getAttribute("aria-label")).not.toContain("≈");
  });

  test("a search that finds nothing here says that the server has more", () => {
    inboxStore.setState({ list: { view: "due", sort: "due", query: "zzz", ids: [] } });
    draw(<ListEmpty />);
    expect(screen.getByText(/Older messages are on the server/u)).toBeDefined();
    act(() => inboxStore.setState({ connection: { kind: "live" } }));
    expect(screen.queryByText(/Older messages are on the server/u)).toBeNull();
  });
});

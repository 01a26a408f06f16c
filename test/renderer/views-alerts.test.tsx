import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import { createStore } from "zustand/vanilla";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { alerts } from "../../renderer/dev/alerts.ts";
import { ago, amelia, idOf } from "../../renderer/dev/conversations.ts";
import { fakeCommands, fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { irene, NOW } from "../../renderer/dev/people.ts";
import type { InboxState } from "../../renderer/state/inbox-state.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { shownAlerts } from "../../renderer/state/shown-alerts.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { startAlertNotifications } from "../../renderer/views/shell/alert-notifications.ts";
import { AlertsBell } from "../../renderer/views/shell/alerts-bell.tsx";
import { ACTIONS } from "../../renderer/views/shell/actions.ts";
import { ThreadPane } from "../../renderer/views/thread/thread-pane.tsx";
import { USUAL_ALERT_WAYS } from "../../shared/alert-channels/alert-ways.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Alert } from "../../shared/sla/alert.ts";
import { toMutationId } from "../../shared/sync/mutations.ts";
import { hours, minutes, plus } from "../../shared/time.ts";
import { isLive, openDesk, until } from "./desk-harness.ts";
import { createFakeServer } from "./fake-sync-server.ts";
import { createFakeTime } from "./fake-time.ts";
import { aContact, aConversation, anna, c, NOON } from "./inbox-builders.ts";
import { draw, movingTicker } from "./views-harness.tsx";

beforeEach(() => {
  inboxStore.setState(fakeInbox());
  setUi({ page: "inbox", selected: undefined, opened: undefined, alertsOpen: false });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const seenBy = (id: ConversationId): InboxState["pending"] =>
  new Map([[id, [{ id: toMutationId(9), madeAt: NOW, mutation: { kind: "seen", conversationId: id } }]]]);
const open = () => act(() => ACTIONS.find(({ keys }) => keys === "g a")?.run(fakeCommands));
const said = () => screen.getAllByRole("listitem").map(({ textContent }) => textContent);

const startOf = (id: ConversationId) => {
  const [first] = inboxStore.getState().conversations.get(id)?.clocks ?? [];
  if (first === undefined) throw new Error(`The fixture ${id} has no clock.`);
  return first.startedAt;
};

const alert = (id: string, more: Partial<Alert> = {}): Alert => ({
  id,
  agentId: irene,
  conversationId: idOf(4),
  clock: "first-reply",
  startedAt: ago(10),
  what: "breach",
  at: ago(0),
  dueAt: ago(0),
  toldAt: ago(0),
  ...more,
});

describe("[B2] the bell", () => {
  test("counts what has to be seen, and lists it newest first, each with who, what and when", () => {
    draw(<AlertsBell />);
    expect(screen.getByRole("button", { name: "3 alerts" })).toBeTruthy();
    open();
    expect(said()).toEqual([
      expect.stringMatching(/^Joaquín HerreraHandoff due in 2:12 \(\d\d:\d\d\)/u),
      expect.stringMatching(/^Dieter KrausNext reply missed at \d\d:\d\d/u),
      expect.stringMatching(/^Giulia FerraroFirst reply missed at \d\d:\d\d/u),
    ]);
  });

  test("counts down while one looks, and says that it was due when that is over", () => {
    const { pass, ticker } = movingTicker();
    draw(<AlertsBell />, {}, ticker);
    open();
    act(() => pass(3_000));
    expect(said()[0]).toContain("due in 2:09");
    act(() => pass(minutes(3)));
    expect(said()[0]).toMatch(/Handoff was due \d\d:\d\d/u);
  });

  test("[R4] says the due time alone where closed hours lie before it", () => {
    const shut = alert("shut", { conversationId: idOf(1), what: "warning", startedAt: startOf(idOf(1)), dueAt: plus(NOW, hours(6)) });
    inboxStore.setState({ alerts: new Map([["shut", shut]]) });
    draw(<AlertsBell />);
    open();
    expect(said()[0]).toMatch(/^Marcos OliveiraFirst reply due (?:\w+ )?\d\d:\d\d\d\d:\d\d$/u);
  });

  test("leads to the conversation, which with that has been seen", () => {
    const seeAlerts = vi.fn<Commands["seeAlerts"]>(async () => {});
    draw(<AlertsBell />, { seeAlerts });
    open();
    fireEvent.click(screen.getByRole("button", { name: /^Dieter Kraus/u }));
    expect(readUi()).toMatchObject({ opened: idOf(14), alertsOpen: false });
    expect(seeAlerts).toHaveBeenCalledExactlyOnceWith(idOf(14));
  });

  test("sees all at once, each conversation once", () => {
    const seeAlerts = vi.fn<Commands["seeAlerts"]>(async () => {});
    inboxStore.setState((state) => ({ alerts: new Map([...state.alerts, ["al-4", alert("al-4", { conversationId: idOf(0), clock: "resolution" })]]) }));
    draw(<AlertsBell />, { seeAlerts });
    open();
    fireEvent.click(screen.getByRole("button", { name: "All seen" }));
    expect(seeAlerts.mock.calls.map(([id]) => id).toSorted()).toEqual([idOf(0), idOf(14), idOf(3)].toSorted());
  });

  test("what has been seen is gone before the server knows, also without a network", () => {
    inboxStore.setState({ pending: seenBy(idOf(0)), connection: { kind: "offline", asOf: ago(2) } });
    draw(<AlertsBell />);
    expect(screen.getByRole("button", { name: "2 alerts" })).toBeTruthy();
    expect(shownAlerts({ alerts: new Map(alerts.map((each) => [each.id, each])), pending: seenBy(idOf(0)) }).map(({ id }) => id)).toEqual(["al-1", "al-2"]);
    open();
    expect(screen.getByText("Without the network no new ones come.")).toBeTruthy();
  });

  test("says that there is nothing, and what would stand there", () => {
    inboxStore.setState({ alerts: new Map() });
    draw(<AlertsBell />);
    open();
    expect(screen.getByRole("button", { name: "Alerts", expanded: true })).toBeTruthy();
    expect(screen.getByText("Nothing to tell you")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "All seen" })).toBeNull();
  });

  test("what has just come is said to somebody who listens", () => {
    draw(<AlertsBell />);
    const listener = screen.getByRole("status");
    expect(listener.textContent).toBe("");
    act(() => inboxStore.setState({ newAlerts: [alert("al-9", { what: "warning", dueAt: plus(NOW, minutes(2)) })] }));
    expect(listener.textContent).toMatch(/^Priya Nair: First reply due in 2 minutes \(\d\d:\d\d\)$/u);
    act(() => inboxStore.setState({ newAlerts: Array.from({ length: 12 }, (_, n) => alert(`n-${n}`)) }));
    expect(listener.textContent).toBe("12 alerts");
  });
});

describe("[B2] an open conversation", () => {
  test("has its alerts seen once it was looked at, not while one passes by, and not twice", () => {
    vi.useFakeTimers();
    const seeAlerts = vi.fn<Commands["seeAlerts"]>(async (id) => inboxStore.setState({ pending: seenBy(id) }));
    draw(<ThreadPane id={idOf(0)} />, { seeAlerts });
    act(() => vi.advanceTimersByTime(300));
    expect(seeAlerts).not.toHaveBeenCalled();
    act(() => vi.advanceTimersByTime(5_000));
    expect(seeAlerts).toHaveBeenCalledExactlyOnceWith(idOf(0));
  });

  test("without alerts asks for nothing", () => {
    vi.useFakeTimers();
    const seeAlerts = vi.fn<Commands["seeAlerts"]>(async () => {});
    draw(<ThreadPane id={amelia} />, { seeAlerts });
    act(() => vi.advanceTimersByTime(5_000));
    expect(seeAlerts).not.toHaveBeenCalled();
  });
});

describe("[B2] the system's notifications", () => {
  function told(isLookedAt: (id: ConversationId) => boolean = () => false) {
    const store = createStore<InboxState>(() => fakeInbox());
    const notify = vi.fn<(notice: { title: string; body: string; conversationId?: string }) => Promise<void>>(async () => {});
    const stop = startAlertNotifications({
      store,
      notify,
      chime: () => {},
      ways: () => USUAL_ALERT_WAYS,
      clock: { now: () => NOW },
      timers: createFakeTime(NOW).timers,
      language: "en-GB",
      isLookedAt,
    });
    const come = (...news: readonly Alert[]) =>
      store.setState((state) => ({ alerts: new Map([...state.alerts, ...news.map((each) => [each.id, each] as const)]), newAlerts: news }));
    return { come, notify, stop, store };
  }

  test("say what and who, then clock and due time, and lead to the conversation", () => {
    const { come, notify } = told();
    come(alert("a", { what: "warning", dueAt: plus(NOW, minutes(5)) }), alert("b"));
    expect(notify.mock.calls.map(([notice]) => notice)).toEqual([
      { title: "Due soon: Priya Nair", body: expect.stringMatching(/^First reply, due \d\d:\d\d$/u), conversationId: idOf(4) },
      { title: "Missed: Priya Nair", body: expect.stringMatching(/^First reply, was due \d\d:\d\d$/u), conversationId: idOf(4) },
    ]);
  });

  test("many at once are one", () => {
    const { come, notify } = told();
    come(alert("a"), alert("b"), alert("c", { what: "warning" }), alert("d"));
    expect(notify).toHaveBeenCalledExactlyOnceWith({ title: "4 alerts", body: "3 missed, 1 due soon" });
  });

  test("nothing of what lies before one's eyes or has been seen, and nothing once stopped", () => {
    const { come, notify, stop, store } = told((id) => id === idOf(4));
    come(alert("a"));
    store.setState({ pending: seenBy(idOf(5)) });
    come(alert("b", { conversationId: idOf(5) }));
    stop();
    come(alert("c", { conversationId: idOf(6) }));
    expect(notify).not.toHaveBeenCalled();
  });

  test("other news of the inbox tells nothing again", () => {
    const { come, notify, store } = told();
    come(alert("a"));
    store.setState({ counts: { due: 1 } });
    store.setState((state) => ({ alerts: new Map(state.alerts) }));
    expect(notify).toHaveBeenCalledTimes(1);
  });
});

describe("[B2] what counts as news", () => {
  const row = (id: string, more: Partial<Alert> = {}) => ({
    e: "alert" as const,
    id,
    row: alert(id, { agentId: anna.id, conversationId: c(1), toldAt: NOON, ...more }),
  });

  test("not what was there at the start, but whatever comes from then on, a break in the network included; each once", async () => {
    const time = createFakeTime(NOON);
    const server = createFakeServer({ clock: time.clock });
    server.commit(
      { e: "agent", id: anna.id, row: anna },
      { e: "contact", id: "p1", row: aContact() },
      { e: "conversation", id: c(1), row: aConversation() },
      row("from-before"),
    );
    const desk = await openDesk(server, time);
    await desk.sync.start();
    await until(isLive(desk));
    expect([...desk.state().alerts.keys()]).toEqual(["from-before"]);
    expect(desk.state().newAlerts).toEqual([]);

    server.commit(row("live"));
    await until(() => desk.state().alerts.size === 2);
    expect(desk.state().newAlerts.map(({ id }) => id)).toEqual(["live"]);

    // The same alert with other words is no news.
    const heard = desk.state().newAlerts;
    server.commit(row("live", { dueAt: plus(NOON, hours(1)) }));
    await until(() => desk.state().alerts.get("live")?.dueAt === plus(NOON, hours(1)));
    expect(desk.state().newAlerts).toBe(heard);

    desk.line.cut();
    server.commit(row("meanwhile"));
    desk.sync.reconnect();
    await until(() => desk.state().alerts.size === 3);
    expect(desk.state().newAlerts.map(({ id }) => id)).toEqual(["meanwhile"]);
    desk.crash();
  });
});

test("[B2] the first key in the list of alerts opens one, and does not sweep all away", () => {
  draw(<AlertsBell />);
  open();
  const [first] = within(screen.getByRole("dialog")).getAllByRole("button");
  expect(first?.textContent).toMatch(/^Joaquín Herrera/u);
});

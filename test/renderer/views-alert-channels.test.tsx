import { cleanup, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { createStore } from "zustand/vanilla";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AlertWebhook } from "../../renderer/commands/alert-channels.ts";
import type { Commands } from "../../renderer/commands/commands.ts";
import { fakeWebhooks } from "../../renderer/dev/alert-channels.ts";
import { ago, idOf } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { irene, NOW } from "../../renderer/dev/people.ts";
import type { InboxState } from "../../renderer/state/inbox-state.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { AlertChannelsPage } from "../../renderer/views/alert-channels/alert-channels-page.tsx";
import { startAlertNotifications } from "../../renderer/views/shell/alert-notifications.ts";
import { AlertsBell } from "../../renderer/views/shell/alerts-bell.tsx";
import { USUAL_ALERT_WAYS, type AlertWays } from "../../shared/alert-channels/alert-ways.ts";
import type { Alert } from "../../shared/sla/alert.ts";
import { createFakeTime } from "./fake-time.ts";
import { draw } from "./views-harness.tsx";

const asLead = () => inboxStore.setState(({ me }) => ({ me: me === undefined ? undefined : { ...me, role: "lead" as const } }));
beforeEach(() => {
  inboxStore.setState(fakeInbox());
  setUi({ alertWays: USUAL_ALERT_WAYS, textWhenLocked: false, alertsOpen: false, page: "inbox" });
});
afterEach(cleanup);

const webhooks = (items: readonly AlertWebhook[]): Partial<Commands> => ({ alertWebhooks: async () => ({ kind: "fresh", seen: { fact: items, at: NOW } }) });

describe("my alerts", () => {
  test("[BD4] each kind is chosen for itself, as a notification and as a sound, and remembered", async () => {
    draw(<AlertChannelsPage hasSystem leads={false} />);
    await userEvent.click(screen.getByRole("switch", { name: "Notification: Due soon" }));
    await userEvent.click(screen.getByRole("switch", { name: "Sound: Missed" }));
    expect(readUi().alertWays).toEqual({ native: ["breach", "queue"], sound: ["breach"] });
    expect(screen.queryByRole("heading", { name: "Webhooks" })).toBeNull();
  });

  test("[BD4] a browser says that it cannot notify, and still can be heard", () => {
    draw(<AlertChannelsPage hasSystem={false} leads={false} />);
    expect(screen.getByRole<HTMLButtonElement>("switch", { name: "Notification: Missed" }).disabled).toBe(true);
    expect(screen.getByRole<HTMLButtonElement>("switch", { name: "Sound: Missed" }).disabled).toBe(false);
    expect(screen.getByText(/^In a browser there is no notification/u)).toBeTruthy();
  });

  test("[H29] on a locked screen a notification says nothing of whom, until somebody wants it to; a browser is not asked", async () => {
    draw(<AlertChannelsPage hasSystem leads={false} />);
    expect(readUi().textWhenLocked).toBe(false);
    const locked = screen.getByRole("switch", { name: "Names and words on a locked screen" });
    expect(screen.getByText("While the screen is locked it says only that there is something new.")).toBeTruthy();
    await userEvent.click(locked);
    expect([readUi().textWhenLocked, JSON.parse(localStorage.getItem("greenline.ui") ?? "{}").textWhenLocked]).toEqual([true, true]);
    expect(screen.getByText("A notification then says who wrote, to whoever is near.")).toBeTruthy();
    cleanup();

    draw(<AlertChannelsPage hasSystem={false} leads={false} />);
    expect(screen.queryByRole("switch", { name: "Names and words on a locked screen" })).toBeNull();
  });
});

describe("who is called", () => {
  const alert = (n: number, more: Partial<Alert> = {}): Alert => ({
    id: `a${n}`,
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
  function told(ways: AlertWays = USUAL_ALERT_WAYS) {
    const store = createStore<InboxState>(() => fakeInbox());
    const time = createFakeTime(NOW);
    const titles: string[] = [];
    const chime = vi.fn();
    startAlertNotifications({
      store,
      chime,
      ways: () => ways,
      notify: async ({ title }) => void titles.push(title),
      clock: time.clock,
      timers: time.timers,
      language: "en-GB",
      isLookedAt: () => false,
    });
    const come = (...news: readonly Alert[]) =>
      store.setState((state) => ({ alerts: new Map([...state.alerts, ...news.map((each) => [each.id, each] as const)]), newAlerts: news }));
    return { chime, come, store, time, titles };
  }

  test("[BD4] only by the ways that were chosen for its kind", () => {
    const { chime, come, titles } = told({ native: ["breach"], sound: ["warning"] });
    come(alert(1, { what: "warning" }));
    expect([titles.length, chime.mock.calls.length]).toEqual([0, 1]);
    come(alert(2));
    expect([titles.length, chime.mock.calls.length]).toEqual([1, 1]);
    come(alert(3, { what: "overflow" }));
    expect([titles.length, chime.mock.calls.length]).toEqual([1, 1]);
  });

  test("[BD4] one by one they come until there are too many in a minute; the rest of the minute is one", () => {
    const { come, time, titles } = told();
    for (let n = 0; n < 10; n++) {
      come(alert(n));
      time.advance(1_000);
    }
    expect(titles).toEqual(["Missed: Priya Nair", "Missed: Priya Nair", "Missed: Priya Nair"]);
    time.advance(60_000);
    expect(titles.slice(3)).toEqual(["7 alerts"]);
    time.advance(120_000);
    come(alert(20));
    expect(titles.slice(4)).toEqual(["Missed: Priya Nair"]);
  });

  test("[BD4] what was seen before its turn came is not told any more", () => {
    const { come, store, time, titles } = told();
    for (let n = 0; n < 8; n++) come(alert(n));
    const before = titles.length;
    store.setState({ alerts: new Map() });
    time.advance(120_000);
    expect(titles).toHaveLength(before);
  });
});

describe("webhooks", () => {
  beforeEach(asLead);

  test("[BD4] a lead sees what each is told, that one fails, and why, attempt by attempt", async () => {
    draw(<AlertChannelsPage hasSystem leads />);
    const line = within((await screen.findByText("Duty phone")).closest("li") as HTMLElement);
    expect(line.getByText("Missed promises · Nobody left for a handoff · Surges")).toBeTruthy();
    expect(line.getByText(/^Fails since/u)).toBeTruthy();
    await userEvent.click(line.getByRole("button", { name: "Log of Duty phone" }));
    const rows = within(await line.findByRole("table")).getAllByRole("row");
    expect(rows[1]?.textContent).toMatch(/Missed promises4Again at \d\d:\d\d · it refused with 503$/u);
    expect(rows[2]?.textContent).toMatch(/Missed promises: 12 together1Arrived$/u);
  });

  test("[BD4] adding one asks for what is missing, says what the server has against it, and shows the secret once", async () => {
    const added: unknown[] = [];
    let refused = true;
    draw(<AlertChannelsPage hasSystem leads />, {
      ...webhooks([]),
      addAlertWebhook: async (made) => {
        added.push(made);
        return refused ? { kind: "refused", title: "This address is inside a private network." } : { kind: "saved", shown: "the-secret" };
      },
    });
    await userEvent.click(await screen.findByRole("button", { name: "Add a webhook" }));
    const dialog = within(screen.getByRole("dialog"));
    await userEvent.click(dialog.getByRole("button", { name: "Add" }));
    expect(dialog.getByText("A name of at least one letter is needed.")).toBeTruthy();
    expect(dialog.getByText("An address is needed.")).toBeTruthy();
    expect(added).toEqual([]);

    await userEvent.type(dialog.getByLabelText(/^Name/u), "Ops");
    await userEvent.type(dialog.getByLabelText(/^Address/u), "ops.example.com/in");
    await userEvent.click(dialog.getByLabelText("Surges"));
    await userEvent.click(dialog.getByRole("button", { name: "Add" }));
    expect(dialog.getByRole("alert").textContent).toContain("private network");
    refused = false;
    await userEvent.click(dialog.getByRole("button", { name: "Add" }));
    expect(await screen.findByText("the-secret")).toBeTruthy();
    expect(added[1]).toEqual({ name: "Ops", address: "https://ops.example.com/in", kinds: ["breach", "overflow", "number-alarm"] });
  });

  test("[BD4] leads are told in the bell of one that was paused because nothing arrived, and led to it; nobody else is", async () => {
    const [first] = fakeWebhooks;
    const paused = webhooks([{ ...(first as AlertWebhook), paused: { at: NOW, because: "failing" } }]);
    draw(<AlertsBell />, paused);
    await userEvent.click(await screen.findByRole("button", { name: "4 alerts" }));
    await userEvent.click(screen.getByRole("button", { name: "The webhook Duty phone is paused: it failed for a day" }));
    expect([readUi().page, readUi().settingsTab]).toEqual(["settings", "alerts"]);
    cleanup();

    inboxStore.setState(fakeInbox());
    setUi({ alertsOpen: false });
    inboxStore.setState(({ me }) => ({ me: me === undefined ? undefined : { ...me, role: "agent" as const } }));
    draw(<AlertsBell />, paused);
    await Promise.resolve();
    expect(screen.getByRole("button", { name: "3 alerts" })).toBeTruthy();
  });
});

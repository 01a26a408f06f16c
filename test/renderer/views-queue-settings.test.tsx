import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { ResolveAsQuestion } from "../../renderer/views/asking/resolve-as-question.tsx";
import { keyFor } from "../../renderer/views/outcomes-settings/outcome-names.ts";
import { DELIVERY_FIELDS, PAUSE_FIELDS, QUEUE_FIELDS, REOPENED_FIELD, RULE_FIELDS, SURGE_FIELDS } from "../../renderer/views/queue-settings/number-fields.ts";
import { QueuePage } from "../../renderer/views/queue-settings/queue-page.tsx";
import { meaningOf } from "../../renderer/views/shell/keyboard-map.ts";
import { DEFAULT_BOT_POLICY } from "../../shared/bots/bot-policy.ts";
import { parseBotPolicy } from "../../shared/bots/bot-policy-schema.ts";
import { DEFAULT_QUEUE_SETTINGS, parseQueueSettings } from "../../shared/handoffs/queue-settings.ts";
import { parseSurgePolicy } from "../../shared/handoffs/surge-policy.ts";
import { customerWaits } from "../../shared/inbox/waiting.ts";
import { DEFAULT_OUTCOMES } from "../../shared/outcomes/outcome.ts";
import { parseOutcomeSettings, type OutcomeSettings } from "../../shared/outcomes/outcome-settings.ts";
import { parsePausePolicy } from "../../shared/reports/pause-policy.ts";
import { draw } from "./views-harness.tsx";

beforeEach(() => {
  const inbox = fakeInbox();
  inboxStore.setState({ ...inbox, me: inbox.me === undefined ? undefined : { ...inbox.me, role: "lead" } });
  setUi({ outcomes: DEFAULT_OUTCOMES, queueSettings: DEFAULT_QUEUE_SETTINGS });
});
afterEach(cleanup);

/** What can be saved is saved on top of what was read, section by section. */
const saveIn = (title: string) => within(screen.getByRole("region", { name: `${title}: changes` })).getByRole<HTMLButtonElement>("button", { name: "Save" });

describe("the queue's numbers", () => {
  test("[HO4] [HO5] a lead changes the claim time, saves it on what was read, and this desk goes by it", async () => {
    const saved: unknown[] = [];
    draw(<QueuePage />, { saveQueueSettings: async (settings, version) => (saved.push([settings.claimMinutes, version]), "saved") });
    fireEvent.change(await screen.findByLabelText("A claim holds"), { target: { value: "9" } });
    fireEvent.click(saveIn("Giving out"));

    await waitFor(() => expect(saved).toEqual([[9, 4]]));
    expect(readUi().queueSettings.claimMinutes).toBe(9);
  });

  test("[HO5] what is not usual says what is, and goes back with one tap", async () => {
    draw(<QueuePage />);
    expect((await screen.findByLabelText<HTMLInputElement>("Open conversations a person")).value).toBe("8");
    await userEvent.click(screen.getByRole("button", { name: "Open conversations a person: back to the usual 0" }));

    expect(screen.getByLabelText<HTMLInputElement>("Open conversations a person").value).toBe("0");
  });

  test("[HO5] a topic without its skill, and a number out of bounds, are refused at their fields", async () => {
    draw(<QueuePage />);
    fireEvent.change(await screen.findByLabelText("Topics that ask for a skill"), { target: { value: "Refund = payments\nWarranty" } });
    fireEvent.change(screen.getByLabelText("Longer while typing"), { target: { value: "61" } });

    for (const label of ["Topics that ask for a skill", "Longer while typing"]) expect(screen.getByLabelText(label).getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("From 0 to 60 minutes.")).toBeTruthy();
    expect(saveIn("Giving out").disabled).toBe(true);
  });

  test("[HO10] [HO13] [BD3] numbers are shown in the unit that people think in, and kept as the server has them", async () => {
    const saved: unknown[] = [];
    draw(<QueuePage />, {
      saveBotPolicy: async ({ delivery, rules }) => (saved.push(delivery.firstWait, rules.fallbacks), "saved"),
      savePausePolicy: async ({ lastShare }) => (saved.push(lastShare), "saved"),
    });
    fireEvent.change(await screen.findByLabelText("First wait"), { target: { value: "2.5" } });
    fireEvent.change(screen.getByLabelText("Not understood"), { target: { value: "4" } });
    fireEvent.click(saveIn("Bots and people"));
    fireEvent.change(screen.getByLabelText("In the last part of the time"), { target: { value: "15" } });
    fireEvent.click(saveIn("Pauses worth a look"));

    await waitFor(() => expect(saved).toEqual([2_500, 4, 0.15]));
  });

  test("[HO12] surge mode's times are a lead's to set", async () => {
    const saved: unknown[] = [];
    draw(<QueuePage />, { saveSurgePolicy: async ({ rise }) => (saved.push(rise), "saved") });
    fireEvent.change(await screen.findByLabelText("On after"), { target: { value: "5" } });
    fireEvent.click(saveIn("Surge mode"));

    await waitFor(() => expect(saved).toEqual([300_000]));
  });

  test("[HO5] where somebody else has saved nothing is overwritten; without a network all is read and nothing changed", async () => {
    draw(<QueuePage />, { saveQueueSettings: async () => "meanwhile" });
    fireEvent.change(await screen.findByLabelText("A claim holds"), { target: { value: "9" } });
    fireEvent.click(saveIn("Giving out"));
    expect(await screen.findByText(/Somebody else has saved meanwhile/)).toBeTruthy();
    cleanup();

    inboxStore.setState({ connection: { kind: "offline", asOf: undefined } });
    draw(<QueuePage />);
    expect((await screen.findByLabelText("A claim holds")).closest("fieldset")?.disabled).toBe(true);
    expect(screen.getAllByRole("button", { name: "Try again" })).toHaveLength(1);
  });

  test("[HO4] [HO10] [HO12] [BD3] [S4-17] the bounds that are named may be saved, and what lies beyond may not", () => {
    const delivery = (change: object) => parseBotPolicy({ ...DEFAULT_BOT_POLICY, delivery: { ...DEFAULT_BOT_POLICY.delivery, ...change } }).ok;
    const rules = (change: object) => parseBotPolicy({ ...DEFAULT_BOT_POLICY, rules: { ...DEFAULT_BOT_POLICY.rules, ...change } }).ok;
    const checks = [
      ...QUEUE_FIELDS.map((field) => ({ field, takes: (change: object) => parseQueueSettings(change).ok })),
      ...DELIVERY_FIELDS.map((field) => ({ field, takes: delivery })),
      ...RULE_FIELDS.map((field) => ({ field, takes: rules })),
      ...SURGE_FIELDS.map((field) => ({ field, takes: (change: object) => parseSurgePolicy(change).ok })),
      ...PAUSE_FIELDS.map((field) => ({ field, takes: (change: object) => parsePausePolicy(change).ok })),
      { field: REOPENED_FIELD, takes: (change: object) => parseOutcomeSettings(change).ok },
    ];
    for (const { field, takes } of checks) {
      const { key, least, most, one } = field;
      const kept = (shown: number) => (one < 1 ? shown * one : Math.round(shown * one));
      expect([key, takes({ [key]: kept(least) }), takes({ [key]: kept(most) }), takes({ [key]: kept(most + 1) }), takes({ [key]: -1 })]).toEqual([
        key,
        true,
        true,
        false,
        false,
      ]);
    }
  });
});

describe("outcomes", () => {
  test("[S4-17] a lead adds one, names it, retires another and saves the list in its order", async () => {
    const saved: OutcomeSettings[] = [];
    draw(<QueuePage />, { saveOutcomes: async (settings) => (saved.push(settings), "saved") });
    await userEvent.type(await screen.findByLabelText("Name of a new outcome"), "Voucher sent{Enter}");
    await userEvent.selectOptions(screen.getByLabelText("Voucher sent: what the customer got"), "They got what they came for");
    await userEvent.click(screen.getByRole("button", { name: "Move Voucher sent up" }));
    await userEvent.click(screen.getByRole("button", { name: "Retire Duplicate" }));
    fireEvent.click(saveIn("Outcomes"));

    await waitFor(() => expect(saved).toHaveLength(1));
    const { outcomes = [] } = saved[0] ?? {};
    expect(outcomes.slice(-2).map(({ key }) => key)).toEqual(["voucher-sent", "wholesale"]);
    expect(outcomes.find(({ key }) => key === "voucher-sent")).toEqual({ key: "voucher-sent", names: { en: "Voucher sent" }, need: "met" });
    expect(outcomes.find(({ key }) => key === "duplicate")?.retired).toBe(true);
    expect(readUi().outcomes).toEqual(outcomes);
    expect(screen.queryByRole("button", { name: "Retire Solved" })).toBeNull();
  });

  test("[S4-17] one without any name cannot be saved", async () => {
    draw(<QueuePage />);
    await userEvent.click(await screen.findByRole("button", { name: "Names and channels of Passed to wholesale" }));
    for (const language of ["English", "Spanish"]) await userEvent.clear(screen.getByLabelText(language));

    expect(screen.getByText("It needs a name in at least one language.")).toBeTruthy();
    expect(saveIn("Outcomes").disabled).toBe(true);
  });

  test("[S4-17] every name gives a key, and none twice", () => {
    expect(keyFor("Résolu à moitié!", [])).toBe("resolu-a-moitie");
    expect(keyFor("解決済み", ["outcome"])).toBe("outcome-2");
    expect(parseOutcomeSettings({ outcomes: [...DEFAULT_OUTCOMES, { key: keyFor("x".repeat(60), []), names: { en: "x" }, need: "met" }] }).ok).toBe(true);
  });
});

describe("resolving as something", () => {
  const conversationWhere = (waits: boolean) => {
    const found = [...inboxStore.getState().conversations.values()].find(({ clocks, state }) => state !== "resolved" && customerWaits(clocks) === waits);
    if (found === undefined) throw new Error("There is no such conversation.");
    return found.id;
  };
  const ask = (waits: boolean) => {
    const resolved: unknown[] = [];
    const id = conversationWhere(waits);
    draw(<ResolveAsQuestion id={id} onDone={() => {}} />, { resolve: async (...question) => void resolved.push(question.slice(1)) });
    return resolved;
  };

  test("[S4-17] the team's own outcomes are offered, those that are retired are not, and one key chooses", () => {
    setUi({
      outcomes: [
        { key: "solved", need: "met" },
        { key: "spam", need: "neither", retired: true },
        { key: "voucher", names: { en: "Voucher sent" }, need: "met" },
      ],
    });
    const resolved = ask(false);
    expect(screen.getAllByRole("button").map(({ textContent }) => textContent)).toEqual(["Solved1", "Voucher sent2"]);
    fireEvent.keyDown(window, { key: "2" });

    expect(resolved).toEqual([["voucher", undefined]]);
  });

  test("[S4-13] [S15] who was sent elsewhere is asked where to, and a customer who waits has the reason in it", () => {
    const resolved = ask(true);
    fireEvent.click(screen.getByText("Sent to another channel"));
    fireEvent.click(screen.getByText("Shop"));

    expect(resolved).toEqual([["redirected:shop", "elsewhere"]]);
  });

  test("[S15] where a customer waits and the outcome does not say why, the reason is asked", () => {
    const resolved = ask(true);
    fireEvent.click(screen.getByText("Could not be solved"));
    expect(resolved).toEqual([]);
    fireEvent.click(screen.getByText("Thanks or goodbye"));

    expect(resolved).toEqual([["not-solvable", "goodbye"]]);
  });

  test("[S4-17] Shift+E means the menu, and e alone the usual outcome", () => {
    const where = { typing: false, inDialog: false, onControl: false, chord: undefined };
    const press = (key: string, shiftKey: boolean) => ({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false });
    const known = new Set(["e", "Shift+E"]);

    expect(meaningOf(press("E", true), where, known)).toEqual({ kind: "action", keys: "Shift+E" });
    expect(meaningOf(press("e", false), where, known)).toEqual({ kind: "action", keys: "e" });
    expect(meaningOf(press("E", true), { ...where, typing: true }, known)).toEqual({ kind: "nothing" });
  });
});

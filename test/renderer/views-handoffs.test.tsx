import { act, cleanup, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { fakeCommands, fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { claimed, handoffOf, withHandoffs } from "../../renderer/dev/handoffs.ts";
import { ben, billing, irene, NOW, sofia } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import type { InboxState, Notice } from "../../renderer/state/inbox-state.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { Asking } from "../../renderer/views/asking/asking.tsx";
import { HandoffSection } from "../../renderer/views/context/handoff-section.tsx";
import { ClaimWatch } from "../../renderer/views/handoffs/claim-watch.tsx";
import { HandoffsPage } from "../../renderer/views/handoffs/handoffs-page.tsx";
import { HeldHop } from "../../renderer/views/handoffs/held-hop.tsx";
import { claimFromQueue, stepInQueue } from "../../renderer/views/handoffs/queue-steps.ts";
import { MeMenu } from "../../renderer/views/shell/me-menu.tsx";
import { Rail } from "../../renderer/views/shell/rail.tsx";
import type { ConversationId } from "../../shared/ids.ts";
import { toMutationId } from "../../shared/sync/mutations.ts";
import { draw, movingTicker } from "./views-harness.tsx";

const fresh = readUi();
const [giulia, marcos, hana] = [handoffOf(0), handoffOf(1), handoffOf(2)];
const ALL = { mine: false, team: undefined, language: undefined, topic: undefined };

beforeEach(() => {
  inboxStore.setState(withHandoffs(fakeInbox()), true);
  setUi({ ...fresh, page: "handoffs", handoffFilter: { ...ALL, mine: true } });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const strips = (): readonly string[] =>
  within(screen.getByRole("listbox", { name: "Handoff queue" }))
    .getAllByRole("option")
    .map((strip) => strip.textContent ?? "");
const change = (patch: (state: InboxState) => Partial<InboxState>): void => act(() => inboxStore.setState(patch));
const takenBy = (id: ConversationId, assigneeId: typeof ben): void =>
  change((state) => ({
    conversations: new Map([...state.conversations, [id, { ...state.conversations.get(id)!, assigneeId, state: "open" as const }]]),
    handoffQueue: state.handoffQueue.filter((one) => one !== id),
  }));
const rejected = (conversationId: ConversationId, by: string): Notice => ({
  id: "n1",
  kind: "rejected",
  code: "claim_lost",
  messageKey: "notice.rejected.claim_lost",
  conversationId,
  values: { by },
});

/** Nothing is laid out here: a list that asks for the height of its window would draw no strip. */
const sized = (name: "clientHeight" | "clientWidth"): (() => void) => {
  const before = Object.getOwnPropertyDescriptor(HTMLElement.prototype, name);
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => 900 });
  return () => before !== undefined && Object.defineProperty(HTMLElement.prototype, name, before);
};
let unsize: readonly (() => void)[] = [];
beforeEach(() => void (unsize = [sized("clientHeight"), sized("clientWidth")]));
afterEach(() => unsize.forEach((undo) => undo()));

test("[HO2] the page lists who waits for a person, by promise, with why, language, topic, mood and attempts; what nobody said is not provided", () => {
  draw(<HandoffsPage />);
  const said = strips();
  expect(said).toHaveLength(5);
  expect(said[0]).toMatch(/Giulia Ferraro.*waits 6:24.*Her parcel 8841.*Asked for a person.*Delivery delay.*Italian.*3/);
  expect(said[2]).toMatch(/Hana Suzuki.*no summary provided.*not provided.*not provided/);
  expect(within(screen.getAllByRole("option")[0]!).getByRole("img", { name: "Upset" })).toBeTruthy();
});

test("[HO2] time passes on the strips without a new drawing", () => {
  const time = movingTicker();
  draw(<HandoffsPage />, {}, time.ticker);
  act(() => time.pass(10_000));
  expect(strips()[0]).toContain("waits 6:34");
});

test("[HO2] the badge counts what this person may take: not another's language, and nothing while they are away", () => {
  draw(<Rail />);
  expect(screen.getByRole("img", { name: "5 waiting" })).toBeTruthy();
  change(({ me }) => ({ me: { ...me!, languages: ["en", "it"] } }));
  expect(screen.getByRole("img", { name: "3 waiting" })).toBeTruthy();
  change(({ me }) => ({ me: { ...me!, availability: { state: "away", reason: "lunch", since: NOW } } }));
  expect(screen.queryByRole("img", { name: /waiting/ })).toBeNull();
});

test("[HO2] mine to take stays in sight over lunch with the way back; another's language is only among all", async () => {
  change(({ me }) => ({ me: { ...me!, languages: ["en", "it"], availability: { state: "away", reason: "lunch", since: NOW } } }));
  const said: unknown[] = [];
  draw(<HandoffsPage />, { setAvailability: async (...args) => (said.push(args), "saved") });
  expect(strips()).toHaveLength(3);
  screen.getByText(/Away: lunch: nothing new is given to you/);
  await userEvent.click(screen.getByRole("button", { name: "I am available" }));
  expect(said).toEqual([["available", undefined]]);
  await userEvent.click(screen.getAllByRole("button", { name: "All" })[0]!);
  expect(strips()).toHaveLength(5);
});

test("[HO2] filters narrow the queue and say how much is hidden; a filter that hides all has a way out", async () => {
  draw(<HandoffsPage />);
  act(() => setUi({ handoffFilter: { ...ALL, team: billing } }));
  expect(strips().map((text) => text.includes("Giulia"))).toEqual([false, false]);
  screen.getByText("2 of 5");
  act(() => setUi({ handoffFilter: { ...ALL, language: "fr" } }));
  screen.getByText("5 customers wait, and none of what you chose");
  await userEvent.click(screen.getByRole("button", { name: "Show all" }));
  expect(strips()).toHaveLength(5);
});

test("[HO2] nobody waits: that is said, and offline that this may be old", () => {
  change(() => ({ handoffQueue: [] }));
  draw(<HandoffsPage />);
  screen.getByText("Nobody waits for a person");
  change(() => ({ connection: { kind: "offline", asOf: NOW } }));
  screen.getByText(/As far as this computer knows/);
});

function claimer() {
  const claims: ConversationId[] = [];
  const told: (readonly [string, unknown])[] = [];
  const commands: Commands = {
    ...fakeCommands,
    claim: async (id) => void claims.push(id),
    notice: (key, values) => void told.push([key, values]),
    dismissNotice: () => {},
  };
  return { claims, told, commands };
}

test("[HO3] one key claims the top one, or what stands out, and opens it on the card", () => {
  const { claims, commands } = claimer();
  claimFromQueue(commands);
  expect(claims).toEqual([giulia]);
  expect(readUi()).toMatchObject({ page: "inbox", opened: giulia, contextCollapsed: false, handoffSelected: marcos });

  setUi({ page: "handoffs", handoffSelected: marcos });
  stepInQueue(1);
  claimFromQueue(commands);
  expect(claims).toEqual([giulia, hana]);
});

test("[HO3] whoever was slower is told who has it and stands before the next one in line", () => {
  const { commands, told } = claimer();
  draw(<ClaimWatch />, commands);
  act(() => claimFromQueue(commands));
  takenBy(giulia, ben);
  change(({ notices }) => ({ notices: [...notices, rejected(giulia, "Ben Carter")] }));
  expect(told).toEqual([["handoffs.lost", { by: "Ben Carter", contact: "Giulia Ferraro", next: "Marcos Oliveira" }]]);
  expect(readUi()).toMatchObject({ page: "handoffs", handoffSelected: marcos, opened: undefined, queueClaim: undefined });
});

test("[HO3] whoever has begun to write there is told too, and is not taken away from their words", () => {
  const { commands, told } = claimer();
  draw(<ClaimWatch />, commands);
  act(() => claimFromQueue(commands));
  change(({ drafts }) => ({ drafts: new Map([...drafts, [giulia, { conversationId: giulia, mode: "reply" as const, text: "Buongiorno", updatedAt: NOW }]]) }));
  change(({ notices }) => ({ notices: [...notices, rejected(giulia, "Ben Carter")] }));
  expect(told).toHaveLength(1);
  expect(readUi()).toMatchObject({ page: "inbox", opened: giulia });
});

test("[HO3] what a colleague takes before my key goes from under the eyes: the next one stands out, and it is said who has it", () => {
  draw(<HandoffsPage />);
  act(() => setUi({ handoffSelected: giulia }));
  takenBy(giulia, ben);
  expect(screen.getByText("Ben Carter has just taken Giulia Ferraro.")).toBeTruthy();
  expect(readUi().handoffSelected).toBe(marcos);
  expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("Marcos Oliveira");
});

test("[HO3] claimed without a network it is mine as far as this desk knows, and shown as not granted", () => {
  inboxStore.setState((state) => ({
    ...claimed(state, giulia),
    connection: { kind: "offline", asOf: NOW },
    pending: new Map([[giulia, [{ id: toMutationId(7), madeAt: NOW, mutation: { kind: "claim", conversationId: giulia, epoch: 1 } }]]]),
  }));
  draw(
    <>
      <HandoffsPage />
      <HandoffSection id={giulia} />
    </>,
  );
  screen.getByText(/1 claim waits for the network/);
  screen.getByText("Your claim waits for the network. Somebody else may be first.");
});

test("[HO4] its owner sees when it goes back, and is told by name when it did", () => {
  const time = movingTicker();
  const { commands, told } = claimer();
  inboxStore.setState((state) => claimed(state, giulia));
  draw(
    <>
      <ClaimWatch />
      <HandoffSection id={giulia} />
    </>,
    commands,
    time.ticker,
  );
  screen.getByText("Goes back to the queue in 3:10");
  act(() => time.pass(5_000));
  screen.getByText("Goes back to the queue in 3:05");
  change((state) => ({ timedClaims: [], handoffQueue: [giulia, ...state.handoffQueue] }));
  expect(told).toEqual([["handoffs.ended", { contact: "Giulia Ferraro" }]]);
});

test("[HO1] every part of the card that nobody filled is named as not provided", async () => {
  draw(<HandoffSection id={hana} />);
  expect(screen.getByText("Not provided").closest("div")?.textContent).toBe("Not providedIntent, Topic, Mood, Language, Promised, Tried, Details");
  expect(screen.getByText("Summary, machine-made").parentElement?.textContent).toContain("not provided");
  await screen.findByText("Where it has been");
});

test("[HO1] the card tells what was asked and answered with the way to the message, what was sent, the window, and the bot's last answers", async () => {
  draw(<HandoffSection id={giulia} />);
  expect(screen.getByText("Qual è il numero dell'ordine?").closest("div")?.textContent).toContain("8841");
  screen.getByText("not answered");
  screen.getByText("The bot's last 3 answers");
  screen.getByText("23 h 53 m left, closes tomorrow 09:45");
  await userEvent.click(screen.getByRole("button", { name: /Show the message that answers/ }));
  expect(readUi()).toMatchObject({ page: "inbox", opened: giulia, sought: { conversationId: giulia, id: "h-m2" } });
});

test("[HO9] the card lists the hops: from whom, to whom, when, why, how long; and the time apart and together", async () => {
  draw(<HandoffSection id={giulia} />);
  const [first, , claim, ended] = await screen.findAllByText(/→/).then((all) => all.map((one) => one.closest("li")?.textContent));
  expect(first).toMatch(/Queue → Bot.*the bot answered · lay there 7:30/);
  expect(claim).toMatch(/Queue of Orders EU → Ben Carter.*claimed · lay there 5:00/);
  expect(ended).toMatch(/not answered in time · there for 0:18 so far/);
  screen.getByText("Bot 7:30");
  screen.getByText("Together 13:54");
});

test("[HO9] without a network the hops say so, and the rest of the card stands", async () => {
  draw(<HandoffSection id={giulia} />, { hops: async () => ({ kind: "no-network", seen: undefined }) });
  await screen.findByText("This needs the network.");
  screen.getByText(/Her parcel 8841/);
});

async function fiveSeconds(): Promise<void> {
  await act(async () => vi.advanceTimersByTimeAsync(5_000));
}

test("[HO7] given back with a note, the bot has it after five seconds; until then it can be taken back", async () => {
  inboxStore.setState((state) => claimed(state, giulia));
  const passed: unknown[] = [];
  const commands = { passOn: async (...args: readonly unknown[]) => void passed.push(args) };
  draw(
    <>
      <HeldHop />
      <Asking />
    </>,
    commands,
  );
  act(() => setUi({ page: "inbox", asking: { kind: "return-to-bot", conversationId: giulia } }));
  await userEvent.type(screen.getByRole("textbox", { name: "What should Shop Bot know?" }), "Only the link");
  vi.useFakeTimers();
  act(() => screen.getByRole("button", { name: "Give back to the bot" }).click());
  act(() => screen.getByRole("button", { name: "Undo" }).click());
  await fiveSeconds();
  expect(passed).toEqual([]);

  act(() => setUi({ heldHop: { conversationId: giulia, to: "bot", note: "Only the link", force: false } }));
  await fiveSeconds();
  expect(passed).toEqual([[giulia, "bot", "Only the link", false]]);
});

test("[HO7] whoever leaves the window meanwhile has not taken it back", () => {
  const passed: unknown[] = [];
  draw(<HeldHop />, { passOn: async (...args: readonly unknown[]) => void passed.push(args) });
  act(() => setUi({ heldHop: { conversationId: giulia, to: { team: billing }, note: undefined, force: false } }));
  act(() => void window.dispatchEvent(new Event("pagehide")));
  expect(passed).toHaveLength(1);
});

test("[HO8] a transfer offers who is available; who is not stands below with the reason and cannot be chosen", async () => {
  act(() => setUi({ asking: { kind: "transfer", conversationId: giulia } }));
  draw(<Asking />);
  const away = screen.getByRole("option", { name: /Sofia Rossi/ });
  expect(away.textContent).toContain("Away: lunch");
  expect(away.getAttribute("aria-disabled")).toBe("true");
  expect(screen.getByRole("option", { name: /Ben Carter/ }).textContent).toContain("Does not answer in the customer's language");
  expect(screen.getByRole("option", { name: /Billing/ }).textContent).toMatch(/available|Nobody there/);
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Pass on" }).disabled).toBe(true);
});

test("[HO8] a team is chosen with a note and held for the undo; where nobody is there it is said before that it waits", async () => {
  change(({ agents }) => ({
    agents: new Map([...agents].map(([id, agent]) => [id, { ...agent, availability: { state: "away" as const, since: NOW } }])),
  }));
  act(() => setUi({ asking: { kind: "transfer", conversationId: giulia } }));
  draw(<Asking />);
  const team = screen.getByRole("option", { name: /Billing/ });
  expect(team.textContent).toContain("Nobody there now: it waits in their queue");
  await userEvent.click(team);
  await userEvent.type(screen.getByRole("textbox", { name: "A word for the next one" }), "She has waited long");
  await userEvent.click(screen.getByRole("button", { name: "Pass on to Billing" }));
  expect(readUi().heldHop).toEqual({ conversationId: giulia, to: { team: billing }, note: "She has waited long", force: false });
});

test("[HO8] a lead may insist, and it is said that they do", async () => {
  change(({ me }) => ({ me: { ...me!, role: "lead" } }));
  act(() => setUi({ asking: { kind: "transfer", conversationId: giulia } }));
  draw(<Asking />);
  await userEvent.click(screen.getByRole("option", { name: /Sofia Rossi/ }));
  screen.getByText("Sofia Rossi cannot take it now; you insist.");
  await userEvent.click(screen.getByRole("button", { name: "Pass on to Sofia Rossi" }));
  expect(readUi().heldHop).toMatchObject({ to: { agent: sofia }, force: true });
});

test("[HO5] the menu of oneself says whether one is there; what did not get through is told", async () => {
  const told: string[] = [];
  const said: unknown[] = [];
  draw(<MeMenu />, { setAvailability: async (...args) => (said.push(args), "no-network"), notice: (key) => void told.push(key) });
  await userEvent.click(screen.getByRole("button", { name: /Irene Ruiz/ }));
  expect(screen.getByRole("menuitemradio", { name: "Available" }).getAttribute("aria-checked")).toBe("true");
  await userEvent.click(screen.getByRole("menuitemradio", { name: "Away: lunch" }));
  expect(said).toEqual([["away", "lunch"]]);
  expect(told).toEqual(["availability.no-network"]);
  expect(inboxStore.getState().me?.id).toBe(irene);
});

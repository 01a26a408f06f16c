import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import type { Told } from "../../renderer/commands/ask-server.ts";
import { ago, amelia, idOf } from "../../renderer/dev/conversations.ts";
import { fakeCommands, fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { explainedClocks } from "../../renderer/dev/histories.ts";
import { NOW } from "../../renderer/dev/people.ts";
import { CATALOGUES, createWords } from "../../renderer/messages/i18n.ts";
import { calendarOfClock, definitionOf } from "../../renderer/state/desk-calendars.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { ACTIONS } from "../../renderer/views/shell/actions.ts";
import { ThreadPane } from "../../renderer/views/thread/thread-pane.tsx";
import { answerAbout, type Reason, type Reasons } from "../../renderer/views/why/reasons.ts";
import { reasonsHere } from "../../renderer/views/why/reasons-here.ts";
import { SENTENCES } from "../../renderer/views/why/piece-words.ts";
import { whyLines } from "../../renderer/views/why/why-lines.ts";
import { WhyDialog } from "../../renderer/views/why/why-dialog.tsx";
import { createTimeWords } from "../../renderer/views/words/time-words.ts";
import type { Words } from "../../renderer/views/words/use-words.ts";
import type { ExplainedClock } from "../../shared/api/sla.ts";
import type { ConversationId } from "../../shared/ids.ts";
import { toMessageId } from "../../shared/ids.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import type { ExplanationPiece } from "../../shared/sla/explanation.ts";
import { hours, minutes, plus, toDuration } from "../../shared/time.ts";
import { draw } from "./views-harness.tsx";

beforeEach(() => {
  inboxStore.setState(fakeInbox());
  setUi({ page: "inbox", selected: undefined, opened: undefined, why: undefined, sought: undefined, asking: undefined });
});
afterEach(cleanup);

function wordsOf(language: string): Words {
  const catalogue = createWords(language);
  const t: Words["t"] = (key, values) => catalogue.t(key, { ...values });
  return { t, time: createTimeWords(language, t), language };
}

const clocksOf = (id: ConversationId): readonly Clock[] => inboxStore.getState().conversations.get(id)?.clocks ?? [];
const clockOf = (id: ConversationId, kind: Clock["kind"]): Clock => {
  const found = clocksOf(id).findLast((clock) => clock.kind === kind);
  if (found === undefined) throw new Error(`The fixture ${id} has no clock ${kind}.`);
  return found;
};
const told = (fact: readonly ExplainedClock[]): Told<readonly ExplainedClock[]> => ({ kind: "fresh", seen: { fact, at: NOW } });

function ask(id: ConversationId, clock: Clock, commands: Partial<Commands> = {}) {
  setUi({ why: { conversationId: id, clock: { kind: clock.kind, startedAt: clock.startedAt, owner: clock.owner } } });
  return draw(<WhyDialog />, commands);
}

/** Every variant that a piece can come in; the record of sentences is complete by its type. */
const VARIANTS: Readonly<Record<ExplanationPiece["kind"], readonly ExplanationPiece["data"][]>> = {
  started: [
    { by: "inbound" },
    { by: "handoff" },
    { by: "handoff", reason: "angry" },
    { by: "assign", to: "a-tomas" },
    { by: "transfer", to: "t-orders" },
    { by: "reopen" },
    {},
  ],
  policy: [
    { policy: "p", version: 3 },
    { policy: "p", name: "Orders", version: 3, target: 900_000, calendar: "24/7", calendarVersion: 1 },
    { policy: "p", name: "Orders", version: 3, target: 900_000, calendar: "Shop hours", calendarVersion: 2 },
  ],
  "re-dated": ["policyChange", "calendarChange", "priority", "context", "assign", "transfer", "reopen", "inbound", "handoff"].map((because) => ({
    because,
    policy: "p",
    version: 4,
    target: 60_000,
    calendar: "24/7",
    calendarVersion: 1,
  })),
  unmatched: [{ because: "priority" }],
  handoff: [{}, { reason: "angry" }, { by: "claim" }],
  "send-failed": [{ author: "human" }],
  paused: [{}, { on: "customer" }],
  resumed: [{ because: "release" }, { because: "inbound" }, { because: "resolve" }, { because: "something new" }],
  open: [{ ms: 600_000 }],
  "more-open": [{ ms: 600_000 }],
  due: [{}],
  breached: [{}],
  met: [{}],
  unanswered: [{}, { reason: "spam" }, { reason: "their own words" }],
  "not-needed": [{}, { reason: "goodbye" }],
  cancelled: [{ reason: "bot answered" }, { reason: "given to the bot" }, { to: "a-tomas" }, {}],
  acknowledged: [{ cause: "no-staff" }, { cause: "their own words" }],
  reopened: [{}],
};

describe.each(Object.keys(CATALOGUES))("[R3] the reasons in %s", (language) => {
  test.each(Object.keys(SENTENCES) as ExplanationPiece["kind"][])("%s is one plain sentence, whatever came with it", (kind) => {
    const words = wordsOf(language);
    for (const of of ["first-reply", "handoff", "resolution"] as const) {
      for (const data of VARIANTS[kind]) {
        const reason: Reason = { kind, at: ago(60), until: ago(10), data };
        const reasons: Reasons = { kind: of, target: minutes(15), countsOpenHours: true, overdue: minutes(3), why: [reason] };
        const sentences = whyLines({ reasons, words, now: NOW, nameOf: () => "Tomás" }).map((line) => line.words);
        expect(sentences.length).toBeGreaterThan(0);
        for (const sentence of sentences) {
          expect(sentence).toMatch(/\S/u);
          expect(sentence, "a hole that nobody filled, or a key that has no words").not.toMatch(/\{\{|\}\}|undefined|NaN|(?:why|cause|resolve)\.[a-z]/u);
        }
      }
    }
  });
});

describe("[R3] the row and the answer speak of the same clock", () => {
  const all = [amelia, idOf(0), idOf(1), idOf(9), idOf(15)];
  const pieces = ({ why }: Reasons, kind: ExplanationPiece["kind"]) => why.filter((reason) => reason.kind === kind);
  const stretches = (reasons: Reasons) => pieces(reasons, "open").map(({ at, until }) => [at, until]);

  test.each(all)("start, due instant, miss, reply and counted time agree in %s", (id) => {
    expect(clocksOf(id).length).toBeGreaterThan(0);
    for (const clock of clocksOf(id)) {
      const answer = answerAbout(explainedClocks(id), clock);
      if (answer === undefined) throw new Error(`No answer about ${clock.kind} of ${id}.`);
      expect(pieces(answer, "started").map(({ at }) => at)).toEqual([clock.startedAt]);
      expect(pieces(answer, "due").map(({ at }) => at)).toEqual(clock.dueAt === undefined ? [] : [clock.dueAt]);
      expect(pieces(answer, "breached").map(({ at }) => at)).toEqual(clock.breachedAt === undefined ? [] : [clock.breachedAt]);
      expect(pieces(answer, "met").map(({ at }) => at)).toEqual(clock.metAt === undefined ? [] : [clock.metAt]);
      const counted = pieces(answer, "open").reduce((sum, { at, until = at }) => sum + until - at, 0);
      expect(counted).toBe(clock.dueAt === undefined ? 0 : clock.target);
    }
  });

  test.each(all)("what this computer counts by itself is what the server counted in %s", (id) => {
    const { calendars } = inboxStore.getState();
    const words = wordsOf("en");
    for (const clock of clocksOf(id)) {
      const answer = answerAbout(explainedClocks(id), clock);
      const here = reasonsHere(
        { clock, t: words.t, calendar: calendarOfClock(calendars, clock), definition: definitionOf(calendars, clock.calendar?.id) },
        NOW,
      );
      if (answer === undefined) throw new Error(`No answer about ${clock.kind} of ${id}.`);
      expect(stretches(here)).toEqual(stretches(answer));
      for (const kind of ["started", "due", "breached", "met", "paused"] as const)
        expect(pieces(here, kind).map(({ at }) => at)).toEqual(pieces(answer, kind).map(({ at }) => at));
      expect(here.timeZone).toBe(answer.timeZone);
      expect(here.overdue).toBe(answer.overdue);
    }
  });
});

test("[R3] counted stretches add up to the target before one's eyes, with the closed time between them", () => {
  const reasons = answerAbout(explainedClocks(idOf(9)), clockOf(idOf(9), "first-reply"));
  if (reasons === undefined) throw new Error("No answer.");
  const said = whyLines({ reasons, words: wordsOf("en-US"), now: NOW, nameOf: () => "" }).map(({ words }) => words);

  expect(said).toContainEqual(expect.stringMatching(/counted 1 hr 27 min 38 sec$/u));
  expect(said).toContainEqual("closed 15 hr");
  expect(said).toContainEqual(expect.stringMatching(/counted 6 hr 32 min 22 sec$/u));
  expect(said).toContainEqual("Due: 1 hr 27 min 38 sec + 6 hr 32 min 22 sec = 8 hr");
});

test("[R3] parts of a second are rounded so that what is shown still adds up", () => {
  const at = ago(60);
  const part = (from: number, to: number): Reason => ({
    kind: "open",
    at: plus(at, toDuration(from)),
    until: plus(at, toDuration(to)),
    data: { ms: to - from },
  });
  const reasons: Reasons = {
    kind: "first-reply",
    target: toDuration(3_000),
    countsOpenHours: true,
    why: [part(0, 1_500), part(600_000, 601_500), { kind: "due", at: plus(at, toDuration(601_500)), data: {} }],
  };
  expect(whyLines({ reasons, words: wordsOf("en-US"), now: NOW, nameOf: () => "" }).at(-1)?.words).toBe("Due: 2 sec + 1 sec = 3 sec");
});

test("[R3] an instant is also told as the clocks of the calendar's zone show it, and only where they show something else", () => {
  const { time } = wordsOf("en-GB");
  const at = ago(0);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(time.elsewhere(at, here)).toBeUndefined();
  // Two zones twenty-five hours apart: no computer is in both.
  const [early, late] = [time.elsewhere(at, "Pacific/Kiritimati"), time.elsewhere(at, "Pacific/Niue")];
  expect([early, late].filter((each) => each !== undefined && /\d\d:\d\d$/u.test(each)).length).toBeGreaterThan(0);
  expect(time.elsewhere(at, "Mars/Olympus")).toBeUndefined();
});

describe("[R3] why 14:07?", () => {
  test("the bones of it while the server is asked, then the reasons, the customer's own words first", async () => {
    let answer: (told: Told<readonly ExplainedClock[]>) => void = () => undefined;
    ask(amelia, clockOf(amelia, "next-reply"), { explainClocks: () => new Promise((resolve) => (answer = resolve)) });
    expect(screen.getByRole("status", { name: "Asking for the reasons" })).toBeTruthy();

    await act(async () => answer(told(explainedClocks(amelia))));
    expect(screen.queryByRole("status", { name: "Asking for the reasons" })).toBeNull();
    const [first, policy] = within(screen.getByRole("list")).getAllByRole("listitem");
    expect(first?.textContent).toContain("The customer wrote");
    expect(within(first!).getByRole("button", { name: "Show the message: Great, thank you 🙌" })).toBeTruthy();
    expect(policy?.textContent).toContain("Orders EU v3: 15 mins, round the clock");
  });

  test("a piece leads to the message behind it: the question closes, and the thread is asked to show it", async () => {
    ask(amelia, clockOf(amelia, "next-reply"));
    fireEvent.click(await screen.findByRole("button", { name: /Great, thank you/u }));
    expect(readUi()).toMatchObject({ why: undefined, opened: amelia, sought: { conversationId: amelia, id: "x-4" } });
  });

  test("a change that moved the due time says what it was, and leads to its line of the story", async () => {
    ask(idOf(0), clockOf(idOf(0), "first-reply"));
    const moved = await screen.findByText(/The priority was changed, so it was counted anew from its start. Urgent first v2/u);
    fireEvent.click(within(moved).getByRole("button", { name: "Show it" }));
    expect(readUi().sought).toMatchObject({ conversationId: idOf(0), id: "g-s1" });
  });

  test("without the network: what this computer knows, and that it is no more than that", async () => {
    const explainClocks = vi.fn<Commands["explainClocks"]>();
    inboxStore.setState({ connection: { kind: "offline", asOf: ago(5) } });
    ask(idOf(9), clockOf(idOf(9), "first-reply"), { explainClocks });

    expect(await screen.findByText(/As far as this computer knows/u)).toBeTruthy();
    expect(screen.getByText(/Shop questions v4: 8 hrs of open hours, calendar Shop hours v2/u)).toBeTruthy();
    expect(screen.getByText("closed 15 hrs")).toBeTruthy();
    expect(explainClocks).not.toHaveBeenCalled();

    explainClocks.mockResolvedValue(told(explainedClocks(idOf(9))));
    act(() => inboxStore.setState({ connection: { kind: "live" } }));
    await waitFor(() => expect(screen.queryByText(/As far as this computer knows/u)).toBeNull());
  });

  test("where the server fails it is said, and asking again is one press away", async () => {
    const explainClocks = vi.fn<Commands["explainClocks"]>().mockResolvedValueOnce({ kind: "failed", seen: undefined });
    explainClocks.mockResolvedValueOnce(told(explainedClocks(amelia)));
    ask(amelia, clockOf(amelia, "next-reply"), { explainClocks });

    await screen.findByText(/The server could not say why/u);
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByRole("button", { name: /Great, thank you/u });
    expect(screen.queryByText(/The server could not say why/u)).toBeNull();
  });

  test("of a clock that was on hold no open time is made up here", () => {
    const words = wordsOf("en");
    const clock: Clock = { ...clockOf(amelia, "resolution"), pausedMs: hours(1), dueAt: plus(NOW, hours(9)) };
    const { calendars } = inboxStore.getState();
    const here = reasonsHere({ clock, t: words.t, calendar: calendarOfClock(calendars, clock), definition: undefined }, NOW);
    expect(here.missing).toBe("paused");
    expect(here.why.map(({ kind }) => kind)).toEqual(["started", "policy", "due"]);
  });

  test("nor of one whose calendar has been edited since", () => {
    const words = wordsOf("en");
    const clock: Clock = { ...clockOf(idOf(9), "first-reply"), calendar: { id: "Shop hours", version: 1 } };
    const { calendars } = inboxStore.getState();
    const here = reasonsHere({ clock, t: words.t, calendar: calendarOfClock(calendars, clock), definition: undefined }, NOW);
    expect(here.missing).toBe("recounted");
    expect(here.why.some(({ kind }) => kind === "open")).toBe(false);
  });

  test("one key explains what bites first, wherever the conversation is, and says so where nothing runs", () => {
    const notice = vi.fn<Commands["notice"]>();
    const press = () => ACTIONS.find(({ keys }) => keys === "w")?.run({ ...fakeCommands, notice });
    setUi({ selected: amelia });
    press();
    expect(readUi().why).toMatchObject({ conversationId: amelia, clock: { kind: "next-reply" } });

    setUi({ selected: idOf(8), why: undefined });
    press();
    expect(readUi().why).toBeUndefined();
    expect(notice).toHaveBeenCalledExactlyOnceWith("why.none");
  });
});

describe("[R3] what a reason leads to", () => {
  const giulia = idOf(0);
  const seek = (id: string, at = ago(300)) => act(() => setUi({ sought: { conversationId: giulia, id, at } }));

  test("is brought into view and stands out, with the focus on it", async () => {
    const { container } = draw(<ThreadPane id={giulia} />);
    seek("g-s1", ago(20));
    await waitFor(() => expect(container.querySelector("[data-marked]")?.getAttribute("data-item")).toBe("g-s1"));
    expect(document.activeElement?.closest("[data-item]")?.getAttribute("data-item")).toBe("g-s1");
    expect(readUi().sought).toBeUndefined();
  });

  test("is loaded, page by page, where it is older than what is here", async () => {
    let page = 0;
    const loadOlder = vi.fn<Commands["loadOlder"]>(async (id) => {
      page += 1;
      const thread = inboxStore.getState().threads.get(id);
      const [first] = thread?.messages ?? [];
      if (thread === undefined || first === undefined) throw new Error("The thread is not open.");
      const older = { ...first, id: toMessageId(`old-${page}`), at: ago(100 + page * 50) };
      inboxStore.setState((state) => ({ threads: new Map([...state.threads, [id, { ...thread, messages: [older, ...thread.messages] }]]) }));
    });
    const { container } = draw(<ThreadPane id={giulia} />, { loadOlder });
    seek("old-3", ago(250));
    await waitFor(() => expect(container.querySelector("[data-marked]")?.getAttribute("data-item")).toBe("old-3"));
    expect(loadOlder).toHaveBeenCalledTimes(3);
  });

  test("is said to be gone where it cannot be brought, without asking for ever", async () => {
    const notice = vi.fn<Commands["notice"]>();
    const loadOlder = vi.fn<Commands["loadOlder"]>(async () => undefined);
    draw(<ThreadPane id={giulia} />, { loadOlder, notice });
    seek("never-was");
    await waitFor(() => expect(notice).toHaveBeenCalledExactlyOnceWith("why.notHere"));
    expect(loadOlder).toHaveBeenCalledTimes(1);
  });
});

import { act, cleanup, render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { askWallboard } from "../../renderer/views/wallboard/ask-wallboard.ts";
import { WallboardButton } from "../../renderer/views/wallboard/wallboard-button.tsx";
import { startWallboardPoll, type WallboardAsked, type WallboardState } from "../../renderer/views/wallboard/wallboard-poll.ts";
import { createScreenWords } from "../../renderer/views/wallboard/wallboard-words.ts";
import { Wallboard } from "../../renderer/views/wallboard/wallboard.tsx";
import { hours, minutes, plus, seconds, toInstant, type Instant } from "../../shared/time.ts";
import type { WallboardAnswer } from "../../shared/wallboard/wallboard-answer.ts";
import { createFakeTime } from "./fake-time.ts";
import { draw } from "./views-harness.tsx";

const NOON = toInstant(Date.UTC(2026, 10, 23, 12, 41));
const iso = (at: number): string => new Date(at).toISOString();
const none = { met: 0, missed: 0 };
const answer = (more: Partial<WallboardAnswer> = {}): WallboardAnswer => ({
  version: "1.0.0",
  asOf: iso(NOON),
  timeZone: "UTC",
  breached: 7,
  overdueSince: iso(NOON - minutes(52)),
  soon: 4,
  soonMs: minutes(15),
  queue: 9,
  waiting: 31,
  oldestWaitSince: iso(NOON - hours(1) - minutes(4)),
  agents: { available: 5, all: 8 },
  goal: 0.95,
  attainment: {
    handoff: { share: 0.9, met: 18, missed: 2 },
    "first-reply": { share: 0.9499, met: 9_499, missed: 501 },
    "next-reply": { share: 0.97, met: 97, missed: 3 },
    resolution: none,
  },
  numbers: [{ name: "Shop", quality: "green", connected: true, alarmed: false }],
  ...more,
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("the screen", () => {
  const words = createScreenWords(["en-GB"]);
  const show = (state: WallboardState, now: Instant = NOON) =>
    render(<Wallboard state={state} now={now} words={words} theme="dark" onTheme={() => {}} onFullScreen={() => {}} />);
  const showing = (more: Partial<WallboardAnswer> = {}, failing = false): WallboardState => ({ kind: "showing", answer: answer(more), at: NOON, failing });
  const figure = (name: string) => screen.getByRole("heading", { name }).parentElement?.textContent;

  test("[BD5] says what is breached, due, waiting and kept, in figures", () => {
    show(showing());
    expect(figure("Breached now")).toBe("Breached now7longest 52 min");
    expect(figure("Due in 15 min")).toBe("Due in 15 min4");
    expect(figure("Waiting in handoff")).toBe("Waiting in handoff9");
    expect(figure("Oldest waiting")).toBe("Oldest waiting1 h 4 min");
    expect(figure("Agents available")).toBe("Agents available5of 8");
    expect(screen.getByText("As of 12:41")).toBeTruthy();
  });

  test("[BD5] what is just short of the target is not shown as reached, and what was not owed yet is said", () => {
    show(showing());
    expect(figure("First reply")).toBe("First reply94%9,499 of 10,000");
    expect(screen.getByRole("heading", { name: "First reply" }).parentElement?.dataset["tone"]).toBe("bad");
    expect(screen.getByRole("heading", { name: "Next reply" }).parentElement?.dataset["tone"]).toBe("ok");
    expect(figure("Resolution")).toBe("Resolution–none yet");
  });

  test("[BD5] cut off it keeps the last figures, says as of when ever louder, and lets waits grow on", () => {
    const { rerender } = show(showing());
    const at = (now: Instant) =>
      act(() => rerender(<Wallboard state={showing({}, true)} now={now} words={words} theme="dark" onTheme={() => {}} onFullScreen={undefined} />));
    at(plus(NOON, minutes(1)));
    expect(screen.getByRole("status").textContent).toBe("No news since 12:41: 1 min");
    expect(screen.getByRole("status").dataset["age"]).toBe("old");
    at(plus(NOON, minutes(6)));
    expect(screen.getByRole("status").dataset["age"]).toBe("stale");
    expect(figure("Breached now")).toBe("Breached now7longest 58 min");
    expect(figure("Oldest waiting")).toBe("Oldest waiting1 h 10 min");
  });

  test("[BD5] says surges, faults and quality of numbers in words; only where they do not fit they take turns, trouble first", () => {
    vi.useFakeTimers();
    const good = { quality: "green", connected: true, alarmed: false } as const;
    const numbers = [
      ...["One", "Two", "Three", "Four"].map((name) => ({ ...good, name })),
      { ...good, name: "Gone", connected: false },
      { ...good, name: "Rush", surgeSince: iso(NOON - minutes(11)) },
    ];
    show(showing({ numbers }));
    expect(screen.getByText("Not connected")).toBeTruthy();
    expect(screen.getByText("Surge since 12:30")).toBeTruthy();
    expect(screen.queryByText("Four")).toBeNull();
    act(() => vi.advanceTimersByTime(8_000));
    expect(screen.getByText("Four")).toBeTruthy();
    expect(screen.getByText("2 of 2")).toBeTruthy();
  });

  test("[BD5] a revoked link says so and what to do, and shows no figures", () => {
    show({ kind: "refused" });
    expect(screen.getByRole("alert").textContent).toMatch(/^This screen may not read the board.*Ask a lead/u);
    expect(screen.queryByText("Breached now")).toBeNull();
  });
});

describe("asking", () => {
  function poll(version = "1.0.0") {
    const time = createFakeTime(NOON);
    const states: WallboardState[] = [];
    const reload = vi.fn<(version: string) => void>();
    const asks: Instant[] = [];
    let next: WallboardAsked = { kind: "told", answer: answer() };
    const running = startWallboardPoll({
      ask: async () => {
        asks.push(time.clock.now());
        return next;
      },
      show: (state) => states.push(state),
      reload,
      version,
      clock: time.clock,
      timers: time.timers,
      random: () => 1,
    });
    const settle = async () => {
      for (let i = 0; i < 5; i++) await Promise.resolve();
    };
    return {
      asks,
      reload,
      running,
      last: () => states.at(-1),
      answerWith: (asked: WallboardAsked) => void (next = asked),
      settle,
      pass: async (ms: number) => {
        for (let left = ms; left > 0; left -= 1_000) {
          time.advance(1_000);
          await settle();
        }
      },
    };
  }

  test("[BD5] a server that is gone is asked ever more seldom, the last figures stay, and it comes back by itself", async () => {
    const { answerWith, asks, last, pass, settle } = poll();
    await settle();
    expect(last()).toMatchObject({ kind: "showing", failing: false, at: NOON });

    answerWith({ kind: "failed" });
    await pass(minutes(10));
    expect(last()).toMatchObject({ kind: "showing", failing: true, at: NOON, answer: { breached: 7 } });
    const waits = asks.slice(2).map((at, i) => at - (asks[i + 1] ?? 0));
    expect(waits.slice(0, 5)).toEqual([2, 4, 8, 16, 32].map((s) => seconds(s)));
    expect(Math.max(...waits)).toBe(minutes(1));

    answerWith({ kind: "told", answer: answer({ breached: 2 }) });
    await pass(minutes(1));
    expect(last()).toMatchObject({ kind: "showing", failing: false, answer: { breached: 2 } });
  });

  test("[BD5] loads itself anew when the server is another version, and only then", async () => {
    const same = poll();
    await same.pass(minutes(1));
    expect(same.reload).not.toHaveBeenCalled();
    same.answerWith({ kind: "told", answer: answer({ version: "1.1.0" }) });
    await same.pass(seconds(10));
    expect(same.reload).toHaveBeenCalledWith("1.1.0");
  });

  test("[BD5] a refused link takes the figures away, and one that is let in again shows them", async () => {
    const { answerWith, last, pass, settle } = poll();
    await settle();
    answerWith({ kind: "refused" });
    await pass(seconds(11));
    expect(last()).toEqual({ kind: "refused" });
    answerWith({ kind: "told", answer: answer() });
    await pass(minutes(1));
    expect(last()).toMatchObject({ kind: "showing" });
  });

  test("[BD5] the token goes in a header and never in the address; without one nothing is asked", async () => {
    const asked: { readonly url: string; readonly headers: unknown }[] = [];
    const parse = () => answer();
    const fetch = async (url: string, init: RequestInit) => {
      asked.push({ url, headers: init.headers });
      return new Response("{}", { status: asked.length === 1 ? 200 : asked.length === 2 ? 401 : 503 });
    };
    expect((await askWallboard({ fetch, parse, token: "tok" })).kind).toBe("told");
    expect((await askWallboard({ fetch, parse, token: "tok" })).kind).toBe("refused");
    expect((await askWallboard({ fetch, parse, token: "tok" })).kind).toBe("failed");
    expect((await askWallboard({ fetch, parse, token: "" })).kind).toBe("refused");
    expect(asked).toHaveLength(3);
    expect(asked[0]).toEqual({ url: "/api/v1/wallboard", headers: { authorization: "Bearer tok" } });
  });
});

describe("the links", () => {
  beforeEach(() => inboxStore.setState(fakeInbox()));

  test("[BD5] a lead makes a link with a name, opens it, and revokes a screen", async () => {
    const opened: string[] = [];
    const revoked: string[] = [];
    draw(<WallboardButton />, {
      openExternal: (url) => void opened.push(url),
      removeWallboard: async (id) => {
        revoked.push(id);
        return { kind: "saved" };
      },
    });
    await userEvent.click(screen.getByRole("button", { name: "Wallboard" }));
    const dialog = within(screen.getByRole("dialog", { name: "Wallboard" }));
    await userEvent.click(dialog.getByRole("button", { name: "Make a link" }));
    expect(dialog.getByText("A name of at least one letter is needed.")).toBeTruthy();
    await userEvent.type(dialog.getByLabelText(/^Where the screen hangs/u), "Hall");
    await userEvent.click(dialog.getByRole("button", { name: "Make a link" }));
    await userEvent.click(await dialog.findByRole("button", { name: "Open it" }));
    expect(opened[0]).toMatch(/\/wallboard#token=\S+$/u);
    await userEvent.click(dialog.getByRole("button", { name: "Revoke Kitchen" }));
    expect(revoked).toEqual(["s2"]);
    expect(await dialog.findByText("Kitchen reads nothing any more.")).toBeTruthy();
  });
});

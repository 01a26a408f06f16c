import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { ago, amelia, clock, idOf, nadia } from "../../renderer/dev/conversations.ts";
import { fakeCommands, fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { NOW } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { calendarOf } from "../../renderer/state/desk-calendars.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { Asking } from "../../renderer/views/asking/asking.tsx";
import { ComposerHead } from "../../renderer/views/composer/composer-head.tsx";
import { ContextColumn } from "../../renderer/views/context/context-column.tsx";
import { ConversationRow } from "../../renderer/views/inbox/conversation-row.tsx";
import { ACTIONS } from "../../renderer/views/shell/actions.ts";
import { MetLine, StoryRow } from "../../renderer/views/thread/lines.tsx";
import { threadItems } from "../../renderer/views/thread/thread-items.ts";
import { ThreadHeader } from "../../renderer/views/thread/thread-header.tsx";
import { WindowBar } from "../../renderer/views/thread/window-bar.tsx";
import { chipFace } from "../../renderer/views/words/chip-face.ts";
import { measure } from "../../renderer/views/words/clock-time.ts";
import { readClosesBefore } from "../../renderer/views/words/closes-before.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { StoryLine } from "../../shared/inbox/message.ts";
import { BREACH_CAUSES } from "../../shared/sla/breach-causes.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import { hours, minus, minutes, plus, toDuration, toInstant, type Instant } from "../../shared/time.ts";
import { draw, movingTicker } from "./views-harness.tsx";

beforeEach(() => {
  inboxStore.setState(fakeInbox());
  setUi({ page: "inbox", selected: undefined, opened: undefined, asking: undefined });
});
afterEach(cleanup);

const conversation = (id: ConversationId): Conversation => {
  const found = inboxStore.getState().conversations.get(id);
  if (found === undefined) throw new Error(`The fixtures have no ${id}.`);
  return found;
};
const change = (id: ConversationId, fields: Partial<Conversation>) =>
  inboxStore.setState((state) => ({ conversations: new Map([...state.conversations, [id, { ...conversation(id), ...fields }]]) }));
const row = (id: ConversationId) => <ConversationRow id={id} index={0} total={1} selected={false} onOpen={() => {}} />;
const utc = (iso: string): Instant => toInstant(Date.parse(iso));

const marcos = idOf(1);
const latam = () => {
  const calendar = calendarOf(inboxStore.getState().calendars, "Desk LATAM");
  if (calendar === undefined) throw new Error("The fixtures have no such calendar.");
  return calendar;
};

describe("[R2] the window closes before the desk opens", () => {
  test("a row says both times in place of its topic, and the whole of it to somebody who listens", () => {
    draw(row(marcos));
    const said = screen.getByLabelText(/^The window closes .*\d\d:\d\d, and you open only .*\d\d:\d\d\. Answer before it closes/u);
    expect(said.textContent).toMatch(/^closes \d\d:\d\d, you open (?:\w+ )?\d\d:\d\d$/u);
    expect(screen.queryByText("closes before the reply is due")).toBeNull();
  });

  test("so do the line over the answer and the bar of the 24 hours", () => {
    draw(<ComposerHead id={marcos} mode="reply" onMode={() => {}} />);
    expect(screen.getByText(/^closes \d\d:\d\d, you open/u)).toBeTruthy();
    draw(<WindowBar id={marcos} />);
    expect(screen.getByLabelText(/closes .* · you open (?:\w+ )?\d\d:\d\d/u)).toBeTruthy();
  });

  test("not where nobody waits, and not of a desk that never closes", () => {
    const waits = conversation(marcos);
    const answered = { ...waits, clocks: waits.clocks.map((each): Clock => ({ ...each, state: "met", metAt: NOW })) };
    expect(readClosesBefore(waits, latam(), NOW).closes).toBeDefined();
    expect(readClosesBefore(answered, latam(), NOW)).toEqual({});
    expect(readClosesBefore(waits, calendarOf(inboxStore.getState().calendars, "24/7"), NOW)).toEqual({});
  });

  test("by the hours of the reply, not by those of the handoff beside it", () => {
    const handoff = clock("handoff", 600, 15, { calendar: { id: "24/7", version: 1 } });
    change(marcos, { clocks: [handoff, ...conversation(marcos).clocks, handoff] });
    draw(row(marcos));
    expect(screen.getByText(/^closes \d\d:\d\d, you open/u)).toBeTruthy();
  });

  test("it is asked again when the desk opens or shuts and when the window closes, and at no other time", () => {
    // Mexico City: open 14:00 to 02:00 UTC from Monday to Friday.
    const closing = (at: string) => ({ ...conversation(marcos), lastInboundAt: minus(utc(at), hours(24)) });
    expect(readClosesBefore(closing("2026-03-10T10:20:00Z"), latam(), NOW).changesAt).toBe(utc("2026-03-10T10:20:00Z"));
    expect(readClosesBefore(closing("2026-03-10T20:00:00Z"), latam(), NOW)).toEqual({ closes: undefined, changesAt: utc("2026-03-10T14:00:00Z") });
    expect(readClosesBefore(closing("2026-03-11T06:00:00Z"), latam(), utc("2026-03-10T15:00:00Z"))).toEqual({
      closes: { closesAt: utc("2026-03-11T06:00:00Z"), opensAt: utc("2026-03-11T14:00:00Z") },
      changesAt: utc("2026-03-11T02:00:00Z"),
    });
  });

  test("on screen it comes and goes by the ticker alone, without any news", () => {
    const { pass, ticker } = movingTicker(utc("2026-03-10T13:59:00Z"));
    change(marcos, { lastInboundAt: utc("2026-03-10T06:00:00Z") });
    draw(row(marcos), {}, ticker);
    expect(screen.queryByText(/you open/u)).toBeNull();
    act(() => pass(minutes(2)));
    expect(screen.getByText(/you open/u)).toBeTruthy();
    act(() => pass(hours(17)));
    expect(screen.queryByText(/you open/u)).toBeNull();
  });
});

describe("[S18] a customer who waits without a deadline", () => {
  test("is said to wait, and for how long", () => {
    draw(row(nadia));
    const chip = screen.getByLabelText("The customer has waited for 3 hours 12 minutes, and no policy sets a deadline");
    expect(chip.textContent).toBe("Waiting, no deadline3 h 12 m");
  });

  test("the card counts on, with its reasons", () => {
    draw(<ContextColumn id={nadia} />);
    expect(screen.getByText("waiting 3 h 12 m")).toBeTruthy();
    expect(screen.queryByText("no longer counts")).toBeNull();
    expect(screen.getByRole("button", { name: "First reply: why?" })).toBeTruthy();
  });

  test("until the window is about to close: that is a deadline of its own", () => {
    const nearly = { ...conversation(nadia), lastInboundAt: toInstant(NOW - hours(23)) };
    expect(chipFace(nearly, NOW)).toMatchObject({ kind: "window" });
    change(nadia, nearly);
    draw(row(nadia));
    expect(screen.queryByText("closes before the reply is due")).toBeNull();
  });

  test("a resolution that is far off does not hide the wait", () => {
    const both = [...conversation(nadia).clocks, clock("resolution", 18_000, 480)];
    expect(chipFace({ ...conversation(nadia), clocks: both }, NOW).kind).toBe("no-deadline");
  });
});

describe("[R4] time is told as what it is", () => {
  const shop = { id: "Shop hours", version: 2 } as const;
  /** Due on Monday at 17:50 in Madrid, ten minutes before the shop closed. */
  const late = clock("next-reply", 0, 60, { state: "breached", calendar: shop, dueAt: utc("2026-03-09T16:50:00Z"), breachedAt: utc("2026-03-09T16:50:00Z") });

  test("a late answer is late in open time, and says so", () => {
    draw(<MetLine clock={{ ...late, metAt: utc("2026-03-10T08:02:00Z") }} told={false} />);
    expect(screen.getByText("Next reply answered 12:00 late (open time)")).toBeTruthy();
  });

  test("where the calendar is another one by now, it is wall time, and says that", () => {
    draw(<MetLine clock={{ ...late, calendar: { ...shop, version: 1 }, metAt: utc("2026-03-10T08:02:00Z") }} told={false} />);
    expect(screen.getByText("Next reply answered 15 h 12 m late (wall time)")).toBeTruthy();
  });

  test("round the clock there is nothing to say about it", () => {
    expect(measure({ ...late, calendar: { id: "24/7", version: 1 } }, undefined, NOW, plus(NOW, minutes(5)))).toEqual({ ms: minutes(5), in: "plain" });
  });

  test("a chip shows the due time while closed hours lie between, before and after", () => {
    change(marcos, { lastInboundAt: undefined, clocks: [late] });
    draw(row(marcos));
    expect(screen.getByLabelText(/^Next reply overdue, was due /u).textContent).toMatch(/^Next replywas due \w+ \d\d:\d\d$/u);
    cleanup();

    // Over lunch: the distance on the wall would be longer than what is left.
    const calendars = new Map([
      [
        "lunch",
        {
          id: "lunch",
          definition: {
            timeZone: "UTC",
            weekly: {
              tue: [
                ["09:00", "10:00"],
                ["10:30", "18:00"],
              ] as const,
            },
            version: 1,
          },
        },
      ],
    ]);
    inboxStore.setState({ calendars });
    change(marcos, {
      clocks: [clock("next-reply", 45 * 60, 60, { calendar: { id: "lunch", version: 1 }, startedAt: ago(45) })],
    });
    draw(row(marcos));
    expect(screen.getByLabelText(/^Next reply due /u).textContent).toMatch(/^Next replydue \d\d:\d\d$/u);
  });

  test("its card gives the open time that is left or over, beside the instant", () => {
    change(marcos, { clocks: [late] });
    draw(<ContextColumn id={marcos} />);
    expect(screen.getByText(/^was due \w+ \d\d:\d\d$/u)).toBeTruthy();
    expect(screen.getByText(/^2 hrs 2 mins of open time overdue ·$/u)).toBeTruthy();
  });

  test("how long an answer took is told in the time that its target is made of", () => {
    const met = clock("first-reply", 0, 60, {
      state: "met",
      calendar: shop,
      breachedAt: undefined,
      startedAt: utc("2026-03-09T16:30:00Z"),
      metAt: utc("2026-03-10T08:10:00Z"),
    });
    draw(<MetLine clock={met} told={false} />);
    expect(screen.getByText("First reply met in 40:00 of 1 hr (open time)")).toBeTruthy();
  });
});

describe("[S12] what is on hold", () => {
  const ines = idOf(15);
  const press = (commands: Partial<Commands>) => ACTIONS.find(({ keys }) => keys === "h")?.run({ ...fakeCommands, ...commands });

  test("a chip says what it waits for, since when, and how much is left", () => {
    draw(row(ines));
    const chip = screen.getByLabelText(/^Waiting on the customer, the resolution clock stands still, since \d\d:\d\d, 12 hours 10 minutes of open time left$/u);
    expect(chip.textContent).toBe("Waiting on customer12 h 10 m left");
    expect(chip.getAttribute("title")).toBe(chip.getAttribute("aria-label"));
  });

  test("so does its card, with its reasons", () => {
    draw(<ContextColumn id={ines} />);
    expect(screen.getByText("Waiting on customer")).toBeTruthy();
    expect(screen.getByText(/since \d\d:\d\d · 12 hrs 10 mins of open time left · 16 hr/u)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Resolution: why?" })).toBeTruthy();
  });

  test("one key asks what is waited for, by tap or number, and the same key lets go", () => {
    const hold = vi.fn<Commands["hold"]>(async () => {});
    const release = vi.fn<Commands["release"]>(async () => {});
    setUi({ selected: amelia });
    press({});
    expect(readUi().asking).toEqual({ kind: "hold", conversationId: amelia });

    draw(<Asking />, { hold });
    fireEvent.keyDown(window, { key: "1" });
    expect(hold).toHaveBeenLastCalledWith(amelia, "customer");
    expect(readUi().asking).toBeUndefined();

    act(() => press({}));
    fireEvent.click(screen.getByRole("button", { name: /^Waiting on somebody else/u }));
    expect(hold).toHaveBeenLastCalledWith(amelia);

    setUi({ selected: ines });
    press({ release });
    expect(release).toHaveBeenCalledExactlyOnceWith(ines);
    expect(readUi().asking).toBeUndefined();
  });

  test("what is resolved has nothing to hold, and that is said", () => {
    const notice = vi.fn<Commands["notice"]>();
    setUi({ selected: idOf(17) });
    press({ notice });
    expect(notice).toHaveBeenCalledExactlyOnceWith("hold.resolved");
  });

  test("the header's menu holds and lets go too", async () => {
    const release = vi.fn<Commands["release"]>(async () => {});
    draw(<ThreadHeader id={ines} />, { release });
    await userEvent.click(screen.getByRole("button", { name: "More" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: /^Take off hold/u }));
    expect(release).toHaveBeenCalledExactlyOnceWith(ines);
  });
});

describe("[S11] no reply needed", () => {
  const press = (commands: Partial<Commands> = {}) => ACTIONS.find(({ keys }) => keys === "x")?.run({ ...fakeCommands, ...commands });
  const choices = () =>
    within(screen.getByRole("dialog"))
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent);

  test("is said with a reason of one tap or one key, and says first that there is no way back", () => {
    const noReplyNeeded = vi.fn<Commands["noReplyNeeded"]>(async () => {});
    setUi({ selected: amelia });
    press();
    draw(<Asking />, { noReplyNeeded });
    expect(screen.getByText(/It cannot be undone\.$/u)).toBeTruthy();
    fireEvent.keyDown(window, { key: "5" });
    expect(noReplyNeeded).toHaveBeenCalledExactlyOnceWith(amelia, "other");
    expect(readUi().asking).toBeUndefined();
  });

  test("afterwards the chip says so, also of what was missed before, until somebody has answered since", () => {
    const missed = clock("first-reply", -725, 15, { stoppedAt: ago(1) });
    const faceOf = (...clocks: readonly Clock[]) => chipFace({ ...conversation(amelia), clocks }, NOW).kind;
    expect(faceOf(missed)).toBe("none");
    expect(faceOf(clock("first-reply", 60, 15, { state: "not-needed", stoppedAt: ago(1) }))).toBe("none");
    expect(faceOf(missed, clock("next-reply", -30, 5, { state: "met", breachedAt: undefined, metAt: NOW, startedAt: ago(0.5) }))).toBe("waiting");
  });

  test("where nobody waits nothing is asked, and it is said why", () => {
    const notice = vi.fn<Commands["notice"]>();
    setUi({ selected: idOf(5) });
    press({ notice });
    expect(readUi().asking).toBeUndefined();
    expect(notice).toHaveBeenCalledExactlyOnceWith("noReply.nobody");
  });

  test("[S15] resolving a customer who waits asks for the same reasons", () => {
    setUi({ selected: amelia, asking: { kind: "no-reply", conversationId: amelia } });
    draw(<Asking />);
    const ours = choices();
    cleanup();

    const resolve = vi.fn<Commands["resolve"]>(async () => {});
    setUi({ asking: { kind: "resolve-reason", conversationId: amelia } });
    draw(<Asking />, { resolve });
    expect(choices()).toEqual(ours);
    fireEvent.keyDown(window, { key: "2" });
    expect(resolve).toHaveBeenCalledExactlyOnceWith(amelia, "spam", "spam");
  });

  test("a number with Ctrl is the system's, and one too many is nobody's", () => {
    const noReplyNeeded = vi.fn<Commands["noReplyNeeded"]>(async () => {});
    setUi({ asking: { kind: "no-reply", conversationId: amelia } });
    draw(<Asking />, { noReplyNeeded });
    fireEvent.keyDown(window, { key: "1", ctrlKey: true });
    fireEvent.keyDown(window, { key: "6" });
    expect(noReplyNeeded).not.toHaveBeenCalled();
  });
});

test("priority is set by tap or number, and what it is already changes nothing", () => {
  const setPriority = vi.fn<Commands["setPriority"]>(async () => {});
  const ask = () => {
    setUi({ selected: amelia });
    act(() => ACTIONS.find(({ keys }) => keys === "p")?.run(fakeCommands));
  };
  ask();
  draw(<Asking />, { setPriority });
  fireEvent.keyDown(window, { key: "4" });
  expect(setPriority).toHaveBeenCalledExactlyOnceWith(amelia, "urgent");
  ask();
  fireEvent.keyDown(window, { key: "2" });
  expect(setPriority).toHaveBeenCalledTimes(1);
  expect(readUi().asking).toBeUndefined();
});

describe("[B3] why a promise was missed", () => {
  const giulia = idOf(0);
  const as = (role: "agent" | "lead") => inboxStore.setState(({ me }) => ({ me: me === undefined ? undefined : { ...me, role } }));
  const missed = () => conversation(giulia).clocks.find(({ state }) => state === "breached");

  test("a lead says it with one tap, from every cause there is", async () => {
    const acknowledge = vi.fn<Commands["acknowledge"]>(async () => {});
    as("lead");
    draw(<ContextColumn id={giulia} />, { acknowledge });
    await userEvent.click(screen.getByRole("button", { name: "Why was it missed?" }));
    expect(await screen.findAllByRole("menuitem")).toHaveLength(BREACH_CAUSES.length);
    await userEvent.click(screen.getByRole("menuitem", { name: "No staff" }));
    expect(acknowledge).toHaveBeenCalledExactlyOnceWith(giulia, "first-reply", missed()?.startedAt, "no-staff");
  });

  test("afterwards everybody reads it, and a lead may think better of it", () => {
    change(giulia, { clocks: conversation(giulia).clocks.map((each) => (each.state === "breached" ? { ...each, cause: "third-party" } : each)) });
    as("agent");
    draw(<ContextColumn id={giulia} />);
    expect(screen.getByText("Cause: Waiting on a third party")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Change" })).toBeNull();
    act(() => as("lead"));
    expect(screen.getByRole("button", { name: "Change" })).toBeTruthy();
  });

  test("agents are not asked, and nobody is of a clock that was kept or is an owner's", () => {
    as("agent");
    draw(<ContextColumn id={giulia} />);
    expect(screen.queryByRole("button", { name: "Why was it missed?" })).toBeNull();
    as("lead");
    change(giulia, { clocks: [clock("next-reply", 98), clock("next-reply", -98, 15, { owner: "a-tomas" })] });
    expect(screen.queryByRole("button", { name: "Why was it missed?" })).toBeNull();
  });

  test("what falls due while one looks can be accounted for at once", () => {
    const { pass, ticker } = movingTicker();
    as("lead");
    change(giulia, { clocks: [clock("first-reply", 30)] });
    draw(<ContextColumn id={giulia} />, {}, ticker);
    expect(screen.queryByRole("button", { name: "Why was it missed?" })).toBeNull();
    act(() => pass(31_000));
    expect(screen.getByRole("button", { name: "Why was it missed?" })).toBeTruthy();
  });
});

describe("the story tells of clocks", () => {
  const line = (kind: StoryLine["kind"], data: StoryLine["data"], more: Partial<StoryLine> = {}): StoryLine => ({
    id: kind,
    conversationId: amelia,
    at: ago(20),
    kind,
    data,
    ...more,
  });
  const said = (of: StoryLine): string => {
    const { container, unmount } = draw(<StoryRow line={of} />);
    const text = container.textContent;
    unmount();
    return text;
  };

  test("[S9] a miss, at the instant at which it was due", () => {
    expect(said(line("breach", { clock: "first-reply", dueAt: String(ago(20)) }))).toMatch(/^First reply was due at \d\d:\d\d and was missed$/u);
    expect(said(line("breach", {}))).toBe("A promise was missed");
  });

  test("[P3] [S13] a promise that is another one now, and what made it so", () => {
    const moved = { clock: "first-reply", from: String(ago(-30)), to: String(ago(-15)), because: "policy" };
    expect(said(line("terms", moved))).toMatch(/^The policies were changed: first reply now due \d\d:\d\d instead of \d\d:\d\d$/u);
    expect(said(line("terms", { clock: "next-reply", to: new Date(ago(-15)).toISOString(), because: "label" }))).toMatch(
      /^The labels were changed: next reply now due \d\d:\d\d$/u,
    );
    expect(said(line("terms", { clock: "next-reply", from: String(ago(-15)), because: "priority" }))).toBe(
      "The priority was changed: next reply has no deadline any more",
    );
    expect(said(line("terms", { clock: "next-reply", because: "something new" }))).toMatch(/^Something changed: /u);
  });

  test("[S11] [S12] [B3] who held, let go, ended a wait, or accounted for a miss", () => {
    const by = inboxStore.getState().me?.id;
    expect(said(line("hold", { on: "customer" }, { by }))).toBe("You put it on hold, waiting for the customer");
    expect(said(line("hold", {}, { by }))).toBe("You put it on hold");
    expect(said(line("release", {}, { by }))).toBe("You took it off hold");
    expect(said(line("no-reply", { reason: "goodbye" }, { by }))).toBe("You said that no reply is needed: Thanks or goodbye");
    expect(said(line("acknowledge", { clock: "first-reply", cause: "bot-loop" }, { by }))).toBe("First reply missed, cause: Bot loop (You)");
  });

  test("a late answer does not tell of the miss a second time", () => {
    const dueAt = ago(20);
    const late = clock("next-reply", -1_200, 15, { metAt: ago(10), dueAt, breachedAt: dueAt });
    const [first] = inboxStore.getState().threads.get(amelia)?.messages ?? [];
    const itemsWith = (story: readonly StoryLine[]) => threadItems({ messages: first === undefined ? [] : [first], notes: [], story }, [late]);
    expect(itemsWith([])).toContainEqual(expect.objectContaining({ kind: "met", told: false }));
    expect(itemsWith([line("breach", { clock: "next-reply" }, { at: dueAt })])).toContainEqual(expect.objectContaining({ kind: "met", told: true }));

    const { container } = draw(<MetLine clock={late} told />);
    expect(container.querySelector("[data-tone=bad]")).toBeNull();
    expect(container.textContent).toBe("Next reply answered 10:00 late");
  });
});

test("[R1] [R3] clocks stand in the order in which they bite, what has ended below, each with its reasons", () => {
  draw(<ContextColumn id={amelia} />);
  const names = screen.getAllByRole("button", { name: /: why/u }).map((button) => button.getAttribute("aria-label")?.split(":")[0]);
  expect(names).toEqual(["Next reply", "Resolution", "Handoff", "First reply", "First reply"]);
});

test("[S14] an owner's clock says whose it is", async () => {
  change(amelia, { clocks: [clock("next-reply", 98, 15, { owner: "a-tomas", pausedMs: toDuration(0) })] });
  draw(<ContextColumn id={amelia} />);
  await waitFor(() => expect(screen.getByText("Next reply, Tomás Vidal")).toBeTruthy());
});

import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { fakeAutoReplyCommands } from "../../renderer/dev/auto-reply.ts";
import { NOW, numbers } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { AutoReplyPage } from "../../renderer/views/auto-reply/auto-reply-page.tsx";
import { QueuePage } from "../../renderer/views/queue-settings/queue-page.tsx";
import { ResolveQuestion } from "../../renderer/views/asking/resolve-question.tsx";
import { SurgeBanner } from "../../renderer/views/shell/surge-banner.tsx";
import { createHandoffQueue } from "../../renderer/state/handoff-queue.ts";
import { hours, minus, minutes, plus, toDuration } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";
import { toAgentId, toConversationId } from "../../shared/ids.ts";
import { draw } from "./views-harness.tsx";

const as = (role: "agent" | "lead") => {
  const inbox = fakeInbox();
  inboxStore.setState({ ...inbox, me: inbox.me === undefined ? undefined : { ...inbox.me, role } });
};
beforeEach(() => as("lead"));
afterEach(cleanup);

describe("the settings", () => {
  test("[HO11] a lead sees what a customer would read, changes it, and saves it on top of what was read", async () => {
    const saved: unknown[] = [];
    draw(<AutoReplyPage />, {
      saveAutoReply: async (settings, version) => {
        saved.push([settings.texts.closed.en, version]);
        return "saved";
      },
    });
    const text = await screen.findByLabelText("Closed, with the time of opening");
    expect(screen.getByText(/We are closed right now and will be back (today|tomorrow) at \d\d:\d\d\./)).toBeTruthy();

    fireEvent.change(text, { target: { value: "Back {{when}}." } });
    fireEvent.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(saved).toEqual([["Back {{when}}.", 3]]));
  });

  test("[HO11] a text that promises nothing cannot be saved, and says what it lacks", async () => {
    draw(<AutoReplyPage />);
    fireEvent.change(await screen.findByLabelText("Closed, with the time of opening"), { target: { value: "We are closed." } });

    expect(screen.getByLabelText("Closed, with the time of opening").getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText(/It needs {{when}}/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
  });

  test("[HO11] where somebody else has saved, nothing is overwritten and one can read theirs", async () => {
    draw(<AutoReplyPage />, { saveAutoReply: async () => "meanwhile" });
    fireEvent.click(await screen.findByRole("switch", { name: "Also when the wait is long" }));
    fireEvent.click(screen.getByRole("button", { name: "Save" }));

    expect(await screen.findByText(/Somebody else has saved meanwhile/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Drop mine and read theirs" }));
    expect(screen.getByRole("switch", { name: "Also when the wait is long" }).getAttribute("aria-checked")).toBe("false");
  });

  test("[HO11] an agent reads and changes nothing", async () => {
    as("agent");
    draw(<AutoReplyPage />);

    expect((await screen.findByLabelText("Closed, with the time of opening")).closest("fieldset")?.disabled).toBe(true);
    expect(screen.queryByRole("button", { name: "Switch on" })).toBeNull();
  });

  test("[HO11] without a network it says so, and has a way on", async () => {
    draw(<AutoReplyPage />, { autoReply: async () => ({ kind: "no-network", seen: undefined }), surge: async () => ({ kind: "no-network", seen: undefined }) });

    expect(await screen.findByRole("button", { name: "Try again" })).toBeTruthy();
  });

  test("[HO12] a lower threshold that is not lower is refused on the spot", async () => {
    draw(<QueuePage />);
    const queue = await screen.findByLabelText("People in the queue: off below");
    fireEvent.change(queue, { target: { value: "40" } });

    expect(screen.getByText(/The lower one has to lie below the upper one/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
  });
});

test("[HO12] [S0-20] while there is a surge the desk's own queue goes by what closes first, and back by promise after it", () => {
  const queue = createHandoffQueue(toAgentId("me"));
  const waits = (id: string, dueIn: number, windowClosesIn: number) =>
    queue.put(
      aConversationRow({
        id: toConversationId(id),
        handoff: { requestedAt: NOW, reason: "asked", slots: {}, failedAttempts: 0 },
        clocks: [{ kind: "handoff", state: "running", startedAt: NOW, dueAt: plus(NOW, minutes(dueIn)), pausedMs: toDuration(0) }],
        lastInboundAt: minus(plus(NOW, minutes(windowClosesIn)), hours(24)),
      }),
    );
  waits("promise first", 20, 900);
  waits("window first", 40, 10);

  expect(queue.waiting()).toEqual(["promise first", "window first"]);
  expect(queue.waiting(NOW)).toEqual(["window first", "promise first"]);
  expect(queue.waiting()).toEqual(["promise first", "window first"]);
});

test("[S4-13] [S4-17] who resolves because the customer was answered elsewhere says where, and the outcome holds it", () => {
  const resolved: unknown[] = [];
  const [id] = inboxStore.getState().conversations.keys();
  if (id === undefined) throw new Error("There is no conversation.");
  draw(<ResolveQuestion id={id} onDone={() => {}} />, { resolve: async (...question) => void resolved.push(question) });
  fireEvent.click(screen.getByText("Answered elsewhere"));
  fireEvent.click(screen.getByText("Phone"));

  expect(resolved).toEqual([[id, "redirected:phone", "elsewhere"]]);
});

describe("the banner", () => {
  const surging = (because: object) => {
    const [first] = numbers;
    if (first === undefined) throw new Error("There is no number.");
    inboxStore.setState({ numbers: new Map([[first.id, { ...first, surge: { since: NOW, because } as never }]]) });
    return first;
  };

  test("[HO12] [S0-20] says on which number, since when, why, and what it changes; nothing while there is none", () => {
    const { rerender } = draw(<SurgeBanner />);
    expect(screen.getByRole("status").textContent).toBe("");

    const { displayName } = surging({ kind: "queue", value: 42 });
    rerender(<SurgeBanner />);
    const banner = within(screen.getByRole("status"));
    expect(banner.getByText(new RegExp(`Surge on ${displayName} since`))).toBeTruthy();
    expect(screen.getByRole("status").textContent).toContain("42 were in the queue. What closes first comes first in the queue.");
  });

  test("[HO12] a lead switches it off, and hears where that failed; an agent has no such button", async () => {
    const { id } = surging({ kind: "hand", by: toAgentId("nobody") });
    const asked: unknown[] = [];
    const { unmount } = draw(<SurgeBanner />, {
      switchSurge: async (...question) => {
        asked.push(question);
        return "no-network";
      },
    });
    fireEvent.click(screen.getByRole("button", { name: "Switch off" }));
    expect(await screen.findByText(/it is not known whether it was done/)).toBeTruthy();
    expect(asked).toEqual([[id, false]]);
    unmount();

    inboxStore.setState((state) => ({ me: state.me === undefined ? undefined : { ...state.me, role: "agent" } }));
    draw(<SurgeBanner />, fakeAutoReplyCommands);
    expect(screen.queryByRole("button", { name: "Switch off" })).toBeNull();
  });
});

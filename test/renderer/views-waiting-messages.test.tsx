import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { amelia } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { irene, NOW } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { RowMarks } from "../../renderer/views/inbox/row-marks.tsx";
import { MessageFate } from "../../renderer/views/message/message-fate.tsx";
import { MessageTicks } from "../../renderer/views/message/message-ticks.tsx";
import { MessageActionsContext } from "../../renderer/views/thread/message-actions.ts";
import { fold } from "../../renderer/views/thread/thread-items.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import { toClientId, toMessageId } from "../../shared/ids.ts";
import type { LastMessage } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { toMutationId } from "../../shared/sync/mutations.ts";
import { days, hours, minus, minutes, plus } from "../../shared/time.ts";
import { draw } from "./views-harness.tsx";

beforeEach(() => inboxStore.setState(fakeInbox()));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const sendAt = plus(NOW, hours(3));
const message = (more: Partial<Message> = {}): Message => ({
  id: toMessageId("w1"),
  clientId: toClientId("w1"),
  conversationId: amelia,
  direction: "out",
  author: { kind: "human", id: irene },
  content: { type: "text", body: "Your parcel is at the depot." },
  at: NOW,
  order: 9,
  stateAt: { queued: NOW },
  state: "held",
  held: { reason: "scheduled", sendAt },
  ...more,
});
const waitsForDelivery = message({ held: { reason: "undelivered_before" } });
const stale: Finding = { rule: "G-STALE", severity: "confirm", messageKey: "guard.stale", evidence: {}, remedies: [{ command: "show-new" }] };

function drawFate(shown: Message, commands: Partial<Commands> = {}) {
  const sendAgain = vi.fn<Commands["sendAgain"]>(async () => []);
  const cancelMessage = vi.fn<Commands["cancelMessage"]>(async () => {});
  const onRewrite = vi.fn();
  const view = (each: Message) => (
    <MessageActionsContext value={{ onQuote: () => {}, onRewrite, onTemplate: () => {} }}>
      <MessageFate message={each} />
    </MessageActionsContext>
  );
  const { rerender } = draw(view(shown), { sendAgain, cancelMessage, ...commands });
  return { cancelMessage, onRewrite, sendAgain, show: (each: Message) => rerender(view(each)) };
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const buttons = () => screen.queryAllByRole("button").map(({ textContent }) => textContent);

describe("[S3-34] a message that has its time", () => {
  test("says when it leaves, here and there", () => {
    drawFate(message());
    expect(screen.getByRole("note").textContent).toMatch(/^Leaves .*\(12:52 their time\)/u);
    expect(buttons()).toEqual(["Change time…", "Send now", "Edit", "Cancel"]);
  });

  test("goes now", async () => {
    const { sendAgain } = drawFate(message());
    press("Send now");
    await waitFor(() => expect(sendAgain).toHaveBeenCalledExactlyOnceWith(message(), undefined, undefined));
  });

  test("gets another time in the same dialogue, its own time standing there", async () => {
    const { sendAgain } = drawFate(message());
    press("Change time…");
    const dialog = screen.getByRole("dialog", { name: "When should it leave instead?" });
    expect(within(dialog).getByLabelText<HTMLInputElement>("Choose a time").value).toContain("2026-03-10T");
    fireEvent.click(within(dialog).getByRole("button", { name: /^In an hour/u }));
    await waitFor(() => expect(sendAgain).toHaveBeenCalledExactlyOnceWith(message(), { sendAt: plus(NOW, hours(1)) }, undefined));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("goes back into the answer being written, and is taken back", () => {
    const { cancelMessage, onRewrite } = drawFate(message());
    press("Edit");
    expect(onRewrite).toHaveBeenCalledExactlyOnceWith(message());
    expect(cancelMessage).toHaveBeenCalledExactlyOnceWith(amelia, "w1");
  });

  test("is cancelled, and the same button gives it its time again for a while", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { cancelMessage, sendAgain, show } = drawFate(message());
    press("Cancel");
    expect(cancelMessage).toHaveBeenCalledExactlyOnceWith(amelia, "w1");
    const cancelled = message({ state: "cancelled", held: undefined });
    show(cancelled);
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Undo" }));
    press("Undo");
    expect(sendAgain).toHaveBeenCalledExactlyOnceWith(cancelled, { sendAt }, undefined);

    act(() => void vi.advanceTimersByTime(10_000));
    expect(buttons()).toEqual([]);
    expect(screen.getByText("Taken back before it was sent.")).not.toBeNull();
  });

  test("is of a template, which cannot be edited as text", () => {
    drawFate(message({ content: { type: "template", name: "order_update", language: "en", body: "Hi", buttons: [], variables: {} } }));
    expect(buttons()).toEqual(["Change time…", "Send now", "Cancel"]);
  });

  test("waits for the network first, and says so, while the server has never heard of it", () => {
    const mutation = { kind: "send", conversationId: amelia, clientId: "w1", text: "Hi", sendAt, composedAt: NOW } as const;
    inboxStore.setState({
      connection: { kind: "offline", asOf: NOW },
      pending: new Map([[amelia, [{ id: toMutationId(1), mutation, madeAt: NOW }]]]),
    });
    drawFate(message());
    expect(screen.getByText("The server does not know of it yet: it waits for the network.")).not.toBeNull();
  });

  test("looks like waiting and not like trouble, in the bubble and in the row", () => {
    const { rerender } = draw(<MessageTicks message={message()} />);
    expect(screen.getByRole("img", { name: "A message waits for its time" })).not.toBeNull();

    const last: LastMessage = { id: toMessageId("w1"), direction: "out", authorKind: "human", type: "text", text: "", at: NOW, state: "held" };
    const put = (lastMessage: LastMessage) =>
      inboxStore.setState(({ conversations }) => ({ conversations: new Map([...conversations, [amelia, { ...conversations.get(amelia)!, lastMessage }]]) }));
    put({ ...last, waits: "time" });
    rerender(<RowMarks id={amelia} />);
    expect(screen.getByRole("img", { name: "A message waits for its time" })).not.toBeNull();
    expect(screen.queryByRole("img", { name: "A message is held and waits for you" })).toBeNull();
    act(() => put({ ...last, waits: "delivery" }));
    expect(screen.getByRole("img", { name: "A message waits until the earlier one has arrived" })).not.toBeNull();
    act(() => put(last));
    expect(screen.getByRole("img", { name: "A message is held and waits for you" })).not.toBeNull();
  });

  test("stands in the thread once: what it replaces is told by it", () => {
    const before = message({ state: "cancelled", held: undefined });
    const after = message({ id: toMessageId("w2"), clientId: toClientId("w2"), replaces: toClientId("w1") });
    expect(fold([before, after]).map((each) => each.message.id)).toEqual(["w2"]);
    expect(fold([before]).map((each) => each.message.id)).toEqual(["w1"]);
  });
});

describe("[S0-5] a message that waits for the earlier one", () => {
  test("says so; sending it now all the same takes a reason, given there", async () => {
    const undelivered: Finding = { rule: "G-UNDELIVERED", severity: "confirm", messageKey: "guard.stale", evidence: {}, remedies: [] };
    const sendAgain = vi.fn<Commands["sendAgain"]>(async (_message, _leaving, reasons) => (reasons === undefined ? [undelivered] : []));
    drawFate(waitsForDelivery, { sendAgain });
    expect(screen.getByRole("note").textContent).toMatch(/^Waits until the earlier message has arrived/u);
    expect(buttons()).toEqual(["Send now", "Edit", "Cancel"]);

    press("Send now");
    fireEvent.click(await screen.findByRole("button", { name: "Send anyway…" }));
    press("The customer waits for it");
    await waitFor(() => expect(sendAgain).toHaveBeenLastCalledWith(waitsForDelivery, undefined, { "G-UNDELIVERED": "waiting-for-it" }));
  });

  test("waits for a person once the guard has spoken", () => {
    drawFate(message({ held: { reason: "undelivered_before", findings: [stale] } }));
    expect(screen.getByRole("note").textContent).toContain("Held, not sent");
    expect(buttons()).toContain("Send after all");
  });
});

describe("[S3-34] what came due and was not sent", () => {
  test("[G-STALE] says why, and can go after all by somebody who has read what is new", async () => {
    const held = message({ held: { reason: "new_inbound_since", findings: [stale] } });
    const { sendAgain } = drawFate(held);
    expect(screen.getByRole("note").textContent).toContain("The customer wrote again after you had written this.");
    press("Send after all");
    await waitFor(() => expect(sendAgain).toHaveBeenCalledExactlyOnceWith(held, undefined, undefined));
  });

  test("[G-WINDOW] behind a closed window there is a template and the text, and no button that cannot work", () => {
    inboxStore.setState(({ conversations }) => ({
      conversations: new Map([...conversations, [amelia, { ...conversations.get(amelia)!, lastInboundAt: minus(NOW, days(2)), possibleInboundAt: undefined }]]),
    }));
    drawFate(message({ held: { reason: "window_closed", findings: [] } }));
    expect(buttons()).toEqual(["Edit", "Send a template…", "Discard"]);
  });

  test("[I14] [G-WINDOW] behind a window that only a clock nobody compared calls closed it may go after all; the server decides", () => {
    inboxStore.setState(({ conversations }) => ({
      offset: { ms: 0, certain: false },
      conversations: new Map([...conversations, [amelia, { ...conversations.get(amelia)!, lastInboundAt: minus(NOW, days(2)), possibleInboundAt: undefined }]]),
    }));
    drawFate(message({ held: { reason: "too_old" } }));
    expect(buttons()).toContain("Send after all");
    act(() => inboxStore.setState({ offset: { ms: 0, certain: true } }));
    expect(buttons()).not.toContain("Send after all");
    cleanup();

    inboxStore.setState({ offset: { ms: 0, certain: false } });
    drawFate(message({ held: { reason: "window_closed" } }));
    expect(buttons()).not.toContain("Send after all");
  });

  test("[G-FREQUENCY] is offered the next free time", async () => {
    const freeAt = plus(NOW, minutes(200));
    const capped: Finding = { ...stale, rule: "G-FREQUENCY", severity: "stop", remedies: [{ command: "send-at", at: freeAt }] };
    const template = { type: "template", name: "order_update", language: "en", body: "Hi", buttons: [], variables: {} } as const;
    const held = message({ content: template, held: { reason: "rate_capped", findings: [capped] } });
    const { sendAgain } = drawFate(held);
    expect(buttons()).not.toContain("Send after all");
    press(/^Send \d/u);
    await waitFor(() => expect(sendAgain).toHaveBeenCalledExactlyOnceWith(held, { sendAt: freeAt }, undefined));
  });

  test("what stops it again is said there", async () => {
    const stop: Finding = { ...stale, rule: "G-CONTENT", severity: "stop" };
    drawFate(message({ held: { reason: "too_old" } }), { sendAgain: async () => [stop] });
    press("Send after all");
    expect(await screen.findByText("This speaks against it now:")).not.toBeNull();
    expect(screen.queryByRole("button", { name: "Send anyway…" })).toBeNull();
  });

  test("a discarded one is not sent by undoing: its words go back to where they can be mended", () => {
    const held = message({ held: { reason: "guard", findings: [stale] } });
    const { onRewrite, sendAgain, show } = drawFate(held);
    press("Discard");
    const cancelled = message({ state: "cancelled", held: undefined });
    show(cancelled);
    press("Edit");
    expect(onRewrite).toHaveBeenCalledExactlyOnceWith(cancelled);
    expect(sendAgain).not.toHaveBeenCalled();
  });
});

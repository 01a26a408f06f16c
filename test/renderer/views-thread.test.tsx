import { act, cleanup, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { ago, amelia, idOf } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { threads } from "../../renderer/dev/threads.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { ThreadPane } from "../../renderer/views/thread/thread-pane.tsx";
import { fold, threadItems } from "../../renderer/views/thread/thread-items.ts";
import { toMessageId, toWamid, type Wamid } from "../../shared/ids.ts";
import type { Message, MessageContent } from "../../shared/inbox/message.ts";
import { draw } from "./views-harness.tsx";

beforeEach(() => inboxStore.setState(fakeInbox()));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

let count = 0;
function message(content: MessageContent, more: Partial<Message> = {}): Message {
  count += 1;
  return {
    id: toMessageId(`t-${count}`),
    wamid: toWamid(`tw-${count}`),
    conversationId: amelia,
    direction: "in",
    author: { kind: "customer" },
    content,
    at: ago(60 - count),
    order: count,
    state: "received",
    stateAt: {},
    ...more,
  };
}
const text = (body: string, more?: Partial<Message>) => message({ type: "text", body }, more);
const wamidOf = ({ wamid }: Message): Wamid => wamid ?? toWamid("none");

describe("what came of a message folds into it", () => {
  const asked = text("Where is my ordr?");
  const edit = message({ type: "edit", target: wamidOf(asked), body: "Where is my order?" });
  const heart = message({ type: "reaction", target: wamidOf(asked), emoji: "❤️" });
  const back = message({ type: "reaction", target: wamidOf(asked), emoji: "" });
  const gone = message({ type: "revoke", target: wamidOf(asked) });

  test("an edit, a reaction and a deletion are no messages of their own", () => {
    expect(fold([asked, edit, heart, gone])).toEqual([
      { message: asked, editedTo: { body: "Where is my order?", at: edit.at }, revokedAt: gone.at, reactions: [{ direction: "in", emoji: "❤️" }] },
    ]);
  });

  test("a reaction that was taken back is gone", () => {
    expect(fold([asked, heart, back])[0]?.reactions).toEqual([]);
  });

  test("what speaks of a message that is not here stays visible by itself", () => {
    expect(fold([edit]).map((folded) => folded.message)).toEqual([edit]);
  });
});

describe("the order of a thread", () => {
  test("one author within three minutes is one group; another author ends it", () => {
    const at = ago(30);
    const items = threadItems(
      {
        messages: [
          text("a", { at }),
          text("b", { at: (at + 60_000) as typeof at }),
          text("c", { at: (at + 61_000) as typeof at, direction: "out", author: { kind: "human" } }),
        ],
        notes: [],
        story: [],
      },
      [],
    );
    expect(items.flatMap((item) => (item.kind === "message" ? [[item.first, item.last]] : []))).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  test("what waits to be sent stands last, whatever its time", () => {
    const pending = text("later", { at: ago(500), order: Number.MAX_SAFE_INTEGER, direction: "out" });
    const items = threadItems({ messages: [pending, text("now", { at: ago(1) })], notes: [], story: [] }, []);
    expect(items.flatMap((item) => (item.kind === "message" ? [item.folded.message.content] : [])).at(-1)).toEqual({ type: "text", body: "later" });
  });
});

describe("an open conversation", () => {
  test("draws every kind of message there is", () => {
    draw(<ThreadPane id={idOf(6)} />);
    for (const words of [
      "invoice-2026-03.pdf",
      "Duomo",
      "Anna Becker",
      "Return form",
      "BOOT-42",
      "This kind of message (poll) cannot be shown here.",
      "Track parcel",
      "The broken zip",
    ])
      expect(screen.getAllByText(words).length).toBeGreaterThan(0);
    expect(threads.get(idOf(6))?.messages.length).toBeGreaterThan(15);
  });

  test("says what became of what did not arrive, with a way on", () => {
    draw(<ThreadPane id={idOf(6)} />);
    for (const name of ["Write again", "Edit", "Discard", "Take back"]) expect(screen.getAllByRole("button", { name }).length).toBeGreaterThan(0);
    expect(screen.getByText("We do not know whether this arrived.", { exact: false })).toBeTruthy();
  });

  test("is read once it was looked at, not while one passes by", () => {
    vi.useFakeTimers();
    const markRead = vi.fn<Commands["markRead"]>(async () => {});
    setUi({ opened: amelia });
    const { unmount } = draw(<ThreadPane id={amelia} />, { markRead });
    act(() => vi.advanceTimersByTime(300));
    expect(markRead).not.toHaveBeenCalled();
    act(() => vi.advanceTimersByTime(500));
    expect(markRead).toHaveBeenCalledExactlyOnceWith(amelia, false);
    unmount();
  });
});

test("[S15] who resolves while a customer waits is asked for a reason first", () => {
  const resolve = vi.fn<Commands["resolve"]>(async () => {});
  draw(<ThreadPane id={amelia} />, { resolve });
  act(() => screen.getByRole("button", { name: "Resolve" }).click());
  expect(resolve).not.toHaveBeenCalled();
  expect(readUi().asking).toEqual({ kind: "resolve-reason", conversationId: amelia });
});

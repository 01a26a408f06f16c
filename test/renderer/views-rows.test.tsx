import { act, cleanup, screen } from "@testing-library/react";
import { Profiler } from "react";
import { afterEach, expect, test } from "vitest";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { amelia, idOf } from "../../renderer/dev/conversations.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { ConversationRow } from "../../renderer/views/inbox/conversation-row.tsx";
import type { ConversationId } from "../../shared/ids.ts";
import { draw } from "./views-harness.tsx";

afterEach(cleanup);

function drawRows(ids: readonly ConversationId[]) {
  const renders = new Map<string, number>();
  inboxStore.setState(fakeInbox());
  draw(
    <div role="listbox">
      {ids.map((id, index) => (
        <Profiler key={id} id={id} onRender={() => renders.set(id, (renders.get(id) ?? 0) + 1)}>
          <ConversationRow id={id} index={index} total={ids.length} selected={false} onOpen={open} />
        </Profiler>
      ))}
    </div>,
  );
  renders.clear();
  return renders;
}
const open = () => {};

function news(id: ConversationId, unread: number) {
  act(() =>
    inboxStore.setState((state) => {
      const conversation = state.conversations.get(id);
      if (conversation === undefined) throw new Error("No such conversation.");
      return { conversations: new Map([...state.conversations, [id, { ...conversation, unread }]]) };
    }),
  );
}

test("[PF5] news of one conversation render its own row and no other", () => {
  const renders = drawRows([amelia, idOf(0), idOf(4), idOf(13)]);
  news(idOf(0), 7);
  expect([...renders.keys()]).toEqual([idOf(0)]);
  expect(screen.getByLabelText("7 unread messages")).toBeTruthy();
});

test("[PF5] who types, what is drafted and what is counted elsewhere render no row", () => {
  const renders = drawRows([amelia, idOf(0)]);
  act(() =>
    inboxStore.setState((state) => ({
      counts: { ...state.counts, due: 1 },
      presence: new Map([...state.presence, [idOf(9), []]]),
      drafts: new Map([...state.drafts, [idOf(9), { conversationId: idOf(9), mode: "reply", text: "x", updatedAt: 0 as never }]]),
    })),
  );
  expect([...renders.keys()]).toEqual([]);
});

test("[R1] a row says its clock in a sentence, with what is left and by when", () => {
  drawRows([amelia]);
  expect(screen.getByLabelText(/^Next reply due in 1 minute 38 seconds, at \d\d:\d\d$/u).textContent).toBe("Next reply1:38");
});

test("a name in another direction or of any length stays in its own box", () => {
  drawRows([idOf(11), idOf(13), idOf(9)]);
  expect(screen.getByText("محمد العتيبي").tagName).toBe("BDI");
  expect(screen.getByText("US.8f2a7…c41")).toBeTruthy();
});

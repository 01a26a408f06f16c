import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import { amelia } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { ben, irene, NOW, sofia, tomas } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { ApprovalNotices } from "../../renderer/views/approval/approval-notices.tsx";
import { PeoplePage } from "../../renderer/views/people-settings/people-page.tsx";
import { ViewsColumn } from "../../renderer/views/inbox/views-column.tsx";
import { MessageFate } from "../../renderer/views/message/message-fate.tsx";
import type { Finding } from "../../shared/guard/finding.ts";
import { toClientId, toMessageId, type AgentId, type ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { draw } from "./views-harness.tsx";

const as = (id: AgentId, more: Partial<Agent> = {}): void =>
  inboxStore.setState((state) => {
    const agent = { ...state.agents.get(id)!, ...more };
    return { me: agent, agents: new Map([...state.agents, [id, agent]]) };
  });
beforeEach(() => inboxStore.setState(fakeInbox()));
afterEach(cleanup);

/** Sofia is learning, and this is hers. */
const waiting = (more: Partial<Message> = {}): Message => ({
  id: toMessageId("k1"),
  clientId: toClientId("k1"),
  conversationId: amelia,
  direction: "out",
  author: { kind: "human", id: sofia },
  content: { type: "text", body: "We will look into it." },
  at: NOW,
  order: 1,
  state: "held",
  stateAt: {},
  held: { reason: "awaiting_approval" },
  ...more,
});
const asks: Finding = { rule: "G-DUPLICATE", severity: "confirm", messageKey: "guard.duplicate", evidence: { sentAt: NOW }, remedies: [] };

function listener() {
  const approved: unknown[] = [];
  const sentBack: string[] = [];
  return {
    approved,
    sentBack,
    commands: {
      approve: async (...args: readonly unknown[]) => void approved.push(args.slice(1)),
      sendBack: async (_: unknown, __: unknown, note: string) => void sentBack.push(note),
    },
  };
}
const button = (name: string | RegExp) => screen.getByRole("button", { name });

test("[G-APPROVAL] whoever may decides at the message, by mouse or with one key on it", async () => {
  as(tomas);
  const { approved, commands } = listener();
  draw(<MessageFate message={waiting()} />, commands);
  screen.getByText(/Sofia Rossi is learning: you decide/);
  fireEvent.click(button("Approve"));
  expect(approved).toEqual([["k1"]]);

  const card = screen.getByRole("group", { name: /Message of Sofia Rossi, waits for approval/ });
  card.focus();
  await userEvent.keyboard("a");
  expect(approved).toHaveLength(2);
});

test("[G-APPROVAL] a queue is worked through with one key: the focus goes to the next that waits", async () => {
  as(tomas);
  const { approved, commands } = listener();
  draw(
    <>
      <MessageFate message={waiting()} />
      <MessageFate message={waiting({ id: toMessageId("k2") })} />
    </>,
    commands,
  );
  screen.getAllByRole("group")[0]?.focus();
  await userEvent.keyboard("aa");
  expect(approved).toEqual([["k1"], ["k2"]]);
});

test("[G-APPROVAL] sending back asks what to change, keeps its keys to itself, and needs words", async () => {
  as(tomas);
  const { approved, commands, sentBack } = listener();
  draw(<MessageFate message={waiting()} />, commands);
  await userEvent.click(button("Send back…"));
  const field = screen.getByLabelText("What should Sofia Rossi change?");
  expect(document.activeElement).toBe(field);
  await userEvent.click(button("Send back"));
  screen.getByRole("alert");
  await userEvent.type(field, "A date, please{Enter}");
  expect(sentBack).toEqual(["A date, please"]);
  expect(approved).toEqual([]);
});

test("[G-APPROVAL] what the guard asks about is approved with the approver's reason, and not by the key alone", async () => {
  as(tomas);
  const { approved, commands } = listener();
  draw(<MessageFate message={waiting({ held: { reason: "awaiting_approval", findings: [asks] } })} />, commands);
  screen.getByRole("group").focus();
  await userEvent.keyboard("a");
  expect(approved).toEqual([]);
  await userEvent.click(button("Approve anyway…"));
  await userEvent.click(button("The customer asked for it"));
  expect(approved).toEqual([["k1", { "G-DUPLICATE": "customer-asked" }]]);
});

test("[G-APPROVAL] its author may change it and not approve it; a colleague without the standing only reads why it waits", () => {
  as(sofia, { trainee: true });
  const first = draw(<MessageFate message={waiting()} />);
  screen.getByText(/A senior colleague reads it first/);
  button("Edit");
  expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
  first.unmount();

  as(irene);
  const second = draw(<MessageFate message={waiting()} />);
  expect(screen.queryByRole("button")).toBeNull();
  second.unmount();

  as(irene, { approver: true });
  draw(<MessageFate message={waiting()} />);
  button("Approve");
});

test("[G-APPROVAL] a window that closed while it waited is said at the message", () => {
  as(tomas);
  inboxStore.setState((state) => {
    const conversation = {
      ...state.conversations.get(amelia)!,
      lastInboundAt: (NOW - 25 * 3_600_000) as typeof NOW,
      entryPointUntil: undefined,
      possibleInboundAt: undefined,
    };
    return { conversations: new Map([...state.conversations, [amelia, conversation]]) };
  });
  draw(<MessageFate message={waiting()} />);
  screen.getByText(/The window has closed while it waited/);
});

test("[G-APPROVAL] sent back, the author reads who and which words, and writes it anew; approved, one reads by whom", () => {
  as(sofia, { trainee: true });
  const back = draw(<MessageFate message={waiting({ held: { reason: "sent_back", by: tomas, note: "Say when." } })} />);
  screen.getByText(/Tomás Vidal sent it back/);
  screen.getByText("Say when.");
  button("Write it anew");
  back.unmount();
  draw(<MessageFate message={waiting({ state: "delivered", held: undefined, approvedBy: tomas })} />);
  screen.getByText("Approved by Tomás Vidal");
});

test("[G-APPROVAL] the view stands in the column for those who may, and for nobody else", () => {
  inboxStore.setState((state) => ({ counts: { ...state.counts, approve: 3 } }));
  as(ben);
  const first = draw(<ViewsColumn />);
  expect(screen.queryByRole("button", { name: /To approve/ })).toBeNull();
  first.unmount();
  as(tomas);
  draw(<ViewsColumn />);
  button("To approve 3");
});

test("[G-APPROVAL] what comes to wait is told once to those who may, and its author is told when it came back", () => {
  const told: (readonly [string, unknown])[] = [];
  const notice = (key: string, values: unknown): void => void told.push([key, values]);
  const put = (change: Partial<ReturnType<typeof conversation>>) =>
    act(() =>
      inboxStore.setState((state) => {
        // In place, as the mirror does it.
        (state.conversations as Map<ConversationId, Conversation>).set(amelia, { ...conversation(), ...change });
        return { touched: new Set([amelia]) };
      }),
    );
  const conversation = () => inboxStore.getState().conversations.get(amelia)!;
  as(tomas);
  const first = draw(<ApprovalNotices />, { notice });
  const entry = { messageId: toMessageId("k1"), author: sofia, at: NOW };
  put({ toApprove: [entry] });
  put({ toApprove: [entry], unread: 4 });
  expect(told).toEqual([["approval.notice", { name: "Sofia Rossi", contact: "Amelia Wright" }]]);
  first.unmount();

  told.length = 0;
  as(sofia, { trainee: true });
  draw(<ApprovalNotices />, { notice });
  put({
    toApprove: undefined,
    lastMessage: { id: entry.messageId, direction: "out", authorKind: "human", type: "text", text: "We will", at: NOW, state: "held" },
  });
  expect(told).toEqual([["approval.backNotice", { contact: "Amelia Wright" }]]);
});

test("[G-APPROVAL] a lead says who learns and who approves; what was not saved is said and taken back", async () => {
  as(tomas);
  const saved: unknown[] = [];
  draw(<PeoplePage />, {
    setStanding: async (agent, standing) => {
      saved.push([agent, standing]);
      return agent === sofia ? "saved" : "no-network";
    },
  });
  expect(screen.queryByRole("combobox", { name: /Tomás/ })).toBeNull();
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "Standing of Sofia Rossi" }), "Is learning");
  expect(saved).toEqual([[sofia, { trainee: true }]]);
  const others = screen.getByRole<HTMLSelectElement>("combobox", { name: "Standing of Ben Carter" });
  await userEvent.selectOptions(others, "Approves");
  await screen.findByRole("alert");
  expect(others.value).toBe("regular");
});

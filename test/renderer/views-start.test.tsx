import { act, cleanup, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { emptyInbox, inboxStore } from "../../renderer/state/inbox-store.ts";
import { Notices } from "../../renderer/views/shell/notices.tsx";
import { ListHeader } from "../../renderer/views/inbox/list-header.tsx";
import { NumberPill } from "../../renderer/views/shell/number-pill.tsx";
import { StatusBar } from "../../renderer/views/shell/status-bar.tsx";
import { NotStarted } from "../../renderer/views/sign-in/not-started.tsx";
import { draw } from "./views-harness.tsx";

beforeEach(() => inboxStore.setState(fakeInbox(), true));
afterEach(cleanup);

test("[I16] a start that failed says why, what is safe, and has its way on under the Enter key", async () => {
  const onAgain = vi.fn();
  const sentences = new Set<string | null>();
  for (const problem of ["full", "busy", "failed", "unreachable"] as const) {
    draw(<NotStarted problem={problem} onAgain={onAgain} />);
    sentences.add(screen.getByRole("alert").textContent);
    await userEvent.keyboard("{Enter}");
    cleanup();
  }
  expect(sentences.size).toBe(4);
  expect(onAgain).toHaveBeenCalledTimes(4);
});

test("[I16] a cache in memory is told of until it is read, with a way to try the disk again", async () => {
  const retryConnection = vi.fn();
  draw(<Notices />, { retryConnection });
  act(() => inboxStore.setState({ notices: [{ id: "in-memory", kind: "error", messageKey: "notice.inMemory.full", values: {}, again: true }] }));
  expect(screen.getByRole("alert").textContent).toContain("Your disk is full");
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(retryConnection).toHaveBeenCalledOnce();
});

test("the first fetch of a large inbox is told with how far it is, and nothing is called empty meanwhile", () => {
  inboxStore.setState({ ...emptyInbox, connection: { kind: "starting", conversations: 12_000 } }, true);
  draw(
    <>
      <StatusBar />
      <NumberPill />
      <ListHeader />
    </>,
  );
  expect(screen.getByRole("status").textContent).toContain("12,000 conversations so far");
  expect(screen.queryByText("No number yet")).toBeNull();
  expect(screen.getByRole("heading", { name: "Due next" }).parentElement?.textContent).not.toContain("0");

  act(() => inboxStore.setState({ connection: { kind: "live" } }));
  expect(screen.queryByRole("status")).toBeNull();
  expect(screen.getByText("No number yet")).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Due next" }).parentElement?.textContent).toContain("0");
});

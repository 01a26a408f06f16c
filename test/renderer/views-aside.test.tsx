import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { followUi, readUi, setUi } from "../../renderer/state/ui-store.ts";
import { useDraft } from "../../renderer/views/composer/use-draft.ts";
import { NotStarted } from "../../renderer/views/sign-in/not-started.tsx";
import { toInstant } from "../../shared/time.ts";
import { c } from "./inbox-builders.ts";
import { draw } from "./views-harness.tsx";

beforeEach(() => inboxStore.setState(fakeInbox(), true));
function Field() {
  const { setText, text } = useDraft(c(901));
  return <textarea value={text} onChange={(event) => setText(event.target.value)} />;
}

afterEach(() => {
  vi.restoreAllMocks();
  cleanup();
});

test("[I18] a window that waits beside another says which one to go on in, and an older one has its reload under the Enter key", async () => {
  const onAgain = vi.fn();
  draw(<NotStarted problem="outdated" onAgain={onAgain} />);
  expect(screen.getByRole("alert").textContent).toContain("Another window of Greenline is newer.");
  await userEvent.keyboard("{Enter}");
  expect(onAgain).toHaveBeenCalledOnce();
  cleanup();

  draw(<NotStarted problem="elsewhere" onAgain={onAgain} />);
  expect(screen.getByRole("alert").textContent).toContain("Your inbox is open in another window");
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});

test("[I18] what is written and sent in the window that is looked at shows in the field of the other, which was typed into before", () => {
  const hasFocus = vi.spyOn(document, "hasFocus").mockReturnValue(true);
  draw(<Field />, { saveDraft: (draft) => inboxStore.setState({ drafts: new Map([[draft.conversationId, draft]]) }) });
  const field = screen.getByRole<HTMLTextAreaElement>("textbox");
  const elsewhere = (text: string | undefined): void =>
    act(() =>
      inboxStore.setState({
        drafts: new Map(text === undefined ? [] : [[c(901), { conversationId: c(901), mode: "reply", text, updatedAt: toInstant(1) }]]),
      }),
    );
  fireEvent.change(field, { target: { value: "Begun here" } });
  // Looked at here: nobody writes over it.
  elsewhere("Never shown");
  expect(field.value).toBe("Begun here");

  hasFocus.mockReturnValue(false);
  elsewhere("Begun here, ended there");
  expect(field.value).toBe("Begun here, ended there");
  elsewhere(undefined);
  expect(field.value).toBe("");
});

test("[I18] how the inbox looks is the same in every window", () => {
  followUi(window);
  localStorage.setItem("greenline.ui", JSON.stringify({ theme: "dark", density: "compact" }));
  window.dispatchEvent(new StorageEvent("storage", { key: "greenline.ui" }));
  expect([readUi().theme, readUi().density]).toEqual(["dark", "compact"]);
  setUi({ theme: "system", density: "comfortable" });
});

import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactElement } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { amelia } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { tomas } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { Composer } from "../../renderer/views/composer/composer.tsx";
import { GuardStrip } from "../../renderer/views/composer/guard-strip.tsx";
import { MessageActionsContext } from "../../renderer/views/thread/message-actions.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import { toMessageId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { toInstant } from "../../shared/time.ts";
import { draw, movingTicker } from "./views-harness.tsx";

beforeEach(() => {
  (window as unknown as { readonly happyDOM: { readonly setViewport: (size: object) => void } }).happyDOM.setViewport({ width: 1_440, height: 900 });
  inboxStore.setState(fakeInbox({ drafts: new Map() }));
  setUi({ sought: undefined });
});
afterEach(cleanup);

const TEXT = "your voucher is valid, send the new adress";
const at = (words: string) => ({ from: TEXT.indexOf(words), to: TEXT.indexOf(words) + words.length, text: words });

const asked = () => inboxStore.getState().threads.get(amelia)!.messages.at(-1)!;
const topic = (): Finding => ({
  rule: "G-TOPIC",
  severity: "confirm",
  messageKey: "guard.topic.hint",
  evidence: {
    asked: "can I still change the delivery address?",
    spoken: "your voucher",
    askedIn: [{ from: 18, to: 55, text: "can I still change the delivery address?", messageId: asked().id, back: 1 }],
    spokenIn: at("your voucher"),
  },
  remedies: [{ command: "back-to-question" }, { command: "topic-changed" }],
});
const spelling = (words: string, instead: string): Finding => ({
  rule: "G-ERRORS",
  severity: "advise",
  messageKey: "guard.errors.spelling",
  evidence: { kind: "spelling", ...at(words), words },
  remedies: [{ command: "fix", from: at(words).from, to: at(words).to, with: instead }],
});
const collision: Finding = {
  rule: "G-COLLISION",
  severity: "confirm",
  messageKey: "guard.collision",
  evidence: { assigneeId: tomas },
  remedies: [{ command: "note-to", agentId: tomas }],
};
const card: Finding = {
  rule: "G-PERSONAL-DATA",
  severity: "stop",
  messageKey: "guard.personalData.secret",
  evidence: { kind: "secret", words: "••••" },
  remedies: [{ command: "ask-lead" }],
};

async function compose(findings: readonly Finding[] | ((text: string) => readonly Finding[]), commands: Partial<Commands> = {}) {
  const sendText = vi.fn<Commands["sendText"]>(async () => []);
  const onQuote = vi.fn();
  const check = vi.fn<Commands["check"]>(async (_id, text) => (typeof findings === "function" ? findings(text) : findings));
  const view: ReactElement = (
    <MessageActionsContext value={{ onQuote, onRewrite: () => {}, onTemplate: () => {} }}>
      <Composer id={amelia} quote={undefined} rewrite={undefined} onDropQuote={() => {}} onDone={() => {}} />
    </MessageActionsContext>
  );
  draw(view, { sendText, check, ...commands });
  const field = screen.getByRole<HTMLTextAreaElement>("textbox");
  fireEvent.change(field, { target: { value: TEXT } });
  await waitFor(() => expect(check).toHaveBeenCalled());
  await act(async () => {});
  return { check, field, onQuote, sendText };
}

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));
const lines = () => within(screen.getByRole("list", { name: "What speaks against sending this" })).getAllByRole("listitem");

describe("the strip", () => {
  test("[S0-1] takes no room where there is nothing to say", async () => {
    await compose([]);
    expect(screen.queryByRole("list", { name: "What speaks against sending this" })).toBeNull();
  });

  test("[G-TOPIC] names both, what the customer asks about and what this speaks of, and marks the words in the text", async () => {
    const { field } = await compose([topic()]);
    expect(lines()[0]?.textContent).toContain(
      "This may answer another question. The customer asks about “can I still change the delivery address”. This speaks of “your voucher”.",
    );
    const mark = field.parentElement?.querySelector("[aria-hidden=true] [data-mark=straight]");
    expect(mark?.textContent).toBe("your voucher");
    // Where more is written before them, the marks go along.
    fireEvent.change(field, { target: { value: `Hi! ${TEXT}` } });
    expect(field.parentElement?.querySelector("[data-mark=straight]")?.textContent).toBe("your voucher");
  });

  test("[G-ERRORS] slips are one line, and Fix all writes exactly there; the caret stays at its words", async () => {
    const { field } = await compose((text) => (text === TEXT ? [spelling("adress", "address"), spelling("vouch", "coupon")] : []));
    expect(lines()).toHaveLength(1);
    expect(lines()[0]?.textContent).toContain("2 spelling: adress → address, vouch → coupon");
    field.setSelectionRange(TEXT.indexOf("valid"), TEXT.indexOf("valid"));
    press("Fix all");
    expect(field.value).toBe("your couponer is valid, send the new address");
    expect(field.value.slice(field.selectionStart).startsWith("valid")).toBe(true);
    await waitFor(() => expect(screen.queryByRole("button", { name: "Fix all" })).toBeNull());
  });

  test("[G-ERRORS] a fix finds its words again after more was typed, and leaves them alone once they were changed", async () => {
    const { field } = await compose([spelling("adress", "address")]);
    fireEvent.change(field, { target: { value: `Hi. ${TEXT}` } });
    press("Fix");
    expect(field.value).toBe(`Hi. ${TEXT.replace("adress", "address")}`);
    cleanup();
    const other = await compose([spelling("adress", "address")]);
    fireEvent.change(other.field, { target: { value: TEXT.replace("adress", "house") } });
    press("Fix");
    expect(other.field.value).toBe(TEXT.replace("adress", "house"));
  });

  test("[S0-1] at most three lines, then how many more", async () => {
    const others = (["G-STALE", "G-DUPLICATE", "G-NAME"] as const).map((rule): Finding => ({ ...collision, rule, messageKey: "guard.stale", remedies: [] }));
    await compose([topic(), collision, ...others]);
    expect(lines()).toHaveLength(4);
    press("+2 more");
    expect(lines()).toHaveLength(6);
  });

  test("[S0-1] [S0-26] Why? tells the rule in plain words, the number behind it with source and date, and what the gravity means", async () => {
    await compose([{ rule: "G-PAIR-RATE", severity: "advise", messageKey: "guard.pairRate.limit", evidence: {}, remedies: [] }]);
    press("Why?");
    const line = lines()[0]?.textContent ?? "";
    for (const words of [
      "WhatsApp takes only so many messages",
      "One message to one person every: 6 sec",
      "about-the-platform",
      "20 Nov 2025",
      "You may send it as it is.",
    ])
      expect(line).toContain(words);
  });

  test("[G-TOPIC] Why? links the message that asks, and the link leads there", async () => {
    await compose([topic()]);
    press("Why?");
    press(/^Message of/u);
    expect(readUi().sought).toMatchObject({ conversationId: amelia, id: asked().id });
  });

  test("[G-PAIR-RATE] what the desk cannot do is said in words, and never looks like a button", async () => {
    const remedies = [{ command: "merge" }, { command: "replace", messageId: "m1" }, { command: "try-once" }];
    await compose([{ rule: "G-PAIR-RATE", severity: "advise", messageKey: "guard.pairRate.bubbles", evidence: {}, remedies }]);
    expect(lines()[0]?.textContent).toContain("Next time one message instead of several.");
    expect(
      within(lines()[0]!)
        .getAllByRole("button")
        .map(({ textContent }) => textContent),
    ).toEqual(["Why?"]);
  });

  test("[PF11] it is drawn again only when the findings differ by value, not with every key", async () => {
    const labelOf = vi.fn(() => undefined);
    const props = { labelOf, onMend: () => {}, onMendAll: () => {}, onLeave: () => {} };
    const findings = [collision];
    const { rerender } = draw(<GuardStrip conversationId={amelia} findings={findings} {...props} />);
    const drawn = labelOf.mock.calls.length;
    rerender(<GuardStrip conversationId={amelia} findings={findings} {...props} />);
    expect(labelOf).toHaveBeenCalledTimes(drawn);
    cleanup();

    const { check, field } = await compose([collision]);
    const [line] = lines();
    const changed = vi.fn();
    const observer = new MutationObserver(changed);
    observer.observe(line!, { childList: true, subtree: true, characterData: true, attributes: true });
    await userEvent.type(field, " and more");
    await waitFor(() => expect(check).toHaveBeenLastCalledWith(amelia, `${TEXT} and more`));
    observer.disconnect();
    expect(changed).not.toHaveBeenCalled();
  });
});

describe("remedies", () => {
  test("[G-TOPIC] back to the question quotes the message that asks", async () => {
    const { onQuote } = await compose([topic()]);
    press("Back to: Change order");
    expect(onQuote).toHaveBeenCalledExactlyOnceWith(asked().wamid, expect.stringContaining("change the delivery address"));
  });

  test("[G-TOPIC] a topic changed on purpose is kept with the draft and not asked again; the next draft is asked anew", async () => {
    const saveDraft = vi.fn<Commands["saveDraft"]>();
    const { field } = await compose([topic()], { saveDraft });
    press("Topic changed on purpose");
    expect(saveDraft).toHaveBeenLastCalledWith(expect.objectContaining({ text: TEXT, topicChanged: true }));
    expect(screen.queryByText("This may answer another question.")).toBeNull();
    fireEvent.change(field, { target: { value: "" } });
    expect(saveDraft).toHaveBeenLastCalledWith(expect.objectContaining({ topicChanged: false }));
  });

  test("[G-COLLISION] a note to the colleague takes the text along and names them", async () => {
    await compose([collision]);
    press("Note to Tomás Vidal");
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe(`@Tomás Vidal ${TEXT}`);
    expect(screen.getByRole("tab", { name: "Note" }).getAttribute("aria-selected")).toBe("true");
  });

  test("[G-DUPLICATE] discard can be undone", async () => {
    const { field } = await compose([{ ...collision, rule: "G-DUPLICATE", messageKey: "guard.duplicate", remedies: [{ command: "discard" }] }]);
    press("Discard");
    expect(field.value).toBe("");
    press("Undo");
    expect(field.value).toBe(TEXT);
  });

  test("[G-STALE] what is new is brought into view, and counts as seen from then on", async () => {
    const saveDraft = vi.fn<Commands["saveDraft"]>();
    const stale: Finding = {
      rule: "G-STALE",
      severity: "confirm",
      messageKey: "guard.stale",
      evidence: { messageIds: [asked().id] },
      remedies: [{ command: "show-new" }],
    };
    await compose([stale], { saveDraft });
    press("Show what is new");
    expect(readUi().sought).toMatchObject({ id: asked().id });
    expect(saveDraft.mock.lastCall?.[0].seenInboundAt).toBe(inboxStore.getState().conversations.get(amelia)?.lastInboundAt);
    expect(screen.queryByText(/wrote again/u)).toBeNull();
  });

  test("[G-PAIR-RATE] both are put into one only while the earlier message can be taken back", async () => {
    const bubbles: Finding = {
      rule: "G-PAIR-RATE",
      severity: "advise",
      messageKey: "guard.pairRate.bubbles",
      evidence: { count: 3 },
      remedies: [{ command: "merge" }],
    };
    await compose([bubbles]);
    expect(screen.queryByRole("button", { name: "Put both into one" })).toBeNull();
    expect(lines()[0]?.textContent).toContain("Next time one message instead of several.");
    cleanup();

    const queued: Message = {
      ...asked(),
      id: toMessageId("q1"),
      direction: "out",
      author: { kind: "human", id: inboxStore.getState().me!.id },
      content: { type: "text", body: "One moment" },
      state: "queued",
    };
    inboxStore.setState(({ threads }) => {
      const thread = threads.get(amelia)!;
      return { threads: new Map([...threads, [amelia, { ...thread, messages: [...thread.messages, queued] }]]) };
    });
    const cancelMessage = vi.fn<Commands["cancelMessage"]>(async () => {});
    const { field } = await compose([bubbles], { cancelMessage });
    press("Put both into one");
    expect(field.value).toBe(`One moment\n${TEXT}`);
    expect(cancelMessage).toHaveBeenCalledExactlyOnceWith(amelia, "q1");
  });
});

describe("sending against it", () => {
  test("[G-PERSONAL-DATA] [S0-1] a stop disables Send and says why", async () => {
    const { field, sendText } = await compose([card]);
    const button = screen.getByRole<HTMLButtonElement>("button", { name: "Send" });
    expect(button.disabled).toBe(true);
    expect(document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent).toContain("Never send one in a chat.");
    fireEvent.keyDown(field, { key: "Enter" });
    expect(sendText).not.toHaveBeenCalled();
  });

  test("[G-TOPIC] [G-COLLISION] several questions are answered with a reason each, in one place, and the last tap sends", async () => {
    const { sendText } = await compose([topic(), collision]);
    press("Send anyway…");
    press("The customer needs to know this too");
    expect(sendText).not.toHaveBeenCalled();
    press("Agreed with a colleague");
    const overrides = { "G-TOPIC": "also-this", "G-COLLISION": "agreed" };
    await waitFor(() => expect(sendText).toHaveBeenCalledExactlyOnceWith(amelia, TEXT, { overrides }));
  });

  test("[G-ERRORS] advice never blocks", async () => {
    const { sendText } = await compose([spelling("adress", "address")]);
    press("Send");
    await waitFor(() => expect(sendText).toHaveBeenCalledExactlyOnceWith(amelia, TEXT, {}));
  });
});

describe("without a mouse", () => {
  test("[S0-1] Alt+G goes into the strip, arrows along it, Enter does the first remedy, Escape goes back to the text", async () => {
    const { field } = await compose([topic(), spelling("adress", "address")]);
    field.focus();
    fireEvent.keyDown(field, { key: "©", code: "KeyG", altKey: true });
    expect(document.activeElement).toBe(lines()[0]);
    fireEvent.keyDown(document.activeElement!, { key: "Escape" });
    expect(document.activeElement).toBe(field);

    fireEvent.keyDown(field, { key: "g", code: "KeyG", altKey: true });
    fireEvent.keyDown(document.activeElement!, { key: "ArrowDown" });
    expect(document.activeElement).toBe(lines()[1]);
    fireEvent.keyDown(document.activeElement!, { key: "Enter" });
    expect(field.value).toBe(TEXT.replace("adress", "address"));
  });

  test("[S0-1] what it says is announced once for the same findings, not with every key", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const view = (findings: readonly Finding[]) => (
        <GuardStrip conversationId={amelia} findings={findings} labelOf={() => undefined} onMend={() => {}} onMendAll={() => {}} onLeave={() => {}} />
      );
      const { rerender } = draw(view([collision]));
      const said = screen.getByRole("status");
      expect(said.textContent).toBe("");
      act(() => void vi.advanceTimersByTime(1_000));
      expect(said.textContent).toBe("One thing to look at before sending: A colleague has this conversation.");

      const changed = vi.fn();
      const observer = new MutationObserver(changed);
      observer.observe(said, { childList: true, subtree: true, characterData: true });
      rerender(view([{ ...collision }]));
      act(() => void vi.advanceTimersByTime(5_000));
      await Promise.resolve();
      observer.disconnect();
      expect(changed).not.toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("a template", () => {
  const secret: Finding = {
    rule: "G-PERSONAL-DATA",
    severity: "stop",
    messageKey: "guard.personalData.secret",
    evidence: { kind: "secret", variable: "order", from: 3, to: 9, words: "••••••" },
    remedies: [{ command: "replace", from: 3, to: 9, with: "" }],
  };

  const pick = async (sendTemplate: Commands["sendTemplate"]) => {
    await compose([], { sendTemplate });
    fireEvent.click(screen.getByRole("tab", { name: "Template" }));
    fireEvent.click(screen.getByRole("option", { name: /order_shipped_v3/u }));
    for (const name of ["order", "day"]) fireEvent.change(screen.getByRole("textbox", { name: new RegExp(name, "u") }), { target: { value: "is hunter" } });
    press("Send template");
  };

  test("[G-PERSONAL-DATA] the remedy mends the very value in which the words stand", async () => {
    await pick(async () => [secret]);
    fireEvent.click(await screen.findByRole("button", { name: "Remove" }));
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: /order/u }).value).toBe("is ");
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: /day/u }).value).toBe("is hunter");
  });

  test("[G-QUIET] a question about a template is answered with a reason too", async () => {
    const quiet: Finding = { rule: "G-QUIET", severity: "confirm", messageKey: "guard.quiet", evidence: { zone: "Europe/London" }, remedies: [] };
    const sendTemplate = vi.fn<Commands["sendTemplate"]>(async (_id, _template, overrides) => (overrides === undefined ? [quiet] : []));
    await pick(sendTemplate);
    fireEvent.click(await screen.findByRole("button", { name: "Send anyway…" }));
    press("It is urgent");
    await waitFor(() => expect(sendTemplate.mock.lastCall?.[2]).toEqual({ "G-QUIET": "urgent" }));
  });
});

describe("[S0-11] what was put in other words", () => {
  const write = async (findings: (text: string) => readonly Finding[], words: readonly (readonly [text: string, readFor: number])[]) => {
    const time = movingTicker();
    const check = vi.fn<Commands["check"]>(async (_id, text) => findings(text));
    const sendText = vi.fn<Commands["sendText"]>(async () => []);
    draw(<Composer id={amelia} quote={undefined} rewrite={undefined} onDropQuote={() => {}} onDone={() => {}} />, { check, sendText }, time.ticker);
    const field = screen.getByRole<HTMLTextAreaElement>("textbox");
    for (const [text, readFor] of words) {
      fireEvent.change(field, { target: { value: text } });
      await waitFor(() => expect(check.mock.lastCall?.[1]).toBe(text));
      await act(async () => {});
      time.pass(readFor);
    }
    return { sendText, send: () => fireEvent.keyDown(field, { key: "Enter" }) };
  };
  const namesACard = (text: string): readonly Finding[] => (text.includes("4111") ? [card] : []);

  test("goes along with the message once it has stood long enough to be read", async () => {
    const { send, sendText } = await write(namesACard, [
      ["my card is 4111 1111 1111 1111", 1_500],
      ["we never ask for a card", 0],
    ]);
    send();
    await waitFor(() =>
      expect(sendText).toHaveBeenCalledExactlyOnceWith(amelia, "we never ask for a card", { mended: [{ rule: "G-PERSONAL-DATA", severity: "stop" }] }),
    );
  });

  test("goes along with that message alone, not with the next one", async () => {
    const { send, sendText } = await write(namesACard, [
      ["my card is 4111 1111 1111 1111", 1_500],
      ["we never ask for a card", 0],
    ]);
    send();
    await waitFor(() => expect(sendText).toHaveBeenCalledTimes(1));
    const field = screen.getByRole<HTMLTextAreaElement>("textbox");
    await waitFor(() => expect(field.value).toBe(""));
    fireEvent.change(field, { target: { value: "anything else?" } });
    send();
    await waitFor(() => expect(sendText).toHaveBeenLastCalledWith(amelia, "anything else?", {}));
  });

  test("does not where nobody had time to read it", async () => {
    const { send, sendText } = await write(namesACard, [
      ["4111", 1_400],
      ["order 4-111", 10_000],
    ]);
    send();
    await waitFor(() => expect(sendText).toHaveBeenCalledExactlyOnceWith(amelia, "order 4-111", {}));
  });

  test("does not where the customer wrote meanwhile: it was not the words that changed", async () => {
    const { send, sendText } = await write(namesACard, [["4111", 5_000]]);
    act(() => {
      const conversation = inboxStore.getState().conversations.get(amelia)!;
      const conversations = new Map(inboxStore.getState().conversations).set(amelia, {
        ...conversation,
        lastInboundAt: toInstant(conversation.lastInboundAt! + 1),
      });
      inboxStore.setState({ conversations });
    });
    fireEvent.change(screen.getByRole("textbox"), { target: { value: "thank you" } });
    await act(async () => new Promise((resolve) => setTimeout(resolve)));
    await waitFor(() => expect(screen.queryByRole("list", { name: "What speaks against sending this" })).toBeNull());
    send();
    await waitFor(() => expect(sendText).toHaveBeenCalledExactlyOnceWith(amelia, "thank you", {}));
  });
});

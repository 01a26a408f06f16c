import type { IpcMain } from "electron";
import { describe, expect, test } from "vitest";
import { answerRequests, isTrustedSender, REQUEST_ARGUMENTS } from "../../electron/requests.ts";
import type { DesktopRequests } from "../../shared/desktop-contract.ts";

type Event = Parameters<typeof isTrustedSender>[0];

const mainFrame = { origin: "app://greenline" };
const event = (senderFrame: unknown, main: unknown = mainFrame): Event => ({ senderFrame, sender: { mainFrame: main } }) as Event;
const ours = event(mainFrame);

describe("who may ask", () => {
  test("[H17] our page in its main frame", () => expect(isTrustedSender(ours)).toBe(true));

  test("[H17] no frame that is gone", () => expect(isTrustedSender(event(null))).toBe(false));

  test("[H17] no frame inside of ours, not even of our own origin", () => expect(isTrustedSender(event({ origin: "app://greenline" }))).toBe(false));

  test.each(["https://example.com", "app://other", "null", "", "file://", "app://greenline.evil", "http://127.0.0.1:4780"])(
    "[H17] no main frame of %j",
    (origin) => {
      const frame = { origin };
      expect(isTrustedSender(event(frame, frame))).toBe(false);
    },
  );

  test("[H17] no frame that was disposed of while we looked", () => {
    const disposed = {
      get origin(): string {
        throw new Error("Render frame was disposed before WebFrameMain could be accessed");
      },
    };
    expect(isTrustedSender(event(disposed, disposed))).toBe(false);
  });
});

describe("what may be asked", () => {
  const session = { server: "https://a", agentId: "b", deviceId: "c", refreshToken: "d" };
  const calls: unknown[] = [];
  const handlers = new Map<string, (event: Event, ...args: readonly unknown[]) => Promise<unknown>>();
  const answers = Object.fromEntries(
    Object.keys(REQUEST_ARGUMENTS).map((name) => [name, async (...args: unknown[]) => void calls.push([name, args])]),
  ) as unknown as DesktopRequests;
  answerRequests({ handle: (channel: string, handler: never) => void handlers.set(channel, handler) } as unknown as IpcMain, answers);
  const ask = (name: string, args: readonly unknown[], from = ours) => handlers.get(`greenline:request:${name}`)?.(from, ...args);

  test("[H17] [H20] only what the contract names", () => {
    expect([...handlers.keys()].toSorted()).toEqual(
      Object.keys(REQUEST_ARGUMENTS)
        .map((name) => `greenline:request:${name}`)
        .toSorted(),
    );
  });

  test.each<readonly [string, readonly unknown[]]>([
    ["about", []],
    ["setServer", ["https://inbox.example"]],
    ["setServer", [undefined]],
    ["writeSession", [session]],
    ["openOutbox", ["greenline-outbox-0123abcd"]],
    ["writeOutbox", ["greenline-outbox-0123abcd", 1, { kind: "removed", ids: [1, 2] }]],
    ["writeOutbox", ["a", 1, { kind: "appended", deviceId: "d", id: 1, madeAt: 5, mutation: { kind: "send", text: "Ciao" } }]],
    ["openExternal", ["https://example.com/"]],
    ["newWindow", []],
    ["setBadge", [3]],
    ["notify", [{ title: "a", body: "b" }]],
    ["notify", [{ title: "a", body: "b", conversationId: "0198f0c2-aaaa_b" }]],
    ["notify", [{ title: "a", body: "b", textWhenLocked: true }]],
  ])("%s %j passes", async (name, args) => {
    calls.length = 0;
    await ask(name, args);
    expect(calls).toEqual([[name, args]]);
  });

  test.each<readonly [string, readonly unknown[]]>([
    ["about", [1]],
    ["newWindow", ["https://example.com/"]],
    ["setServer", [1]],
    ["setServer", ["x".repeat(3_000)]],
    ["writeSession", []],
    ["writeSession", [{ ...session, admin: true }]],
    ["writeSession", [{ ...session, refreshToken: 1 }]],
    ["openOutbox", ["../../etc/passwd"]],
    ["openOutbox", [""]],
    ["openOutbox", ["x".repeat(65)]],
    ["writeOutbox", ["a", 1, { kind: "levitated" }]],
    ["writeOutbox", ["a", 1, { kind: "removed", ids: ["1"] }]],
    ["writeOutbox", ["a", -1, { kind: "removed", ids: [1] }]],
    ["writeOutbox", ["a/b", 1, { kind: "removed", ids: [1] }]],
    ["writeOutbox", ["a", 1, { kind: "appended", deviceId: "d", id: 1, madeAt: 5, mutation: "send" }]],
    ["openExternal", [{ toString: () => "https://example.com" }]],
    ["openExternal", ["https://example.com/", "again"]],
    ["setBadge", [-1]],
    ["setBadge", [0.5]],
    ["setBadge", [Number.NaN]],
    ["setBadge", ["3"]],
    ["notify", [{ title: "a", body: "b", icon: "file:///etc/passwd" }]],
    ["notify", [{ title: "a", body: "b", conversationId: "../../x" }]],
    ["notify", [{ title: "a", body: "b".repeat(5_000) }]],
    ["notify", [{ title: "a", body: "b", textWhenLocked: "yes" }]],
    ["notify", [null]],
  ])("[H17] %s %j is refused before anything happens, without repeating what was said", async (name, args) => {
    calls.length = 0;
    const refusal = await ask(name, args)?.then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(refusal).toBe(`Request ${name} with arguments that the contract does not allow.`);
    expect(calls).toEqual([]);
  });

  test("[H17] nothing from a page that is not ours", async () => {
    calls.length = 0;
    for (const name of Object.keys(REQUEST_ARGUMENTS)) await expect(ask(name, [], event(null))).rejects.toThrow("unknown page");
    expect(calls).toEqual([]);
  });
});

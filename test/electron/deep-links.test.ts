import * as fc from "fast-check";
import { expect, test } from "vitest";
import { deepLinkIn, parseDeepLink } from "../../electron/deep-links.ts";

const shown = (conversationId: string) => ({ action: "show-conversation", conversationId });

test("a link shows a conversation", () => {
  expect(parseDeepLink("greenline://conversation/0198f0c2-7d3a-7c3e-9b1a-2f4d5e6a7b8c")).toEqual(shown("0198f0c2-7d3a-7c3e-9b1a-2f4d5e6a7b8c"));
  expect(parseDeepLink("greenline://conversation/c1/")).toEqual(shown("c1"));
});

test.each([
  "greenline://conversation/",
  "greenline://conversation",
  "greenline:conversation/c1",
  "greenline:///conversation/c1",
  "GREENLINE://conversation/c1",
  "greenline://Conversation/c1",
  "greenline://conversation/c1?send=hello",
  "greenline://conversation/c1#token=x",
  "greenline://conversation/c1/send",
  "greenline://conversation/../settings",
  "greenline://conversation/%2e%2e",
  "greenline://user:pass@conversation/c1",
  "greenline://conversation:80/c1",
  "greenline://send/c1",
  "greenline://sign-in/token",
  "greenline://conversation/c1\n--inspect",
  " greenline://conversation/c1",
  `greenline://conversation/${"c".repeat(65)}`,
  "https://example.com/",
  "",
])("%j does nothing", (link) => {
  expect(parseDeepLink(link)).toBeUndefined();
});

test("500 crooked links show a conversation or do nothing, and never anything else", () => {
  const piece = fc.constantFrom(
    "greenline://",
    "greenline:",
    "conversation/",
    "conversation",
    "c1",
    "?",
    "#",
    "&send=1",
    "/",
    "\\",
    "%00",
    "..",
    "@",
    "javascript:",
    "--inspect=0",
    "\u202e",
    " ",
    "\n",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
        fc.string({ unit: "binary" }).map((text) => `greenline://conversation/${text}`),
      ),
      (link) => {
        const parsed = parseDeepLink(link);
        if (parsed === undefined) return;
        expect(Object.keys(parsed).toSorted()).toEqual(["action", "conversationId"]);
        expect(parsed.action).toBe("show-conversation");
        expect(parsed.conversationId).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      },
    ),
    { numRuns: 500 },
  );
});

test("finds the link among the words of a second start", () => {
  expect(deepLinkIn(["/usr/bin/greenline", "--no-sandbox", "greenline://conversation/c1"])).toEqual(shown("c1"));
  expect(deepLinkIn(["/usr/bin/greenline", "greenline://evil", "greenline://conversation/c1"])).toBeUndefined();
  expect(deepLinkIn(["/usr/bin/greenline", "/work"])).toBeUndefined();
});

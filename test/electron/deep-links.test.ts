import * as fc from "fast-check";
import { expect, test } from "vitest";
import { deepLinkIn, parseDeepLink } from "../../electron/deep-links.ts";
import { readBoardLink, WHOLE_BOARD, writeBoardLink } from "../../shared/board/board-link.ts";

const shown = (conversationId: string) => ({ action: "show-conversation", conversationId });

test("a link shows a conversation", () => {
  expect(parseDeepLink("greenline://conversation/0198f0c2-7d3a-7c3e-9b1a-2f4d5e6a7b8c")).toEqual(shown("0198f0c2-7d3a-7c3e-9b1a-2f4d5e6a7b8c"));
  expect(parseDeepLink("greenline://conversation/c1/")).toEqual(shown("c1"));
});

test("[H22] a link shows a view of the board, and comes back as it was written", () => {
  const view = { ...WHOLE_BOARD, filter: { ...WHOLE_BOARD.filter, team: "t-1", query: "Zoë & co (50 %)", sort: "customer" as const, descending: true } };
  const words = writeBoardLink(view);
  const link = parseDeepLink(`greenline://board/?${words}`);

  expect(link).toEqual({ action: "show-board", view: words });
  expect(readBoardLink(words)).toEqual(view);
  expect(parseDeepLink("greenline://board/")).toEqual({ action: "show-board", view: "" });
});

test.each([
  "greenline://board",
  "greenline://board/?",
  "greenline://board/?team",
  "greenline://board/?team=a#resolve",
  "greenline://board/?team=a&&clock=b",
  "greenline://board/?team=a b",
  "greenline://board/?team=%zz",
  "greenline://board/?team=<script>",
  "greenline://board/resolve?team=a",
  "greenline://board@evil/?team=a",
  "greenline://board/?TEAM=a",
  `greenline://board/?query=${"a".repeat(2_000)}`,
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

test("[H22] 500 crooked links show a conversation or a board, or do nothing, and never anything else", () => {
  const piece = fc.constantFrom(
    "greenline://",
    "greenline:",
    "conversation/",
    "board/?team=",
    "board/",
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
        fc.string({ unit: "binary" }).map((text) => `greenline://board/?query=${text}`),
      ),
      (link) => {
        const parsed = parseDeepLink(link);
        if (parsed === undefined) return;
        if (parsed.action === "show-board") {
          expect(Object.keys(parsed).toSorted()).toEqual(["action", "view"]);
          expect(parsed.view).toMatch(/^[A-Za-z0-9_.!~*'()%=&-]{0,2000}$/);
          return;
        }
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

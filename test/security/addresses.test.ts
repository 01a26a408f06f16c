import { expect, test } from "vitest";
import { sourcesOf } from "./sources.ts";

const OPEN = /\b(?:http|ws):\/\/[^\s"'`)<>]*/g;
/** This machine itself, where the embedded backend answers. */
const LOOPBACK = /^(?:http|ws):\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?![\w.-])/;

test("[H1] [H30] no source that ships names an address without encryption, but this machine", () => {
  const open = sourcesOf("electron", "renderer", "shared").flatMap(({ file, text }) =>
    [...text.matchAll(OPEN)].filter(([address]) => !LOOPBACK.test(address)).map(([address]) => `${file}: ${address}`),
  );
  expect(open).toEqual([]);
});

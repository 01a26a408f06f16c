import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAppProtocol, pathInside } from "../../electron/app-protocol.ts";

const SECRET = "outside of the folder";
let home = "";
let serve: ReturnType<typeof createAppProtocol>;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "greenline-app-"));
  const folder = join(home, "renderer");
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), "<!doctype html><html><head><title>x</title></head></html>");
  writeFileSync(join(folder, "assets", "main-B1.js"), "inside");
  for (const ending of ["aff", "dic"]) writeFileSync(join(folder, "assets", `index-B2.${ending}`), "words");
  writeFileSync(join(folder, "assets", "notes.exe"), "inside, and yet not of a kind that is served");
  writeFileSync(join(home, "secret.js"), SECRET);
  writeFileSync(join(home, "renderer-secret.js"), SECRET);
  symlinkSync(join(home, "secret.js"), join(folder, "assets", "link.js"));
  serve = createAppProtocol({ folder, server: async () => "http://127.0.0.1:4780", newNonce: () => "bm9uY2U=" });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const get = (url: string, method = "GET") => serve({ url, method });

describe("app://greenline/", () => {
  test("[H7] serves the page with its policy and the nonce of this load", async () => {
    const answer = await get("app://greenline/");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toContain("'nonce-bm9uY2U='");
    expect(await answer.text()).toContain('<head><meta property="csp-nonce" nonce="bm9uY2U=">');
  });

  test("[H18] serves what the build brings, with a fixed type", async () => {
    const answer = await get("app://greenline/assets/main-B1.js?v=1#x");
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("x-content-type-options"), await answer.text()]).toEqual([
      200,
      "text/javascript; charset=utf-8",
      "nosniff",
      "inside",
    ]);
  });

  test.each(["aff", "dic"])("[S0-9] serves the .%s of a dictionary, so that spelling works without a network", async (ending) => {
    const answer = await get(`app://greenline/assets/index-B2.${ending}`);
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([200, "application/octet-stream", "words"]);
  });

  test.each([
    ["a kind that no build brings", "app://greenline/assets/notes.exe", 404],
    ["a link that leads out", "app://greenline/assets/link.js", 404],
    ["a folder", "app://greenline/assets", 404],
    ["what is not there", "app://greenline/assets/none.js", 404],
    ["another host", "app://other/index.html", 400],
    ["a file address", "file:///etc/passwd", 400],
    ["a hidden file", "app://greenline/.env", 400],
    ["an encoded way up", "app://greenline/..%2fsecret.js", 400],
    ["a way up encoded twice", "app://greenline/%252e%252e%252fsecret.js", 400],
    ["a backslash", "app://greenline/..%5csecret.js", 400],
    ["a NUL", "app://greenline/assets/main-B1.js%00.png", 400],
    ["a drive", "app://greenline/C:/secret.js", 400],
    ["a share", "app://greenline//server/share.js", 400],
    ["broken encoding", "app://greenline/%E0%A4%A", 400],
  ])("[H18] refuses %s", async (_what, url, status) => {
    const answer = await get(url);
    expect([answer.status, await answer.text()]).toEqual([status, ""]);
  });

  test("[H18] answers to reading alone", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) expect((await get("app://greenline/", method)).status).toBe(405);
  });

  test("[H18] gives nothing from outside of its folder for 5,000 crooked paths", async () => {
    const piece = fc.constantFrom(
      "..",
      ".",
      "%2e%2e",
      "%2e",
      "%252e%252e",
      "/",
      "%2f",
      "%5c",
      "\\",
      "%00",
      "secret.js",
      "renderer-secret.js",
      "assets",
      "index.html",
      "link.js",
      "~",
      "C:",
      "//",
      "%c0%ae",
      "…",
      "\u202e",
      " ",
      "%20",
      "?",
      "#",
      "@",
      ";",
      "etc/passwd",
      "file:",
      "app:",
    );
    const path = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.webPath(),
    );
    await fc.assert(
      fc.asyncProperty(path, async (crooked) => {
        const inside = pathInside(`app://greenline/${crooked}`) ?? "";
        expect(inside.split("/")).not.toContain("..");
        const answer = await get(`app://greenline/${crooked}`);
        expect([200, 400, 404]).toContain(answer.status);
        expect(await answer.text()).not.toContain(SECRET);
      }),
      { numRuns: 5_000 },
    );
  });
});

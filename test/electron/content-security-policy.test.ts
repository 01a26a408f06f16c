import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { expect, test } from "vitest";
import { contentSecurityPolicy } from "../../electron/content-security-policy.ts";

const policy = contentSecurityPolicy({ server: "https://inbox.example", nonce: "r4nd0m" });

test("[H7] the policy is the one that was agreed", () => {
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self' 'nonce-r4nd0m'",
    "img-src 'self' app-media: blob: data:",
    "media-src app-media: blob:",
    "connect-src 'self' https://inbox.example wss://inbox.example",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types greenline",
  ]);
});

test("a server on this machine is reached over http and ws", () => {
  expect(contentSecurityPolicy({ server: "http://127.0.0.1:4780", nonce: "x" })).toContain("connect-src 'self' http://127.0.0.1:4780 ws://127.0.0.1:4780;");
});

test("[H7] nothing but the server's origin reaches the policy", () => {
  expect(contentSecurityPolicy({ server: "https://inbox.example/path;script-src *?q='unsafe-inline'", nonce: "x" })).toContain(
    "connect-src 'self' https://inbox.example wss://inbox.example;",
  );
});

test("[H7] an evaluator of policies finds nothing grave in it", () => {
  const { csp } = new CspParser(policy);
  // 'self' is rated as if anybody could upload files there; ours serves the build alone.
  const grave = new CspEvaluator(csp).evaluate().filter(({ severity, value }) => severity <= Severity.HIGH && value !== "'self'");
  expect(grave).toEqual([]);
});

test("the evaluator would have found something", () => {
  const { csp } = new CspParser("script-src 'unsafe-inline' 'unsafe-eval' *");
  expect(new CspEvaluator(csp).evaluate().some(({ severity }) => severity <= Severity.HIGH)).toBe(true);
});

import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Trusted Types as a browser has them: a policy of a name can be made once. */
function trustedTypes() {
  const made: string[] = [];
  vi.stubGlobal("trustedTypes", {
    createPolicy: (name: string, rules: { readonly createScriptURL: (address: string) => string }) => {
      if (made.includes(name)) throw new TypeError(`A policy ${name} exists.`);
      made.push(name);
      return rules;
    },
  });
  return made;
}

test("[H7] workers of our own origin pass, by one policy, however many are opened", async () => {
  const made = trustedTypes();
  const { workerAddress } = await import("../../renderer/worker-address.ts");
  expect(workerAddress("/assets/guard-worker.js")).toBe("/assets/guard-worker.js");
  expect(workerAddress(`${location.origin}/assets/other.js`)).toBe(`${location.origin}/assets/other.js`);
  expect(made).toEqual(["greenline"]);
});

test("[H7] an address of another origin, or of no origin at all, never becomes a worker", async () => {
  trustedTypes();
  const { workerAddress } = await import("../../renderer/worker-address.ts");
  for (const address of ["https://elsewhere.example/worker.js", "blob:https://elsewhere.example/1", "data:text/javascript,1", "//elsewhere.example/x.js"])
    expect(() => workerAddress(address), address).toThrow("another origin");
});

test("a browser without Trusted Types takes the address as it is", async () => {
  const { workerAddress } = await import("../../renderer/worker-address.ts");
  expect(workerAddress("/assets/guard-worker.js")).toBe("/assets/guard-worker.js");
});

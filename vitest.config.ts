import { availableParallelism } from "node:os";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// No more than the cores: tests that measure time fail for the company they keep. No fewer than two: one that hangs must not hold up all.
const maxWorkers = Math.max(2, Math.min(4, availableParallelism()));

// What is shown is shown in the machine's zone: the tests read it in one.
process.env["TZ"] = "UTC";

export default defineConfig({
  test: {
    maxWorkers,
    // Several times what a quiet machine needs: a busy one must not look like a fault.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    projects: [
      {
        test: {
          name: "unit",
          environment: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/renderer/**", "test/bench/**"],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [react()],
        test: {
          name: "renderer",
          environment: "happy-dom",
          include: ["test/renderer/**/*.test.{ts,tsx}"],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "e2e",
          environment: "node",
          include: ["test/e2e/**/*.e2e.ts"],
          globalSetup: ["scripts/e2e-environment.mjs"],
          // Real windows and real time: one file after the other, when the rest is done.
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

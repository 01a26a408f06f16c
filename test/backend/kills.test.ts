import { expect, test } from "vitest";
import { killWithBotQueue } from "../kills/kill-bot-queue.ts";
import { killBackend } from "../kills/kill-backend.ts";

test("[I1] [I13] kill -9 during ingest, eight times over: what was acknowledged is there, once", { timeout: 120_000 }, async () => {
  const report = await killBackend({ kills: 8, seed: 42 });
  expect(report).toMatchObject({ lost: 0, doubled: 0, integrity: "ok" });
  expect(report.acknowledged).toBeGreaterThan(50);
});

test(
  "[HO13] kill -9 while a bot has a post and has not answered: it is posted again with the same id, what it answered is not, and all in order",
  { timeout: 120_000 },
  async () => {
    const { integrity, told } = await killWithBotQueue(["first", "second", "third"]);
    expect(told.map(({ text }) => text)).toEqual(["first", "first", "second", "second", "third"]);
    expect(new Set(told.map(({ id, text }) => `${text} ${id}`)).size).toBe(3);
    expect(integrity).toBe("ok");
  },
);

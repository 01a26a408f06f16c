import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { databaseNames } from "../../renderer/replica/database-name.ts";
import { openReplica } from "../../renderer/replica/replica.ts";
import { openKeptReplica, uncached } from "../../renderer/session/kept-replica.ts";
import { days, minutes, plus, toDuration, type Duration } from "../../shared/time.ts";
import { anna, c, NOON } from "./inbox-builders.ts";
import { openWorld } from "./windows-harness.ts";

const onDisk = async (): Promise<readonly string[]> => (await indexedDB.databases()).map(({ name = "" }) => name);

test("[H27] a desk that may keep no copy works from memory, leaves none on the disk, and makes no fuss about it", async () => {
  let keeps = true;
  const world = await openWorld({ keepsCopy: () => keeps });
  const first = await world.open("first");
  await world.until(() => first.state().connection.kind === "live", "it to be live");
  const { replica } = databaseNames(world.home, anna.id);
  expect(await onDisk()).toContain(replica);
  await first.desk.stop();

  keeps = false;
  const second = await world.open("second");
  await world.until(() => second.state().connection.kind === "live", "it to be live");
  expect(second.state().conversations.size).toBe(3);
  expect(await onDisk()).not.toContain(replica);
  expect([second.state().notices, second.errors]).toEqual([[], []]);

  await second.commands.sendText(c(1), "Written without a copy");
  await world.until(() => second.state().queued === 0 && world.server.effects.length === 1, "it to have left");
  await second.desk.stop();
  expect(await onDisk()).not.toContain(replica);
});

test("[H27] a copy that has not heard of the server for 30 days is dropped at the next start", async () => {
  const kept = async (name: string, age: Duration, leads = true) => {
    const before = await openReplica(name);
    const writer = await before.beginSnapshot({ epoch: "e", seq: 7, scopesHash: "s" });
    await writer.finish(NOON);
    before.close();
    const after = await openKeptReplica({ name, now: plus(NOON, age), isWanted: true, leads });
    const position = await after.position();
    after.close();
    return position?.cursor;
  };
  expect(await kept("young", days(30))).toBe(7);
  expect(await kept("old", toDuration(days(30) + minutes(1)))).toBeUndefined();
  expect(await kept("in use by the window that leads", days(31), false)).toBe(7);
});

test("[H27] without a copy pictures are not kept by the browser either", async () => {
  const asked: unknown[] = [];
  await uncached(async (path, init) => (asked.push(path, init), new Response()))("/api/v1/media/m1", { headers: { a: "b" } });
  expect(asked).toEqual(["/api/v1/media/m1", { headers: { a: "b" }, cache: "no-store" }]);
});

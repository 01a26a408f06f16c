import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { openReplica } from "../../renderer/replica/replica.ts";
import { createSpellingKeeper } from "../../renderer/spelling/spelling-keeper.ts";
import type { SpellingLesson } from "../../renderer/spelling/spelling-question.ts";
import { emptyInbox } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { toAgentId, toConversationId } from "../../shared/ids.ts";
import { hours } from "../../shared/time.ts";
import { createFakeTime } from "./fake-time.ts";
import { NOON } from "./inbox-builders.ts";

const C1 = toConversationId("c1");
let replicas = 0;
beforeEach(() => setUi({ spellingOff: [] }));

/** A desk's keeper beside a server that knows some words. */
async function aDesk(replicaName = `words-${(replicas += 1)}`) {
  const time = createFakeTime(NOON);
  const replica = await openReplica(replicaName);
  const lessons: SpellingLesson["spelling"][] = [];
  const asked: string[] = [];
  const server = { learned: ["Kärcher"], dictionaries: [] as { language: string; version: string }[], offline: false, refuses: false };
  const request = async (path: string, init?: RequestInit): Promise<Response> => {
    asked.push(`${init?.method ?? "GET"} ${path}`);
    if (server.offline) throw new TypeError("no network");
    if (server.refuses) return new Response(null, { status: 403 });
    if (path.startsWith("/api/v1/dictionaries/")) return new Response(path.slice(-3));
    const word = decodeURIComponent(path.split("/words/")[1] ?? "");
    if (init?.method === "PUT") server.learned.push(word);
    if (init?.method === "DELETE") server.learned = server.learned.filter((one) => one !== word);
    if (init?.method !== undefined) return new Response("{}");
    const tag = `"${JSON.stringify([server.learned, server.dictionaries])}"`.replaceAll(/[^\x20-\x7e]/g, "");
    if (new Headers(init?.headers).get("if-none-match") === tag) return new Response(null, { status: 304 });
    const body = {
      learned: server.learned.map((one) => ({ word: one, by: "anna", at: "2026-03-02T10:00:00Z" })),
      inUse: ["frobnic"],
      dictionaries: server.dictionaries,
    };
    return new Response(JSON.stringify(body), { headers: { etag: tag } });
  };
  const state = () => ({ ...emptyInbox, agents: new Map([[toAgentId("a"), { id: toAgentId("a"), name: "Siobhan O'Neil" } as never]]) });
  const keeper = createSpellingKeeper({ request, replica, timers: time.timers, teach: (lesson) => void lessons.push(lesson), state, readUi, setUi });
  const right = () => lessons.findLast((lesson) => lesson.right !== undefined)?.right;
  return { asked, keeper, lessons, replica, replicaName, right, server, time };
}
const live = { kind: "live" } as const;
const eventually = async (holds: () => boolean): Promise<void> => {
  for (let i = 0; i < 200 && !holds(); i += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(holds()).toBe(true);
};

describe("[S0-9] a desk learns the words of the workspace", () => {
  test("when the line stands: learned ones, ones in use, and names of colleagues", async () => {
    const { keeper, right } = await aDesk();
    await keeper.start();
    keeper.connection(live);
    await eventually(() => right()?.includes("kärcher") === true);
    expect(right()).toEqual(["kärcher", "frobnic", "siobhan", "o'neil"]);
    expect(readUi().spelling.words?.learned.map(({ word }) => word)).toEqual(["Kärcher"]);
    await keeper.stop();
    expect(readUi().spelling.words).toBeUndefined();
  });

  test("and has them again at a start without a network", async () => {
    const first = await aDesk();
    await first.keeper.start();
    first.keeper.connection(live);
    await eventually(() => first.right()?.includes("kärcher") === true);
    await first.keeper.stop();
    first.replica.close();

    const second = await aDesk(first.replicaName);
    second.server.offline = true;
    await second.keeper.start();
    expect(second.right()).toContain("kärcher");
    await second.keeper.stop();
  });

  test("and asks again every hour, with what it has", async () => {
    const { asked, keeper, replica, right, server, time } = await aDesk();
    await keeper.start();
    keeper.connection(live);
    while ((await replica.readWords()) === undefined);
    server.learned.push("grommet");
    time.advance(hours(1));
    await eventually(() => right()?.includes("grommet") === true);
    expect(asked).toHaveLength(2);
    await keeper.stop();
  });
});

describe("[S0-9] a person teaches and forgets", () => {
  test("a word is right for all desks when the server has it", async () => {
    const { keeper, right, server } = await aDesk();
    expect(await keeper.learnWord("Zorbig")).toBe("done");
    expect(server.learned).toContain("Zorbig");
    expect(right()).toContain("zorbig");
    expect(await keeper.forgetWord("Zorbig")).toBe("done");
    expect(right()).not.toContain("zorbig");
    await keeper.stop();
  });

  test("without a network, or without the right to, it says so", async () => {
    const { keeper, server } = await aDesk();
    server.offline = true;
    expect(await keeper.learnWord("Zorbig")).toBe("no-network");
    server.offline = false;
    server.refuses = true;
    expect(await keeper.forgetWord("Kärcher")).toBe("failed");
    await keeper.stop();
  });

  test("a word is left alone in this conversation alone, and what was checked is checked again", async () => {
    const { keeper } = await aDesk();
    const before = readUi().spelling.news;
    keeper.ignoreWord(C1, "Zorbig");
    expect(keeper.ignoredIn(C1)).toEqual(["zorbig"]);
    expect(keeper.ignoredIn(toConversationId("c2"))).toBeUndefined();
    expect(readUi().spelling.news).toBe(before + 1);
    await keeper.stop();
  });

  test("a language that is switched off is not looked at", async () => {
    const { keeper, lessons } = await aDesk();
    keeper.lookAtLanguage("pt", false);
    expect(lessons.at(-1)?.languages).toEqual(["en", "es", "it"]);
    keeper.lookAtLanguage("pt", true);
    expect(lessons.at(-1)?.languages).toEqual(["en", "es", "pt", "it"]);
    await keeper.stop();
  });
});

describe("[S0-9] a dictionary of the server's", () => {
  test("is fetched only when somebody writes in its language, handed on, and kept", async () => {
    const { asked, keeper, lessons, replica, server } = await aDesk();
    server.dictionaries = [{ language: "it", version: "v1" }];
    await keeper.start();
    keeper.connection(live);
    await eventually(() => readUi().spelling.words !== undefined);
    expect(asked.filter((one) => one.includes("dictionaries"))).toEqual([]);

    keeper.hear({ kind: "spelling-missing", language: "it", failed: false });
    expect(readUi().spelling.missing).toEqual({ it: "none" });
    await eventually(() => lessons.some(({ dictionary }) => dictionary?.language === "it"));
    expect(readUi().spelling.missing).toEqual({});
    expect((await replica.readDictionary())?.version).toBe("v1");
    await keeper.stop();
  });

  test("one that does not open is said in the settings, and not fetched over and over", async () => {
    const { asked, keeper } = await aDesk();
    keeper.hear({ kind: "spelling-missing", language: "pt", failed: true });
    expect(readUi().spelling.missing).toEqual({ pt: "failed" });
    expect(asked).toEqual([]);
    await keeper.stop();
  });
});

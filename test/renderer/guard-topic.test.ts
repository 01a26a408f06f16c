import "fake-indexeddb/auto";
import { describe, expect, test } from "vitest";
import type { DeskContext } from "../../renderer/guard/desk-context.ts";
import { deskFindings } from "../../renderer/guard/desk-findings.ts";
import { createGuardChecker, type GuardWorker } from "../../renderer/guard/guard-checker.ts";
import { createTopicKeeper } from "../../renderer/guard/topic-keeper.ts";
import { createTopicLearner } from "../../renderer/guard/topic-learner.ts";
import { openReplica, type Replica } from "../../renderer/replica/replica.ts";
import { createTopicModel, type TopicModel } from "../../shared/guard/topic/model.ts";
import { openTopicModel, packTopicModel } from "../../shared/guard/topic/packed-model.ts";
import { toMessageId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { hours, minutes } from "../../shared/time.ts";
import { pastTalks, topicScorer } from "../fixtures/guard/topic-past.ts";
import { settled, until } from "./desk-harness.ts";
import { createFakeTime } from "./fake-time.ts";
import { aConversation, anInbound, NOON } from "./inbox-builders.ts";

const ASKED = "Where is my parcel? I ordered a coat on Monday";
const OFF = "Most insurance plans cover one cleaning a year";
const talks = pastTalks("en");

function modelOf(past: typeof talks): TopicModel {
  const model = createTopicModel(topicScorer);
  for (const { id, turns } of past) model.addConversation(id, turns);
  return model;
}
const bytes = packTopicModel(modelOf(talks));
const context = (more: Partial<DeskContext> = {}): DeskContext => ({
  conversation: aConversation(),
  messages: [anInbound({ content: { type: "text", body: ASKED } })],
  topicChanged: false,
  ...more,
});
const findings = (model: TopicModel | undefined, text = OFF, more: Partial<DeskContext> = {}) =>
  deskFindings({ kind: "text", text }, context(more), NOON, { topic: model }).filter(({ rule }) => rule === "G-TOPIC");
const aLearner = (loadScorer = async () => topicScorer, breathe = () => Promise.resolve()) => createTopicLearner({ loadScorer, breathe });

describe("in the worker", () => {
  test("[G-TOPIC] what was packed judges as what it was packed from, with no word in it", () => {
    const here = modelOf(talks);
    const opened = openTopicModel(topicScorer, bytes)!;
    for (const { turns } of talks) {
      const context_ = turns.slice(0, 1);
      expect(opened.judge(context_, OFF)).toEqual(here.judge(context_, OFF));
    }
    expect(openTopicModel(topicScorer, bytes.slice(0, -1))).toBeUndefined();
    expect(openTopicModel(topicScorer, new Uint8Array(3))).toBeUndefined();
    expect(openTopicModel(topicScorer, new Uint8Array(64).fill(255))).toBeUndefined();
  });

  test("[G-TOPIC] an off-topic draft is found once the model is learned, with the words on both sides; an answer is not", async () => {
    const learner = aLearner();
    expect(findings(learner.model())).toEqual([]);
    await learner.learn(bytes);
    expect(findings(learner.model())).toMatchObject([{ severity: "confirm", evidence: { spoken: OFF } }]);
    expect(findings(learner.model(), "The courier delivers your parcel tomorrow morning")).toEqual([]);
    expect(findings(learner.model(), OFF, { topicChanged: true })).toEqual([]);
  });

  test("[G-TOPIC] [PF11] it is counted a little at a time, and the newest of two models wins", async () => {
    let breaths = 0;
    const learner = aLearner(undefined, async () => void breaths++);
    const smaller = packTopicModel(modelOf(talks.slice(0, 55)));
    await Promise.all([learner.learn(bytes), learner.learn(smaller)]);
    // One after reading, one after the first forty of fifty-five.
    expect(breaths).toBe(2);
    expect(learner.model()?.size()).toBe(55);
    await learner.learn(undefined);
    expect(findings(learner.model())).toEqual([]);
  });

  test("[G-TOPIC] damaged bytes leave the model there was, and a scorer that could not be read is asked for again", async () => {
    let tries = 0;
    const learner = aLearner(async () => {
      if (tries++ === 0) throw new Error("The file is gone.");
      return topicScorer;
    });
    await learner.learn(bytes);
    expect(learner.model()).toBeUndefined();
    await learner.learn(bytes);
    await learner.learn(bytes.slice(0, 900));
    expect(learner.model()?.size()).toBe(60);
  });

  test("[G-TOPIC] a worker that takes another's place learns it too", () => {
    const time = createFakeTime(NOON);
    const lessons: (Uint8Array | undefined)[] = [];
    const deaths: (() => void)[] = [];
    const openWorker = (_: unknown, onDeath: () => void): GuardWorker => {
      deaths.push(onDeath);
      return { post: () => undefined, teach: (lesson) => void ("topicModel" in lesson && lessons.push(lesson.topicModel)), terminate: () => undefined };
    };
    const checker = createGuardChecker({ openWorker, timers: time.timers });
    checker.learnTopics(bytes);
    void checker.whileTyping({ kind: "text", text: "a" }, context(), NOON);
    expect(lessons).toEqual([bytes]);
    deaths[0]!();
    expect(lessons).toEqual([bytes, bytes]);
    checker.learnTopics(undefined);
    expect(lessons.at(-1)).toBeUndefined();
  });
});

describe("kept on the desk", () => {
  let databases = 0;
  /** A server with a model; each request is seen with the version that it named. */
  function aServer() {
    const server = {
      tag: `"v1"` as string | undefined,
      reachable: true,
      asked: [] as (string | undefined)[],
      request: async (_path: string, init?: RequestInit): Promise<Response> => {
        if (!server.reachable) throw new Error("There is no network.");
        const named = (init?.headers as Readonly<Record<string, string>> | undefined)?.["if-none-match"];
        server.asked.push(named);
        if (server.tag === undefined) return new Response(null, { status: 204 });
        if (named === server.tag) return new Response(null, { status: 304 });
        return new Response(bytes.slice(), { status: 200, headers: { etag: server.tag } });
      },
    };
    return server;
  }
  async function aDesk(server: ReturnType<typeof aServer>, name = `topics-${++databases}`) {
    const time = createFakeTime(NOON);
    const replica: Replica = await openReplica(name);
    const learned: (Uint8Array | undefined)[] = [];
    const keeper = createTopicKeeper({ request: server.request, replica, timers: time.timers, learn: (model) => void learned.push(model) });
    await keeper.start();
    const end = async (): Promise<void> => {
      await keeper.stop();
      replica.close();
    };
    return { name, time, replica, learned, keeper, end };
  }
  const kept = async ({ replica }: { readonly replica: Replica }, tag: string | undefined) => {
    for (let turn = 0; turn < 200 && (await replica.readTopicModel())?.tag !== tag; turn++) await settled();
    expect((await replica.readTopicModel())?.tag).toBe(tag);
  };

  test("[G-TOPIC] fetched when the line stands, kept, and there at a start without a network", async () => {
    const server = aServer();
    const first = await aDesk(server);
    expect(first.learned).toEqual([]);
    first.keeper.connection({ kind: "live" });
    await kept(first, `"v1"`);
    await first.end();

    server.reachable = false;
    const second = await aDesk(server, first.name);
    expect(second.learned).toHaveLength(1);
    const learner = aLearner();
    await learner.learn(second.learned[0]);
    expect(findings(learner.model())).toHaveLength(1);
    second.keeper.connection({ kind: "live" });
    await settled();
    expect(second.learned).toHaveLength(1);
    await second.end();
  });

  test("[G-TOPIC] asked again on each new line and every six hours, by its version, and learned only when it is another", async () => {
    const server = aServer();
    const desk = await aDesk(server);
    desk.keeper.connection({ kind: "live" });
    await kept(desk, `"v1"`);
    desk.keeper.connection({ kind: "live" });
    await settled();
    expect(server.asked).toEqual([undefined]);

    desk.keeper.connection({ kind: "syncing" });
    desk.keeper.connection({ kind: "live" });
    await until(() => server.asked.length === 2);
    await settled();
    expect(desk.learned).toHaveLength(1);

    server.tag = `"v2"`;
    desk.time.advance(hours(6));
    await kept(desk, `"v2"`);
    expect(server.asked).toEqual([undefined, `"v1"`, `"v1"`]);
    expect(desk.learned).toHaveLength(2);
    await desk.end();
  });

  test("[G-TOPIC] asked again soon after somebody passed a warning with a reason, once for each message", async () => {
    const server = aServer();
    const desk = await aDesk(server);
    desk.keeper.connection({ kind: "live" });
    await kept(desk, `"v1"`);
    const rows = (id: string, more: Partial<Message>): readonly VersionedRow[] => [
      { e: "message", id, v: 1, row: { ...anInbound(), id: toMessageId(id), direction: "out", state: "accepted", ...more } },
    ];
    const passed = { overrides: { "G-TOPIC": "wrong-warning" } };
    desk.keeper.rows([...rows("m1", {}), ...rows("m2", { overrides: { "G-QUIET": "urgent" } }), ...rows("m3", { ...passed, state: "held" })]);
    desk.time.advance(minutes(2));
    await settled();
    expect(server.asked).toHaveLength(1);

    server.tag = `"v2"`;
    desk.keeper.rows(rows("m3", passed));
    desk.time.advance(minutes(2));
    await kept(desk, `"v2"`);
    desk.keeper.rows(rows("m3", { ...passed, state: "delivered" }));
    desk.time.advance(minutes(2));
    await settled();
    expect(server.asked).toEqual([undefined, `"v1"`]);
    await desk.end();
  });

  test("[G-TOPIC] where there is too little past any more, none is kept either", async () => {
    const server = aServer();
    const desk = await aDesk(server);
    desk.keeper.connection({ kind: "live" });
    await kept(desk, `"v1"`);
    server.tag = undefined;
    desk.time.advance(hours(6));
    await kept(desk, undefined);
    expect(desk.learned.at(-1)).toBeUndefined();
    expect(desk.learned).toHaveLength(2);
    await desk.end();
  });
});

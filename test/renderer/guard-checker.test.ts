import { describe, expect, test } from "vitest";
import type { DeskContext } from "../../renderer/guard/desk-context.ts";
import { deskFindings } from "../../renderer/guard/desk-findings.ts";
import { createGuardChecker, type GuardWorker } from "../../renderer/guard/guard-checker.ts";
import type { GuardAnswer, GuardQuestion } from "../../renderer/guard/guard-question.ts";
import type { Draft } from "../../shared/guard/context.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import { minutes, plus } from "../../shared/time.ts";
import { createFakeTime } from "./fake-time.ts";
import { aConversation, anInbound, NOON } from "./inbox-builders.ts";

const context = (more: Partial<DeskContext> = {}): DeskContext => ({ conversation: aConversation(), messages: [anInbound()], topicChanged: false, ...more });
const text = (body: string): Draft => ({ kind: "text", text: body });

/** Workers that answer when the test says so; each keeps what it was told, as the real one does. */
function aBench() {
  const time = createFakeTime(NOON);
  const workers: {
    readonly questions: GuardQuestion[];
    terminated: boolean;
    readonly say: (answer: GuardAnswer) => void;
    readonly die: () => void;
    readonly answer: () => void;
  }[] = [];
  const openWorker = (onAnswer: (answer: GuardAnswer) => void, onDeath: () => void): GuardWorker => {
    let known: Partial<DeskContext> = {};
    const questions: GuardQuestion[] = [];
    const worker = {
      questions,
      terminated: false,
      say: onAnswer,
      die: onDeath,
      answer: () => {
        const { draft, id, now } = questions.at(-1)!;
        onAnswer({ kind: "findings", id, findings: deskFindings(draft, known as DeskContext, now) });
      },
    };
    workers.push(worker);
    // What goes to another thread is copied: a function in it would throw here.
    return {
      post: (question) => {
        questions.push(structuredClone(question));
        known = { ...known, ...question.changed };
      },
      terminate: () => void (worker.terminated = true),
    };
  };
  const checker = createGuardChecker({ openWorker, timers: time.timers });
  return { checker, time, workers };
}

describe("beside the page", () => {
  test("[PF11] a text of 4,096 characters is posted with every pause and never checked on the page's thread", async () => {
    const { checker, workers } = aBench();
    const whole = "Your refund is on its way to the bank. ".repeat(110).slice(0, 4_096);
    const here = context();
    const answers: Promise<unknown>[] = [];
    for (let length = 1; length <= whole.length; length += 64) answers.push(checker.whileTyping(text(whole.slice(0, length)), here, NOON));

    // One is with the worker; the others were overtaken before they were asked.
    expect(workers).toHaveLength(1);
    expect(workers[0]!.questions).toHaveLength(1);
    workers[0]!.say({ kind: "findings", id: workers[0]!.questions[0]!.id, findings: [] });
    expect(workers[0]!.questions).toHaveLength(2);
    const last = workers[0]!.questions[1]!;
    expect(last.changed).toEqual({});
    expect(JSON.stringify(last).length).toBeLessThan(4_096 + 200);
    // Only the worker can have said this.
    const its: Finding = { rule: "G-STYLE", severity: "advise", messageKey: "guard.style.avoid", evidence: {}, remedies: [] };
    workers[0]!.say({ kind: "findings", id: last.id, findings: [its] });
    expect((await Promise.all(answers)).filter((each) => each !== undefined)).toEqual([[its]]);
  });

  test("[G-STALE] only what changed travels, and what is gone is told too", async () => {
    const { checker, workers } = aBench();
    const first = context({ me: undefined, contact: { name: "Carla" }, timeZone: "Europe/Rome" });
    void checker.whileTyping(text("a"), first, NOON);
    workers[0]!.answer();
    const newer = [...first.messages!, anInbound({ at: plus(NOON, minutes(1)) })];
    void checker.whileTyping(text("b"), { ...first, contact: { name: "Carla" }, messages: newer }, NOON);
    expect(Object.keys(workers[0]!.questions.at(-1)!.changed)).toEqual(["messages"]);
    workers[0]!.answer();
    void checker.whileTyping(text("c"), { ...first, messages: undefined }, NOON);
    expect(workers[0]!.questions.at(-1)!.changed).toEqual({ messages: undefined });
  });

  test("[I5] what is sent is always answered, in order, whatever is typed meanwhile", async () => {
    const { checker, workers } = aBench();
    const typed = checker.whileTyping(text("one"), context(), NOON);
    const sent = checker.beforeSending(text("Your code is 123456, your password is hunter2!"), context(), NOON);
    const next = checker.whileTyping(text("two"), context(), NOON);
    workers[0]!.answer();
    expect(workers[0]!.questions.at(-1)!.draft).toMatchObject({ text: "Your code is 123456, your password is hunter2!" });
    workers[0]!.answer();
    expect(await sent).toMatchObject([{ rule: "G-PERSONAL-DATA", severity: "stop" }]);
    workers[0]!.answer();
    expect(await typed).toBeUndefined();
    expect(await next).toEqual([]);
  });
});

describe("a worker that fails", () => {
  const bad = text("Your password is hunter2!");

  test("[G-PERSONAL-DATA] one that hangs for two seconds is replaced, and the page answers meanwhile", async () => {
    const { checker, time, workers } = aBench();
    const answer = checker.whileTyping(bad, context(), NOON);
    time.advance(1_999);
    expect(workers).toHaveLength(1);
    time.advance(1);
    expect(await answer).toMatchObject([{ rule: "G-PERSONAL-DATA" }]);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);

    // Until the new one has spoken, the page answers, once for every question.
    expect(await checker.beforeSending(bad, context(), NOON)).toMatchObject([{ rule: "G-PERSONAL-DATA" }]);
    expect(workers[1]!.questions).toEqual([]);
    workers[1]!.say({ kind: "ready" });
    void checker.whileTyping(bad, context(), NOON);
    expect(Object.keys(workers[1]!.questions[0]!.changed)).toContain("conversation");
  });

  test("[G-PERSONAL-DATA] two deaths in a row let it rest for half a minute", async () => {
    const { checker, time, workers } = aBench();
    const first = checker.whileTyping(bad, context(), NOON);
    workers[0]!.die();
    workers[1]!.die();
    expect(await first).toHaveLength(1);
    expect(await checker.whileTyping(bad, context(), NOON)).toHaveLength(1);
    expect(workers).toHaveLength(2);
    time.advance(30_000);
    expect(workers).toHaveLength(3);
  });

  test("[G-PERSONAL-DATA] an answer of a worker that was given up is not heard", async () => {
    const { checker, time, workers } = aBench();
    const answer = checker.whileTyping(bad, context(), NOON);
    time.advance(2_000);
    workers[0]!.say({ kind: "findings", id: workers[0]!.questions[0]!.id, findings: [] });
    expect(await answer).toHaveLength(1);
  });

  test("[I12] what was about to be sent when the desk closed is not taken for unopposed", async () => {
    const { checker } = aBench();
    const sent = checker.beforeSending(bad, context(), NOON);
    checker.stop();
    await expect(sent).rejects.toThrow(/closed/u);
  });
});

test("[G-PERSONAL-DATA] without workers it runs in place", async () => {
  const checker = createGuardChecker({ timers: createFakeTime(NOON).timers });
  expect(await checker.whileTyping(text("Your password is hunter2!"), context(), NOON)).toHaveLength(1);
});

test("[S0-3] a page that may not open workers checks by itself, and tries again later", async () => {
  const time = createFakeTime(NOON);
  let tries = 0;
  const checker = createGuardChecker({
    openWorker: () => {
      tries += 1;
      throw new Error("Failed to construct 'Worker'");
    },
    timers: time.timers,
  });
  const found = await checker.beforeSending(text("Hello {{1}}!"), context(), NOON);
  expect(found.map(({ rule }) => rule)).toContain("G-ERRORS");
  await checker.beforeSending(text("Hello {{1}}!"), context(), NOON);
  expect(tries).toBe(1);
  checker.stop();
});

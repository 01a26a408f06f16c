import { describe, expect, test } from "vitest";
import { decideAutoReply, type AutoReplyFacts } from "../../shared/handoffs/auto-reply.ts";
import { DEFAULT_AUTO_REPLY, parseAutoReplySettings } from "../../shared/handoffs/auto-reply-settings.ts";
import { AUTO_REPLY_KINDS, AUTO_REPLY_LANGUAGES, DEFAULT_AUTO_REPLY_TEXTS, HOLE_OF } from "../../shared/handoffs/auto-reply-texts.ts";
import { autoReplyLanguage, waitWords, whenWords } from "../../shared/handoffs/auto-reply-words.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import { hours, minus, minutes, plus, toDuration, type Instant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";
import { at } from "../fixtures/sla/events.ts";

const ON = { ...DEFAULT_AUTO_REPLY, on: true, queue: { on: true, from: minutes(20) } };
const NIGHT = at("2026-11-23T22:00:00Z");
const MORNING = at("2026-11-24T08:00:00Z");
const waits: Clock = { kind: "first-reply", state: "running", startedAt: NIGHT, pausedMs: toDuration(0) };
const conversation = aConversationRow({ state: "queued", clocks: [waits], lastInboundAt: NIGHT });
const facts = (fields: Partial<AutoReplyFacts> = {}): AutoReplyFacts => ({
  conversation,
  presence: { kind: "closed", calendar: "office", opensAt: MORNING },
  surge: false,
  stopped: false,
  ...fields,
});
const decided = (fields: Partial<AutoReplyFacts> = {}, now: Instant = NIGHT, settings = ON) => decideAutoReply(settings, facts(fields), now);

describe("who is answered automatically", () => {
  test("[HO11] [S0-19] a customer who writes to a closed desk hears when it opens", () => {
    expect(decided()).toEqual({ type: "say", kind: "closed", when: MORNING, askedAt: NIGHT });
  });

  test("[HO11] nothing is said twice in a period, nor without a new question after it", () => {
    expect(decided({ lastAt: NIGHT, conversation: { ...conversation, lastInboundAt: plus(NIGHT, hours(2)) } }, plus(NIGHT, hours(2)))).toMatchObject({
      because: "said-before",
    });
    expect(decided({ lastAt: NIGHT }, plus(NIGHT, minutes(30)))).toMatchObject({ because: "said-before" });
    const next = plus(NIGHT, hours(12));
    expect(decided({ lastAt: NIGHT, conversation: { ...conversation, lastInboundAt: next } }, next)).toMatchObject({ type: "say" });
  });

  test.each([
    ["off", {}, { ...ON, on: false }],
    ["bot", { conversation: { ...conversation, state: "bot" as const } }, ON],
    ["nobody-waits", { conversation: { ...conversation, clocks: [] } }, ON],
    ["nobody-waits", { conversation: { ...conversation, state: "resolved" as const } }, ON],
    ["stopped", { stopped: true }, ON],
    ["somebody-writes", { personWroteAt: minus(NIGHT, minutes(29)) }, ON],
    ["somebody-is-there", { presence: { kind: "there" as const } }, ON],
    ["somebody-is-there", {}, { ...ON, calendars: ["weekend"] }],
  ])("[HO11] silent: %s (%#)", (because, fields, settings) => {
    expect(decided(fields, NIGHT, settings)).toEqual({ type: "silent", because });
  });

  test("[HO11] who has waited for more than an hour is told nothing any more", () => {
    expect(decided({}, plus(NIGHT, hours(1)))).toMatchObject({ type: "say" });
    expect(decided({}, plus(NIGHT, minutes(61)))).toEqual({ type: "silent", because: "too-late" });
  });

  test("[HO11] where nobody can say when, no time is promised", () => {
    expect(decided({ presence: { kind: "nobody" } })).toMatchObject({ kind: "nobody" });
    expect(decided({ presence: { kind: "closed", calendar: "office" } })).toMatchObject({ kind: "nobody" });
  });

  test("[S0-19] where people are there, a long queue is said with the measured wait, and only from the lead's threshold on", () => {
    const presence = { kind: "there" } as const;
    const wait = { from: minutes(20), to: minutes(40) };

    expect(decided({ presence, wait })).toMatchObject({ kind: "queue", wait });
    expect(decided({ presence, wait: { from: minutes(15), to: minutes(40) } })).toMatchObject({ because: "somebody-is-there" });
    expect(decided({ presence })).toMatchObject({ because: "somebody-is-there" });
  });

  test("[HO12] in a surge customers hear of it where a lead wants that, without a wait where none is known", () => {
    const presence = { kind: "there" } as const;

    expect(decided({ presence, surge: true })).toMatchObject({ kind: "busy" });
    expect(decided({ presence, surge: true, wait: { from: minutes(5), to: minutes(10) } })).toMatchObject({ kind: "queue" });
  });
});

describe("its words", () => {
  const DESK = { deskZone: "Europe/Rome", zones: ["Europe/Rome"], now: at("2026-11-23T22:00:00Z") };

  test("[HO11] when is said as one speaks, in the customer's language and by the customer's clock", () => {
    const words = (when: string, language: "en" | "it" | "es" | "pt") => whenWords(at(when), { ...DESK, language });

    expect(words("2026-11-24T08:00:00Z", "en")).toBe("tomorrow at 09:00");
    expect(words("2026-11-24T08:00:00Z", "it")).toBe("domani alle 09:00");
    expect(words("2026-11-26T08:30:00Z", "es")).toBe("el jueves a las 09:30");
    expect(words("2026-11-26T08:30:00Z", "pt")).toBe("quinta-feira às 09:30");
    expect(words("2026-12-24T08:00:00Z", "en")).toBe("on Thursday 24 December at 09:00");
    expect(whenWords(at("2026-11-23T22:30:00Z"), { ...DESK, now: at("2026-11-23T22:10:00Z"), language: "en" })).toBe("today at 23:30");
  });

  test("[HO11] who lives in another zone reads their own time, and is told so", () => {
    expect(whenWords(at("2026-11-24T08:00:00Z"), { ...DESK, zones: ["America/Sao_Paulo"], language: "pt" })).toBe("amanhã às 05:00 (no seu horário)");
  });

  test("[HO11] where nobody knows which zone it is, the desk's is named", () => {
    const spread = { ...DESK, zones: ["America/New_York", "America/Los_Angeles"], language: "en" } as const;

    expect(whenWords(at("2026-11-24T08:00:00Z"), spread)).toBe("tomorrow at 09:00 (Central European Time)");
    expect(whenWords(at("2026-11-24T08:00:00Z"), { ...spread, zones: [] })).toBe("tomorrow at 09:00 (Central European Time)");
  });

  test("[S0-19] a wait is a range, and never shorter than measured", () => {
    expect(waitWords({ from: minutes(10), to: minutes(25) }, "en")).toBe("10 to 25 minutes");
    expect(waitWords({ from: minutes(0), to: minutes(5) }, "it")).toBe("fino a 5 minuti");
    expect(waitWords({ from: minutes(75), to: minutes(150) }, "es")).toBe("entre 1 y 3 horas");
    expect(waitWords({ from: minutes(130), to: minutes(180) }, "pt")).toBe("de 2 a 3 horas");
  });

  test("[HO11] a language without words of ours gets the workspace's", () => {
    expect(autoReplyLanguage(["de", "pt-BR"], "en")).toBe("pt");
    expect(autoReplyLanguage([undefined, "de"], "it")).toBe("it");
  });

  test("[HO11] every text that we bring is one that we would take", () => {
    expect(parseAutoReplySettings({ on: true, texts: DEFAULT_AUTO_REPLY_TEXTS })).toMatchObject({ ok: true });
    for (const kind of AUTO_REPLY_KINDS)
      for (const language of AUTO_REPLY_LANGUAGES)
        expect(DEFAULT_AUTO_REPLY_TEXTS[kind][language].includes(`{{${HOLE_OF[kind]}}}`)).toBe(HOLE_OF[kind] !== undefined);
  });

  test("[HO11] a text that promises nothing, or that nobody can fill in, is refused with its path", () => {
    const refused = (texts: unknown) => parseAutoReplySettings({ texts });

    expect(refused({ closed: { en: "We are closed." } })).toMatchObject({ ok: false, error: [{ path: "texts.closed.en" }] });
    expect(refused({ nobody: { it: "A presto, {{name}}" } })).toMatchObject({ ok: false, error: [{ path: "texts.nobody.it" }] });
    expect(refused({ closed: { en: "Back {{ when }}." } })).toMatchObject({ ok: true });
    expect(parseAutoReplySettings({ period: minutes(1) })).toMatchObject({ ok: false, error: [{ path: "period" }] });
  });
});

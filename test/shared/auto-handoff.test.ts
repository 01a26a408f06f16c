import { describe, expect, test } from "vitest";
import { DEFAULT_AUTO_HANDOFF, type AutoHandoffPolicy } from "../../shared/handoffs/auto-handoff-policy.ts";
import { autoHandoff } from "../../shared/handoffs/auto-handoff.ts";
import { isNegative, isPlatformAudit, saysNotUnderstood } from "../../shared/handoffs/bot-signals.ts";
import type { Turn } from "../../shared/handoffs/turn.ts";
import { wantsPerson } from "../../shared/handoffs/wants-person.ts";
import { toInstant } from "../../shared/time.ts";
import { AUDIT, NEGATIVE, NOT_UNDERSTOOD, PERSON } from "../fixtures/handoffs/phrases.ts";

const START = toInstant(1_700_000_000_000);
const AT: Readonly<Record<string, Turn["from"]>> = { C: "customer", B: "bot", P: "person", A: "app" };

/** "C: hello" a line; so many seconds apart. */
const turns = (lines: readonly string[], apart = 30): readonly Turn[] =>
  lines.map((line, index) => ({ from: AT[line.charAt(0)] ?? "customer", at: toInstant(START + index * apart * 1_000), text: line.slice(3) }));

/** The first line at which a person takes over, counted from 1, and why. */
function handsOverAt(lines: readonly string[], policy: AutoHandoffPolicy = DEFAULT_AUTO_HANDOFF, apart = 30): string | undefined {
  const all = turns(lines, apart);
  for (let n = 1; n <= all.length; n += 1) {
    const found = autoHandoff(all.slice(0, n), policy);
    if (found !== undefined) return `${n} ${found.reason}`;
  }
  return undefined;
}

describe.each([
  ["a wish for a person", wantsPerson, PERSON],
  ["anger at the service", isNegative, NEGATIVE],
  ["a bot that did not understand", saysNotUnderstood, NOT_UNDERSTOOD],
] as const)("[HO10] %s", (_name, reads, phrases) => {
  for (const [language, { misses, must }] of Object.entries(phrases)) {
    test.each(must)(`${language} is heard: %s`, (text) => expect(reads(text)).toBe(true));
    test.each(misses)(`${language} is left alone: %s`, (text) => expect(reads(text)).toBe(false));
    test(`${language} has at least ten of each`, () => expect(Math.min(must.length, misses.length)).toBeGreaterThanOrEqual(10));
  }
});

describe("[X-12] the platform's own test of a bot", () => {
  test.each(AUDIT.must)("is known: %s", (text) => expect(isPlatformAudit(text)).toBe(true));
  test.each(AUDIT.misses)("is not seen in: %s", (text) => expect(isPlatformAudit(text)).toBe(false));
  test("goes to a person at once and urgently", () => {
    expect(autoHandoff(turns([`C: ${AUDIT.must[0]}`]), DEFAULT_AUTO_HANDOFF)).toMatchObject({ reason: "platform_audit", urgent: true, stops: false });
  });
});

describe("[S4-14] a scripted transcript triggers at the documented turn", () => {
  test("the customer asks for a person in the fifth line", () => {
    expect(
      handsOverAt([
        "C: Where is my parcel?",
        "B: What is the order number?",
        "C: I have none",
        "B: It is in the e-mail.",
        "C: can I talk to a human please",
        "B: What is the order number?",
      ]),
    ).toBe("5 customer_asked");
  });
  test("the third time that the bot did not understand, in whatever words", () => {
    const lines = [
      "C: my invoice shows two of them",
      "B: Sorry, I didn't understand that.",
      "C: two items, I bought one",
      "B: Could you rephrase that?",
      "C: one item",
      "B: I'm not sure what you mean.",
    ];
    expect(handsOverAt(lines)).toBe("6 bot_not_understood");
    expect(autoHandoff(turns(lines), DEFAULT_AUTO_HANDOFF)).toMatchObject({ failedAttempts: 3, stops: false });
    expect(handsOverAt(lines, { ...DEFAULT_AUTO_HANDOFF, fallbacks: 2 })).toBe("4 bot_not_understood");
    expect(handsOverAt(lines, { ...DEFAULT_AUTO_HANDOFF, fallbacks: 4 })).toBeUndefined();
  });
  test("the third time that the bot would say the same, which then stays unsaid", () => {
    const lines = [
      "C: hi",
      "B: What is your order number?",
      "C: it is for my mother",
      "B: what is your order number",
      "C: she has it",
      "B: What is your ORDER number?!",
    ];
    expect(handsOverAt(lines)).toBe("6 bot_repeats");
    expect(autoHandoff(turns(lines), DEFAULT_AUTO_HANDOFF)).toMatchObject({ stops: true });
  });
  test("the angry message, or as many of them as a lead allows", () => {
    const lines = ["C: hello", "B: How can I help?", "C: this is ridiculous", "B: I am sorry.", "C: worst service ever"];
    expect(handsOverAt(lines)).toBe("3 customer_upset");
    expect(handsOverAt(lines, { ...DEFAULT_AUTO_HANDOFF, negativeMessages: 2 })).toBe("5 customer_upset");
  });
  test("what was said before a person spoke does not count", () => {
    expect(
      handsOverAt(["B: I don't understand.", "C: no", "B: Can you rephrase?", "P: I have sorted it out.", "C: thank you", "B: I did not get that."]),
    ).toBeUndefined();
  });
  test("a bot that gets on well is left alone", () => {
    expect(
      handsOverAt(["C: Where is 48211?", "B: It is on its way.", "C: when will it come", "B: Tomorrow by noon.", "C: perfect, thanks", "B: Have a nice day!"]),
    ).toBeUndefined();
  });
});

describe("[S0-15] the guard against loops", () => {
  const echo = (n: number) => Array.from({ length: n }, (_, i) => [`B: Answer ${i}`, `C: Reply ${i}`]).flat();

  test("two machines that answer each other are stopped at the fifth quick answer", () => {
    expect(handsOverAt(echo(20), DEFAULT_AUTO_HANDOFF, 1)).toBe("10 bot_loop");
    expect(handsOverAt(echo(20), { ...DEFAULT_AUTO_HANDOFF, loopTurns: 3 }, 1)).toBe("6 bot_loop");
  });
  test("a customer who takes their time, as people do, is none", () => {
    expect(handsOverAt(echo(8), DEFAULT_AUTO_HANDOFF, 12)).toBeUndefined();
  });
  test("one slow answer in between begins the count anew", () => {
    const all = turns(echo(6), 1).map((turn, index) => ({ ...turn, at: toInstant(turn.at + (index >= 5 ? 60_000 : 0)) }));
    expect(autoHandoff(all, DEFAULT_AUTO_HANDOFF)).toBeUndefined();
  });
  test("a bot answers at most twenty times without a person, and the twenty-first stays unsaid", () => {
    expect(handsOverAt(echo(40), DEFAULT_AUTO_HANDOFF, 60)).toBe("41 bot_turns");
  });
  test("one customer gets at most twelve messages of a bot in a minute", () => {
    const lines = Array.from({ length: 30 }, (_, i) => `B: Line ${i}`);
    expect(handsOverAt(lines, DEFAULT_AUTO_HANDOFF, 1)).toBe("13 bot_flood");
    expect(handsOverAt(lines.slice(0, 20), DEFAULT_AUTO_HANDOFF, 10)).toBeUndefined();
  });
});

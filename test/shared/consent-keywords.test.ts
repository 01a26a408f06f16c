import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KEYWORDS } from "../../shared/consent/keyword-words.ts";
import { readButton, readKeyword } from "../../shared/consent/keywords.ts";
import { MESSAGES } from "../fixtures/consent/keywords.ts";

describe.each(Object.entries(MESSAGES))("[S2-12] [S2-15] %s", (_language, { asked, certain, doubtful, none, resume }) => {
  test.each(certain)("%j is certain", (message) => expect(readKeyword(message)).toMatchObject({ act: "opt-out", certainty: "certain" }));
  test.each(asked)("%j is asked about", (message) => expect(readKeyword(message)).toMatchObject({ act: "opt-out", certainty: "probable" }));
  test.each(doubtful)("%j by itself is asked about, and certain where we had asked or advertised", (message) => {
    expect(readKeyword(message)).toMatchObject({ act: "opt-out", certainty: "probable" });
    expect(readKeyword(message, { answersOptOutPrompt: true })).toMatchObject({ certainty: "certain", scope: "everything" });
    expect(readKeyword(message, { lastOutboundWasMarketing: true })).toMatchObject({ certainty: "certain", scope: "marketing" });
  });
  test.each(none)("%j is nothing", (message) => expect(readKeyword(message)).toBeUndefined());
  test.each(resume)("%j comes back where something was withdrawn", (message) => {
    expect(readKeyword(message, { isWithdrawn: true })).toMatchObject({ act: "resume", certainty: "certain" });
    expect(readKeyword(message)?.act).not.toBe("resume");
  });
});

test("[S2-12] every language of the list is tried", () => {
  expect(KEYWORDS.map(({ language }) => language).toSorted()).toEqual(Object.keys(MESSAGES).toSorted());
});

test("[S2-12] a stop in answer to advertising leaves the order updates alone", () => {
  expect(readKeyword("STOP", { lastOutboundWasMarketing: true })?.scope).toBe("marketing");
  expect(readKeyword("STOP ALL", { lastOutboundWasMarketing: true })?.scope).toBe("everything");
  expect(readKeyword("STOP")?.scope).toBe("everything");
  expect(readKeyword("please stop sending me offers")?.scope).toBe("marketing");
});

test("[S2-12] a sentence about an order is no opt-out, even in answer to advertising", () => {
  for (const sentence of ["I want to cancel my order", "quiero cancelar mi pedido", "vorrei annullare l'ordine", "quero cancelar o pedido"]) {
    expect(readKeyword(sentence, { lastOutboundWasMarketing: true })).toBeUndefined();
  }
});

test("[S2-12] a button is certain by its label or by its payload", () => {
  expect(readButton("Unsubscribe")).toMatchObject({ act: "opt-out", certainty: "certain", scope: "everything" });
  expect(readButton("Stop promotions")).toMatchObject({ certainty: "certain", scope: "marketing" });
  expect(readButton("Non mi interessa", "STOP_PROMOTIONS")).toMatchObject({ certainty: "certain", scope: "marketing" });
  expect(readButton("No thanks", "OPT-OUT")).toMatchObject({ certainty: "certain" });
  expect(readButton("Darme de baja")).toMatchObject({ certainty: "certain" });
  for (const [label, payload] of [
    ["Track my order", "TRACK"],
    ["Yes", "CONFIRM"],
    ["See the offers", "OFFERS"],
    ["Nonstop", ""],
    ["", ""],
  ] as const)
    expect(readButton(label, payload)).toBeUndefined();
});

test("[S2-12] whatever is around it, a stop word alone is certain", () => {
  const dressing = fc
    .array(fc.constantFrom(" ", "!", ".", "\n", "…", "🛑", "👍🏽", "*", "\u200b", "\u202e", "«", "»"), { maxLength: 12 })
    .map((parts) => parts.join(""));
  const words = KEYWORDS.flatMap(({ stop }) => stop);
  fc.assert(
    fc.property(dressing, fc.constantFrom(...words), dressing, (before, word, after) => {
      expect(readKeyword(`${before}${word}${after}`)).toMatchObject({ act: "opt-out", certainty: "certain" });
      expect(readKeyword(`${before}${word.toUpperCase()}${after}`, { answersOptOutPrompt: true })).toMatchObject({ act: "opt-out", certainty: "certain" });
    }),
    { seed: 12 },
  );
});

test("[S2-12] reads anything of any length without trouble", () => {
  for (const message of [
    "👍".repeat(10_000),
    "stop ".repeat(4_000),
    "!".repeat(100_000),
    "\u0301".repeat(20_000),
    "ا".repeat(10_000),
    "<b>stop</b>",
    "\ud83d",
  ]) {
    expect(() => readKeyword(message)).not.toThrow();
    expect(() => readButton(message, message)).not.toThrow();
  }
});

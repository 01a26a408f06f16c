import { describe, expect, test } from "vitest";
import { en } from "../../renderer/messages/en.ts";
import { CATALOGUES, createWords, languageFor } from "../../renderer/messages/i18n.ts";
import { GUARD_MESSAGE_KEYS } from "../../shared/guard/message-keys.ts";

const holes = (text: string): readonly string[] => [...text.matchAll(/\{\{(?<name>\w+)\}\}/gu)].map(({ groups }) => groups?.["name"] ?? "").toSorted();

describe.each(Object.entries(CATALOGUES))("the catalogue %s", (_language, catalogue) => {
  test("has every sentence, and none that nobody asks for", () => {
    expect(Object.keys(catalogue)).toEqual(Object.keys(en));
    expect(Object.entries(catalogue).filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("leaves the same places to be filled as English", () => {
    const differing = Object.entries(catalogue).filter(([key, text]) => holes(text).join() !== holes(en[key as keyof typeof en]).join());
    expect(differing).toEqual([]);
  });
});

test("whatever the guard says has a sentence", () => {
  expect(GUARD_MESSAGE_KEYS.filter((key) => !(key in en))).toEqual([]);
});

test("plurals read right, whole millions of Spanish too", () => {
  const words = createWords("es");
  expect(words.t("row.unread", { count: 1 })).toBe("1 mensaje sin leer");
  expect(words.t("row.unread", { count: 3 })).toBe("3 mensajes sin leer");
  expect(words.t("row.unread", { count: 1_000_000 })).toBe("1000000 mensajes sin leer");
});

test("the first wish that has a catalogue counts, with its region for dates", () => {
  expect(languageFor(["fr-FR", "pt-BR"])).toBe("pt-BR");
  expect(languageFor(["en-GB", "it"])).toBe("en-GB");
  expect(languageFor(["ja"])).toBe("en");
  expect(createWords("pt-PT").t("composer.send")).toBe("Enviar");
});

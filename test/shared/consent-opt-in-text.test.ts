import { expect, test } from "vitest";
import { checkOptInText } from "../../shared/consent/opt-in-text.ts";

const COMPLETE = {
  en: "I agree to receive messages and offers from Lampo on WhatsApp. I can stop them at any time by writing STOP.",
  es: "Acepto recibir mensajes de Lampo por WhatsApp. Puedo darme de baja en cualquier momento.",
  pt: "Aceito receber mensagens da Lampo pelo WhatsApp. Posso sair a qualquer momento.",
  it: "Accetto di ricevere messaggi da Lampo su WhatsApp. Posso revocare il consenso in qualsiasi momento.",
  de: "Ich stimme zu, Nachrichten von Lampo über WhatsApp zu erhalten. Ich kann das jederzeit widerrufen.",
  fr: "J'accepte de recevoir des messages de Lampo sur WhatsApp. Je peux me désabonner à tout moment.",
} as const;

test.each(Object.entries(COMPLETE))("[S2-4] [S2-5] nothing is missing in %s", (_language, words) => {
  expect(checkOptInText(words, "Lampo")).toEqual([]);
  expect(checkOptInText(words.toUpperCase(), "LAMPO")).toEqual([]);
});

test.each(Object.entries(COMPLETE))("[S2-5] without the business name it is no proof: %s", (_language, words) => {
  expect(checkOptInText(words.replace("Lampo", "noi"), "Lampo")).toContainEqual({ code: "no-business-name", severity: "error" });
});

test.each([
  ["en", "I agree to the terms of Lampo. You can opt out at any time."],
  ["es", "Acepto los términos de Lampo. Puedo darme de baja en cualquier momento."],
  ["pt", "Aceito os termos da Lampo. Posso sair a qualquer momento."],
  ["it", "Accetto i termini di Lampo. Posso revocare il consenso in qualsiasi momento."],
])("[S2-4] it must say that messages come: %s", (_language, words) => {
  expect(checkOptInText(words, "Lampo")).toContainEqual({ code: "does-not-say-messages", severity: "error" });
});

test.each([
  ["en", "Lampo sends messages and offers on WhatsApp. Stop any time. Receive them here."],
  ["it", "Lampo invia messaggi su WhatsApp a chi li vuole ricevere. Revoca in ogni momento."],
])("[S2-4] somebody must agree: %s", (_language, words) => {
  expect(checkOptInText(words, "Lampo")).toContainEqual({ code: "does-not-agree", severity: "error" });
});

test.each(Object.entries(COMPLETE))("[S2-4] WhatsApp itself is advice since November 2024: %s", (_language, words) => {
  expect(checkOptInText(words.replace("WhatsApp", "SMS"), "Lampo")).toEqual([{ code: "no-whatsapp", severity: "advice" }]);
});

test.each(Object.entries(COMPLETE))("[S2-4] how to stop is advice: %s", (_language, words) => {
  expect(checkOptInText(`${words.split(". ")[0]}.`, "Lampo")).toEqual([{ code: "no-way-to-stop", severity: "advice" }]);
});

test("[S2-5] a name of several words, accents and signs counts as it is read", () => {
  expect(checkOptInText("I agree to receive messages from Café & Più S.r.l. on WhatsApp, opt out any time.", "CAFE PIU Srl")).toContainEqual({
    code: "no-business-name",
    severity: "error",
  });
  expect(checkOptInText("I agree to receive messages from Café Più on WhatsApp, opt out any time.", "cafe piu")).toEqual([]);
  expect(checkOptInText("I agree to receive messages from Lampone on WhatsApp, opt out any time.", "Lampo")).toContainEqual({
    code: "no-business-name",
    severity: "error",
  });
});

test("[S2-4] what cannot be read is said to be so, and not called wrong", () => {
  expect(checkOptInText("Lampo からの WhatsApp を受け取ります", "Lampo")).toEqual([{ code: "language-unknown", severity: "advice" }]);
  expect(checkOptInText("  ", "Lampo")).toEqual([{ code: "empty", severity: "error" }]);
});

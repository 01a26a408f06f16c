import { baseLanguage } from "../inbox/canned-reply.ts";

/** [G-OPTED-OUT] That a no was heard: one sentence, no offer, no question, and the way back. */
const CONFIRMATIONS: Readonly<Record<string, string>> = {
  en: "Done: you will get no more messages from us, and whenever you need something you can write to us here.",
  it: "Fatto: non riceverai altri messaggi da noi, e se hai bisogno di qualcosa puoi scriverci qui.",
  es: "Hecho: no recibirás más mensajes nuestros, y si necesitas algo puedes escribirnos aquí.",
  pt: "Pronto: você não vai receber mais mensagens nossas e, se precisar de algo, pode escrever para nós aqui.",
};

/** In the first of these languages that there is one in; else in English. */
export function optOutConfirmation(languages: readonly string[]): { readonly language: string; readonly text: string } {
  const language = languages.map(baseLanguage).find((one) => Object.hasOwn(CONFIRMATIONS, one)) ?? "en";
  return { language, text: CONFIRMATIONS[language] ?? "" };
}

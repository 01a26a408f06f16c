import { readButton } from "../consent/keywords.ts";
import { holds, phrases } from "../guard/text/phrases.ts";
import { readText } from "../guard/text/reading.ts";
import type { Template } from "../inbox/people.ts";

/** Ways to tell a customer how to hear no more of it. In words without marks and capitals. */
const TELLS_HOW: RegExp = phrases(
  "unsubscribe\\w{0,3}|(?:stop|no more) (?:promotions?|promos?|offers?|marketing|messages)|opt(?:ing)?[ -]?out|stop (?:to|for|at any time|anytime)|(?:to|(?:and )?we will) stop (?:these|this|our|all|receiving|hearing|getting|the)|(?:reply|send|text|write|type|say|answer)(?: us)?(?: with)?(?: the word)? [\"'“*]{0,2}(?:stop|no|end|quit|remove|off)|(?:no longer|don'?t|do not) (?:want|wish)(?: to)? (?:receive|get|hear)|(?:to|and you will) (?:receive|get|hear) no more|(?:manage|change|update) (?:your )?(?:preferences|subscription)",
  "disiscri\\w{2,8}|(?:basta|stop) (?:alle |con le )?(?:promozioni|offerte|pubblicita|messaggi)|cancell(?:arsi|arti|ati|a l'iscrizione|azione dalla lista)|(?:rispond[aie]|rispondere|scriv[aie]|scrivere|invi[aie]|inviare|mand[aie])(?: con)?(?: la parola)? [\"'“«*]{0,2}(?:stop|no|basta|annulla|cancellami|rimuovi)|non (?:vuoi|vuole|desideri|desidera)(?: piu)? (?:ricevere|sentire)|(?:per )?non ricevere (?:altr[oi]|piu|ulteriori)|smettere di ricevere|(?:gestisc\\w{1,3}|modific\\w{1,3}) (?:le (?:tue|sue) )?preferenze",
  "dar(?:te|se|me)? de baja|(?:no mas|basta de|parar) (?:promociones|ofertas|mensajes|publicidad)|darse de baja|date de baja|cancel(?:ar|a|e) (?:la |tu |su )?suscripcion|(?:respond[ae]|responder|escrib[ae]|escribir|envi[ae]|enviar|contest[ae])(?: con)?(?: la palabra)? [\"'“«*]{0,2}(?:baja|stop|no|parar|alto|salir|cancelar)|(?:no (?:quieres|quiere|deseas|desea)|dejar de|para no) (?:mas )?recib\\w{1,4}|no recibir mas|(?:gestion\\w{1,2}|cambi\\w{1,2}) (?:tus |sus )?preferencias",
  "descadastr\\w{1,6}|(?:chega de|parar|sem mais) (?:promocoes|ofertas|mensagens)|cancel(?:ar|e) (?:a |sua )?(?:inscricao|assinatura)|(?:respond[ae]|responder|escrev[ae]|escrever|envi[ae]|enviar|digit[ae]|mand[ae])(?: com)?(?: a palavra)? [\"'“*]{0,2}(?:sair|parar|pare|stop|nao|cancelar|remover)|(?:nao (?:quer|deseja|quiser)(?: mais)?|parar de|deixar de|para nao) receb\\w{1,4}|nao receber mais|(?:gerenci\\w{1,2}|alter\\w{1,2}) (?:suas )?preferencias",
);

const LANGUAGES: ReadonlySet<string> = new Set(["en", "it", "es", "pt"]);

/** [S2-11] Whether it tells how to hear no more; undefined in a language that we do not read. */
export function tellsOptOut({
  body,
  buttons,
  footer,
  header,
  language,
}: Pick<Template, "body" | "buttons" | "footer" | "header" | "language">): boolean | undefined {
  if (buttons.some((button) => readButton(button) !== undefined)) return true;
  const parts = [header, body, footer, ...buttons].filter((part) => part !== undefined);
  if (parts.some((part) => holds(TELLS_HOW, readText(part).folded))) return true;
  return LANGUAGES.has(language.slice(0, 2).toLowerCase()) ? false : undefined;
}

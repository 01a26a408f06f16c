import { phrases } from "../text/phrases.ts";

/** What nobody may ask for in a chat. The last group of each line: words of a photograph or copy. */
const SECRET_THINGS = [
  "(?:your |the |full |account |login |current )*(?:password|passcode|passphrase|pin(?: code| number)?|cvv\\d?|cvc\\d?|security code|one[- ]time (?:code|password)|otp|verification code|sms code|access code|mother'?s maiden name)",
  "(?:code|codes) (?:that |which )?(?:you(?:'ve| have| just| will)*|we(?:'ve| have| just)*) (?:just )?(?:received?|got|get|sent)",
  "(?:password|codice (?:di verifica|otp|di sicurezza|di accesso|sms|cvv|segreto)|pin|cvv|cvc|otp|parola d'ordine)",
  "codice (?:che|appena) (?:ha|hai|le|ti|ricev\\w{1,4})(?: appena)? ?(?:ricevuto|arrivat\\w|abbiamo|mandat\\w|inviat\\w)?",
  "(?:contrasena|clave(?: de acceso)?|pin|cvv|cvc|otp|codigo (?:de verificacion|de seguridad|otp|de acceso|sms|cvv))",
  "codigo que (?:acaba de |has |ha |te |le |recib)\\w{0,8}",
  "(?:senha|pin|cvv|cvc|otp|codigo (?:de verificacao|de seguranca|otp|de acesso|sms|cvv)|palavra-passe)",
  "codigo que (?:voce |acabou de |lhe |te |recebeu)\\w{0,8}",
].join("|");

const NUMBER_THINGS = [
  "(?:full |complete |whole |credit |debit |bank |payment )*card (?:number|details|data)",
  "(?:full |complete )?(?:bank account(?: number| details)?|bank details|account number and sort code|iban|routing number|full account number)",
  "(?:social security|national insurance|national id(?:entity)?|tax(?:payer)? id(?:entification)?|ni|id card|passport|identity card|driving licen[cs]e|driver'?s licen[cs]e) (?:number|no\\.?)|ssn|your (?:id|passport|id card|identity card)(?! (?:order|request|ticket))|carta d'identita|documento (?:d'identita|de identidad|de identidade)|pasaporte",
  "(?:photo|picture|copy|scan|image|foto|copia|scansione|imagen|escaneo|imagem|fotografia)s? (?:of |di |de |del |della |do |da |de la |de tu |de su |do seu |da sua |dei |los |das )*(?:your |the |both sides of |il suo |la sua |tuo |tua |suo |sua |su |tu |seu )*(?:passport|id(?:entity)?(?: card| document)?|driving licen[cs]e|driver'?s licen[cs]e|credit card|card|passaporto|carta d'identita|documento(?: d'identita| de identidad| de identidade)?|patente|carta di credito|pasaporte|dni|nie|carnet|tarjeta|passaporte|rg|cpf|cnh|carteira de identidade|identidade|cartao)",
  "numero (?:completo |intero )?(?:della |di |de la |de tu |de su |do |do seu |de )(?:sua |tua |tarjeta|carta|cartao|credito)+(?: carta)?(?: di credito| de credito)?|dati della (?:sua |tua )?carta|datos de (?:la|su|tu) tarjeta|dados do (?:seu )?cartao",
  "(?:codice fiscale|numero (?:del|di) (?:passaporto|conto|documento|carta d'identita)|coordinate bancarie)",
  "(?:numero de (?:cuenta(?: bancaria)?|pasaporte|dni|seguridad social|identidad)|dni|nie|cuenta bancaria|datos bancarios)",
  "(?:cpf|rg|cnh|nif|numero (?:da conta|do passaporte|do rg|do cpf|de identidade)|conta bancaria|dados bancarios|passaporte)",
].join("|");

/** Something that must not be asked for. */
export const SENSITIVE: RegExp = phrases(SECRET_THINGS, NUMBER_THINGS);

/** Asking: an order to send, a question for it, a need. Before the thing, in the same clause. */
export const ASKING: RegExp = phrases(
  "(?:please )?(?:send|give|tell|share|write|text|provide|forward|whatsapp|dm)(?: (?:me|us|over|here|back|in))*|reply(?:ing)? (?:here )?with|respond with|let (?:me|us) (?:know|have)|(?:i|we)(?:'ll| will)? (?:also )?need|(?:can|could|may) (?:i|we|you) (?:please |just )?(?:have|get|see|ask|send|give|tell|share|confirm|write|provide|type)|what(?:'s| is| was)|which is|confirm|type|read out|dictate",
  "(?:mi|ci|me lo|ce lo)? ?(?:mand[aio]|mandi|mandate|mandarmi|mandarci|invi[aio]|inviarmi|inviarci|inviate|scriv[aei]|scrivermi|dica|dimmi|dire|dirmi|fornisc\\w{1,3}|fornir\\w{1,3}|comunic\\w{1,5}|condivid\\w{1,3}|indic\\w{1,4}|dett\\w{1,3}|confermi|passi|dia|dammi)(?:mi|ci)?|(?:mi|ci) (?:serve|servono|occorre|scrive|manda|invia|da|dice|passa)|ho bisogno del(?:la)?|abbiamo bisogno|quale? (?:e|era)|qual e|risponda con|rispondi con",
  "(?:envi\\w{1,8}|mand\\w{1,8}|escrib\\w{1,8}|dig\\w{1,6}|dime|decir(?:me|nos)?|decirnos|dar(?:me|nos)|facilit\\w{1,8}|proporcion\\w{1,8}|compart\\w{1,8}|comparta|indi(?:que|ca|car)\\w{0,4}|pas(?:e|a|ar|ame|eme|enos)\\w{0,3}|confirm\\w{1,6}|den?os|deme|dame)|(?:me|nos) (?:pasa|manda|envia|da|dice|escribe|puede)|(?:necesito|necesitamos|hace falta)|cual (?:es|era)|respond\\w{1,3} con",
  "(?:me |nos )?(?:envi[ae]\\w{0,3}|mand[ae]\\w{0,3}|escrev[ae]\\w{0,2}|dig[ao]|diz(?:er)?|dizer|pass[ae]r?|inform[ae]r?|compartilh[ae]r?|fornec[ae]r?|confirm[ae]r?|forneca)(?:-me|-nos)?|(?:preciso|precisamos)|qual (?:e|era|foi)|respond[ae] com",
);

/** Not asking: warning, refusing, pointing to a safe place, or content with part of it. */
export const NOT_ASKING: RegExp = phrases(
  "never|do not|don'?t|not (?:need|send|share|ask|necessary|required)|no need|won'?t|will not|without|instead of|last (?:four|4|three|3)(?: digits)?|reset|forgot(?:ten)?|change your|changed|secure (?:page|link|form)|on (?:our|the) (?:website|site|page|app|portal)|in the app|bring|at the (?:desk|counter|door|terminal)|ends in|ending",
  "mai|non (?:mi |ci |ce |le |la |lo |serve|occorre|scriv\\w{1,3}|mand\\w{1,3}|condivid\\w{1,3}|invi\\w{1,3}|chied\\w{1,6}|e )\\w{0,10}|senza|ultime? (?:quattro|4|tre|3)(?: cifre)?|reimpost\\w{1,4}|dimenticat\\w|pagina sicura|link sicuro|nell'app|sul sito|porti|port[ai]|allo sportello",
  "nunca|jamas|no (?:me |nos |le |lo |la |hace|hacen|escrib\\w{1,5}|envi\\w{1,5}|mand\\w{1,5}|compart\\w{1,5}|neces\\w{1,6}|ped\\w{1,6}|comparta)\\w{0,10}|sin|ultim[oa]s (?:cuatro|4|tres|3)(?: digitos| cifras)?|cuatro ultim[oa]s|restablec\\w{1,4}|olvid\\w{1,4}|pagina segura|enlace seguro|en la app|en la aplicacion|en la web|trai\\w{1,4}|en el mostrador",
  "nao (?:me |nos |lhe |e |envi\\w{1,3}|mand\\w{1,3}|escrev\\w{1,3}|compartilh\\w{1,3}|precis\\w{1,4}|ped\\w{1,6}|informe)\\w{0,10}|sem|(?:quatro|4|tres|3) ultim[oa]s|ultim[oa]s (?:quatro|4|tres|3)(?: digitos)?|redefin\\w{1,3}|esquec\\w{1,4}|pagina segura|link seguro|no aplicativo|no app|no site|trag\\w{1,3}|no balcao|nunca",
);

/** A password or one-time code with its value behind. Ends where the value begins. */
export const SECRET_SENT =
  /\b(?:password|passcode|passwort|contrasena|clave de acceso|senha|palavra-passe|pin(?: code| number)?|otp|(?:one[- ]time|verification|security|login|access|authentication|confirmation|2fa|sms) (?:code|password|passcode|pin)|codice (?:di verifica|otp|di sicurezza|di accesso|monouso|sms|di autenticazione)|codigo (?:de verificacion|otp|de seguridad|de acceso|de un solo uso|de autenticacion|sms|de verificacao|de seguranca|de acesso|de autenticacao|unico))(?: (?:temporanea|temporal|temporaria|provvisoria|provisional|provisoria))?(?: (?:is|are|es|e|sera|sara|will be|now)\b(?: now| ahora| ora| agora| la| o| el| il)?)? ?[:=\-"']{0,2} ?["'(]?/g;

/** Before a long number: what it is, if not a card. */
export const OTHER_NUMBER =
  /\b(?:order|orders|tracking|track|imei|serial|ean|isbn|gtin|invoice|reference|ref|shipment|parcel|package|ticket|booking|case|transaction|barcode|customer|contract|meter|policy|ordine|ordini|tracciamento|seriale|fattura|riferimento|spedizione|pacco|pratica|prenotazione|contratto|biglietto|cliente|pedido|seguimiento|serie|factura|referencia|envio|paquete|reserva|contrato|expediente|rastreio|rastreamento|fatura|nota|pacote|protocolo|processo)\b[^.!?\n]{0,24}$/;
export const CARD_WORD = /\b(?:card|visa|mastercard|amex|american express|credit|debit|carta|tarjeta|cartao|maestro|carte|karte)\b/;

/** In the language of the text: what to ask for instead. */
export const ASK_INSTEAD: Readonly<Record<string, string>> = {
  en: "the last four digits",
  it: "le ultime quattro cifre",
  es: "los últimos cuatro dígitos",
  pt: "os quatro últimos dígitos",
};

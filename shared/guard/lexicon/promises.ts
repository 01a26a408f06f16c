import { phrases } from "../text/phrases.ts";

/** Somebody says that we will do something. */
export const COMMITS: RegExp = phrases(
  "(?:i|we|somebody|a colleague)(?:'ll| will| shall)|you(?:'ll| will)(?: also)? (?:hear|have|get|receive|find)|(?:i am|we are|i'm|we're) going to|let me (?:check|look|ask|see)|give (?:me|us)|expect (?:an answer|a call|news)|will be (?:sent|called|refunded|informed|there|with you)",
  "(?:richiam|chiam|ricontatt|contatt|aggiorn|mand|invi|conferm|controll|verific)(?:o|iamo|er[oa]|eremo|ero)|(?:faccio|facciamo|faro|faremo) sapere|scriv(?:o|iamo|ero|eremo)|rispond(?:o|iamo|ero|eremo)|avra[i]?|ricevera[i]?|mi dia|ci dia|dammi|(?:le|ti|vi) (?:dico|diciamo|spedisco)|spedir(?:o|emo)|spedisco|(?:un collega|qualcuno|il tecnico|il corriere|il responsabile) (?:la |le |ti )?(?:chiama|richiama|contatta|scrive|risponde|arriva|passa)|(?:la|le|ti) (?:chiama|richiama|contatta|scrive|risponde)",
  "(?:llam|avis|envi|mand|inform|confirm|contact|revis|consult)(?:o|amos|are|aremos)|escrib(?:o|imos|ire|iremos)|respond(?:o|emos|ere|eremos)|tendra[s]?|recibira[s]?|deme|denos|dame|(?:le|te|les) (?:digo|decimos)|(?:voy|vamos) a|(?:un companero|una companera|alguien|el tecnico|nuestro equipo|el repartidor) (?:le |te )?(?:llama|escribe|contacta|responde|llega|pasa)|(?:le|te) (?:llama|escribe|contacta|responde)(?:n|ra|ran)?",
  "(?:lig|avis|envi|mand|atualiz|inform|confirm|retorn|verific|consult)(?:o|amos|arei|aremos)|escrev(?:o|emos|erei|eremos)|respond(?:o|emos|erei|eremos)|(?:entro|entramos|entrarei) em contato|vou|vamos|tera|recebera|me (?:da|de)|dou retorno|te digo|lhe digo|(?:um colega|uma colega|alguem|o tecnico|nossa equipe|o entregador) (?:liga|retorna|escreve|responde|chega|passa)",
);

/** Not a promise of ours: it has happened, it is a rule of the house, or the customer is to do it. */
export const NO_PROMISE: RegExp = phrases(
  "open (?:until|till)|(?:we|i) (?:sent|called|wrote|checked|did)|please (?:send|reply|answer|call|pay|let)|could you|can you|if you|as soon as",
  "aperti|chiudiamo|(?:ho|abbiamo) [a-z]{3,12}|(?:ci|mi) (?:mandi|risponda|scriva|puo)|puo|appena|se (?:vuole|lei)",
  "abrimos|abierto|(?:he|hemos) [a-z]{3,12}|(?:nos|me) (?:mande|responda|escriba|puede)|puede|en cuanto|si (?:quiere|usted)",
  "abrimos|aberto|(?:enviei|mandei|liguei|escrevi)|(?:nos|me) (?:mande|responda|escreva)|pode me|assim que|se (?:quiser|voce)",
);

/** A draft that knows of the promise. */
export const SPEAKS_OF_IT: RegExp = phrases(
  "sorry|apolog\\w{2,4}|delay(?:ed)?|promised?|as agreed|took longer|taking longer|later than|still (?:waiting|checking|looking|working)|not yet|update|need(?:s)? (?:a bit |some )?more time|thank you for (?:waiting|your patience)|here is the answer|i have (?:checked|asked|looked)",
  "scus\\w{1,5}|ritardo|promess[oa]|prometto|come (?:detto|promesso|concordato)|ancora (?:non|in attesa|verificando)|non ancora|aggiornamento|piu tempo|grazie (?:per|dell'|della) (?:la )?(?:attesa|pazienza)|ecco la risposta|ho (?:controllato|verificato|chiesto)",
  "disculp\\w{1,3}|perdon\\w{0,2}|lo siento|retraso|demora|prometi\\w{0,2}|prometido|como (?:dije|prometi|acordamos)|todavia|aun no|actualizacion|mas tiempo|gracias por (?:esperar|la espera|su paciencia)|aqui (?:esta|tiene) la respuesta|he (?:revisado|comprobado|preguntado)",
  "desculp\\w{1,3}|perdao|sinto muito|atras\\w{1,3}|demora|prometi\\w{0,2}|prometido|como (?:disse|prometi|combinado)|ainda (?:nao|estou|estamos)|atualizacao|mais tempo|obrigad[oa] (?:por esperar|pela (?:espera|paciencia))|aqui esta a resposta|verifiquei",
);

const COUNT =
  "(\\d{1,3}|an?|one|two|three|four|five|six|ten|twenty|thirty|un|una|uno|due|tre|quattro|cinque|dieci|venti|trenta|dos|tres|cuatro|cinco|diez|veinte|treinta|um|uma|dois|duas|quatro|dez|vinte|trinta|{half})";
export const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  un: 1,
  una: 1,
  uno: 1,
  um: 1,
  uma: 1,
  two: 2,
  due: 2,
  dos: 2,
  dois: 2,
  duas: 2,
  three: 3,
  tre: 3,
  tres: 3,
  four: 4,
  quattro: 4,
  cuatro: 4,
  quatro: 4,
  five: 5,
  cinque: 5,
  cinco: 5,
  six: 6,
  ten: 10,
  dieci: 10,
  diez: 10,
  dez: 10,
  twenty: 20,
  venti: 20,
  veinte: 20,
  vinte: 20,
  thirty: 30,
  trenta: 30,
  treinta: 30,
  trinta: 30,
};

/** "within two hours", "entro 24 ore", "daqui a 30 minutos". Groups: count, unit. */
export const AFTER_A_WHILE = new RegExp(
  `\\b(?:within|in|entro|tra|fra|nel giro di|en|dentro de|em|daqui a|ate)(?: (?:the next|about|le prossime|i prossimi|circa|las proximas|los proximos|unas|unos|menos de|un plazo de|as proximas|os proximos|cerca de|ate|no maximo))?(?: un')? ?(?:${COUNT.replace("|{half}", "")} )?(?:working |business )?(minutes?|mins?|minuti|minutos?|hours?|hrs?|or[ae]|horas?|h|days?|giorni|giorno|dias?)\\b`,
);
export const HALF_HOUR = /\b(?:half an hour|mezz'ora|mezzora|media hora|meia hora)\b/;
export const ONE_HOUR = /\b(?:(?:within|in) an hour|un'ora|(?:en|dentro de) una hora|(?:em|daqui a) uma hora)\b/;

/** Groups: hour, minutes, am or pm. */
export const AT_A_TIME =
  /\b(?:by|before|at|until|entro le|prima delle|per le|alle|alle ore|antes de las|a las|para las|sobre las|ate as|antes das|as|ate a|entro l'|all') ?(\d{1,2}|una|uma)(?:[:.h](\d{2}))? ?(am|pm|a\.m\.|p\.m\.|h|hrs|o'clock)?(?![\d%€$]|[.,]\d| ?(?:days?|giorni|dias|hours?|ore|horas|minut))/;
export const NOON = /\b(?:noon|midday|mezzogiorno|mediodia|meio-dia)\b/;
export const TOMORROW = /\b(?:tomorrow|domani|amanha)\b|(?:^|[^a-z])(?:manana)\b(?! (?:por la|de))|\bmanana (?:por la|de)|\bmanana al\b/;
export const TODAY =
  /\b(?:today|oggi|hoy|hoje|tonight|stasera|esta (?:tarde|noche|manana)|this (?:morning|afternoon|evening)|nel pomeriggio|questo pomeriggio|nesta tarde|end of the day|in giornata|fine giornata|a lo largo del dia|ate o fim do dia)\b/;
export const MORNING = /\b(?:morning|mattina|mattinata|por la manana|de manha|pela manha)\b/;
export const AFTERNOON = /\b(?:afternoon|pomeriggio|(?:por|de|esta|nesta|a|la|hoje a) (?:la )?tarde)\b/;
export const EVENING = /\b(?:tonight|evening|stasera|sera|serata|noche|noite)\b/;
/** Monday first. */
export const WEEKDAYS: readonly RegExp[] = [
  /\b(?:monday|lunedi|lunes|segunda(?:-feira)?)\b/,
  /\b(?:tuesday|martedi|martes|terca(?:-feira)?)\b/,
  /\b(?:wednesday|mercoledi|miercoles|quarta(?:-feira)?)\b/,
  /\b(?:thursday|giovedi|jueves|quinta(?:-feira)?)\b/,
  /\b(?:friday|venerdi|viernes|sexta(?:-feira)?)\b/,
  /\b(?:saturday|sabato|sabado)\b/,
  /\b(?:sunday|domenica|domingo)\b/,
];

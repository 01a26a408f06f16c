/** Patterns on folded text: lower case, no diacritics, one space. */
export interface PersonWords {
  /** Enough as the whole message. */
  readonly alone: readonly string[];
  readonly wanted: readonly string[];
  /** Said inside a wanted phrase, it turns it round. */
  readonly notWanted: readonly string[];
}

const EN_PERSON =
  "(?:humans?|human being|persons?|people|someone|somebody|anyone|agents?|operators?|representatives?|reps?|advisors?|advisers?|assistants?|employees?|staff|managers?|supervisors?|human agent|live agent|customer (?:service|support)|support (?:team|agent)|colleagues?|team member)";
const EN_REAL = "(?:(?:a|an|any|one of|the|your|some|another|actual|real|live|human|proper|the next|available|of|support|service|customer|other) ){0,4}";
const EN_TALK = "(?:talk|speak|chat|text|write|discuss this|communicate|get in touch|be connected|be transferred|be put through|get through|talking|speaking)";
const EN_MACHINE = "(?:bots?|robots?|machines?|chat ?bots?|computers?|automated (?:messages?|system|assistant)|ai|virtual assistant)";

const english: PersonWords = {
  alone: [
    `(?:please )?${EN_REAL}(?:human|human being|person|agent|operator|representative|rep|advisor|live chat|customer service|customer support)(?: (?:please|now|pls|plz|thanks|support|here))*`,
    "(?:no|not a|stop) (?:bots?|robots?|chatbots?)(?: please)?",
    "(?:anyone|anybody|someone|any human|a human) there",
  ],
  wanted: [
    `(?:want|need|like|love|prefer|rather|wish|let me|can i|could i|may i|how (?:do|can) i|able to|possible to|have to|please) (?:\\w+ ){0,2}?${EN_TALK} (?:directly )?(?:to|with) ${EN_REAL}${EN_PERSON}`,
    `(?:want|need|prefer|like|give me|get me|find me|send me|want to have|ask for|bring me) (?:a|an|to have a) (?:(?:real|live|actual|human|proper) )*(?:human|agent|operator|representative|rep|human being|live person|real person|human agent)(?=$|[.!?]| please| now| instead| to (?:help|talk|speak|call|answer|look)| on the| here| and| not)`,
    `(?:connect|transfer|put|pass|forward|hand|redirect|switch|refer) (?:me|us|this|my case) (?:through |over |on |directly )?(?:to|with) ${EN_REAL}${EN_PERSON}`,
    `(?:talk|speak) to ${EN_REAL}(?:human|person|agent|operator|representative|human being)(?: please)?(?=$|[.!?]| please| now)`,
    `(?:real|live|actual) (?:person|human|human being|agent|operator|people) (?:please|now|here|there|available|answering)`,
    `is there ${EN_REAL}(?:human|person|human being|anyone|anybody|agent|operator|someone) (?:there|here|i can|i could|available|to (?:talk|speak)|around|real)`,
    `(?:do not|don't|dont) (?:want|wish|like) (?:to )?(?:talk|speak|chat|deal|talking|speaking|chatting)(?: any more| anymore)? (?:to|with) (?:a|an|this|the|your|some)? ?(?:stupid )?${EN_MACHINE}`,
    `(?:stop|enough) (?:with )?(?:the|this|these|sending) (?:stupid )?(?:${EN_MACHINE}|automatic (?:replies|answers))`,
    `can (?:a|an|some|any) (?:real |live |actual )?(?:human|person|agent|operator|representative|someone) (?:please )?(?:help|call|answer|reply|contact|talk|look)`,
  ],
  notWanted: [
    `(?:do not|don't|dont|no longer|didn't|did not|not) (?:want|need|wish|have|like) (?:to )?(?:\\w+ )?(?:talk|speak|chat|a human|an agent|a person|an operator|someone)(?! (?:to|with) (?:a|an|this|the|your) (?:stupid )?${EN_MACHINE})`,
    "no need (?:to|for)",
  ],
};

const IT_PERSON =
  "(?:person[ae]|uman[oi]|essere umano|operator[ei]|operatrice|addett[oa]|qualcuno|qualcun altro|incaricat[oa]|consulente|responsabile|assistenza clienti|servizio clienti|assistente umano|collega|rappresentante)";
const IT_REAL =
  "(?:(?:un|una|un'|uno|il|la|l'|un vostro|una vostra|vostro|vero|vera|di vero|altra|altro|del|dello|della|dal|reale|umana|in carne ed ossa|con) ?){0,3}";
const IT_MACHINE = "(?:bot|robot|macchina|chatbot|risponditore|assistente virtuale|computer|intelligenza artificiale)";

const italian: PersonWords = {
  alone: [
    `(?:vorrei |voglio )?(?:${IT_REAL})(?:operator[ei]|operatrice|umano|persona (?:vera|reale|umana|in carne ed ossa)|essere umano|assistenza clienti|servizio clienti)(?: (?:per favore|grazie|subito|per piacere|adesso))*`,
    "c'e qualcuno(?: (?:li|la|qui))?",
    "(?:basta|niente) (?:bot|robot)",
  ],
  wanted: [
    `(?:voglio|vorrei|vorremmo|posso|potrei|preferisco|preferirei|bisogno di|desidero|mi fa|fatemi|fammi|mi faccia|mi fate|come faccio a|e possibile|devo|possiamo|si puo|riesco a) (?:\\w+ ){0,2}?(?:parlare|chattare|scrivere|comunicare|sentire|parlarne) (?:direttamente )?(?:con |a )?${IT_REAL}${IT_PERSON}`,
    `(?:voglio|vorrei|mi serve|ho bisogno di|datemi|chiedo|passami|passatemi|mi passi|mi passate|mi dia|preferisco) ${IT_REAL}(?:operator[ei]|operatrice|essere umano|persona (?:vera|reale|umana|in carne)|umano|consulente)(?! (?:ecologic|turistic|sanitari|telefonico mi ha))`,
    `(?:mettetemi|mettimi|mi metta|mi mettete|trasferitemi|trasferiscimi|mi trasferisca|collegatemi|collegami|inoltratemi|mettermi) (?:in contatto |in comunicazione |subito )?(?:con|a|ad) ${IT_REAL}${IT_PERSON}`,
    `c'e ${IT_REAL}(?:qualcuno|persona|operatore|umano|operatrice) (?:vera|vero|reale|con cui|disponibile|li|che (?:puo|possa|mi))`,
    `non (?:voglio|vorrei|intendo|mi va di) (?:parlare|chattare|avere a che fare) con (?:un|una|il|la|questo|questa) (?:stupido )?${IT_MACHINE}`,
    `basta (?:con )?(?:questo|questi|il|i|le|col) (?:stupido )?(?:${IT_MACHINE}|rispost[ae] automatic[ahe]+)`,
    `parlare con ${IT_REAL}(?:persona|operatore|operatrice|umano|essere umano)(?= per favore|$|[.!?]| grazie| subito| vera)`,
  ],
  notWanted: [
    `non (?:voglio|vorrei|serve|ho bisogno di|mi serve|devo|occorre) (?:parlare|${IT_REAL}(?:operatore|persona|umano))(?! con (?:un|una|il|la|questo|questa) (?:stupido )?${IT_MACHINE})`,
  ],
};

const ES_PERSON =
  "(?:personas?|humanos?|ser humano|agentes?|operador(?:a|es)?|alguien|asesor(?:a|es)?|representantes?|ejecutiv[oa]s?|encargad[oa]|responsable|supervisor(?:a)?|atencion al cliente|servicio al cliente|emplead[oa]|companer[oa])";
const ES_REAL = "(?:(?:un|una|el|la|algun|alguna|otro|otra|vuestro|su|de|verdader[oa]|real|con) ){0,3}";
const ES_MACHINE = "(?:bots?|robots?|maquinas?|chatbots?|contestador|asistente virtual|computadora|ordenador)";

const spanish: PersonWords = {
  alone: [
    `(?:quiero |por favor )?(?:${ES_REAL})(?:agente|operador(?:a)?|humano|ser humano|persona (?:real|humana|de verdad)|asesor(?:a)?|atencion al cliente)(?: (?:por favor|gracias|ya|ahora))*`,
    "hay alguien(?: ahi| aqui)?",
    "(?:no|basta de) (?:bots?|robots?)",
  ],
  wanted: [
    `(?:quiero|quisiera|queria|querria|necesito|puedo|podria|prefiero|preferiria|me gustaria|deseo|dejame|como (?:puedo|hago para)|es posible|quiere|tengo que|solicito|se puede) (?:\\w+ ){0,2}?(?:hablar|hablarlo|chatear|escribir|comunicarme|contactar|conversar|que me (?:atienda|ayude|llame|pase)) ?(?:directamente )?(?:con|a)? ?${ES_REAL}${ES_PERSON}`,
    `(?:quiero|necesito|prefiero|deme|dame|solicito|pido|quisiera) ${ES_REAL}(?:humano|agente|operador(?:a)?|asesor(?:a)?|persona (?:real|humana|de verdad)|ser humano)(?! (?:inmobiliari|de viajes|de seguros|de aduanas|comercial de))`,
    `(?:paseme|pasame|paseneme|pasenme|ponme|pongame|comuniqueme|comunicame|transfierame|transfiereme|conectame|conecteme|derivame|deriveme|me (?:pasa|pasas|comunica|transfiere|pone|pones|(?:puedes?|podrias?) (?:pasar|comunicar|poner|transferir|conectar))) (?:por favor )?(?:en contacto )?(?:con|a) ${ES_REAL}${ES_PERSON}`,
    `hay ${ES_REAL}(?:persona|alguien|humano|agente|operador) (?:real|ahi|aqui|con quien|con el que|disponible|que (?:pueda|me))`,
    `no quiero (?:hablar|chatear|seguir hablando|tratar) con (?:un|una|el|la|este|esta) (?:estupid[oa] )?${ES_MACHINE}`,
    `basta de (?:${ES_MACHINE}|respuestas automaticas)`,
    `hablar con ${ES_REAL}(?:persona|agente|humano|operador(?:a)?|asesor(?:a)?|alguien)(?= por favor|$|[.!?]| real| ya)`,
  ],
  notWanted: [
    `no (?:quiero|necesito|hace falta|quisiera|es necesario) (?:hablar|${ES_REAL}(?:agente|humano|persona|operador))(?! con (?:un|una|el|la|este|esta) (?:estupid[oa] )?${ES_MACHINE})`,
  ],
};

const PT_PERSON =
  "(?:pessoas?|human[oa]s?|ser humano|atendentes?|agentes?|operador(?:a|es)?|alguem|representantes?|consultor(?:a)?|responsavel|supervisor(?:a)?|gerente|funcionari[oa]|atendimento(?: humano)?|colaborador(?:a)?)";
const PT_REAL = "(?:(?:um|uma|o|a|algum|alguma|outro|outra|seu|sua|de|real|com|do) ){0,3}";
const PT_MACHINE = "(?:bots?|robos?|maquinas?|chatbots?|assistente virtual|computador|atendimento automatico)";

const portuguese: PersonWords = {
  alone: [
    `(?:quero |por favor )?(?:${PT_REAL})(?:atendentes?|humano|ser humano|operador(?:a)?|pessoa (?:real|de verdade|humana)|atendimento humano|agente)(?: (?:por favor|obrigad[oa]|agora|ja|pf|pfv))*`,
    "(?:tem alguem|alguem)(?: ai| aqui)",
    "(?:sem|chega de) (?:bots?|robos?)",
  ],
  wanted: [
    `(?:quero|queria|gostaria de|preciso|posso|poderia|prefiro|preferia|desejo|deixa eu|deixe-me|como (?:faco para|posso)|e possivel|tem como|da para|da pra|consigo|solicito) (?:\\w+ ){0,2}?(?:falar|conversar|tratar|ser atendid[oa]|escrever|contatar|entrar em contato) (?:diretamente )?(?:com |por )?${PT_REAL}${PT_PERSON}`,
    `(?:quero|preciso de|prefiro|me (?:de|da|passa)|solicito|queria) ${PT_REAL}(?:atendente|humano|operador(?:a)?|pessoa (?:real|de verdade|humana)|ser humano|atendimento humano)(?! (?:de viagens|de imoveis))`,
    `(?:me (?:passa|passe|passem|transfere|transfira|transfiram|conecta|conecte|coloca|coloque|liga|encaminhe|encaminha)|transfira-me|passe-me|pode me (?:passar|transferir|encaminhar)) (?:por favor )?(?:em contato )?(?:para|pra|com|a|ao) ${PT_REAL}${PT_PERSON}`,
    `(?:tem|ha|existe) ${PT_REAL}(?:pessoa|alguem|humano|atendente) (?:real|ai|aqui|de verdade|com quem|disponivel|que (?:possa|pode|me))`,
    `nao quero (?:falar|conversar|tratar|mais falar) com (?:um|uma|o|a|este|esse|essa) (?:estupid[oa] )?${PT_MACHINE}`,
    `chega (?:de|desse|desta|deste) (?:${PT_MACHINE}|respostas automaticas)`,
    `falar com ${PT_REAL}(?:pessoa|atendente|humano|operador(?:a)?|alguem)(?= por favor|$|[.!?]| real| ja| de verdade)`,
  ],
  notWanted: [
    `nao (?:quero|preciso|precisa|queria|e preciso|e necessario) (?:de )?(?:falar|${PT_REAL}(?:atendente|humano|pessoa|operador))(?! com (?:um|uma|o|a|este|esse|essa) (?:estupid[oa] )?${PT_MACHINE})`,
  ],
};

export const PERSON_WORDS: readonly PersonWords[] = [english, italian, spanish, portuguese];

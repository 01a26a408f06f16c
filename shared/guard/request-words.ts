const list = (words: string): readonly string[] => words.split(", ");

/**
 * Words by which people ask, promise and put off, in the four languages of the app. Without diacritics, as `wordsOf` and `withoutMarks` give
 * them. Compiled in November 2026 from support chats (confidence D); other languages are not read, and what is not read asks for nothing.
 */
export const REQUEST_WORDS = {
  /** A sentence with one of these wants something, with a question mark or without. */
  requests: {
    en: list("please, can you, could you, i need, i want, i would like, tell me, send me, how, when, where, what, which, who, why"),
    es: list("por favor, puede, puedes, podria, podrias, necesito, quiero, quisiera, digame, dime, como, cuando, donde, que, cual, quien"),
    pt: list("pode, poderia, preciso, quero, gostaria, me diga, me diz, como, quando, onde, qual, quem"),
    it: list("per favore, puo, puoi, potete, potrebbe, ho bisogno, vorrei, voglio, mi dica, dimmi, come, quando, dove, quale, chi"),
  },
  /** We said that an answer is still to come. */
  holding: {
    en: list(
      "one moment, a moment, just a moment, let me check, i will check, i ll check, checking, i will ask, i ll ask, get back to you, come back to you, let you know, looking into, look into, hold on, bear with me, i will find out, i ll find out, stand by, be right back",
    ),
    es: list(
      "un momento, un momentito, voy a revisar, lo reviso, dejeme revisar, dejame revisar, voy a consultar, consulto, le aviso, te aviso, en un momento, estoy revisando, enseguida",
    ),
    pt: list(
      "um momento, so um momento, vou verificar, verificando, vou checar, deixe me ver, ja retorno, retorno em breve, te aviso, aviso voce, estou verificando, vou consultar",
    ),
    it: list(
      "un attimo, un momento, controllo, verifico, le faccio sapere, ti faccio sapere, sto verificando, sto controllando, chiedo, la ricontatto, ti ricontatto",
    ),
  },
  /** It only knocks again, whatever it names besides. */
  nagging: {
    en: list(
      "following up, follow up, checking in, check in, any news, did you see, did you get, have you seen, are you there, still there, still interested, waiting for your, waiting to hear, reminder, just wanted to, my last message, my previous message, please reply, please answer, please confirm, hello again, bumping",
    ),
    es: list(
      "seguimiento, sigue ahi, sigues ahi, vio mi mensaje, viste mi mensaje, ha visto, has visto, recibio mi, recibiste mi, recordatorio, esperando su, esperando tu, quedo a la espera, por favor responda, por favor responde, por favor confirme, todavia le interesa, sigue interesado",
    ),
    pt: list(
      "retomando, ainda esta ai, viu minha mensagem, viu a mensagem, recebeu minha, lembrete, aguardando sua, aguardo seu, aguardo sua, fico no aguardo, por favor responda, por favor confirme, ainda tem interesse, passando para",
    ),
    it: list(
      "le riscrivo, ti riscrivo, torno a scriverle, e ancora li, ci sei ancora, ha visto, hai visto, ha ricevuto, hai ricevuto, promemoria, in attesa di una sua, attendo una sua, aspetto una, resto in attesa, per favore risponda, per favore rispondi, la prego di confermare, e ancora interessato, volevo solo",
    ),
  },
  /** The customer asked to be written to again. */
  followUpAsked: {
    en: list(
      "let me know, keep me posted, keep me updated, write me when, tell me when, message me when, call me when, get back to me, remind me, write me again, contact me again, notify me",
    ),
    es: list(
      "aviseme, avisame, avisenme, me avisa, me avisas, mantengame, mantenme al tanto, escribame cuando, escribeme cuando, recuerdeme, recuerdame, digame cuando, dime cuando",
    ),
    pt: list("me avise, me avisa, me avisem, me mantenha, me escreva quando, me lembre, me chame quando, me diga quando, me retorne"),
    it: list(
      "mi faccia sapere, fammi sapere, fatemi sapere, mi avvisi, avvisami, avvisatemi, mi tenga aggiornato, mi tenga aggiornata, tienimi aggiornato, tienimi aggiornata, mi ricordi, ricordami, mi scriva quando, scrivimi quando",
    ),
  },
  /** Too common to be what somebody asked about. */
  common: {
    en: list(
      "about, after, again, also, because, been, before, could, does, from, have, hello, here, into, just, know, like, many, more, much, need, please, some, still, tell, than, thank, thanks, that, their, them, then, there, they, this, today, very, want, were, what, when, where, which, will, with, would, your, yours, good, morning, answer",
    ),
    es: list(
      "para, pero, como, cuando, donde, porque, gracias, hola, esta, este, esto, favor, tengo, tiene, puede, puedo, quiero, necesito, buenos, buenas, dias, tardes, todo, sobre, mucho",
    ),
    pt: list("quando, onde, obrigado, obrigada, mais, isso, essa, esse, tenho, pode, posso, quero, preciso, bom, boa, tarde, voce, ainda, muito, tudo, minha"),
    it: list(
      "quando, dove, perche, grazie, ciao, buongiorno, questo, questa, quello, sono, avere, posso, puoi, vorrei, voglio, anche, ancora, molto, tutto, della, delle, degli, dalla, nella, salve, prego",
    ),
  },
} as const;

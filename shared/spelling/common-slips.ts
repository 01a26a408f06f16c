const slips = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(",").map((pair) => {
      const [written = "", meant = ""] = pair.trim().split(">");
      return [written, meant];
    }),
  );

/** Slips that everybody makes, and forms that a dictionary lets pass though nobody means them in a message: "numero" is a verb, and always a number without its accent. By language. */
export const COMMON_SLIPS: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  en: slips(
    "alot>a lot,wich>which,whitch>which,refered>referred,colleage>colleague,colleages>colleagues,definatly>definitely,recieve>receive,seperate>separate,untill>until,dont>don't,doesnt>doesn't," +
      "didnt>didn't,isnt>isn't,wasnt>wasn't,couldnt>couldn't,wouldnt>wouldn't,shouldnt>shouldn't,havent>haven't,hasnt>hasn't,youre>you're,theyre>they're,thats>that's,teh>the,adress>address,infact>in fact,aswell>as well",
  ),
  es: slips(
    "numero>número,numeros>números,articulo>artículo,articulos>artículos,telefono>teléfono,envio>envío,dia>día,dias>días,tambien>también,asi>así,despues>después,direccion>dirección," +
      "informacion>información,atencion>atención,devolucion>devolución,rapido>rápido,proximo>próximo,credito>crédito,debito>débito,codigo>código,deposito>depósito,reenbolso>reembolso,ahi>ahí",
  ),
  pt: slips(
    "numero>número,numeros>números,nao>não,voce>você,voces>vocês,tambem>também,amanha>amanhã,endereco>endereço,credito>crédito,debito>débito,codigo>código,deposito>depósito,servico>serviço,concerteza>com certeza,derepente>de repente",
  ),
  it: slips(
    "perche>perché,perchè>perché,poiche>poiché,finche>finché,citta>città,gia>già,piu>più,puo>può,cosi>così,lunedi>lunedì,martedi>martedì,mercoledi>mercoledì,giovedi>giovedì,venerdi>venerdì,pò>po',qual'è>qual è,daccordo>d'accordo",
  ),
};

const ENDINGS: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  es: [
    [/[cs]i[oó]n$/, "ción"],
    [/[cs]i[oó]n$/, "cción"],
    [/[cs]i[oó]n$/, "sión"],
  ],
  pt: [
    [/[csz]ao$/, "ção"],
    [/[csz]ao$/, "são"],
    [/[sz]ão$/, "ção"],
  ],
};

/** What dictionaries do not think of: endings that are spelt as they are heard. A dictionary has to know them. */
export const likelyMeant = (small: string, language: string): readonly string[] =>
  (ENDINGS[language] ?? []).flatMap(([pattern, instead]) => (pattern.test(small) ? [small.replace(pattern, instead)] : []));

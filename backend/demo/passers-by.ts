import { chance, pick, type Random } from "../cloud-api/simulator/seeded-random.ts";
import { c, re, story, type Language, type NextLine, type Story } from "./story.ts";

interface Crowd {
  readonly first: readonly string[];
  readonly last: readonly string[];
  /** A phone number without its last four digits. */
  readonly prefix: string;
  readonly openers: readonly (readonly [opener: string, ...next: NextLine[]])[];
}

const crowds: Readonly<Record<Language, Crowd>> = {
  en: {
    first: ["Amelia", "Harry", "Isla", "George", "Freya", "Kwame", "Ruth", "Callum"],
    last: ["Baker", "Hughes", "Adeyemi", "Morgan", "Shah", "Walsh", "Preston", "Clarke"],
    prefix: "44770091",
    openers: [
      ["Hi, where can I see when my parcel arrives?", 'It only says "label created"'],
      ["Hello, the kettle I bought leaks from the bottom", "I've had it for three weeks"],
      ["Do you gift wrap?", re("Lovely, I'll add it to the order")],
      ["Hi there, I'd like to return two of the four chairs", "They're still in the box"],
      ["My order says dispatched but the email has no tracking link", re("Found it, it was in spam")],
      ["Can I add one more thing to an order I placed an hour ago?", "The small oak tray, just one"],
      ["Good afternoon, do you do a trade discount?", "We're a small café in Leeds"],
    ],
  },
  it: {
    first: ["Federica", "Lorenzo", "Silvia", "Nicola", "Alice", "Tommaso", "Marta", "Enrico"],
    last: ["Bruno", "Gatti", "Santoro", "Leone", "Caruso", "Ferri", "Parisi", "Longo"],
    prefix: "39320001",
    openers: [
      ["Buongiorno, posso cambiare il punto di ritiro?", re("Quello in via Roma mi è più comodo")],
      ["Ciao, la lampada si accende e si spegne da sola", "Ho già cambiato la lampadina"],
      ["Fate pacchetti regalo?", re("Perfetto, grazie")],
      ["Salve, ho sbagliato il CAP nell'ordine di stamattina", "Quello giusto è 40126"],
      ["Il corso di domenica è confermato anche se piove?", re("Ottimo, a domenica allora")],
      ["Vorrei fare il reso di una giacca, come si fa?", "Non ho la stampante, è un problema?"],
    ],
  },
  es: {
    first: ["Nuria", "Iván", "Laura", "Gonzalo", "Alba", "Tomás", "Sandra", "Rubén"],
    last: ["Vega", "Reyes", "Cano", "Ibáñez", "Lozano", "Prado", "Santana", "Roldán"],
    prefix: "3460001",
    openers: [
      ["Hola, ¿puedo cambiar la hora de entrega de mañana?", "A partir de las cinco estaría bien"],
      ["Buenas, la manta suelta mucho pelo, ¿es normal?", "La he lavado una vez"],
      ["¿Tenéis tarjeta regalo?", re("Pues una de 50, por favor")],
      ["Hola, me falta un cojín del pedido de la semana pasada", "Venían dos y solo hay uno"],
      ["¿La devolución es gratis?", re("Entendido, gracias")],
      ["¿Queda alguna plaza para el taller del día 28?", "Somos dos personas"],
    ],
  },
  pt_BR: {
    first: ["Isabela", "Lucas", "Carolina", "Matheus", "Amanda", "Leandro", "Vitória", "Rodrigo"],
    last: ["Freitas", "Monteiro", "Batista", "Correia", "Araújo", "Lopes", "Cavalcanti", "Ramos"],
    prefix: "551190001",
    openers: [
      ["Oi, o site não aceita meu cartão", re("Deu certo com outro, obrigada")],
      ["Boa noite! A mesa veio com um pé torto", re("Dá pra mandar só o pé?")],
      ["Vocês embrulham pra presente?", re("Ótimo, coloca um cartão também?")],
      ["Oi, meu pedido saiu pra entrega e voltou. O que houve?", "O porteiro fica até as 22h"],
      ["Quanto fica o frete pra Manaus?", re("Nossa, tudo isso?")],
      ["Comprei o tamanho errado, como faço a troca?", "Ainda tá com a etiqueta"],
    ],
  },
};

const LANGUAGES = Object.keys(crowds) as readonly Language[];

/** People without end, for a demo that runs all day. Each number is given out once. */
export function createPassersBy(random: Random): () => Story {
  let count = 0;
  return () => {
    const language = pick(random, LANGUAGES);
    const { first, last, prefix, openers } = crowds[language];
    const [opener, ...next] = pick(random, openers);
    count += 1;
    const phone = `${prefix}${String(count).padStart(4, "0")}`;
    return story(language, chance(random, 0.85) ? "shop" : "billing")(`${pick(random, first)} ${pick(random, last)}`, phone, [c(0, opener)], next);
  };
}

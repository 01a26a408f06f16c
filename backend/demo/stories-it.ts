import { mediaIds } from "../cloud-api/simulator/media.ts";
import { ad, bot, c, h, hoursAgo, passed, re, seen, sends, story, type Story } from "./story.ts";

const shop = story("it", "shop");
const billing = story("it", "billing");

export const italianStories: readonly Story[] = [
  shop(
    "Giulia Ferrari",
    "393200000201",
    [
      c(hoursAgo(5), "Buongiorno, il pacco GL-20402 doveva arrivare ieri. Sapete qualcosa?"),
      h(hoursAgo(4, 51), "Buongiorno Giulia, risulta in consegna oggi entro le 18. Se non arriva ci scriva, per favore."),
      c(6, "Niente, il corriere non è passato. Sono rimasta a casa tutto il giorno 😞"),
    ],
    [re("Domani posso solo dopo le 17"), re("Grazie, aspetto notizie allora")],
  ),
  shop(
    "Alessandro Conti",
    "393200000202",
    [
      c(14, "Salve, ho ricevuto la sedia ma manca il sacchetto con le viti"),
      sends(13, "image", { id: mediaIds.parcelLabel, mime_type: "image/png", caption: "Questa è l'etichetta del pacco" }),
    ],
    [re("Basta che mi mandiate le viti, la sedia va bene"), re("Quanto ci vuole più o meno?")],
  ),
  billing(
    "Francesca Marino",
    "393200000203",
    [
      c(hoursAgo(1, 25), "Buonasera, mi serve la fattura con la partita IVA dello studio. È possibile correggerla?"),
      h(hoursAgo(1, 16), "Certo Francesca! Mi manda la partita IVA e il codice SDI?"),
      c(hoursAgo(1, 2), "P. IVA 01234567890, SDI M5UXCR1"),
      h(55, "Perfetto, la fattura corretta arriva oggi via e-mail."),
    ],
    [re("Arrivata, grazie mille!"), "Scusi, manca ancora la ragione sociale"],
  ),
  shop(
    "Luca Romano",
    "393200000204",
    [
      seen(6, "Ciao, vorrei annullare l'ordine"),
      bot(6, "Ciao! Sono l'assistente di Greenline. Per annullare un ordine non ancora spedito apri I miei ordini."),
      seen(4, "Non c'è il tasto annulla"),
      bot(4, "Posso aiutarti con spedizioni, resi e prenotazioni. Di cosa si tratta?"),
      seen(2, "Voglio parlare con un operatore"),
      passed(2, "Il cliente ha chiesto una persona", "Vuole annullare l'ordine GL-20420, fatto stamattina. Il tasto per annullare non compare."),
    ],
    [re("Va bene anche se lo cambiate con la taglia M"), re("Ok, fatemi sapere")],
  ),
  shop(
    "Chiara Esposito",
    "393200000205",
    [
      ad(hoursAgo(1, 40), "Ciao! Ho visto la pubblicità: il corso di ceramica a Milano è ancora disponibile?", "Corso di ceramica: ultimi posti"),
      h(hoursAgo(1, 30), "Ciao Chiara! Sì, restano quattro posti sabato 5 dicembre alle 10:30. Te ne tengo uno?"),
      c(9, "Ne vorrei due, si può pagare lì?"),
    ],
    [re("Perfetto, allora due posti a nome Esposito")],
  ),
  shop(
    "Matteo Ricci",
    "393200000206",
    [
      c(hoursAgo(22, 40), "Il tavolo ha un graffio lungo 10 cm. Che si fa?"),
      c(hoursAgo(22, 38), "Ordine GL-20350"),
      h(hoursAgo(22, 30), "Buongiorno Matteo, ci dispiace! Ci manda una foto del graffio?"),
    ],
    [re("Ho delle foto se servono")],
  ),
  shop(
    "Valentina Greco",
    "393200000207",
    [
      c(hoursAgo(23, 41), "Scusate, il buono regalo da 50 € non si applica. Scade stasera!"),
      h(hoursAgo(23, 33), "Buongiorno Valentina, ho prolungato il buono di una settimana. Ora dovrebbe funzionare."),
    ],
    [re("Quindi il buono è ancora valido?")],
  ),
  shop(
    "Davide Galli",
    "393200000208",
    [
      c(hoursAgo(49), "Avete anche lo zaino da 40 litri in blu?"),
      h(hoursAgo(48, 52), "Ciao Davide, in blu torna la settimana prossima. Ti avvisiamo noi?"),
      c(hoursAgo(48, 10), "Sì grazie"),
      h(hoursAgo(48, 5), "Perfetto, a presto!"),
    ],
    ["Ciao, è arrivato poi lo zaino blu?"],
  ),
  shop(
    "Sara Lombardi",
    "393200000209",
    [sends(10, "audio", { id: mediaIds.voiceNote, mime_type: "audio/wav", voice: true })],
    ["Ha potuto ascoltare il vocale?", re("In pratica il pacco è dal vicino sbagliato")],
  ),
  billing(
    "Paolo Rinaldi",
    "393200000210",
    [
      c(hoursAgo(3, 20), "Ho pagato la fattura 2026-1142 ma mi arriva ancora il sollecito"),
      c(hoursAgo(1, 50), "??"),
      c(41, "È la terza volta che scrivo. Se non rispondete chiamo l'avvocato."),
    ],
    [re("Il bonifico è del 12, ho la ricevuta"), re("Va bene, attendo conferma scritta")],
  ),
  shop("Elena Moretti", "393200000211", [c(2, "Ciao, potete consegnare sabato mattina? In settimana lavoro")], ["Dalle 9 alle 12 sarebbe perfetto"]),
  shop("Anna", "@anna.bru", [c(8, "ciaoo la felpa verde la rifate in xs?")], [re("ok dai avvisatemi quando torna")]),
  shop(
    "Giorgio Barbieri",
    "393200000213",
    [
      sends(hoursAgo(6), "location", { latitude: 45.4642, longitude: 9.19, name: "Portineria", address: "Via Torino 12, Milano" }),
      c(hoursAgo(5, 58), "Lasciate pure il pacco qui in portineria"),
      h(hoursAgo(5, 50), "Perfetto Giorgio, ho avvisato il corriere."),
    ],
    ["Tutto ok, pacco ritirato. Grazie!"],
  ),
  shop(
    "Martina Fontana",
    "393200000214",
    [
      c(hoursAgo(19, 30), "Il cappotto mi va largo, posso cambiarlo con una 42?"),
      h(hoursAgo(19, 20), "Certo Martina! Le mando l'etichetta per il reso e blocco la 42."),
    ],
    ["Ho spedito il reso stamattina"],
  ),
  shop("Roberto Costa", "393200000215", [sends(hoursAgo(28), "unsupported", {})], ["Volevo solo fare un sondaggio con mia moglie, scusate 😅"]),
];

export const italianNewcomers: readonly Story[] = [
  shop("Beatrice Villa", "393200000231", [c(0, "Buongiorno, quanto costa la spedizione in Sardegna?")], ["E i tempi?", re("Ottimo, procedo con l'ordine")]),
  shop(
    "Stefano Mancini",
    "393200000232",
    [c(0, "La tenda perde acqua dalle cuciture, l'ho usata due volte")],
    ["Ho lo scontrino di settembre", re("Preferirei una nuova")],
  ),
  billing("Ilaria Testa", "393200000233", [c(0, "Salve, potete rimandarmi la ricevuta del corso? Mi serve per il rimborso")], [re("Arrivata, gentilissimi")]),
  shop("Simone De Luca", "393200000234", [c(0, "Si può ritirare in negozio a Bologna?")], [re("Perfetto, passo venerdì")]),
];

export const italianAnswers: readonly string[] = [
  "Perfetto, grazie mille!",
  "Va bene, aspetto vostre notizie.",
  "Grazie, e quanto ci vorrà?",
  "Gentilissimi come sempre 😊",
  "Mah, speriamo bene. Grazie",
  "Ok, tutto chiaro",
];

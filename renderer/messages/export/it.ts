import type { exportEn } from "./en.ts";

export const exportIt: Readonly<Record<keyof typeof exportEn, string>> = {
  "export.title": "Esportazione e importazione",
  "export.hint": "Tutto ciò che ha questo server, in un file che è tuo: per leggerlo non servono né la piattaforma né questo server.",
  "export.begin": "Esporta",
  "export.stop": "Ferma",
  "export.what":
    "Conversazioni con messaggi, note e la loro storia; contatti e consensi; persone, team, etichette e numeri; regole, calendari e tempi con il loro registro; modelli e risposte pronte; ciò che ha detto la guardia; i messaggi in attesa; il registro di controllo e tutte le impostazioni.",
  "export.without": "Password, token e segreti di bot e webhook non ci sono: si danno di nuovo dopo un'importazione.",
  "export.media": "Con i file",
  "export.media.hint": "Immagini, note vocali e documenti dei messaggi. Il file diventa molto più grande.",
  "export.personal":
    "Il file contiene in chiaro nomi, numeri di telefono e messaggi dei clienti. Conservalo cifrato ed eliminalo quando non serve più. L'esportazione resta nel registro di controllo.",
  "export.offline": "Serve la rete: il file lo scrive il server.",
  "export.begun": "Il server sta contando …",
  "export.running": "{{lines}} righe su {{of}} · {{size}}",
  "export.size": "{{number}} MB",
  "export.saved": "Salvato: {{lines}} righe, {{size}}. L'ultima riga prova che è completo.",
  "export.fault.stopped": "Fermata. Non è stato salvato nulla.",
  "export.fault.cut-off": "La connessione è finita prima del file. Non è stato salvato nulla: riprova.",
  "export.fault.busy": "Qualcun altro sta esportando. Aspetta che finisca e riprova.",
  "export.fault.not-allowed": "Solo gli amministratori possono esportare tutto.",
  "export.fault.no-network": "Il server non risponde. Non è stato salvato nulla: riprova.",
  "export.fault.failed": "Il server non è riuscito a scrivere il file. Non è stato salvato nulla: riprova.",
  "export.import": "Riprendere un'esportazione",
  "export.import.hint":
    "Sul server, dalla riga di comando, in una cartella vuota: tutto o niente. Ciò che era in partenza al momento dell'esportazione aspetta una persona, perché potrebbe essere già partito.",
};

/** The few words that the shell says itself; the inbox has its own catalogues. */
export interface Words {
  readonly show: string;
  readonly quit: string;
  readonly newActivity: string;
  readonly file: string;
  readonly newWindow: string;
  readonly edit: string;
  readonly view: string;
  readonly window: string;
  readonly open: string;
  readonly cancel: string;
  readonly openAddress: string;
  readonly notEncrypted: string;
  readonly lookAlike: string;
  readonly cannotStart: string;
  readonly atRisk: (count: number) => string;
}

const en: Words = {
  show: "Show Greenline",
  quit: "Quit",
  newActivity: "Something new in the inbox",
  file: "File",
  newWindow: "New window",
  edit: "Edit",
  view: "View",
  window: "Window",
  open: "Open",
  cancel: "Cancel",
  openAddress: "Open this address?",
  notEncrypted: "The connection to it is not encrypted.",
  lookAlike: "Its name is written in another script; make sure that it is the one you mean.",
  cannotStart: "Greenline cannot start",
  atRisk: (count) => `${count} at risk`,
};

const it: Words = {
  show: "Mostra Greenline",
  quit: "Esci",
  newActivity: "Novità nella posta",
  file: "File",
  newWindow: "Nuova finestra",
  edit: "Modifica",
  view: "Vista",
  window: "Finestra",
  open: "Apri",
  cancel: "Annulla",
  openAddress: "Aprire questo indirizzo?",
  notEncrypted: "La connessione non è cifrata.",
  lookAlike: "Il nome è scritto in un altro alfabeto: assicurati che sia quello giusto.",
  cannotStart: "Greenline non può avviarsi",
  atRisk: (count) => `${count} a rischio`,
};

const es: Words = {
  show: "Mostrar Greenline",
  quit: "Salir",
  newActivity: "Hay novedades en la bandeja",
  file: "Archivo",
  newWindow: "Nueva ventana",
  edit: "Editar",
  view: "Ver",
  window: "Ventana",
  open: "Abrir",
  cancel: "Cancelar",
  openAddress: "¿Abrir esta dirección?",
  notEncrypted: "La conexión no está cifrada.",
  lookAlike: "El nombre está escrito en otro alfabeto; asegúrate de que es el que buscas.",
  cannotStart: "Greenline no puede iniciarse",
  atRisk: (count) => `${count} en riesgo`,
};

const ptBr: Words = {
  show: "Mostrar o Greenline",
  quit: "Sair",
  newActivity: "Há novidades na caixa de entrada",
  file: "Arquivo",
  newWindow: "Nova janela",
  edit: "Editar",
  view: "Exibir",
  window: "Janela",
  open: "Abrir",
  cancel: "Cancelar",
  openAddress: "Abrir este endereço?",
  notEncrypted: "A conexão não é criptografada.",
  lookAlike: "O nome está escrito em outro alfabeto; confira se é o que você quer.",
  cannotStart: "O Greenline não pode iniciar",
  atRisk: (count) => `${count} em risco`,
};

/** By the language of the system; English where it is another. */
export function wordsFor(locale: string): Words {
  const languages: Readonly<Record<string, Words>> = { it, es, pt: ptBr };
  return languages[locale.slice(0, 2).toLowerCase()] ?? en;
}

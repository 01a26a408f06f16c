export type Language = "en" | "it" | "es" | "pt" | "fr" | "de";

/** The small words of each language, folded, and the words of service that give it away. */
const LISTS: Readonly<Record<Language, string>> = {
  en: "the and is are was were be been you your we our us it its they them this that these those there here to of for from with without at by on in not no yes have has had do does did will would can could should may might must i i'm i'll i've we'll we've it's don't can't if when what which who how why where or but so as than then just also only about after before until again more most some any all please thanks thank sorry hello hi good morning order parcel today tomorrow morning monday thursday between invoice number tell know need want like get got send sent check checked available out stock down up one nine eleven he she his her my me an a let ready works help mistake moment week day time arrives comes left leaves problem account refund jacket could",
  it: "il lo la i gli le un uno una di del dello della dei degli delle da dal dalla dai in nel nella nei con su sul sulla per tra fra e ed o ma se che chi cui non piu anche come dove quando quanto perche sono sei siamo siete ho hai ha abbiamo hanno e' essere avere puo posso puoi possiamo vuole vuoi voglio suo sua suoi sue tuo tua nostro nostra mi ti ci vi si lei noi loro questo questa quello quella oggi domani ieri mattina sera buongiorno buonasera ciao salve grazie prego scusi gentile signora signore ordine pacco partito arriva numero dire controllato fattura errori ecco qui sempre ancora gia solo bene molto fatto dell'ordine dispiace va giovedi nove undici passa tecnico perfetto subito giacca cambiare disponibile c'e all'ordine",
  es: "el la los las lo un una unos unas de del al a en con por para sin sobre entre y e o u pero si que quien cual no mas tambien como donde cuando cuanto porque soy es eres somos son esta estan estamos he ha has hemos han ser estar puede puedo puedes podemos quiere quieres su sus tu tus nuestro nuestra me te se nos le les usted ustedes yo ella ellos este esta ese esa eso esto hoy manana ayer buenos buenas dias tardes hola gracias disculpe senor senora pedido paquete salido llega numero decir revisado factura hay ya muy bien hecho hasta lunes jueves nueve once pasa tecnico perfecto claro chaqueta cambiar disponible reembolso preocupe paciencia revise cuenta correcta esperar correo ahora aqui",
  pt: "o a os as um uma uns umas de do da dos das ao aos na no nas nos em com por pelo pela para sem sobre entre e ou mas se que quem qual nao mais tambem como onde quando quanto porque sou e somos sao esta estao estamos ser estar tem tenho temos pode posso podemos quer voce voces seu sua seus suas nosso nossa me te nos lhe eu ele ela eles isso isto esse essa este esta hoje amanha ontem bom boa dia tarde noite ola oi obrigado obrigada desculpe senhor senhora pedido pacote saiu chega numero dizer verifiquei revisei fatura ja muito bem feito foi ate segunda quinta nove onze passa tecnico perfeito claro jaqueta trocar disponivel reembolso preocupe paciencia conta correta esperar ha nenhum problema manha agora aqui vou",
  fr: "le la les un une des du de au aux et ou mais si que qui dont ne pas plus aussi comme quand pourquoi je tu il elle nous vous ils elles est sont suis sommes etes ai as avons avez ont etre avoir peut pouvez pouvons votre vos notre nos mon ma mes son sa ses ce cette ces dans sur avec pour par sans chez entre bonjour bonsoir merci aujourd'hui demain hier matin colis parti arrive commande facture numero en y c'est j'ai n'est d'accord tres bien deja encore toujours",
  de: "der die das den dem des ein eine einen einem einer und oder aber wenn dass nicht kein keine mehr auch wie wo wann warum ich du er sie es wir ihr ihre ihnen ihrem ist sind war bin habe hat haben hatte werden wird kann konnen muss mochten mit von zu zum zur bei nach aus auf an im in am fur um ohne uber unter guten tag morgen heute gestern danke bitte paket bestellung rechnung losgegangen kommt noch schon nur sehr gut hier",
};

/** In which languages a word is one of the small ones. */
export const WORDS: ReadonlyMap<string, readonly Language[]> = (() => {
  const words = new Map<string, Language[]>();
  for (const [language, list] of Object.entries(LISTS) as [Language, string][]) {
    for (const word of new Set(list.split(" "))) words.set(word, [...(words.get(word) ?? []), language]);
  }
  return words;
})();

/** Runs of letters that one language has and its neighbours do not; a hyphen first means the end of a word. */
export const GRAMS: readonly (readonly [string, Language])[] = (
  [
    ["it", "zion cch ggi sci gli zzo zza tta tto lla -mente -iamo -ato -ata -uto -ere -are"],
    ["es", "cion -ado -ada -mente ll rr ue -dad -ez -amos -aron -ido ie"],
    ["pt", "cao coes -oes lh nh -dade -ado -ada -mente -ei -ou -eiro -eira -agem -avel"],
    ["en", "th wh ght sh -ing ck -ed -ly ee oo -tion w"],
    ["fr", "eau oux -ez -tion qu eu oi -ment -aux"],
    ["de", "sch ung ch tz -en -ich ei -heit -keit"],
  ] as const
).flatMap(([language, grams]) => grams.split(" ").map((gram) => [gram, language] as const));

import { phrases } from "../text/phrases.ts";

/** A sign that a clause sells, or serves. Weights were set by hand on the guard's own cases; a clause counts each cue once. */
export interface Cue {
  readonly name: string;
  readonly weight: number;
  readonly pattern: RegExp;
}

const DAY =
  "(?:mon|tues|wednes|thurs|fri|satur|sun)day|midnight|tonight|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|mezzanotte|lunes|martes|miercoles|jueves|viernes|sabado|domingo|medianoche|segunda|terca|quarta|quinta|sexta|meia-noite";
const MONEY = "(?:[€$£]|r\\$|usd|eur) ?\\d{1,6}|\\d{1,6}(?:[.,]\\d{1,2})? ?(?:[€$£]|euros?\\b|dollars?|pounds?|dolares|reais|pesos)";

/** What speaks for an advert: offers, savings, urgency, calls to buy, codes, enticing prices. English, Italian, Spanish, Portuguese in one pass. */
export const PROMO_CUES: readonly Cue[] = [
  {
    name: "reduction",
    weight: 3,
    pattern: phrases(
      "\\d{1,3} ?(?:%|percent|€|\\$|£|euros?|dollars?|pounds?) ?(?:off|discount|cheaper)",
      "\\d{1,3} ?% (?:less|de (?:descuento|desconto|dto|desc)|di sconto|menos|in meno|mas barat[oa]s?|mais barat[oa]s?|de economia)",
      "(?:sconto|sconti|descuentos?|descontos?|discounts?) (?:(?:extra|speciale|especial|exclusivo|special|esclusivo) )?(?:del|de|di|of|hasta|ate|fino al?|up to)(?: un| el| il)? ?\\d{1,3} ?%",
      "(?:save|saves|risparmi|risparmia|risparmiate|risparmiare|ahorra|ahorre|ahorras|economize|economiza|poupe|poupa) (?:up to |fino al? |hasta (?:un |el )?|ate |un |il |almost |quase |casi )?(?:" +
        MONEY +
        "|\\d{1,3} ?%)",
      "(?:save|risparmia|ahorra|economize) (?:big|tanto|mucho|muito|money|denaro|dinero|dinheiro)",
      "half[- ]price|meta prezzo|mitad de precio|metade do preco|reduced prices?|prezzi (?:ribassati|scontati)|precios rebajados|precos reduzidos",
      "(?:saldi|rebajas|descontos|descuentos|sconti|discounts|sale) (?:up to|fino al?|hasta|ate|de hasta|de ate)",
      "(?:special|exclusive|extra|speciale|esclusivo) (?:discounts?|sconto)|(?:descuento|desconto|sconto) (?:especial|exclusivo|extra|speciale|esclusivo)",
    ),
  },
  {
    name: "offer",
    weight: 2.5,
    pattern: phrases(
      "(?:special|exclusive|limited|unbeatable|amazing|great|incredible|launch|weekend|latest|best|our|new) (?:offers?|deals?|promotions?)",
      "limited[- ]time(?: offer)?|flash sale|(?:summer|winter|spring|autumn|mid-season|season|clearance|big|mega|our|the) sale (?:is|starts|begins|ends|now)|end of season sale|clearance",
      "(?:deals?|sale) (?:of the|ends?|starts?|begins?)",
      "black friday|cyber monday|happy hour",
      "oferta(?:s)? (?:especial(?:es)?|especiais|exclusiv[oa]s?|relampago|imperdive(?:l|is)|irresistible|limitada|de lanzamiento|de lancamento|del dia|do dia|da semana|de la semana)",
      "offert[ae] (?:special[ei]|esclusiv[ae]|lampo|imperdibil[ei]|limitat[ae]|di lancio|del giorno|della settimana|a tempo)",
      "(?:le nostre|nuestras|nossas|las|le|as) (?:offerte|ofertas|promozioni|promociones|promocoes)",
      "saldi|rebajas|liquidacao|liquidacion|svendita|mega promocao|super oferta|superofferta|super promo\\w{0,6}",
      "(?:promotion|promozione|promocion|promocao|offer|offerta|oferta|promo) (?:valid[ao]?|ends|ending|starts|lasts|until|hasta|fino|ate|scade|termina (?:el|il|hoy|oggi))",
      "venta (?:flash|especial|privada)|vendita privata|queima de estoque",
    ),
  },
  {
    name: "twofer",
    weight: 3,
    pattern: phrases(
      "(?:two|three|2|3|4)(?: [a-z]{2,14})? (?:for|at) the price of (?:one|two|1|2|3)|(?:two|three|2|3|4) for (?:one|two|1|2)(?! (?:days?|nights?|person|people|adults?|rooms?|weeks?|hours?|guests?|month))",
      "\\d ?x ?1|buy (?:one|two|three|\\d)[ ,a-z]{0,14} (?:get|pay|take) (?:one|two|three|the|\\d)",
      "al prezzo di (?:un[oa]?|due|\\d)|al precio de (?:un[oa]?|dos|\\d)|pelo preco de (?:uma?|dois|duas|\\d)",
      "compr[aei]\\w{0,2} (?:due|dos|dois|duas|tre|tres|uno|uma?|\\d)[ ,a-z]{0,12}(?:e|y) (?:il (?:terzo|secondo)|lleve\\w{0,2}|lleva\\w{0,2}|leve|leva|paghi|paga|pague|prendi|ganhe|recibe)",
      "prendi \\d paghi \\d|leve \\d pague \\d|lleva\\w{0,2} \\d y? ?paga \\d|secondo a meta|double (?:data|points|the)|doppi(?:o|a|i) (?:punti|giga)|el doble de|o dobro de",
    ),
  },
  {
    name: "free",
    weight: 2,
    pattern: phrases(
      "for free|free (?:shipping|delivery|gift|months?|weeks?|trial of|sample|upgrade)|(?:months?|weeks?|days?) (?:for |are |is )?free|get [a-z ]{0,12}free|one free|on us|on the house",
      "gratis|gratuit[oa]s?|frete gratis|omaggio|in regalo|de regalo|regal(?:a|o|amos|iamo)|brinde|ganh[ae] (?:uma?|\\d|de)|gift for you|sin costo|sem custo|a costo zero",
    ),
  },
  {
    name: "urgency",
    weight: 1.5,
    pattern: phrases(
      "last chance|final (?:hours|days)|(?:only|just) (?:today|this week(?:end)?|until|till|for today|a few left)|today only|hurry(?: up)?|while (?:stocks?|supplies) lasts?|limited (?:stock|availability|places|edition|period)|ends? (?:soon|today|tonight|tomorrow|on)|before it'?s? (?:is )?(?:gone|too late)|only \\d{1,3} [a-z]{2,12} left|prices (?:go|will go) up|don'?t (?:miss|wait)(?: out| it)?|before anyone else|act (?:now|fast)|be quick|grab|this week only|expires soon",
      "solo (?:per )?oggi|solo questa settimana|solo fino a|ultim[aei] (?:occasion[ei]|giorn[oi]|or[ae]|post[oi]|pezzi|chance|opportunita)|fino a esaurimento(?: scorte)?|non (?:perder\\w{0,3}|perdete\\w{0,3}|lasciar\\w{0,3}|si perda|farti scappare)|affrett\\w{1,5}|approfitt\\w{1,7}|prezzi aumentano|aumentano i prezzi|tempo limitato|posti limitati|entro (?:mezzanotte|domenica|stasera)|corri",
      "solo (?:por )?hoy|solo (?:hasta|esta semana)|ultim[oa]s? (?:oportunidad(?:es)?|dias?|horas|unidades|plazas)|hasta agotar (?:existencias|stock)|no (?:te |se |os )?(?:lo |la |las |los )?(?:pierd\\w{1,3}|pierdas)|dese prisa|date prisa|apurat\\w|aprovech[ae]\\w{0,5}|suben los precios|tiempo limitado|plazas limitadas|corre",
      "so (?:hoje|ate|esta semana)|somente (?:hoje|ate)|apenas (?:hoje|ate)|ultim[oa]s? (?:chance|dias?|horas|unidades|vagas|oportunidade)|enquanto durar\\w{0,3}|nao perc[ao]\\w{0,2}|corra|aproveite\\w{0,3}|precos (?:sobem|vao subir)|por tempo limitado|garanta(?: ja| agora)?|vagas limitadas|nao fique de fora",
      "(?:before|until|till|by|ends|entro|fino a|hasta(?: el| la)?|antes del?|ate(?: o| a)?) (?:" + DAY + ")",
      "(?:this|questo|este|neste|esta|questa|nesta) (?:week(?:end)?|month|fine settimana|mese|settimana|mes|fin de semana|semana|fim de semana)|weekend",
    ),
  },
  {
    name: "call",
    weight: 1.5,
    pattern: phrases(
      "(?:shop|buy|order|book|reserve|get|subscribe|upgrade|start|activate|reply yes|join|sign up|switch)(?: it| yours)? (?:now|today|again|here)|upgrade to|treat yourself|get yours|sign up|join (?:our|the|us)|try (?:it|our|the new)|discover|explore|check out our|(?:have|take) a look at our|browse|claim|tap (?:here|the link)|click (?:here|the link)|visit our|come and|stop by|why not try|ask us (?:about|for)|reply (?:yes|ok) to",
      "(?:acquista|compra|ordina|prenota|attiva|abbonati|iscriviti|richiedi|ordini|acquisti|prenoti|compri|passa|passi)(?:l[oa])? (?:ora|subito|adesso|oggi|di nuovo|qui|al? (?:piano|premium|gold|pro|plus))|passa (?:subito )?a|iscriv(?:iti|ersi|a)|abbonati|prova(?:l[oa])|prov[ai] (?:gratis|ora|il nuovo|la nuova|la nostra|il nostro)|scopri|scopra|scoprite|vieni a|venga a (?:trovarci|scoprire)|guardi la nostra|dai un'occhiata|clicca (?:qui|sul link)|regalati|rispondi si per",
      "(?:compra|compre|pide|pida|reserva|reserve|contrata|activa|active|suscribete|consigue)(?:l[oa])? (?:ya|ahora|hoy|aqui|de nuevo|otra vez)|vuelva a comprar|pasa(?:te)? (?:ya )?al?|pasese (?:ya )?al?|unete|unase|suscribete|suscribase|registrate|prueb[ae]l[oa]|prueba (?:gratis|el nuevo|la nueva|nuestr[oa])|descubr[ae]|descubrid|echa un vistazo|haz clic|haga clic|visita nuestr[oa]|ven a|consigue|llevatel[oa]|responde si para|date un capricho",
      "(?:compre|peca|reserve|assine|ative|garanta|aproveite|contrate|mude)(?: ja| agora| hoje| aqui| de novo)|mude (?:ja |agora )?para|inscreva-se|cadastre-se|participe|assine|experimente|conheca|descubra|venha (?:conhecer|conferir)|confira|clique (?:aqui|no link)|visite (?:nossa|nosso|a nossa)|responda sim para|leve ja",
    ),
  },
  {
    name: "novelty",
    weight: 1.5,
    pattern: phrases(
      "new (?:[a-z]{3,12} )?(?:collections?|arrivals|range|season|menu|models?|plans?)|(?:spring|summer|autumn|winter|fall) (?:collection|bundles?|menu)|(?:we )?(?:have )?just (?:launched|arrived|landed)|now available|introducing|is finally here|are here",
      "nuov[oaie] (?:[a-z]{3,12} )?(?:collezion[ei]|arrivi|linea|menu|modelli|piano)|(?:abbiamo )?(?:appena )?lanciato|appena arrivat[oiae]|finalmente disponibil[ei]|sono arrivat[ie]",
      "nuev[oa]s? (?:[a-z]{3,12} )?(?:coleccion(?:es)?|llegadas|linea|menu|modelos?|plan)|acabamos de lanzar|recien llegad[oa]s?|ya (?:esta|estan) (?:aqui|disponibles?)|ya llego|ha llegado la nueva|novedades",
      "nov[oa]s? (?:[a-z]{3,12} )?(?:colecao|colecoes|linha|cardapio|modelos?|plano)|acabamos de lancar|acabou de chegar|ja (?:esta|estao) disponive(?:l|is)|chegou a nova|lancamento|novidades",
    ),
  },
  {
    name: "next purchase",
    weight: 2,
    pattern: phrases(
      "(?:next|second|every|first) (?:order|purchase|booking|stay)",
      "prossim[oaie] (?:ordin[ei]|acquist[oi]|soggiorno|spesa)|(?:ogni|primo) (?:acquisto|ordine)",
      "(?:proxim[oa]|primer|primera) (?:pedido|compra|estancia)|(?:cada|toda|todas las) compras?|proximas compras",
      "primeir[oa] (?:pedido|compra)",
    ),
  },
  {
    name: "code",
    weight: 1.5,
    pattern: phrases(
      "(?:use|enter|with|using) (?:the |our |promo |discount |coupon |this )?code|(?:promo|discount|coupon|voucher) codes?|vouchers?|coupons?",
      "(?:usa|usi|inserisci|inserisca|con|col) il codice|codic[ei] (?:sconto|promo\\w{0,9})|coupon|buon[oi] (?:sconto|regalo|esclusiv[oi]|acquisto|da)",
      "(?:usa|use|introduce|introduzca|con) el codigo|codigo (?:promocional|de descuento)|cupon(?:es)?",
      "(?:usa|use|digite|insira|com) o (?:codigo|cupom)|codigo (?:promocional|de desconto)|cupo[mn]s?|vale-compras?",
    ),
  },
  {
    name: "reward",
    weight: 1,
    pattern: phrases(
      "exclusive(?:ly)?|(?:only|just|especially) for you|vip|you(?:'ve| have)? (?:won|been (?:selected|chosen))|winner|as a thank[ -]you",
      "esclusiv[oaie]|(?:solo|apposta) per (?:te|lei)|hai vinto|ha vinto|sei stat[oa] (?:selezionat|scelt)[oa]|per ringraziar\\w{1,3}|come ringraziamento",
      "exclusiv[oa]s?|(?:solo|especial|pensad[oa]) para (?:ti|usted)|has ganado|ha ganado|has sido seleccionad[oa]|como agradecimiento",
      "so para voce|especial para voce|voce (?:ganhou|foi selecionad[oa])|como agradecimento",
    ),
  },
  {
    name: "points",
    weight: 1.5,
    pattern: phrases(
      "(?:collect|earn|double) (?:[a-z]{3,8} )?points|loyalty (?:club|program\\w{0,3}|card)|rewards?|(?:refer|invite|bring) a friend|giveaway|prize",
      "raccogli(?:ere)? punti|(?:club|carta|programma) fedelta|(?:presenta|porta|invita) un amico|concorso|premi",
      "acumul[ae] puntos|(?:gana|gane) puntos|(?:club|programa|tarjeta) de (?:fidelidad|fidelizacion|puntos)|nuestro club|invita a un amigo|trae a un amigo|sorteo|premios?",
      "junt[ae] pontos|(?:ganhe|acumule) pontos|(?:clube|programa) de (?:fidelidade|vantagens|pontos)|indique um amigo|convide um amigo|sorteio|cashback",
    ),
  },
  {
    name: "enticing price",
    weight: 1.5,
    pattern: phrases(
      "(?:starting |now )?(?:from|at|for) (?:only|just) (?:" +
        MONEY +
        "|\\d)|(?:now|from) (?:" +
        MONEY +
        "|\\d{1,4}[.,]\\d\\d)|best (?:price|deal)s?|lowest prices?|(?:great|unbeatable|low) prices?|(?:you )?both get",
      "(?:da|a) (?:soli|solo|partire da) ?\\d|a partire da|da \\d{1,4}[.,]\\d\\d|a soli|(?:miglior|migliori) prezz[oi]|prezzi (?:mai visti|imbattibili|pazzi|bassi|speciali)|prezzo (?:speciale|imbattibile)|ricevete entrambi",
      "(?:por|a) (?:solo|tan solo) ?\\d|desde (?:solo )?\\d|al mejor precio|mejores precios|precios? (?:de locura|increibles?|especial(?:es)?|imbatibles?)|los dos recibis",
      "(?:por|a) (?:apenas|so) (?:r\\$ ?)?\\d|a partir de (?:r\\$ ?)?\\d|melhor(?:es)? precos?|preco (?:especial|imperdivel|baixo)|precos (?:imperdiveis|baixos|especiais)|(?:os )?dois ganham",
    ),
  },
  {
    name: "money off",
    weight: 1.5,
    pattern: phrases(
      "(?:get|receive|win|earn|costs?|spend|enjoy|discount|cheaper|cost less)(?: [a-z]{1,3})? ?(?:" +
        MONEY +
        ")|to spend in|and save|discounts?|deals?|costs? less",
      "e risparmi[a]?|sconti?|da spendere|in meno|offert[ae]|promozion[ei]",
      "y ahorr[ae]|descuentos?|para gastar en|menos|ofertas?|promocion(?:es)?",
      "e economiz[ae]|descontos?|para gastar na|promoc(?:ao|oes)",
    ),
  },
];

/** What speaks for service: it is settled, asked for, refused, or about something that is already theirs. */
export const SERVICE_CUES: readonly Cue[] = [
  {
    name: "settled",
    weight: 3,
    pattern: phrases(
      "(?:was|were|been|is|already|i|we|have|has|now) (?:now |already |been )?(?:applied|refunded|charged|cancell?ed|credited|deducted|issued|paid|corrected|removed)|refund\\w{0,3}|reimburs\\w{2,5}|invoices?|charged|receipt|billed|complaint",
      "(?:stat[oaie] )?applicat[oaie]|rimbors\\w{1,4}|addebit\\w{1,4}|fattura|accreditat[oaie]|annullat[oaie]|stornat[oaie]|reclamo|ricevuta",
      "(?:ya )?(?:esta )?aplicad[oa]s?|reembols\\w{1,4}|cobr(?:amos|ado|aron)|factura|abonad[oa]|cancelad[oa]|devuelt[oa]|se aplico|queja|recibo",
      "aplicad[oa]s?|estorn\\w{1,4}|cobr(?:amos|ad[oa])|fatura|creditad[oa]|cancelei|reclamacao|nota fiscal",
    ),
  },
  {
    name: "asked for",
    weight: 2.5,
    pattern: phrases(
      "you (?:asked|requested|mentioned|saw|wanted|ordered|bought|chose|used|wrote)|as (?:you )?(?:requested|agreed|confirmed|asked|discussed|promised)|your question",
      "(?:che|come) (?:aveva|ha|hai|avevi|le) (?:chiesto|visto|ordinato|scelto|usato|comprato|letto|promesso)|come (?:richiesto|confermato|promesso)|da accordi|sua domanda",
      "que (?:pidio|pediste|vio|viste|solicito|queria|compro|eligio|uso|menciono)|como (?:confirmamos|pidio|acordamos|confirmado|le prometi)|su pregunta",
      "que (?:voce |o senhor |a senhora )?(?:pediu|viu|queria|comprou|escolheu|usou|solicitou|mencionou)|como (?:confirmado|combinado|pediu|prometido)|conforme|sua pergunta|sua duvida",
    ),
  },
  {
    name: "refused or over",
    weight: 3,
    pattern: phrases(
      "sorry|unfortunately|(?:can|could|do|does|is|are|was|will|would)(?: ?not|n'?t)(?! (?:miss|wait|last))|cannot|no longer|expired|(?:offer|sale|trial|promotion|discount) (?:has |was |is )?(?:ended|over|expired)|by mistake|wrong(?:ly)?|nothing more",
      "mi dispiace|ci dispiace|purtroppo|non (?:vale|valgono|posso|possiamo|e|sono|puo|funziona|sara|saranno|ci saranno|e stato|e possibile)|scadut[oaie]|(?:e|era) finit[oa]|per errore|sbagliat[oaie]",
      "lo siento|lo sentimos|sentimos|por desgracia|lamentablemente|desafortunadamente|no (?:sirve|vale|puedo|podemos|es|son|esta|funciona|se puede|habra|se renovara)|caducad[oa]|termino|ha terminado|por error|incorrect[oa]",
      "sinto muito|sentimos muito|infelizmente|lamento|nao (?:vale|valem|posso|podemos|e|esta|funciona|da|havera|sera|e possivel)|vencid[oa]|terminou|expirou|por engano|errad[oa]",
    ),
  },
  {
    name: "their own case",
    weight: 2,
    pattern: phrases(
      "return (?:shipping|label)|replacement|exchange|(?:your|gift card|account|remaining) balance|(?:free )?trial ends|(?:to )?cancel(?:lation)?|appointment|(?:was|is|are) confirmed|your (?:booking|reservation|ticket|claim|seat|room|flight|refund|return)|warranty|delivery (?:note|time)|tracking",
      "(?:spedizione|etichetta) del reso|resi?|sostituzion[ei]|cambiare|(?:saldo|prova gratuita)|periodo di prova|disdire|annulla|appuntamento|(?:e|sono) confermat[oaie]|(?:la sua|il suo|il tuo|la tua) (?:prenotazione|rimborso|biglietto|pratica|posto|camera|volo)|garanzia",
      "devoluci(?:on|ones)|recambio|cambiar|saldo|prueba gratuita termina|cancelar(?:la)?|cita|(?:esta|estan) confirmad[oa]s?|su (?:reserva|reembolso|billete|caso|asiento|habitacion|vuelo)|garantia",
      "devoluc(?:ao|oes)|troc(?:a|ar)|reposicao|saldo|teste gratis termina|cancelar|consulta|(?:esta|foi) confirmad[oa]|sua (?:reserva|passagem|devolucao)|seu (?:reembolso|bilhete|caso|assento|quarto|voo|reparo)|garantia",
    ),
  },
  {
    name: "a notice",
    weight: 1.5,
    pattern: phrases(
      "(?:your|the) (?:order|parcel|package|delivery|subscription|plan|payment|account)(?: [a-z0-9{}#-]{1,12})? (?:was|is|has|have|will|renews?|ends?|arrives?|leaves?)|on its way|has (?:been )?shipped|shall i|may i|would you like me to",
      "(?:ordine|pacco|consegna|abbonamento|piano|pagamento|conto)(?: [a-z0-9{}#-]{1,12})? (?:e|sara|arriv\\w{1,4}|parte|finisce|si rinnova|scade)|e (?:stato )?spedit[oa]|e partit[oa]",
      "(?:pedido|paquete|entrega|suscripcion|plan|pago|cuenta)(?: [a-z0-9{}#-]{1,12})? (?:ha|se|esta|lleg\\w{1,3}|sale|termina|sera)|se ha enviado|en camino",
      "(?:pedido|pacote|entrega|assinatura|plano|pagamento|conta)(?: [a-z0-9{}#-]{1,12})? (?:foi|esta|cheg\\w{1,3}|sai|saiu|termina|renova|sera)|a caminho",
    ),
  },
];

/** A customer who asks this gets an answer, whatever it costs. */
export const ASKS_FOR_OFFER: RegExp = phrases(
  "prices?|pricing|how much|costs?|offers?|discounts?|vouchers?|coupons?|promo(?:tions?)?|deals?|on sale|upgrade|catalogue?|quote|rates?|any(?:thing)? cheaper|cheaper|plans?|what'?s new|do you (?:have|sell|stock)",
  "quanto (?:costa|viene|costano|verrebbe)|prezz[oi]|offert[ae]|scont[oi]|buon[oi]|promozion[ei]|preventivo|listino|catalogo|tariff[ae]|abbonament[oi]|saldi|novita",
  "cuanto (?:cuesta|vale|sale|cuestan)|precios?|ofertas?|descuentos?|cupon(?:es)?|promocion(?:es)?|presupuesto|tarifas?|planes|rebajas|novedades",
  "quanto (?:custa|fica|sai|custam)|precos?|descontos?|cupo[mn]s?|promoc(?:ao|oes)|orcamento|planos?|novidades|valores",
);

import { phrases } from "../text/phrases.ts";

/** Something definite of this customer's: with it, a template has something to say. */
export const SPECIFIC: RegExp = phrases(
  "orders?|bookings?|reservations?|appointments?|tickets?|invoices?|payments?|refunds?|flights?|parcels?|packages?|deliver(?:y|ies|ed)|technician|table|subscriptions?|claims?|contracts?|documents?|car|warranty|address|gate|repair|prescription|policy|room|courier|driver|returns?|statement|case|meter|report|card|shipment|counter",
  "ordin[ei]|prenotazion[ei]|appuntament[oi]|bigliett[oi]|fattur[ae]|pagament[oi]|rimbors[oi]|vol[oi]|pacc[oh]i?|consegn\\w{1,5}|tecnico|tavolo|abbonament[oi]|reclam[oi]|contratt[oi]|documenti|auto|garanzia|indirizzo|riparazione|ricetta|polizza|camera|corriere|autista|tassista|resi?|pratica|contatore|referto|carta|spedizione|visita",
  "pedidos?|reservas?|citas?|billetes?|entradas?|facturas?|pagos?|reembolsos?|vuelos?|paquetes?|entreg\\w{1,4}|tecnico|mesa|suscripci\\w{2,4}|reclamaci\\w{2,4}|contratos?|documentos|coche|garantia|direccion|reparacion|receta|poliza|habitacion|repartidor|conductor|devoluci\\w{2,4}|expediente|contador|informe|tarjeta|envio",
  "pedidos?|reservas?|consultas?|bilhetes?|ingressos?|faturas?|pagamentos?|reembolsos?|voos?|pacotes?|entreg\\w{1,5}|tecnico|mesa|assinaturas?|reclamac\\w{2,4}|contratos?|documentos|carro|garantia|endereco|conserto|receita|apolice|quarto|entregador|motorista|devoluc\\w{2,4}|processo|medidor|laudo|cartao|envio",
  "(?:request|richiesta|solicitud|solicitacao|enquiry) \\{\\{[^{}]{1,20}\\}\\}",
);

/** The customer asked to be written to. */
export const WAS_ASKED: RegExp = phrases(
  "you (?:asked|requested|wrote|contacted)|as (?:you )?(?:requested|asked)",
  "(?:ci|mi) ha (?:chiesto|scritto|contattato)|come (?:richiesto|ha chiesto)",
  "nos (?:pidio|pediste|escribio|contacto)|como (?:pidio|solicito)",
  "(?:voce|o senhor|a senhora) (?:pediu|solicitou|escreveu)|como (?:voce )?(?:pediu|solicitou)|conforme solicitado",
);

/** Opens a conversation with nothing to say: introductions, invitations, a new way to write. */
export const OPENS: RegExp = phrases(
  "(?:new )?(?:virtual|digital|chat) assistant|(?:now|also) (?:contact|reach|find|message|write|talk to|chat with) us|we(?:'re| are)(?: now)? (?:on|available on) whatsapp(?: now)?|on whatsapp now|save (?:this|our) number|how (?:can|may) (?:we|i) help(?: you)?|(?:a )?new way (?:to|of)|would you like to (?:chat|talk|speak)|feel free to (?:message|contact|write|reach|reply|ask)|reach out|here for you|send us a message|ask us anything|just checking in|do you need anything|welcome to|introducing our|our new (?:chat|channel|whatsapp)|say hi|get in touch (?:any ?time|whenever)|reply (?:yes|hi|hello|start) to (?:start|begin|chat)|let'?s (?:chat|talk)|any ?time",
  "assistente (?:virtuale|digitale)|puo (?:ora )?contattarci|(?:ora|anche) (?:puo|puoi) (?:contattarci|scriverci|trovarci)|(?:ora )?siamo (?:ora |anche )?su whatsapp|salv[ai] (?:questo|il nostro) numero|come poss(?:o|iamo) aiutar\\w{1,3}|nuovo modo (?:per|di)|vu(?:oi|ole) (?:parlare|chattare)|scriv(?:ici|imi|eteci)|ci scriva quando|siamo qui per|mand(?:aci|ateci) un messaggio|chied(?:ici|imi)|benvenut[oaie] (?:in|a|da|su)|nostra nuova chat|nuovo canale|quando (?:vuoi|vuole|preferisci)|risponda si per iniziare",
  "asistente (?:virtual|digital)|(?:ya|ahora|tambien) (?:puede|puedes) (?:contactarnos|escribirnos|encontrarnos|hablar)|(?:ahora |ya )?estamos (?:ahora |ya )?en whatsapp|guarda (?:este|nuestro) numero|guarde (?:este|nuestro) numero|en que (?:puedo|podemos) ayudar\\w{1,3}|como (?:puedo|podemos) ayudar\\w{1,3}|nueva forma de|quier(?:e|es) (?:hablar|chatear)|escrib(?:enos|eme|anos)(?: cuando)?|estamos aqui (?:para|por)|mand(?:anos|enos) un mensaje|pregunt(?:anos|eme|ame)|bienvenid[oa]s? a|nuestro nuevo (?:chat|canal)|nuevo canal|cuando quier(?:as|a)|responda si para empezar",
  "assistente (?:virtual|digital)|(?:agora|ja|tambem) (?:voce )?(?:pode|consegue) (?:falar|contatar|escrever|chamar)|(?:agora )?estamos (?:agora )?no whatsapp|salve (?:este|nosso|o nosso) numero|como (?:posso|podemos) ajudar|(?:nova|novo) (?:forma|jeito|maneira) de|quer (?:conversar|falar)|fale (?:com a gente|conosco)|me chame|estamos aqui (?:por|para)|mande uma mensagem|pergunte o que|bem-vind[oa]s? a|nosso novo (?:chat|canal)|novo canal|quando quiser|responda sim para comecar",
);

/** Says that there is something, not what. */
export const VAGUE: RegExp = phrases(
  "(?:an? )?(?:important|urgent|quick|new) (?:update|message|notice|information|news)|(?:there is|we have|some|great|good) news|(?:we )?have (?:some )?(?:information|something)|(?:please )?contact us(?: as soon as| urgently| now)?|please call us|something (?:has )?(?:changed|came up)|needs? (?:your )?attention|congratulations|what you need to know|take a look|don'?t miss|action required|(?:there is|we have) an update|get back to us|(?:see|read) the (?:message|text) below",
  "aggiornament[oi] important[ei]|(?:un )?(?:messaggio|avviso) (?:importante|urgente)|(?:ci sono|abbiamo|buone) (?:delle )?(?:novita|notizie)|(?:abbiamo|ci sono) (?:delle )?informazioni|(?:ci )?contatt(?:i|aci)|(?:la preghiamo di )?chiam(?:arci|aci|i)|qualcosa e cambiat[oa]|(?:bisogno|richiede) (?:di |la sua )?attenzione|congratulazioni|cosa deve sapere|azione richiesta|(?:c'e|abbiamo) una novita|una novita che",
  "(?:actualizacion|aviso|mensaje|informacion) (?:importante|urgente)|(?:hay|tenemos|buenas) (?:novedades|noticias)|tenemos (?:una )?informacion|(?:contactenos|contactanos)|(?:por favor,? )?llam(?:enos|anos)|algo ha cambiado|(?:requiere|necesita) (?:su )?atencion|felicidades|enhorabuena|debe saber|accion requerida|(?:hay|tenemos) una novedad",
  "(?:atualizacao|aviso|mensagem|informacao) (?:importante|urgente)|(?:ha|temos|boas) (?:novidades|noticias)|temos (?:uma )?informac(?:ao|oes)|entre em contato|(?:por favor,? )?ligue para|algo mudou|(?:requer|precisa de) (?:sua )?atencao|parabens|precisa saber|acao necessaria|(?:ha|temos) uma novidade",
);

/** Asks for an opinion. */
export const SURVEY: RegExp = phrases(
  "surveys?|rate us|how (?:would|do) you rate|feedback|recommend us|review",
  "sondaggio|questionario|valut(?:ateci|aci|i il)|recensione",
  "encuesta|valor(?:anos|enos)|resena|opinion",
  "pesquisa de satisfacao|avali(?:e|acao)|opiniao",
);

/** A code to prove who one is: authentication templates only. */
export const ONE_TIME_CODE: RegExp = phrases(
  "(?:verification|one[- ]time|security|login|access|authentication|confirmation) (?:code|password|passcode)|otp|your code is",
  "codice (?:di verifica|di sicurezza|di accesso|monouso|otp)|il (?:suo|tuo) codice e",
  "codigo (?:de verificacion|de seguridad|de acceso|de un solo uso|otp)|(?:su|tu) codigo es",
  "codigo (?:de verificacao|de seguranca|de acesso|unico|otp)|(?:seu|o seu) codigo e",
);

const FEW =
  "(?:\\d{1,3}|\\{\\{[^{}]{1,20}\\}\\}|one|two|three|five|ten|fifteen|twenty|thirty|un|due|tre|cinque|dieci|quindici|venti|trenta|dos|tres|cinco|diez|quince|veinte|treinta|um|dois|dez|quinze|vinte|trinta)";
/** Worth nothing a day later. */
export const TIME_BOUND: RegExp = new RegExp(
  `(?:\\b|(?=\\{))(?:${[
    `${FEW} (?:minutes?|mins?|minuti|minutos?)`,
    "(?:right )?now|is today|today (?:at|between|from|until)|(?:arrives?|delivered|delivery|visit|due|collected|leaves?) today|tonight|your turn|outside your (?:door|house|home)|(?:is|are) outside|closes (?:in|at)|expires (?:today|tonight|in|at)|is (?:arriving|approaching)|happening now|in an hour|about to|in half an hour|(?:begins|starts|closes|leaves) in|at (?:the|your) door",
    "adesso|e oggi|oggi (?:alle|tra|dalle|fino)|(?:arriva|consegn\\w{1,4}|parte|visita) oggi|stasera|e il (?:suo|tuo) turno|davanti (?:alla|a casa)|scade (?:oggi|stasera|tra)|sta (?:arrivando|per)|tra un'ora|mezz'ora|(?:inizia|parte|comincia) tra",
    "es hoy|hoy (?:a las|entre|desde|hasta)|(?:llega|entreg\\w{1,4}|sale|visita) hoy|venga ahora|esta noche|es su turno|en la puerta|vence (?:hoy|en)|esta (?:llegando|a punto)|en una hora|ahora mismo|media hora|(?:empieza|comienza|sale) en",
    "e hoje|hoje (?:as|entre|das|ate)|(?:chega|entreg\\w{1,4}|sai|visita) hoje|venha agora|hoje a noite|(?:e a )?sua vez|na porta|vence (?:hoje|em)|esta (?:chegando|prestes)|em uma hora|agora mesmo|meia hora|(?:comeca|inicia|sai) em",
  ].join("|")})(?![a-z0-9])`,
  "g",
);

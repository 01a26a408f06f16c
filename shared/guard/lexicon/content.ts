import { phrases } from "../text/phrases.ts";

/** A kind of content that the platform forbids or restricts, by its own violation types (policy-enforcement-violations), and two of ours: ABUSE, THREAT. */
export interface ContentKind {
  readonly type: string;
  /** Speaks for itself. */
  readonly plain?: RegExp | undefined;
  /** Only with an offer of it in the same clause. */
  readonly offered?: RegExp | undefined;
}

/** Selling it, or asking to buy it. */
export const OFFERING: RegExp = phrases(
  "(?:we|i|our shop) (?:also )?(?:sell|offer|have|stock|supply|deliver|can get(?: you)?|provide|ship|arrange)|(?:i|we) can (?:get|offer|sell|supply|deliver|send)|for sale|buy|order (?:now|today|yours|here)|in stock|price list|best price|cheap(?:er|est)?|discreet(?:ly)?|wholesale|how many|do you want|want (?:some|to buy)|for \\d{1,5} ?(?:€|\\$|£|euros?|dollars?)|(?:€|\\$|£) ?\\d|join|try your luck|with us|free spins|sign up|your first|lose \\d{1,3} ?(?:kilos|kg|pounds|lbs)|delivered to your door|without (?:a )?(?:prescription|licen[cs]e)|no prescription",
  "vendiamo|vendo|offriamo|abbiamo|disponibil[ei]|le procuro|procuriamo|compr[ai]|acquist[ai]|ordin[ai] (?:subito|ora)|in vendita|listino|miglior prezzo|a poco prezzo|discrezion\\w|quant[ei] (?:stecche |bottiglie )?(?:ne )?vuol\\w|con noi|giri gratis|iscriviti|la prima|tent[ai] la fortuna|scommetti|perdere \\d{1,3} ?(?:chili|kg)|senza (?:ricetta|porto d'armi|licenza)|a \\d{1,5} ?€|sono arrivat[ei]|ne paga",
  "vendemos|vendo|ofrecemos|tenemos|disponibles?|le consigo|conseguimos|compr[ae]|pid[ae] (?:ya|ahora)|en venta|lista de precios|mejor precio|barat[oa]s?|discret[oa]|cuant[oa]s? (?:cartones |botellas )?quiere|con nosotros|tiradas gratis|registrate|la primera|prueb[ae] suerte|apuest[ae]|perder \\d{1,3} ?(?:kilos|kg)|sin (?:receta|licencia)|por \\d{1,5} ?€|a \\d{1,5} ?€",
  "vendemos|vendo|oferecemos|temos|disponive(?:l|is)|consigo|conseguimos|compre|compra|peca (?:ja|agora)|a venda|lista de precos|melhor preco|barat[oa]s?|discret[oa]|quant[oa]s (?:pacotes |garrafas )?(?:voce )?quer|conosco|rodadas gratis|cadastre-se|a primeira|tente a sorte|aposte|perder \\d{1,3} ?(?:quilos|kg)|sem (?:receita|registro|licenca|porte)|por r\\$ ?\\d|chegaram os novos|pague dois",
);

/** An order, a bill, a rule of the house: somebody is served, nothing is sold. */
export const SERVING: RegExp = phrases(
  "invoice|refund(?:ed)?|(?:was|were|has been) (?:delivered|shipped|sent|returned)|delivered to your (?:neighbou?r|home on)|not allowed|no smoking|your (?:order|prescription|appointment|parcel|table|booking)|returned|arrived broken|dishwasher|out of stock|toy|glue|water|nail|massage|shot glass(?:es)?|called|tickets?",
  "fattura|rimbors\\w{1,4}|(?:sono|e) stat[oaie] (?:consegnat|spedit|rimborsat)[oaie]|non si puo|vietat[oa]|la sua (?:ricetta|prenotazione)|il suo (?:ordine|pacco)|giocattolo|colla|ad acqua|res[oa]|si lavano|esaurit[oa]|si chiama|bigliett[oi]|spara[a-z]{0,6}",
  "factura|reembols\\w{1,4}|se (?:entreg|envi)\\w{1,5}|no se puede|prohibid[oa]|su (?:receta|reserva|pedido|paquete|cita)|juguete|silicona|de agua|devolvio|lavar|agotad[oa]|se llama|entradas?",
  "fatura|nota fiscal|reembols\\w{1,5}|fo(?:i|ram) (?:entregue|enviad)\\w{0,2}|nao e permitid[oa]|proibid[oa]|su[ae] (?:receita|reserva|consulta)|seu (?:pedido|pacote)|brinquedo|cola|de agua|devolveu|lavar|lava-loucas|esgotad[oa]|se chama|ingressos?",
);

export const CONTENT_KINDS: readonly ContentKind[] = [
  {
    type: "DRUGS",
    plain: phrases(
      "cocaine?|heroine?|eroina|heroina|cocaina|methamphetamine|crystal meth|mdma|ecstasy|lsd|ketamine?a?|crack cocaine|magic mushrooms|hongos alucinogenos|funghi allucinogeni|cogumelos alucinogenos",
    ),
    offered: phrases(
      "cannabis|marijuana|marihuana|maconha|hashish|hachis|haxixe|weed|ganja|thc|cbd(?: oil)?|edibles|poppers|steroids?|esteroides|anabolizantes|steroidi|anabolizzanti",
    ),
  },
  {
    type: "TOBACCO",
    offered: phrases(
      "vapes?|vaping|vapers?|e-?liquids?|e-?cigarettes?|cigarettes?|cigars?|tobacco|snus|shisha|hookah|sigarett[ae](?: elettronic\\w{1,2})?|sigari|tabacco|cigarrillos?(?: electronicos?)?|puros|tabaco|cigarros?(?: eletronicos?)?|charutos?|pods? descartave(?:l|is)|narguile",
    ),
  },
  {
    type: "WEAPONS",
    offered: phrases(
      "pistols?|guns?|rifles?|firearms?|handguns?|ammunition|ammo|explosives?|grenades?|tasers?|pepper spray|pistol[ae]|fucil[ei]|armi|munizioni|esplosivi|spray al peperoncino|fusil(?:es)?|armas?(?: de fuego| de fogo)?|municion(?:es)?|explosivos?|espingardas?|municao|municoes",
    ),
  },
  {
    type: "GAMBLING",
    offered: phrases(
      "casinos?|betting|bets?|gambling|poker|slots?|roulette|jackpot|lottery tickets?|scommess[ae]|scommetti|gioco d'azzardo|slot machine|lotteria|apuest[ae]s?|apuesta|tragamonedas|ruleta|loteria|apostas?|aposte|cassinos?|caca-niqueis|bingo online|jogo do (?:tigrinho|bicho)",
    ),
  },
  {
    type: "ALCOHOL",
    offered: phrases(
      "whisk(?:e)?y|vodka|gin|rum|tequila|wines?|beers?|liquor|spirits|champagne|prosecco|cognac|vin[oi]|birr[ae]|grappa|amar[oi]|liquor[ei]|vinos?|cervezas?|ron|ginebra|licor(?:es)?|uisque|cachaca|vinhos?|cervejas?|cava",
    ),
  },
  {
    type: "THIRD_PARTY_INFRINGEMENTS",
    plain: phrases(
      "(?:replica|fake|counterfeit) (?:handbags?|bags?|watch(?:es)?|designer|brand|shoes?|sneakers|sunglasses)|(?:borse|orologi|scarpe|occhiali) (?:replica|tarocc\\w{1,3}|contraffatt[ei]|fals[ei])|(?:bolsos|relojes|zapatillas|gafas) (?:replica|de imitacion|fals[oa]s)|(?:bolsas|relogios|tenis|oculos) (?:replica|falsificad[oa]s|de primeira linha)|(?:cracked|pirated) (?:software|movies|games)|software pirat[ao]?|peliculas piratas|filmes piratas|iptv (?:pirata|illegale|gratis)|replica de primeira|replica di prima|1:1 replicas?|(?:first-class|aaa) replicas?",
    ),
  },
  {
    type: "SCAM",
    plain: phrases(
      "guaranteed? (?:a )?(?:profit|returns?|income|winnings)|(?:we )?guarantee (?:you )?a (?:profit|return)|double your (?:money|investment|bitcoin)|risk[- ]free (?:investment|profit)|get rich quick|you (?:have )?won (?:a |the )?(?:lottery|prize|jackpot|iphone)|(?:pay|send) (?:in|with|us|me)? ?(?:gift cards|itunes cards|bitcoins?)|nigerian prince|inheritance fund",
      "garanti\\w{1,4} (?:un )?(?:guadagno|profitto|rendimento)|(?:guadagno|profitto|rendimento) garantito|raddoppi\\w{0,2} (?:i (?:tuoi|suoi) soldi|il capitale)|investimento senza rischi",
      "garanti\\w{1,5} (?:una )?(?:ganancia|rentabilidad)|(?:ganancia|rentabilidad) garantizada|duplica tu dinero|inversion sin riesgo",
      "garanti\\w{1,4} (?:um )?(?:lucro|ganho|rendimento)|(?:lucro|ganho|rendimento) garantido|dobre o seu dinheiro|investimento sem risco|urubu do pix",
    ),
  },
  {
    type: "ILLEGAL_PRODUCTS",
    plain: phrases(
      "fake (?:documents?|passports?|ids?|diplomas?|licen[cs]es?|certificates?)|forged (?:documents?|passports?)|stolen (?:cards?|phones?|accounts?)|document[io] fals[io]|passaport[io] fals[io]|diplom[ai] fals[io]|document[oa]s? fals[oa]s?|pasaportes? falsos?|titulos? falsos?|carnets? falsos?|documentos? falsos?|passaportes? falsos?|diplomas? falsos?|cnh falsa|ivory|avorio|marfil|marfim|cloned cards?|carte clonate|tarjetas clonadas|cartoes clonados",
    ),
  },
  {
    type: "REAL_FAKE_CURRENCY",
    plain: phrases(
      "(?:fake|counterfeit) (?:money|currency|banknotes|notes|bills|euros|dollars)|(?:soldi|banconote|euro) fals[ei]|dinero falso|billetes falsos|dinheiro falso|notas falsas",
    ),
  },
  {
    type: "ADULT",
    plain: phrases(
      "(?:nude|naked|sexy|hot) (?:photos?|pictures?|pics|videos?|girls|women|singles)|porn(?:o|ography)?|escorts?|sex (?:toys?|cam|chat|video)s?|onlyfans|foto (?:nud[ei]|hot|porno)|ragazze (?:calde|hot|nude)|accompagnatric[ei]|fotos? (?:desnud[oa]s?|nuas?|hot|porno)|chicas (?:calientes|desnudas)|garotas (?:quentes|nuas|de programa)|pornografia|pornografi[ac]a?|acompanhantes de luxo",
    ),
  },
  {
    type: "DATING",
    offered: phrases(
      "dating (?:app|site|service)|hook-?ups?|one[- ]night stands?|incontri (?:hot|bollenti|a luci rosse)|citas (?:calientes|sexuales)|encontros (?:quentes|casuais)",
    ),
  },
  {
    type: "HEALTHCARE",
    plain: phrases("(?:without|no|sin|senza|sem) (?:a )?(?:prescription|receta|ricetta|receita)(?: (?:needed|required))?"),
    offered: phrases(
      "tramadolo?|xanax|valium|oxycodone|oxycontin|fentanyl|viagra|cialis|ozempic|antibiotics?|rivotril|ritalin\\w?|codeine?a?|antibiotic[io]s?|antibiotici|farmac[io] (?:senza|sem)|medicamentos sin",
    ),
  },
  {
    type: "SUPPLEMENTS",
    offered: phrases(
      "(?:diet|slimming|weight[- ]loss|fat[- ]burning|miracle) (?:pills?|tea|supplements?)|(?:pills?|pillole|pastillas|pastilhas|pilulas|capsul[ae]s?|comprimidos) (?:that )?(?:make|to lose|fanno|per perdere|le hacen|para perder|para adelgazar|que hacen|para emagrecer|fazem|dimagranti|adelgazantes|emagrecedor\\w{1,2})|burn fat fast",
    ),
  },
  {
    type: "BODY_PARTS_FLUIDS",
    offered: phrases("kidneys?|human (?:organs?|blood|hair)|organi umani|organos humanos|orgaos humanos|breast milk|rim humano|reni umani"),
  },
  {
    type: "ANIMALS",
    offered: phrases(
      "(?:endangered|exotic|wild) (?:animals?|species|parrots?|reptiles?)|animali (?:esotici|selvatici)|animales (?:exoticos|salvajes)|animais (?:exoticos|silvestres)|puppies|kittens|cuccioli|cachorros de raza|filhotes",
    ),
  },
  {
    type: "ABUSE",
    plain: phrases(
      "(?:you(?:'re| are)(?: (?:a|an|such an?|so|all|just|really|nothing but an?))*|you|don'?t be|stop being|how) (?:\\w{2,10} )?(?:idiots?|stupid|morons?|imbeciles?|dumb|fools?|losers?|retard(?:ed|s)?|pathetic|liars?|pigs?)|shut (?:up|your mouth)|f+u+c+k\\w{0,6}|asshole|bastards?|bitch|go to hell|piss off|screw you|scum",
      "(?:lei |tu )?(?:e|sei|siete) (?:proprio |davvero |solo )?(?:un |una |dei )?(?:idiot[ai]|stupid[oaie]|cretin[oaie]|imbecill[ei]|deficient[ei]|scem[oaie]|ignorant[ei]|ladr[oi]|bugiard[oa])|cretin[oa]|imbecille|vaffanculo|stronz[oaie]|coglion[ei]|(?:stia|stai|state) zitt[oaie]|chiudi il becco|testa di cazzo|cazzo|bastard[oi]|puttana",
      "(?:usted |tu )?(?:es|eres|son) (?:un |una |unos |muy )?(?:idiotas?|estupid[oa]s?|imbecil(?:es)?|tont[oa]s?|ladron(?:es)?|mentiros[oa]s?|inutil(?:es)?)|imbecil|gilipollas|cabron(?:es|a)?|hij[oa]s? de puta|puta|mierda|callese|callate|vete a la mierda|pendej[oa]s?|cono|joder",
      "(?:voce |tu )?(?:e|es|sao) (?:um |uma |uns |muito )?(?:idiotas?|estupid[oa]s?|imbecil|imbecis|burr[oa]s?|ladrao|mentiros[oa]s?|inutil|trouxa)|imbecil|cala a? ?boca|cale a boca|vai se foder|foda-se|filh[oa] da puta|fdp|caralho|porra|merda|vai tomar no cu|otari[oa]s?",
    ),
  },
  {
    type: "THREAT",
    plain: phrases(
      "(?:we|i) know where (?:you|your \\w{2,10}) (?:live|lives|work|works)|you(?:'ll| will| are going to) (?:regret|pay for|be sorry)(?: it| this)?|(?:i|we)(?:'ll| will| am going to| are going to) (?:kill|hurt|find|destroy|ruin|beat|break) (?:you|your (?:life|legs|family|face))|watch your back|or else we come|we(?:'ll| will) come to your (?:house|home|office)",
      "(?:so|sappiamo|so bene) dove (?:abit\\w|viv\\w|lavor\\w)|(?:se )?(?:ne|te ne) pentir\\w{1,3}|ti (?:ammazzo|uccido|rovino|spacco)|(?:la|ti) (?:roviner\\w{1,4}|ammazzer\\w{1,4})|gliela faremo pagare|te la faccio pagare|veniamo a casa (?:sua|tua)|guardati le spalle",
      "(?:se|sabemos) donde (?:viv\\w{1,2}|trabaj\\w{1,2})|(?:se|te) (?:va a |vas a )?arrepentir\\w{0,3}|(?:te|lo|la|le) (?:voy|vamos) a (?:matar|romper|destruir|partir|arruinar)|te matare|lo pagara(?:s)? caro|iremos a su casa|cuidate las espaldas",
      "(?:sei|sabemos) onde (?:voce |tu )?(?:mora\\w?|trabalha\\w?|vive\\w?)|(?:voce )?vai se arrepender|vou (?:te|acabar com voce) ?(?:matar|quebrar|destruir|arruinar)?|(?:vou|vamos) te (?:matar|quebrar|pegar|achar)|vai pagar caro|vamos ate a sua casa",
    ),
  },
];

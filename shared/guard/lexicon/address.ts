/** Words by which a customer is addressed, and what the other form says in their place where one word does. Folded unless `exact`. */
export interface AddressWords {
  readonly familiar: Readonly<Record<string, string>>;
  readonly polite: Readonly<Record<string, string>>;
}

const pairs = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(text.split(" ").map((pair) => [pair.split(":")[0] ?? "", (pair.split(":")[1] ?? "").replaceAll("_", " ")]));

/** Spelt as people write it, with accents: `té` is tea, `tè` as well, `te` is you. */
export const ADDRESS: Readonly<Record<string, AddressWords>> = {
  es: {
    familiar: pairs(
      "tú:usted tu:su tus:sus te:le ti:usted contigo:con_usted puedes:puede tienes:tiene quieres:quiere eres:es estás:está necesitas:necesita sabes:sabe debes:debe recibirás:recibirá podrás:podrá tendrás:tendrá dime:dígame dinos:díganos escríbenos:escríbanos envíanos:envíenos mándanos:mándenos llámanos:llámenos escríbeme:escríbame mira:mire espera:espere has:ha vuestro:su vuestra:su os:les",
    ),
    polite: pairs(
      "usted:tú ustedes:vosotros díganos:dinos dígame:dime escríbanos:escríbenos envíenos:envíanos llámenos:llámanos mándenos:mándanos disculpe:disculpa perdone:perdona",
    ),
  },
  it: {
    familiar: pairs(
      "tu:Lei tuo:suo tua:sua tuoi:suoi tue:sue ti:Le te:Lei puoi:può vuoi:vuole hai:ha sei:è devi:deve riceverai:riceverà potrai:potrà avrai:avrà scrivici:ci_scriva mandaci:ci_mandi inviaci:ci_invii chiamaci:ci_chiami dimmi:mi_dica scrivimi:mi_scriva fammi:mi_faccia scusa:scusi",
    ),
    polite: pairs("dica:di' scusi:scusa riceverà:riceverai potrà:potrai gentile:ciao"),
  },
  pt: {
    familiar: pairs(
      "tu:você teu:seu tua:sua teus:seus tuas:suas te:lhe ti:você contigo:com_você tens:tem podes:pode queres:quer quiseres:quiser precisas:precisa és:é estás:está podias:poderia",
    ),
    polite: pairs("senhor:tu senhora:tu lhe:te"),
  },
  fr: { familiar: pairs("tu:vous ton:votre ta:votre tes:vos toi:vous"), polite: pairs("vous:tu votre:ton vos:tes") },
  de: { familiar: pairs("du:Sie dein:Ihr deine:Ihre deinen:Ihren dir:Ihnen dich:Sie euch:Ihnen"), polite: pairs("Sie:du Ihnen:dir") },
};

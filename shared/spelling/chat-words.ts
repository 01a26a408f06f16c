const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** How people write in a chat, and words of trade that dictionaries lack: right as they are. By language; `any` in all of them. */
export const CHAT_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  any: words(
    "ok okay oki wifi wi-fi whatsapp app apps email emails e-mail mail web website link links online offline login logout pin sms chat bot chatbot faq pdf qr url sim usb gps " +
      "iban swift smartphone tablet laptop router software hardware newsletter voucher tracking ticket tickets feedback marketing streaming podcast blog spam roaming cloud screenshot " +
      "screenshots update backup feed post posts story stories hashtag influencer business manager team coupon cashback shop showroom outlet stock delivery express standard premium business " +
      "hobby jeans t-shirt shampoo check-in check-out checkout check tour resort spa suite wow hey hello bye sorry please showtime showtimes rsvp",
  ),
  en: words(
    "thx thks tks pls plz btw asap lol omg tbh fyi imo idk brb eta etc approx info infos pic pics promo vip gonna wanna gotta gimme lemme kinda sorta dunno cuz coz ya yep yup nope nah hiya " +
      "refundable reorder reordered reship reshipped restock restocked restocking reschedule rescheduling onboarding signup opt-in opt-out preorder preordered pre-order unboxing chargeback " +
      "cheers heya congrats ty yw np ur mins hrs hr min mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sept oct nov dec",
  ),
  es: words(
    "porfa finde tel tlf nro num min hrs hs kg dni nie nif cif iva bici cole profe info promo peli vale vip bizum pyme rappi uber celu compu chao chau okey dale jaja jeje jiji mande tranqui genial " +
      "reembolsable reenvío reenvíos preventa postventa posventa contrarreembolso tarjetahabiente ciberseguridad videollamada videollamadas dto hola q xq pq tb tmb bs cdmx",
  ),
  pt: words(
    "vc vcs tb tbm pq oq blz obg obgd msg msgs tá tô pra pras pro pros né oi oie tchau nf nfe cep cpf cnpj pix boleto boletos sac uai tel hr hrs min info promo nota site sites whats zap delivery motoboy " +
      "frete parcelamento reembolsável reenvio reenvios pós-venda pré-venda videochamada chargeback beleza valeu show ops opa aham uhum dps hj pfv amh kkk rsrs ta",
  ),
  it: words(
    "cmq grz nn xk xché tel cell info promo iva spa srl tg kg min ore nr num pec cap prov dott sig salve buongiorno buonasera buonanotte vabbè boh mah eh dai ehi okay reso resi rimborsabile preordine " +
      "spid pos bancomat carta rider fattorino postepay",
  ),
};

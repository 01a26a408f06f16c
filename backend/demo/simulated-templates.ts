import type { SimulatedTemplate } from "../cloud-api/simulator/templates.ts";

const template = (
  id: number,
  name: string,
  language: string,
  category: SimulatedTemplate["category"],
  body: string,
  rest: Partial<SimulatedTemplate> = {},
): SimulatedTemplate => ({
  id: `71000000000${String(id).padStart(4, "0")}`,
  name,
  language,
  category,
  status: "APPROVED",
  quality: "GREEN",
  body,
  ...rest,
});

/** The templates of the demo's account: every category, language and status that the picker has to tell apart. */
export const simulatedTemplates: readonly SimulatedTemplate[] = [
  template(1, "order_update", "en", "UTILITY", "Hi {{1}}, there is news about your order {{2}}. Reply here and we will tell you more."),
  template(2, "order_update", "it", "UTILITY", "Ciao {{1}}, ci sono novità sul tuo ordine {{2}}. Rispondi qui e ti diciamo tutto."),
  template(3, "order_update", "es", "UTILITY", "Hola {{1}}, hay novedades sobre tu pedido {{2}}. Responde aquí y te contamos."),
  template(4, "order_update", "pt_BR", "UTILITY", "Olá {{1}}, temos novidades sobre o seu pedido {{2}}. Responda aqui e contamos tudo."),
  template(
    5,
    "delivery_rescheduled",
    "en",
    "UTILITY",
    "Hello {{customer}}, your parcel {{parcel}} will now arrive on {{day}}. Please tell us if that does not suit you.",
    { header: "New delivery date", footer: "Greenline Shop EU" },
  ),
  template(6, "delivery_rescheduled", "it", "UTILITY", "Buongiorno {{customer}}, il pacco {{parcel}} arriverà {{day}}. Ci scriva se non va bene.", {
    header: "Nuova data di consegna",
    footer: "Greenline Shop EU",
  }),
  template(
    7,
    "refund_issued",
    "en",
    "UTILITY",
    "Hi {{1}}, we have refunded {{2}} for order {{3}}. It can take up to five working days to show on your account.",
  ),
  template(
    8,
    "refund_issued",
    "es",
    "UTILITY",
    "Hola {{1}}, hemos devuelto {{2}} de tu pedido {{3}}. Puede tardar hasta cinco días laborables en aparecer en tu cuenta.",
  ),
  template(9, "continue_conversation", "en", "UTILITY", "Hi {{1}}, you asked us about {{2}} and we now have the answer. Reply to this message to go on.", {
    buttons: ["Go on", "Not needed any more"],
  }),
  template(
    10,
    "continue_conversation",
    "pt_BR",
    "UTILITY",
    "Olá {{1}}, você perguntou sobre {{2}} e já temos a resposta. Responda a esta mensagem para continuar.",
    { buttons: ["Continuar", "Não preciso mais"] },
  ),
  template(11, "autumn_offers", "en", "MARKETING", "Hi {{1}}, everything for the cold season is 15 % off until Sunday. Have a look?", {
    quality: "YELLOW",
    footer: "Reply STOP to hear no more of this",
    buttons: ["Show me", "Stop promotions"],
  }),
  template(12, "autumn_offers", "it", "MARKETING", "Ciao {{1}}, tutto per la stagione fredda è scontato del 15 % fino a domenica. Dai un'occhiata?", {
    footer: "Rispondi STOP per non ricevere altro",
    buttons: ["Fammi vedere", "Basta promozioni"],
  }),
  template(13, "back_in_stock", "es", "MARKETING", "Hola {{1}}, {{2}} vuelve a estar disponible. ¿Te lo guardamos?", { status: "PAUSED", quality: "RED" }),
  template(14, "loyalty_survey", "en", "MARKETING", "Hi {{1}}, how did we do? Answer five questions and win a voucher.", {
    status: "REJECTED",
    quality: "UNKNOWN",
  }),
  template(15, "payment_reminder", "it", "UTILITY", "Buongiorno {{1}}, la fattura {{2}} scade il {{3}}. Se ha già pagato, ignori questo messaggio.", {
    status: "PENDING",
    quality: "UNKNOWN",
  }),
  template(16, "invoice_ready", "en", "UTILITY", "Hi {{1}}, here is the invoice for your order {{2}}. Pay it by {{3}} and nothing else is needed.", {
    headerFormat: "DOCUMENT",
    buttons: [{ type: "URL", text: "Pay online", url: "https://shop.example/pay/{{1}}", example: "https://shop.example/pay/GL-20418" }, "I have a question"],
    examples: ["Ada", "GL-20418", "30 November"],
  }),
  template(17, "pick_up_point", "it", "UTILITY", "Ciao {{1}}, il tuo pacco {{2}} ti aspetta in negozio, tutti i giorni dalle 9 alle 19.", {
    headerFormat: "LOCATION",
    footer: "Greenline Shop EU",
    examples: ["Ada", "GL-20418"],
  }),
  template(18, "new_collection", "en", "MARKETING", "Hi {{1}}, our winter boots have arrived. These are the first three.", {
    headerFormat: "IMAGE",
    footer: "Reply STOP to hear no more of this",
    buttons: [{ type: "URL", text: "See them", url: "https://shop.example/boots" }],
  }),
];

import type { CannedReply } from "../../shared/inbox/canned-reply.ts";

type DemoReply = Pick<CannedReply, "shortcut" | "title" | "texts" | "tags"> & {
  /** Names of the demo's labels. */
  readonly about?: readonly string[];
  readonly used: number;
};

/** What the demo's team says often, in the four languages of its customers. */
export const demoCannedReplies: readonly DemoReply[] = [
  {
    shortcut: "hello",
    title: "Greeting with name",
    tags: ["greeting"],
    used: 214,
    texts: {
      en: "Hi {{name}}, {{agent}} from {{business}} here. Thank you for writing to us, how can I help?",
      it: "Ciao {{name}}, sono {{agent}} di {{business}}. Grazie di averci scritto, come posso aiutarti?",
      es: "Hola {{name}}, soy {{agent}} de {{business}}. Gracias por escribirnos, ¿en qué puedo ayudarte?",
      "pt-BR": "Olá {{name}}, aqui é {{agent}}, da {{business}}. Obrigado por escrever, como posso ajudar?",
    },
  },
  {
    shortcut: "moment",
    title: "I am looking into it",
    tags: ["waiting"],
    used: 187,
    texts: {
      en: "Thank you, {{name}}. I am looking into it and will be back with an answer shortly.",
      it: "Grazie, {{name}}. Controllo subito e ti do una risposta a breve.",
      es: "Gracias, {{name}}. Lo estoy mirando y enseguida te respondo.",
      "pt-BR": "Obrigado, {{name}}. Estou verificando e já volto com uma resposta.",
    },
  },
  {
    shortcut: "order-number",
    title: "Ask for the order number",
    tags: ["service"],
    about: ["Delivery delay", "Change order", "Warranty"],
    used: 96,
    texts: {
      en: "Could you send me the order number, please? It stands at the top of your confirmation.",
      it: "Mi manderesti il numero dell’ordine, per favore? È in alto nella conferma.",
      es: "¿Me puedes enviar el número de pedido, por favor? Está arriba en la confirmación.",
      "pt-BR": "Você pode me enviar o número do pedido, por favor? Ele está no alto da confirmação.",
    },
  },
  {
    shortcut: "delay",
    title: "The parcel is late",
    tags: ["service"],
    about: ["Delivery delay"],
    used: 143,
    texts: {
      en: "I am sorry, {{name}}: your parcel is late. The carrier has order {{order}} and delivers it on {{day}}.",
      it: "Mi dispiace, {{name}}: il pacco è in ritardo. Il corriere ha l’ordine {{order}} e lo consegna {{day}}.",
      es: "Lo siento, {{name}}: tu paquete llega tarde. El transportista tiene el pedido {{order}} y lo entrega el {{day}}.",
      "pt-BR": "Sinto muito, {{name}}: seu pacote está atrasado. A transportadora está com o pedido {{order}} e entrega em {{day}}.",
    },
  },
  {
    shortcut: "address",
    title: "Change of address",
    tags: ["service"],
    about: ["Change order"],
    used: 71,
    texts: {
      en: "We can still change it. Which street, house number and postcode should order {{order}} go to?",
      it: "Possiamo ancora cambiarlo. A quale via, numero civico e CAP deve andare l’ordine {{order}}?",
      es: "Todavía podemos cambiarla. ¿A qué calle, número y código postal enviamos el pedido {{order}}?",
      "pt-BR": "Ainda podemos mudar. Para qual rua, número e CEP enviamos o pedido {{order}}?",
    },
  },
  {
    shortcut: "refund",
    title: "The refund is on its way",
    tags: ["service"],
    about: ["Refund"],
    used: 88,
    texts: {
      en: "Your refund of {{amount}} left us today, {{name}}. Your bank shows it within three to five working days.",
      it: "Il rimborso di {{amount}} è partito oggi, {{name}}. La tua banca lo mostra entro tre-cinque giorni lavorativi.",
      es: "Tu reembolso de {{amount}} salió hoy, {{name}}. Tu banco lo muestra en tres a cinco días laborables.",
      "pt-BR": "Seu reembolso de {{amount}} saiu hoje, {{name}}. Seu banco mostra o valor em três a cinco dias úteis.",
    },
  },
  {
    shortcut: "invoice",
    title: "The invoice again",
    tags: ["service"],
    about: ["Invoice"],
    used: 52,
    texts: {
      en: "Of course. Which e-mail address should the invoice for order {{order}} go to?",
      it: "Certo. A quale indirizzo e-mail mando la fattura dell’ordine {{order}}?",
      es: "Claro. ¿A qué correo envío la factura del pedido {{order}}?",
      "pt-BR": "Claro. Para qual e-mail envio a nota do pedido {{order}}?",
    },
  },
  {
    shortcut: "warranty",
    title: "Pictures for the warranty",
    tags: ["service"],
    about: ["Warranty"],
    used: 39,
    texts: {
      en: "I am sorry that it broke. Please send one picture of the whole and one of the damage, then I open the warranty case today.",
      it: "Mi dispiace che si sia rotto. Mandami una foto intera e una del danno, così apro oggi la pratica di garanzia.",
      es: "Siento que se haya roto. Envíame una foto entera y otra del daño, y hoy abro el caso de garantía.",
      "pt-BR": "Sinto muito que tenha quebrado. Envie uma foto inteira e uma do dano, e abro o caso de garantia hoje.",
    },
  },
  {
    shortcut: "bye",
    title: "Anything else?",
    tags: ["closing"],
    used: 160,
    texts: {
      en: "Glad that it worked out, {{name}}. If anything else comes up, just write to us here.",
      it: "Mi fa piacere che si sia risolto, {{name}}. Se serve altro, scrivici pure qui.",
      es: "Me alegro de que se haya resuelto, {{name}}. Si surge algo más, escríbenos aquí.",
      "pt-BR": "Que bom que deu certo, {{name}}. Se precisar de mais alguma coisa, escreva para nós aqui.",
    },
  },
  {
    shortcut: "members",
    title: "Members’ week offer",
    tags: ["promo"],
    used: 12,
    texts: {
      en: "It is members’ week: until Sunday you get 15% off all walking boots with the code BOOTS15.",
      it: "È la settimana dei soci: fino a domenica hai il 15% di sconto su tutti gli scarponi con il codice BOOTS15.",
      es: "Es la semana de socios: hasta el domingo tienes un 15% de descuento en todas las botas con el código BOOTS15.",
      "pt-BR": "É a semana dos membros: até domingo você tem 15% de desconto em todas as botas com o código BOOTS15.",
    },
  },
];

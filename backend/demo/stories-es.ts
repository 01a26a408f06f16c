import { mediaIds } from "../cloud-api/simulator/media.ts";
import { ad, bot, c, h, hoursAgo, passed, re, seen, sends, story, type Story } from "./story.ts";

const shop = story("es", "shop");
const billing = story("es", "billing");

export const spanishStories: readonly Story[] = [
  shop(
    "Lucía Fernández",
    "34600000301",
    [
      c(hoursAgo(2, 30), "Hola, mi pedido GL-20409 pone entregado pero aquí no ha llegado nada"),
      h(hoursAgo(2, 20), "Hola Lucía, qué raro. Pregunto al repartidor dónde lo dejó y te digo algo hoy mismo."),
      c(4, "¿Se sabe algo? Es un regalo para mañana"),
    ],
    ["En portería tampoco está", re("Vale, pues mándame otro por favor")],
  ),
  shop("Javier Morales", "34600000302", [c(9, "Buenas, ¿la cafetera italiana vale para inducción?")], [re("La de seis tazas, sí"), re("Genial, gracias")]),
  billing(
    "Carmen Ortega",
    "34600000303",
    [c(12, "Buenos días, me habéis cobrado el taller que anulé la semana pasada. Son 76 euros."), c(6, "Tengo el correo de anulación del día 9")],
    ["¿Cuándo veré el dinero en la cuenta?", re("De acuerdo, gracias por arreglarlo")],
  ),
  shop(
    "Pablo Navarro",
    "34600000304",
    [
      seen(29, "Hola quiero cambiar la talla de las botas"),
      bot(29, "¡Hola! Soy el asistente de Greenline. ¿Qué talla necesitas?"),
      seen(28, "La 43 en vez de la 42"),
      bot(28, "Las botas están disponibles en las tallas 36 a 46."),
      seen(27, "Ya, pero cómo hago el cambio??"),
      bot(27, "¿Quieres ver botas en oferta?"),
      seen(26, "No. Pásame con alguien"),
      passed(26, "El cliente pide una persona", "Quiere cambiar las botas del pedido GL-20388 de la 42 a la 43. El asistente ofreció otras botas."),
    ],
    [re("Están sin usar, con la caja"), re("Perfecto, espero la etiqueta")],
  ),
  shop(
    "Marta Jiménez",
    "34600000305",
    [c(hoursAgo(20, 20), "¿Hacéis envíos a Canarias? En la web no me deja"), h(hoursAgo(20, 12), "Hola Marta, sí, con un coste de 9,90 €. ¿A qué isla sería?")],
    [re("A Tenerife, código 38001")],
  ),
  shop(
    "Sergio Castillo",
    "34600000306",
    [c(hoursAgo(23, 12), "Necesito cancelar el GL-20371 antes de que salga, me he equivocado de color")],
    ["¿Llegasteis a tiempo de cancelarlo?"],
  ),
  shop(
    "Elena Vidal",
    "34600000307",
    [
      c(hoursAgo(33), "¿El taller de cerámica del sábado es en castellano?"),
      h(hoursAgo(32, 51), "Hola Elena, sí, en castellano, y dura tres horas."),
      c(hoursAgo(32, 30), "Genial, lo comento con mi hermana y os digo"),
      h(hoursAgo(32, 28), "Perfecto, aquí estamos 😊"),
    ],
    ["Hola, al final seremos tres para el taller"],
  ),
  shop(
    "Álvaro Ruiz",
    "34600000308",
    [ad(11, "Hola, vengo del anuncio. ¿La mochila está en verde?", "Vuelve a la montaña: mochilas desde 49 €")],
    ["¿Y cuánto tarda en llegar a Valencia?"],
  ),
  shop(
    "Inés Romero",
    "34600000309",
    [sends(9, "image", { id: mediaIds.brokenMug, mime_type: "image/png", caption: "Ha llegado así 😢" }), c(8, "Pedido GL-20415. ¿Qué hago?")],
    [re("Prefiero que me lo cambiéis"), re("Gracias, qué rapidez")],
  ),
  billing(
    "Ricardo Gil",
    "34600000310",
    [
      c(hoursAgo(7), "¿Me podéis mandar todas las facturas del trimestre en un solo PDF?"),
      h(hoursAgo(6, 50), "Hola Ricardo, claro. Te llegan por correo antes de las 17 h."),
      c(hoursAgo(6, 30), "Estupendo"),
      h(hoursAgo(6, 24), "Enviadas. Son siete facturas, avísame si falta alguna."),
    ],
    ["Falta la de octubre, creo", re("Todo correcto, gracias")],
  ),
  shop("Noelia", "@noelia.mt", [c(5, "holaa, el jersey encoge al lavarlo?? 😅")], [re("vale, a mano entonces jaja")]),
  shop(
    "Andrés Molina",
    "34600000312",
    [c(hoursAgo(2, 50), "Llevo tres días esperando una respuesta sobre la garantía de la silla. Esto es una tomadura de pelo."), c(hoursAgo(1, 15), "¿Hola?")],
    [re("La silla tiene siete meses, no siete años"), re("Si me dais una solución hoy, lo dejamos estar")],
  ),
  shop(
    "Cristina Peña",
    "34600000313",
    [
      c(hoursAgo(11), "¿Se puede recoger el pedido en la tienda de Bilbao?"),
      h(hoursAgo(10, 50), "Sí, Cristina, a partir del jueves. Te avisamos cuando llegue."),
      c(hoursAgo(10, 45), "Gracias!"),
      h(hoursAgo(10, 43), "¡A ti, Cristina!"),
    ],
    ["Ya estoy en la tienda y dicen que no lo tienen"],
  ),
  shop(
    "Hugo Serrano",
    "34600000314",
    [h(hoursAgo(4), "Hola Hugo, soy Irene, de Greenline. Ayer hablamos por teléfono: te confirmo que la reserva del taller queda para el día 5.")],
    [re("Perfecto Irene, allí estaremos")],
  ),
  shop(
    "Raquel Santos",
    "34600000315",
    [
      sends(6, "order", {
        catalog_id: "810000000000001",
        text: "¿Tenéis estas dos cosas?",
        product_items: [
          { product_retailer_id: "lamp-oak-02", quantity: 1, item_price: 79, currency: "EUR" },
          { product_retailer_id: "cushion-sage", quantity: 2, item_price: 24.5, currency: "EUR" },
        ],
      }),
    ],
    ["¿Me hacéis precio por llevarme las dos?"],
  ),
];

export const spanishNewcomers: readonly Story[] = [
  shop("Beatriz Luna", "34600000331", [c(0, "Hola, ¿el código de descuento se puede usar dos veces?")], [re("Vale, lo guardo para otra compra")]),
  shop(
    "Óscar Prieto",
    "34600000332",
    [c(0, "Me ha llegado un paquete que no es mío, pone Sr. Blanco")],
    ["Puedo dejarlo en Correos si me mandáis etiqueta", re("Hecho, ¿y el mío?")],
  ),
  billing(
    "Teresa Campos",
    "34600000333",
    [c(0, "Buenas tardes, ¿podéis cambiar los datos fiscales de mi factura?")],
    [re("Teresa Campos Ibáñez, NIF 00000000T"), re("Recibida, gracias")],
  ),
  shop("Diego Herrera", "34600000334", [c(0, "¿Cuánto aguanta la batería de la linterna?")], [re("Me la llevo entonces")]),
];

export const spanishAnswers: readonly string[] = [
  "Genial, muchas gracias",
  "Vale, espero noticias entonces.",
  "Gracias. ¿Y eso cuánto tarda?",
  "Perfecto, así me quedo tranquila",
  "Bueno… a ver si es verdad",
  "Muy amables 😊",
];

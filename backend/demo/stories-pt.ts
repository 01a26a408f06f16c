import { mediaIds } from "../cloud-api/simulator/media.ts";
import { ad, bot, c, h, hoursAgo, passed, re, seen, sends, story, type Story } from "./story.ts";

const shop = story("pt_BR", "shop");
const billing = story("pt_BR", "billing");

export const brazilianStories: readonly Story[] = [
  shop(
    "Camila Souza",
    "5511900000401",
    [
      c(hoursAgo(4, 15), "Oi, boa tarde! Meu pedido GL-20397 tá parado em Curitiba faz quatro dias"),
      h(hoursAgo(4, 6), "Oi Camila! Já abri um chamado com a transportadora. Te aviso assim que responderem, tá?"),
      c(7, "Oi, teve resposta? Preciso até sexta sem falta"),
    ],
    ["Se não chegar até sexta, quero cancelar", re("Obrigada por correr atrás 🙏")],
  ),
  shop("Rafael Oliveira", "5521900000402", [c(4, "Bom dia! Vocês parcelam em quantas vezes?")], [re("No cartão mesmo"), re("Fechado, vou comprar agora")]),
  billing(
    "Juliana Costa",
    "5531900000403",
    [
      c(hoursAgo(1, 48), "Fui cobrada duas vezes pela mesma compra, R$ 289,90 cada. Podem estornar?"),
      h(hoursAgo(1, 38), "Oi Juliana, desculpa o transtorno! Me manda os quatro últimos dígitos do cartão?"),
      c(hoursAgo(1, 26), "Final 4417"),
      c(39, "E aí, conseguiram ver?"),
    ],
    ["O banco disse que só vocês podem estornar", re("Apareceu o estorno, muito obrigada!")],
  ),
  shop(
    "Thiago Pereira",
    "5541900000404",
    [
      seen(7, "quero trocar um presente"),
      bot(7, "Olá! Sou o assistente da Greenline. Para trocas, informe o número do pedido."),
      seen(6, "não tenho, eu ganhei"),
      bot(6, "Para trocas, informe o número do pedido."),
      seen(5, "EU GANHEI DE PRESENTE, não tenho número"),
      bot(5, "Não entendi. Quer falar sobre entregas, trocas ou cursos?"),
      passed(
        4,
        "O assistente não conseguiu ajudar",
        "Ganhou uma luminária de presente e quer trocar. Não tem o número do pedido. O assistente pediu o número três vezes.",
      ),
    ],
    ["Foi minha tia que comprou, Regina Pereira", re("Pode ser vale-compra também")],
  ),
  shop(
    "Mariana Lima",
    "5551900000405",
    [
      c(hoursAgo(21, 50), "Gente, o vestido azul volta quando? Tô de olho faz tempo 👀"),
      h(hoursAgo(21, 42), "Oi Mariana! Volta na quinta-feira. Quer que eu separe um pra você?"),
    ],
    [re("Tamanho P se tiver")],
  ),
  shop(
    "Bruno Almeida",
    "5561900000406",
    [
      c(hoursAgo(23, 33), "Preciso mudar o endereço da entrega, me mudei ontem. Rua das Laranjeiras 220, ap 31"),
      h(hoursAgo(23, 25), "Oi Bruno, anotado! Vou confirmar com a transportadora e já te falo."),
    ],
    ["Conseguiram mudar o endereço?"],
  ),
  shop(
    "Fernanda Rocha",
    "5571900000407",
    [
      c(hoursAgo(40), "Vocês têm loja em Salvador?"),
      h(hoursAgo(39, 50), "Oi Fernanda! Ainda não, mas entregamos aí em até 5 dias úteis."),
      c(hoursAgo(39, 40), "Ah que pena, mas tudo bem"),
      h(hoursAgo(39, 38), "Se abrirmos uma por aí, você fica sabendo 😊"),
    ],
    ["Oi, e abriu loja por aqui?"],
  ),
  shop(
    "Gustavo Martins",
    "5581900000408",
    [
      ad(hoursAgo(6, 10), "Vi o anúncio da barraca no Instagram, ainda tá na promoção?", "Barraca para 2 com 20% off"),
      h(hoursAgo(6, 2), "Oi Gustavo! Tá sim, até domingo. Quer que eu mande o link?"),
      c(hoursAgo(5, 50), "Manda!"),
      h(hoursAgo(5, 45), 'Prontinho: é só buscar por "Barraca Serra 2" no site, o desconto entra no carrinho.'),
    ],
    ["O desconto não entrou aqui não"],
  ),
  shop(
    "Larissa Barbosa",
    "5585900000409",
    [sends(13, "audio", { id: mediaIds.voiceNote, mime_type: "audio/wav", voice: true }), c(12, "Desculpa o áudio, tô dirigindo")],
    ["Resumindo: veio o tamanho errado", re("Pode mandar a etiqueta por e-mail")],
  ),
  shop(
    "Eduardo Ribeiro",
    "5519900000410",
    [
      c(hoursAgo(2, 5), "Já é a terceira vez que marcam a entrega e ninguém aparece. Perdi a manhã inteira."),
      c(hoursAgo(1, 20), "Isso é uma falta de respeito. Quero falar com o gerente."),
      c(36, "Vou reclamar no Procon."),
    ],
    [re("Qualquer horário depois das 14h"), re("Tá bom, vou confiar em vocês mais uma vez")],
  ),
  shop("Bia", "@bia.araujo", [c(3, "oii, a caneca vai no micro-ondas?")], [re("ebaa, vou levar duas")]),
  billing(
    "Ana Clara Dias",
    "5527900000412",
    [
      sends(hoursAgo(3), "document", {
        id: mediaIds.invoice,
        mime_type: "application/pdf",
        filename: "nota-2026-1187.pdf",
        caption: "Essa nota veio com o valor errado",
      }),
      h(hoursAgo(2, 52), "Oi Ana Clara, tem razão! A nota certa é de R$ 148,00. Já pedi a correção."),
      c(hoursAgo(2, 40), "Obrigada! Fico no aguardo"),
      h(hoursAgo(2, 38), "Combinado, assim que sair te mando!"),
    ],
    ["Oi, a nota corrigida ainda não chegou"],
  ),
  shop(
    "Felipe Cardoso",
    "5548900000413",
    [
      c(hoursAgo(15), "A mochila é impermeável mesmo ou só resistente à água?"),
      h(hoursAgo(14, 48), "Oi Felipe! Resistente à água. Pra chuva forte, recomendo a capa, que vem junto."),
      sends(hoursAgo(14, 40), "reaction", { emoji: "👍" }),
    ],
    ["Comprei! Chega quando em Floripa?"],
  ),
  shop(
    "Patrícia Gomes",
    "5562900000414",
    [
      c(hoursAgo(25, 30), "Meu vale-presente sumiu do e-mail, conseguem reenviar?"),
      h(hoursAgo(25, 21), "Oi Patrícia, acabei de reenviar. Dá uma olhadinha no spam também!"),
    ],
    ["Consegui achar, estava no spam. Desculpa!"],
  ),
  shop(
    "Vinícius Teixeira",
    "5592900000415",
    [c(6, "Quero reservar o curso de sábado pra quatro pessoas"), c(5, "Tem desconto pra grupo?")],
    ["Pode ser pago no pix?", re("Então reserva pra gente, por favor")],
  ),
];

export const brazilianNewcomers: readonly Story[] = [
  shop(
    "Letícia Moura",
    "5511900000431",
    [c(0, "Oi! Comprei ontem e não recebi o e-mail de confirmação")],
    [re("leticia.m no gmail"), re("Chegou agora, obrigada!")],
  ),
  shop(
    "André Farias",
    "5521900000432",
    [c(0, "A luminária veio com o fio cortado, olha que perigo")],
    ["Posso mandar foto", re("Quero meu dinheiro de volta")],
  ),
  billing("Renata Pires", "5531900000433", [c(0, "Boa tarde, dá pra mudar o vencimento do boleto?")], [re("Pro dia 10, se possível"), re("Ótimo, obrigada")]),
  shop("Caio Nunes", "5541900000434", [c(0, "Tem previsão de chegar mais tênis 41?")], [re("Beleza, me avisa então")]),
];

export const brazilianAnswers: readonly string[] = [
  "Perfeito, muito obrigada!",
  "Tá bom, fico no aguardo.",
  "Obrigado! E demora quanto mais ou menos?",
  "Ah que ótimo, me ajudou muito",
  "Hum… vamos ver. Valeu",
  "Show, valeu mesmo 😊",
];

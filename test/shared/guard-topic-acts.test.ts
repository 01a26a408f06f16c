import { expect, test } from "vitest";
import { isDialogueAct } from "../../shared/guard/topic/dialogue-acts.ts";

const ACTS = {
  en: [
    "Hello, how can I help?",
    "Good morning!",
    "Thank you and goodbye.",
    "You're welcome! Is there anything else I can do for you today?",
    "I'm so sorry about that.",
    "One moment please, let me check that for you.",
    "I will get back to you shortly.",
    "Could you please clarify what you mean?",
    "May I have your full name, please?",
    "Who am I speaking with?",
    "Have a great day!",
    "Have a safe trip and take care",
    "Thank you for calling the Hilltop Garage. Goodbye!",
    "Thanks for using our service, and enjoy your stay in Cambridge!",
    "Please feel free to call us back if you need anything else. Safe travels!",
    "Do have yourself a wonderful day",
    "Enjoy the rest of your day. Do you require any further assistance?",
    "Thanks for your patience 🙏",
    "👍",
  ],
  es: [
    "Hola, ¿en qué puedo ayudarle?",
    "Buenos días",
    "Muchas gracias, hasta luego",
    "De nada. ¿Necesita algo más?",
    "Lo siento mucho, disculpe las molestias",
    "Un momento por favor, ahora lo reviso",
    "Enseguida le confirmo",
    "¿Me lo puede repetir, por favor?",
    "¿Me dice su nombre completo, por favor?",
    "¿Con quién hablo?",
    "¡Que tenga un buen día!",
    "Gracias por llamar a Talleres Molino",
    "Disfrute de su estancia, saludos",
  ],
  pt: [
    "Olá, em que posso ajudar?",
    "Bom dia, tudo bem?",
    "Muito obrigada, até logo",
    "De nada! Posso ajudar com mais alguma coisa?",
    "Sinto muito pelo transtorno",
    "Só um momento, vou verificar",
    "Já te retorno",
    "Pode repetir, por favor? Não entendi",
    "Qual é o seu nome completo, por favor?",
    "Com quem eu falo?",
    "Tenha um ótimo dia!",
    "Obrigado por entrar em contato com a Padaria Sol",
    "Boa viagem, abraços",
  ],
  it: [
    "Salve, come posso aiutarla?",
    "Buongiorno!",
    "Grazie mille e arrivederci",
    "Prego! Le serve altro?",
    "Mi dispiace molto per il disagio",
    "Un attimo per favore, controllo subito",
    "Le faccio sapere al più presto",
    "Non ho capito, può ripetere per favore?",
    "Mi può dire il suo nome e cognome?",
    "Con chi parlo?",
    "Buona giornata!",
    "Grazie per averci contattato, buon viaggio a Roma",
    "Buon viaggio, a presto",
  ],
} as const;

const TOPICAL = {
  en: [
    "Your parcel left yesterday",
    "What is your account number?",
    "Sorry, your flight was cancelled",
    "Where do you want to go?",
    "Thank you for calling. Your insurance plan covers one cleaning a year",
    "Your ticket is booked, enjoy!",
    "Is the room fine for you?",
    "12 euros",
  ],
  es: ["Su paquete salió ayer", "¿Cuál es su número de cuenta?", "Lo siento, su vuelo está cancelado", "La mesa es para cuatro", "¿Le va bien la habitación?"],
  pt: ["Seu pacote saiu ontem", "Qual é o número da sua conta?", "Sinto muito, seu voo foi cancelado", "A mesa é para quatro", "O quarto serve para você?"],
  it: ["Il suo pacco è partito ieri", "Qual è il numero del suo conto?", "Mi dispiace, il volo è cancellato", "Il tavolo è per quattro", "La camera va bene?"],
} as const;

const listed = (by: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(by).flatMap(([language, texts]) => texts.map((text) => [language, text] as const));

test.each(listed(ACTS))("[G-TOPIC] %s: “%s” bears no topic", (_, text) => {
  expect(isDialogueAct(text)).toBe(true);
});

test.each(listed(TOPICAL))("[G-TOPIC] %s: “%s” bears a topic", (_, text) => {
  expect(isDialogueAct(text)).toBe(false);
});

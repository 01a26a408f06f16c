import { mediaIds } from "../cloud-api/simulator/media.ts";
import { ad, bot, c, h, hoursAgo, passed, re, seen, sends, story, type Story } from "./story.ts";

const shop = story("en", "shop");
const billing = story("en", "billing");

export const englishStories: readonly Story[] = [
  shop(
    "Hannah Whitfield",
    "447700900101",
    [
      c(hoursAgo(3), "Hi, order GL-20418 was due on Tuesday and tracking hasn't moved since. Can you check?"),
      h(hoursAgo(2, 52), "Hi Hannah, sorry about that. The carrier says it's stuck at the depot in Leicester. I've asked them to send it out first thing."),
      c(12, 'Still nothing today. The driver\'s app says "delivered" but I was home all morning!'),
    ],
    ["I checked with both neighbours, nobody has it", re("Is there a photo of where they left it?")],
  ),
  shop(
    "Oliver Grant",
    "447700900102",
    [c(13, "Your lamp arrived without the bulb holder. Box 2 of 2 is missing, I think."), c(12, "Order is GL-20391")],
    [re("Just the holder would be fine, I can fit it myself"), re("When would it arrive?")],
  ),
  shop(
    "Priya Nair",
    "447700900103",
    [
      seen(6, "hello"),
      bot(6, "Hi! I'm the Greenline assistant. I can help with orders, returns and bookings. What is it about?"),
      seen(5, "I got the wrong colour. I ordered sage green and this is bright lime"),
      bot(5, "You can find your order status in your account under Orders."),
      seen(4, "That's not what I asked. Wrong colour!!"),
      bot(4, "Would you like to track your parcel?"),
      seen(3, "Can I talk to a real person please"),
      passed(
        3,
        "Customer asked for a person",
        "Ordered the cushion set in sage green, received lime. Wants an exchange. The assistant answered about order status twice.",
      ),
    ],
    [re("I don't mind keeping it if the price comes down a bit"), re("I can drop it at a shop if that's easier")],
  ),
  shop(
    "Tom Ashworth",
    "447700900104",
    [
      sends(hoursAgo(1, 12), "image", { id: mediaIds.brokenMug, mime_type: "image/png", caption: "This is how it came out of the box" }),
      c(hoursAgo(1, 11), "It's a birthday present for Saturday, so I'd need a new one quickly"),
      h(hoursAgo(1, 3), "Oh no, that's not how it should look. I'll send a new mug by express today, Tom. You can bin the broken one."),
      c(55, "Brilliant, thank you"),
      h(53, "You're welcome! Tracking follows tonight."),
    ],
    ["No tracking yet, was it sent?", re("It's here. Thanks again, really quick!")],
  ),
  shop(
    "Grace O'Connor",
    "447700900105",
    [c(hoursAgo(21, 5), "Do the walking boots in size 6 run small? I'm between sizes")],
    ["I usually take a 39 in Italian shoes"],
  ),
  shop(
    "Daniel Okafor",
    "447700900106",
    [
      c(hoursAgo(23, 25), "Need to change the delivery address on GL-20377 before it ships. New one: 14 Mill Lane, York YO1 6JT"),
      c(hoursAgo(23, 22), "Please confirm, I'm moving on Friday"),
    ],
    ["Did that change go through?"],
  ),
  shop(
    "Emily Carter",
    "447700900107",
    [
      c(hoursAgo(30), "How long do I have to send the tent back if it's still in the bag?"),
      h(hoursAgo(29, 50), "Hi Emily! 30 days from delivery, so until the 14th. The return label is in your account."),
      c(hoursAgo(29, 10), "Perfect, thank you!"),
      h(hoursAgo(29, 5), "You're welcome, Emily!"),
    ],
    ["Hi again, the return label gives me an error"],
  ),
  shop(
    "Jack Thornton",
    "447700900108",
    [ad(7, "Hi, saw your ad. Is the two-person tent still 20% off?", "Autumn sale: tents and sleeping bags")],
    ["And does it come with the footprint?", re("Could I collect it in Manchester?")],
  ),
  billing(
    "Rachel Simmons",
    "447700900109",
    [
      c(hoursAgo(2, 10), "I was charged twice for order GL-20333. £64.90 on Monday and again on Tuesday."),
      c(52, "Any news? My bank says both payments went through"),
      c(18, "This is really annoying. It's rent week."),
    ],
    ["I can send a screenshot of my bank app", "If it isn't sorted today I'll dispute the payment"],
  ),
  billing(
    "Marcus Bell",
    "447700900110",
    [c(8, "Morning! Could you send me the invoice for March again? Our accountant lost it")],
    ["Company name is Bell & Sons Joinery Ltd", re("Got it, cheers")],
  ),
  shop(
    "Sam",
    "@samuel.h",
    [c(5, "hey do you ship to Northern Ireland? checkout keeps saying no")],
    [re("BT postcode, yes"), re("ok great, will try again tonight")],
  ),
  shop(
    "Charlotte Reid",
    "447700900112",
    [
      c(hoursAgo(4), "I booked two places for the pottery workshop on the 28th. Can I swap to the 5th?"),
      h(hoursAgo(3, 48), "Hi Charlotte, the 5th has three places left. Shall I move both?"),
      c(hoursAgo(3, 40), "Yes please!"),
      h(hoursAgo(3, 37), "Done: 5 December at 10:30, two places. See you there!"),
      c(3, "One more thing, is there parking nearby?"),
    ],
    ["And can my daughter come along? She's 12"],
  ),
  shop("Colin Weatherby", "447700900113", [c(11, "Is this the dentist? I need to move my appointment to Thursday")], [re("Oh sorry, wrong number!")]),
  shop(
    "Liam Fraser",
    "447700900114",
    [
      c(hoursAgo(26, 15), "The zip on my rucksack broke after two months. It has a two year warranty, doesn't it?"),
      h(hoursAgo(26, 6), "Hi Liam, it does! Could you send us a photo of the zip and of the label inside?"),
      sends(hoursAgo(2), "reaction", { emoji: "🙏" }),
    ],
    ["Hello? Anyone there? It's about the warranty"],
  ),
  billing(
    "Aisha Rahman",
    "447700900115",
    [
      seen(22, "Hi I need a refund for the cancelled workshop"),
      bot(22, "I'm sorry to hear that! To look up your booking, please type your booking number."),
      seen(21, "W-5582"),
      bot(21, "I could not find that number. Please type your booking number."),
      seen(20, "W-5582. It's in your own email."),
      bot(20, "I could not find that number. Please type your booking number."),
      passed(19, "Assistant could not answer", "Workshop W-5582 was cancelled by us. Customer wants a refund. Booking number not found, asked three times."),
    ],
    ["Two tickets, £38 each", re("Same card is fine, thanks")],
  ),
  shop(
    "Ben Hollis",
    "447700900116",
    [
      c(hoursAgo(17), "Any chance the oak shelf comes in 90 cm?"),
      h(hoursAgo(16, 50), "Hi Ben, only 60 and 120 at the moment, but 90 cm arrives in January. Shall I put you on the list?"),
    ],
    ["Yes please, add me to the list"],
  ),
];

export const englishNewcomers: readonly Story[] = [
  shop(
    "Megan Doyle",
    "447700900131",
    [c(0, "Hi! My discount code WELCOME10 isn't working at checkout")],
    ['It says "code expired" but I only got it yesterday', re("That worked, thank you!")],
  ),
  shop(
    "Chris Newman",
    "447700900132",
    [c(0, "Parcel arrived soaked. The box fell apart in my hands.")],
    ["The blanket inside is wet too", re("I'd rather have a refund than a new one")],
  ),
  billing(
    "Fatima Siddiqui",
    "447700900133",
    [c(0, "Hello, can I pay the invoice GL-INV-1187 by bank transfer instead?")],
    [re("Which reference should I use?"), re("Great, will do it today")],
  ),
  shop("Nathan Cole", "447700900134", [c(0, "What's the weight limit on the hammock?")], ["And does it need special hooks?"]),
  shop("Zoe Barnes", "@zoe_b", [c(0, "hi, is the workshop on Sunday suitable for complete beginners?")], [re("great, booking now")]),
];

export const englishAnswers: readonly string[] = [
  "Great, thanks for the quick answer!",
  "Ok, I'll wait to hear from you then.",
  "Thanks. How long will that take?",
  "Perfect, that helps.",
  "Hmm, that's not quite what I meant, but thanks",
  "Lovely, thank you so much",
];

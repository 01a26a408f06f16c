import { describe, expect, test } from "vitest";
import { DEFAULT_GUARD_POLICY, type Draft, type GuardContext } from "../../shared/guard/context.ts";
import { DEFAULT_TEXT_POLICY } from "../../shared/guard/text-policy.ts";
import { instantAt, offsetAt, wallClock } from "../../shared/guard/text/local-time.ts";
import { toMessageId } from "../../shared/ids.ts";
import { hours, minus, plus, seconds, toInstant, type Instant } from "../../shared/time.ts";
import {
  aMessage,
  anOpenConversation,
  aTemplate,
  casesOf,
  findingsOf,
  fromCustomer,
  LANGUAGES,
  mended,
  NOON,
  STYLE,
  templateDraft,
  textDraft,
} from "../fixtures/guard/text-cases.ts";

const textPolicy = (with_: Partial<typeof DEFAULT_TEXT_POLICY>) => ({ ...DEFAULT_GUARD_POLICY, text: { ...DEFAULT_TEXT_POLICY, ...with_ } });
const OFFER = "Get 10% off your next order with code SAVE10!";

describe("[G-PROMO] [S0-23] promotional text", () => {
  test.each([
    ["en", "Do you have any discount on tyres?"],
    ["it", "Avete qualche offerta sulle gomme?"],
    ["es", "¿Tienen algún descuento en neumáticos?"],
    ["pt", "Vocês têm algum desconto em pneus?"],
  ])("is an answer where the customer asked for it (%s)", (_language, question) => {
    expect(findingsOf("G-PROMO", textDraft(OFFER), { messages: [fromCustomer(question)] })).toEqual([]);
    expect(findingsOf("G-PROMO", textDraft(OFFER), { messages: [aMessage({ text: question })] })).toHaveLength(1);
  });

  test("asked for long ago is no question any more", () => {
    const later = Array.from({ length: DEFAULT_TEXT_POLICY.promo.askedWithin.value }, (_, index) =>
      fromCustomer("Where is my parcel?", toInstant(NOON - 1_000 + index)),
    );
    expect(findingsOf("G-PROMO", textDraft(OFFER), { messages: [fromCustomer("Any discount?", minus(NOON, hours(2))), ...later] })).toHaveLength(1);
  });

  test("in an answer it asks, with the very words, their place and a way to take them out", () => {
    const text = `Your parcel left today. ${OFFER}`;
    const [finding] = findingsOf("G-PROMO", textDraft(text));
    expect(finding).toMatchObject({ severity: "confirm", messageKey: "guard.promo.text", evidence: { words: OFFER } });
    expect(text.slice(Number(finding?.evidence["from"]), Number(finding?.evidence["to"]))).toContain(OFFER);
    expect(finding?.confidence).toBeGreaterThan(0.5);
    if (finding !== undefined) expect(findingsOf("G-PROMO", textDraft(mended(text, finding)))).toEqual([]);
  });

  test("in a utility template it stops, in a marketing template it belongs", () => {
    const body = `Your order {{1}} has shipped. ${OFFER}`;
    expect(findingsOf("G-PROMO", templateDraft({ 1: "8841" }), { templates: [aTemplate({ body })] })).toMatchObject([
      { severity: "stop", messageKey: "guard.promo.template" },
    ]);
    expect(findingsOf("G-PROMO", templateDraft({ 1: "8841" }), { templates: [aTemplate({ body, category: "MARKETING" })] })).toEqual([]);
    expect(findingsOf("G-PROMO", templateDraft(), {})).toEqual([]);
  });

  test("hidden in a variable's value it stops, and the value is named", () => {
    expect(findingsOf("G-PROMO", templateDraft({ 1: "8841. Shop now and save 25%!" }), { templates: [aTemplate()] })).toMatchObject([
      { severity: "stop", messageKey: "guard.promo.variable", evidence: { variable: "1" } },
    ]);
    expect(findingsOf("G-PROMO", templateDraft({ 1: "8841" }), { templates: [aTemplate()] })).toEqual([]);
  });

  test("[S0-24] a macro tagged promo stops while the case is open, unless the customer asked", () => {
    const draft: Draft = { kind: "text", text: "Have you seen this?", macro: { tags: ["Promo"] } };
    expect(findingsOf("G-PROMO", draft)).toMatchObject([{ severity: "stop", messageKey: "guard.promo.macro" }]);
    expect(findingsOf("G-PROMO", draft, { conversation: anOpenConversation({ state: "resolved" }) })).toEqual([]);
    expect(findingsOf("G-PROMO", draft, { messages: [fromCustomer("Any offers today?")] })).toEqual([]);
    expect(findingsOf("G-PROMO", { ...draft, macro: { tags: ["greeting"] } })).toEqual([]);
  });
});

describe("[G-PERSONAL-DATA] [S3-7] numbers of people", () => {
  test("are masked in the evidence but for their last four signs, and the mend leaves only those", () => {
    const text = "The card is 4539 1488 0343 6467.";
    const [finding] = findingsOf("G-PERSONAL-DATA", textDraft(text));
    expect(finding?.evidence["text"]).toBe("•••• •••• •••• 6467");
    expect(JSON.stringify(finding)).not.toContain("4539");
    if (finding !== undefined) expect(mended(text, finding)).toBe("The card is …6467.");
  });

  test("in a template's value stop as well", () => {
    expect(findingsOf("G-PERSONAL-DATA", templateDraft({ 1: "4539148803436467" }), { templates: [aTemplate()] })).toMatchObject([
      { severity: "stop", evidence: { variable: "1" } },
    ]);
  });

  test("of the firm itself may be allowed by name", () => {
    const draft = textDraft("Please pay to GB29 NWBK 6016 1331 9268 19.");
    expect(findingsOf("G-PERSONAL-DATA", draft, {}, textPolicy({ personalData: { allowed: ["gb29nwbk60161331926819"] } }))).toEqual([]);
  });

  test.each([
    "4539 1488 0343 6468",
    "GB29 NWBK 6016 1331 9268 18",
    "12345678A",
    "RSSMRA85T10A562T",
    "529.982.247-24",
    "11.222.333/0001-82",
    "NIF 123456788",
    "SSN 000-12-3456",
  ])("%s has a wrong check digit and is just a number", (number) => expect(findingsOf("G-PERSONAL-DATA", textDraft(`It says ${number} here.`))).toEqual([]));

  test.each([
    "269054958815780 (numéro de sécurité sociale: 269054958815780)",
    "Steuer-ID 86095742719",
    "CURP HEGG560427MVZRRL04",
    "RUT 12.345.678-5",
    "passport number YA1234567",
  ])("%s is somebody's", (number) => expect(findingsOf("G-PERSONAL-DATA", textDraft(`We have ${number}.`))).not.toEqual([]));
});

describe("[G-ERRORS] [S0-9] slips", () => {
  test.each(LANGUAGES)("what a remedy puts in their place is right (%s)", (language) => {
    for (const { fires, kind, text } of casesOf("errors", language)) {
      const [finding] = findingsOf("G-ERRORS", textDraft(text), { contact: { name: "Amelia Johnson" } }).filter(({ evidence }) => evidence["kind"] === kind);
      if (!fires || finding === undefined) continue;
      let repaired = text;
      for (let step = 0; step < 5; step += 1) {
        const next = findingsOf("G-ERRORS", textDraft(repaired), { contact: { name: "Amelia Johnson" } }).find(({ evidence }) => evidence["kind"] === kind);
        if (next === undefined) break;
        repaired = mended(repaired, next);
      }
      expect(findingsOf("G-ERRORS", textDraft(repaired)).filter(({ evidence }) => evidence["kind"] === kind)).toEqual([]);
    }
  });

  test.each([
    ["Dear [NAME], it is ready.", "Dear Amelia, it is ready."],
    ["Dear , it is ready.", "Dear Amelia, it is ready."],
    ["I have sent the the invoice.", "I have sent the invoice."],
    ["PLEASE READ THE PDF AGAIN.", "Please read the PDF again."],
    ["It is there!!!", "It is there!"],
    ["See http//shop.example.com", "See http://shop.example.com"],
    ["Your par\u200bcel", "Your parcel"],
  ])("%j becomes %j", (text, right) => {
    const [finding] = findingsOf("G-ERRORS", textDraft(text), { contact: { name: "Amelia Johnson" } });
    expect(finding === undefined ? "" : mended(text, finding)).toBe(right);
  });

  test("a gap in a template's value stops", () => {
    expect(findingsOf("G-ERRORS", templateDraft({ 1: "[ORDER_ID]" }), { templates: [aTemplate()] })).toMatchObject([
      { severity: "stop", evidence: { variable: "1" } },
    ]);
  });

  test.each([
    ["a name before the at sign", "https://paypal.com@evil-site.example/pay", "linkMismatch"],
    ["one site as the front of another", "https://paypal.com.evil-site.tk/pay", "linkMismatch"],
    ["a name and a target", "paypal.com (https://evil-site.tk/pay)", "linkMismatch"],
    ["an anchor", '<a href="https://evil-site.tk">paypal.com</a>', "linkMismatch"],
    ["the spelling that hides an alphabet", "https://xn--pypal-4ve.com", "linkLookalike"],
    ["six groups of numbers", "http://[2001:db8::1]/form", "linkAddress"],
  ])("a link that is not what it seems: %s", (_what, text, kind) => {
    expect(findingsOf("G-ERRORS", textDraft(`Pay here: ${text}`)).map(({ evidence }) => evidence["kind"])).toContain(kind);
  });

  test.each([
    "https://müller.de/termin",
    "https://почта.рф/",
    "https://shop.example.co.uk",
    "example.com: https://www.example.com/a",
    "[our shop](https://example.com)",
  ])("%s is what it seems", (text) => expect(findingsOf("G-ERRORS", textDraft(`See ${text}`))).toEqual([]));

  test("spelling is asked of the dictionary, and words of this conversation are right", () => {
    const spelling: NonNullable<GuardContext["spelling"]> = { check: (word) => (word === "recieved" || word === "zorbig" ? ["received"] : "ok") };
    const draft = textDraft("We have recieved your zorbig, Zorbig and https://zorbig.example/recieved today.");
    expect(findingsOf("G-ERRORS", draft, { spelling, contact: { language: "en" } }).map(({ evidence }) => evidence["text"])).toEqual(["recieved", "zorbig"]);
    expect(findingsOf("G-ERRORS", draft, { spelling, messages: [fromCustomer("My zorbig is broken")] }).map(({ evidence }) => evidence["text"])).toEqual([
      "recieved",
    ]);
    expect(findingsOf("G-ERRORS", draft)).toEqual([]);
  });
});

describe("[G-STYLE] [S0-10] the house style", () => {
  const style = textPolicy({ style: STYLE });
  test("is data: another guide, other findings; none, none", () => {
    const draft = textDraft("That is a cheap model, I think.");
    const [finding] = findingsOf("G-STYLE", draft, {}, style);
    expect(finding === undefined ? "" : mended("That is a cheap model, I think.", finding)).toBe("That is a affordable model, I think.");
    expect(findingsOf("G-STYLE", draft)).toEqual([]);
    expect(findingsOf("G-STYLE", draft, {}, textPolicy({ style: [{ language: "en", words: [{ avoid: "model" }] }] }))).toMatchObject([
      { evidence: { words: "model" } },
    ]);
  });

  test("asks for a greeting once, and for the sign-off", () => {
    const policy = textPolicy({ style: [{ language: "en", words: [], greetings: ["Hello"], signOffs: ["Your Greenline team"] }] });
    expect(findingsOf("G-STYLE", textDraft("Your parcel left this morning."), { messages: [] }, policy).map(({ evidence }) => evidence["kind"])).toEqual([
      "greeting",
      "signOff",
    ]);
    const greeted = { messages: [aMessage()] };
    expect(findingsOf("G-STYLE", textDraft("Your parcel left this morning.\nYour Greenline team"), greeted, policy)).toEqual([]);
  });
});

describe("[G-LANGUAGE] the customer's language", () => {
  const italian = "Buongiorno, dove è il mio pacco? Non è ancora arrivato e sono molto preoccupata.";
  test("is heard in their messages where it is not on record", () => {
    expect(findingsOf("G-LANGUAGE", textDraft("Your parcel left today and arrives tomorrow."), { messages: [fromCustomer(italian)] })).toMatchObject([
      { severity: "confirm", evidence: { customerLanguage: "it", draftLanguage: "en" } },
    ]);
    expect(findingsOf("G-LANGUAGE", textDraft("Il suo pacco è partito oggi e arriva domani."), { messages: [fromCustomer(italian)] })).toEqual([]);
    expect(findingsOf("G-LANGUAGE", textDraft("Your parcel left today and arrives tomorrow."), { messages: [fromCustomer("ok")] })).toEqual([]);
  });

  test("a template has its own, and pt_BR is pt", () => {
    expect(findingsOf("G-LANGUAGE", templateDraft(), { templates: [aTemplate()], contact: { language: "it" } })).toHaveLength(1);
    expect(findingsOf("G-LANGUAGE", { kind: "template", name: "notice", language: "pt_BR", variables: {} }, { contact: { language: "pt-PT" } })).toEqual([]);
  });

  test.each(["日本語で書いてください、お願いします", "Ваша посылка отправлена сегодня", "تم إرسال الطرد اليوم"])(
    "another script is another language: %s",
    (text) => expect(findingsOf("G-LANGUAGE", textDraft(text), { contact: { language: "en" } })).toHaveLength(1),
  );
});

describe("[G-NAME] names", () => {
  test("a remedy puts the contact's name there, the surname behind a title", () => {
    const mend = (text: string, name: string): string => {
      const [finding] = findingsOf("G-NAME", textDraft(text), { contact: { name } });
      return finding === undefined ? text : mended(text, finding);
    };
    expect(mend("Hi Marco, it is ready.", "Amelia Johnson")).toBe("Hi Amelia, it is ready.");
    expect(mend("Gentile sig. Rossi, è pronto.", "Amelia Bianchi")).toBe("Gentile sig. Bianchi, è pronto.");
  });

  test("a name that the customer has used for themselves is theirs", () => {
    expect(
      findingsOf("G-NAME", textDraft("Hi Marco, it is ready."), {
        contact: { name: "Amelia Johnson" },
        messages: [fromCustomer("Marco here, Amelia's husband")],
      }),
    ).toEqual([]);
  });

  test("a template's value is read where it stands", () => {
    const templates = [aTemplate({ body: "Hello {{1}}, your order {{2}} leaves our store today." })];
    expect(findingsOf("G-NAME", templateDraft({ 1: "Marco", 2: "8841" }), { templates, contact: { name: "Amelia Johnson" } })).toHaveLength(1);
    expect(findingsOf("G-NAME", templateDraft({ 1: "Amelia", 2: "8841" }), { templates, contact: { name: "Amelia Johnson" } })).toEqual([]);
  });
});

test("[G-CONTENT] [S3-5] a wine shop may speak of wine, and of nothing else", () => {
  const wine = textDraft("Buy our wine, two bottles for 30 €.");
  expect(findingsOf("G-CONTENT", wine)).toMatchObject([{ severity: "stop", evidence: { kind: "ALCOHOL" } }]);
  expect(findingsOf("G-CONTENT", wine, {}, textPolicy({ content: { allowed: ["ALCOHOL"] } }))).toEqual([]);
  expect(findingsOf("G-CONTENT", wine, {}, textPolicy({ content: { allowed: ["wine"] } }))).toEqual([]);
  expect(findingsOf("G-CONTENT", textDraft("We sell cigars too."), {}, textPolicy({ content: { allowed: ["ALCOHOL"] } }))).toHaveLength(1);
});

const burst = (count: number, every: number, last: Instant = NOON) =>
  Array.from({ length: count }, (_, index) => aMessage({ id: toMessageId(`o${index}`), at: toInstant(last - (count - index) * every) }));

describe("[G-PAIR-RATE] [S4-11] bubbles", () => {
  const text = textDraft("And one more thing.");
  test.each([
    { what: "the second in a row", messages: burst(1, 1_000) },
    { what: "the customer wrote in between", messages: [...burst(2, 5_000), fromCustomer("Yes?", minus(NOON, seconds(1)))] },
    { what: "two of them an hour ago", messages: burst(2, 1_000, minus(NOON, hours(1))) },
    { what: "two that failed", messages: burst(2, 1_000).map((message) => ({ ...message, state: "failed" as const })) },
    { what: "two that are held", messages: burst(2, 1_000).map((message) => ({ ...message, state: "held" as const })) },
    {
      what: "two pictures",
      messages: burst(2, 1_000).map((message) => ({ ...message, content: { type: "image" as const, mediaId: "x", mime: "image/png" } })),
    },
    { what: "one every minute, all day", messages: burst(200, 60_000) },
    { what: "nothing is known of the conversation", messages: undefined },
    { what: "no message yet", messages: [] },
    { what: "itself, already queued, and one before", messages: burst(2, 1_000), own: "o1" },
  ])("says nothing: $what", ({ messages, own }) =>
    expect(findingsOf("G-PAIR-RATE", { kind: "text", text: "And one more thing.", id: own }, { messages })).toEqual([]),
  );

  test.each([
    { what: "the third in a row", messages: burst(2, 1_000), key: "guard.pairRate.bubbles" },
    { what: "the fourth", messages: burst(3, 1_000), key: "guard.pairRate.bubbles" },
    { what: "after the customer's message", messages: [fromCustomer("Yes?", minus(NOON, seconds(30))), ...burst(2, 5_000)], key: "guard.pairRate.bubbles" },
    { what: "still queued", messages: burst(2, 1_000).map((message) => ({ ...message, state: "queued" as const })), key: "guard.pairRate.bubbles" },
    { what: "forty-five in a minute", messages: burst(45, 1_000), key: "guard.pairRate.bubbles" },
    { what: "more than the platform lends", messages: burst(60, 1_000), key: "guard.pairRate.limit" },
    { what: "the forty-sixth at once", messages: burst(45, 0), key: "guard.pairRate.limit" },
    { what: "a hundred", messages: burst(100, 500), key: "guard.pairRate.limit" },
    { what: "by a bot", messages: burst(60, 1_000).map((message) => ({ ...message, author: { kind: "bot" as const } })), key: "guard.pairRate.limit" },
    { what: "faster than it drains for long", messages: burst(200, 4_000), key: "guard.pairRate.limit" },
  ])("advises: $what", ({ key, messages }) => expect(findingsOf("G-PAIR-RATE", text, { messages })).toMatchObject([{ severity: "advise", messageKey: key }]));

  test("says when the next one may go", () => {
    const [finding] = findingsOf("G-PAIR-RATE", text, { messages: burst(45, 0) });
    const at = finding?.remedies.find(({ command }) => command === "send-at")?.["at"];
    expect(at).toBe(plus(NOON, seconds(6)));
    expect(findingsOf("G-PAIR-RATE", text, { messages: burst(45, 0) }, DEFAULT_GUARD_POLICY, at as Instant).map(({ messageKey }) => messageKey)).not.toContain(
      "guard.pairRate.limit",
    );
  });
});

describe("[G-FIRST-CONTACT] [S3-1] the first message", () => {
  const nobody = { conversation: anOpenConversation({ lastInboundAt: undefined }), business: { name: "Greenline Bikes" } };
  const bare = textDraft("Hello Amelia, how are you?");
  test.each([
    { what: "the customer wrote first", context: { ...nobody, conversation: anOpenConversation(), messages: [fromCustomer("Hi")] } },
    { what: "we wrote before", context: { ...nobody, messages: [aMessage()] } },
    { what: "the row knows of an older message", context: { ...nobody, conversation: anOpenConversation(), messages: [] } },
    { what: "the messages are not known here", context: { ...nobody, messages: undefined } },
  ])("says nothing: $what", ({ context }) => expect(findingsOf("G-FIRST-CONTACT", bare, context)).toEqual([]));

  test("a template without the firm's name is found, with it it passes", () => {
    const ask = (body: string) => findingsOf("G-FIRST-CONTACT", templateDraft({ 1: "8841" }), { ...nobody, messages: [], templates: [aTemplate({ body })] });
    expect(ask("Your order {{1}} is ready.")).toMatchObject([{ severity: "confirm", messageKey: "guard.firstContact.who" }]);
    expect(ask("Greenline Bikes: your order {{1}} is ready.")).toEqual([]);
  });

  test("without the firm's name, somebody who introduces themselves is enough", () => {
    const unknown = { ...nobody, business: undefined, messages: [] };
    expect(findingsOf("G-FIRST-CONTACT", textDraft("Hello, this is Marco from Greenline about your order."), unknown)).toEqual([]);
    expect(findingsOf("G-FIRST-CONTACT", textDraft("hello, how are you?"), unknown)).toHaveLength(1);
  });
});

describe("[G-PROMISE] promises", () => {
  const said = toInstant(Date.parse("2026-03-02T09:00:00Z"));
  const about = (now: string, timeZone?: string) =>
    findingsOf(
      "G-PROMISE",
      textDraft("The blue one is back."),
      { messages: [aMessage({ text: "I will call you by 5 pm.", at: said })], timeZone },
      DEFAULT_GUARD_POLICY,
      toInstant(Date.parse(now)),
    );

  test("the hour is the desk's, and where the desk is not known the last on earth", () => {
    expect(about("2026-03-02T15:59:00Z", "Europe/Rome")).toEqual([]);
    expect(about("2026-03-02T16:01:00Z", "Europe/Rome")).toHaveLength(1);
    expect(about("2026-03-02T16:01:00Z")).toEqual([]);
    expect(about("2026-03-03T12:00:00Z")).toHaveLength(1);
  });

  test("only the last reply counts, and what failed was never said", () => {
    const promise = aMessage({ text: "I will call you within two hours.", at: said });
    const now = toInstant(Date.parse("2026-03-02T12:00:00Z"));
    const ask = (messages: GuardContext["messages"]) => findingsOf("G-PROMISE", textDraft("The blue one is back."), { messages }, DEFAULT_GUARD_POLICY, now);
    expect(ask([promise, aMessage({ id: toMessageId("m2"), text: "It is all arranged.", at: plus(said, hours(1)) })])).toEqual([]);
    expect(ask([{ ...promise, state: "failed" }])).toEqual([]);
    expect(ask([promise, fromCustomer("Well?", plus(said, hours(2)))])).toHaveLength(1);
  });

  test("clocks that change keep the time on the wall", () => {
    const before = toInstant(Date.parse("2026-03-28T12:00:00Z"));
    const { day } = wallClock(before, "Europe/Rome");
    expect(offsetAt("Europe/Rome", instantAt(day + 1, 17 * 60, "Europe/Rome"))).toBe(hours(2));
    expect(instantAt(day + 1, 17 * 60, "Europe/Rome")).toBe(Date.parse("2026-03-29T15:00:00Z"));
    expect(offsetAt("Mars/Olympus", before)).toBe(0);
  });
});

describe("[G-TTL] [S0-8] time to live", () => {
  const ask = (with_: Parameters<typeof aTemplate>[0]) =>
    findingsOf("G-TTL", templateDraft(), { templates: [aTemplate({ body: "Your driver is {{1}} minutes away.", ...with_ })] });
  test("is asked for where none, or a long one, is set", () => {
    expect(ask({})).toMatchObject([{ severity: "advise" }]);
    expect(ask({ ttlSeconds: 30 * 86_400 })).toHaveLength(1);
    expect(ask({ ttlSeconds: 12 * 3_600 + 1 })).toHaveLength(1);
    expect(ask({ ttlSeconds: 12 * 3_600 })).toEqual([]);
    expect(ask({ ttlSeconds: 600 })).toEqual([]);
    expect(ask({ category: "AUTHENTICATION" })).toEqual([]);
    expect(ask({ category: "MARKETING" })).toEqual([]);
  });
});

describe("[G-TEMPLATE] [S1-13] [S4-19] [S4-20] [S4-21] the form of a template", () => {
  const lint = (with_: Parameters<typeof aTemplate>[0], variables: Readonly<Record<string, string>> = { 1: "a", 2: "b", 3: "c" }) =>
    findingsOf("G-TEMPLATE", templateDraft(variables), { templates: [aTemplate(with_)] }).map(({ messageKey }) => messageKey);

  test.each([
    ["two variables side by side", "Your order {{1}} {{2}} leaves our store today, we are sorry.", "guard.template.variablesRow"],
    ["a variable first", "{{1}}, your order leaves our store today.", "guard.template.variablesEnds"],
    ["a variable last", "Your order leaves our store today: {{1}}", "guard.template.variablesEnds"],
    ["more variables than words bear", "Order {{1}} of {{2}} on {{3}} now", "guard.template.variablesMany"],
    ["a gap in the numbers", "Your order {{1}} leaves our store today at {{3}} sharp, thank you.", "guard.template.variablesOrder"],
    ["braces that do not close", "Your order {{1} leaves our store today.", "guard.template.braces"],
    ["a body that is too long", `Your order {{1}} leaves. ${"word ".repeat(250)}`, "guard.template.tooLong"],
    ["a one-time code in a utility template", "Your verification code is {{1}} for your order today.", "guard.template.code"],
    ["a survey without an occasion", "Please take part in our survey about what you like.", "guard.template.survey"],
  ])("finds %s", (_what, body, key) => expect(lint({ body })).toContain(key));

  test.each([
    ["plain", "Your order {{1}} leaves our store today."],
    ["named variables", "Your order {{order}} leaves our store today."],
    ["three variables in a long text", "Your order {{1}} leaves our store on {{2}} and arrives on {{3}} before noon."],
    ["a code of an authentication template", "{{1}} is your verification code."],
    ["a survey about an order", "How was order {{1}}? Please answer our survey."],
  ])("says nothing: %s", (what, body) =>
    expect(
      lint({ body, category: what.includes("authentication") ? "AUTHENTICATION" : "UTILITY" }, { 1: "a", 2: "b", 3: "c", order: "d" }).filter(
        (key) => key !== "guard.template.variablesEnds",
      ),
    ).toEqual([]),
  );

  test("a value with a line break is refused by the platform, and its mend is one line", () => {
    const [finding] = findingsOf("G-TEMPLATE", templateDraft({ 1: "8841\nand more" }), { templates: [aTemplate()] });
    expect(finding).toMatchObject({
      severity: "stop",
      messageKey: "guard.template.value",
      remedies: [{ command: "replace", variable: "1", with: "8841 and more" }],
    });
  });

  test("[S4-18] what is approved may still be risky, and both are said", () => {
    expect(lint({ status: "APPROVED", body: "Hello, I am your new virtual assistant, reach out any time." })).toContain("guard.template.openSession");
  });
});

test("[G-PROMO] [S0-3] no text makes a rule throw, whatever it is made of", () => {
  const strange = [
    "",
    " ",
    "\u0000",
    "\ud800",
    "\u202e".repeat(500),
    "😀".repeat(5_000),
    "[".repeat(4_096),
    "{{".repeat(2_048),
    "https://".repeat(500),
    "a".repeat(30_000),
    "e\u0301".repeat(2_000),
    "ИБАН GB29",
    "$&$1\\b(?=",
    "%%%",
    "\n\n\n",
  ];
  for (const text of strange) {
    expect(() =>
      findingsOf("G-PROMO", textDraft(text), {
        contact: { name: text, language: text },
        messages: [fromCustomer(text), aMessage({ text })],
        business: { name: text },
      }),
    ).not.toThrow();
    expect(() => findingsOf("G-PROMO", templateDraft({ 1: text }), { templates: [aTemplate({ body: text })] })).not.toThrow();
  }
});

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { masterKey } from "../../backend/store/master-key.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toAgentId, toMessageId, toNumberId } from "../../shared/ids.ts";
import { days, toInstant } from "../../shared/time.ts";
import { statusWebhook } from "../backend/running-backend.ts";
import { eventually, PHONE_NUMBER_ID, startTestPlatform, type TestPlatform } from "../backend/simulated-platform.ts";
import { aConversation, aMessage } from "../backend/store-contract.ts";
import { pastTalks } from "../fixtures/guard/topic-past.ts";
import { BUSY_MS, launchDesktop, type DesktopApp } from "./desktop-app.ts";
import { keepPicture } from "./keep-picture.ts";
import { startKeyring, type Keyring } from "./keyring.ts";

/**
 * The guard in the real application, by keyboard alone: what speaks against a draft stands over it while it is typed, is mended or
 * passed with a reason from there, and the server looks at the same things again. Every test has a customer of its own.
 */
const HOUR = 3_600_000;
const SOON = { timeout: BUSY_MS };

let platform: TestPlatform;
let keyring: Keyring | undefined;
let desktop: DesktopApp;
/** Of the agent who sits at the desk. */
let token: string;

beforeAll(async () => {
  keyring = await startKeyring();
  const folder = mkdtempSync(join(tmpdir(), "greenline-guard-"));
  await aPast(folder);
  platform = await startTestPlatform({ folder });
  const made = await platform.backend.api("/api/v1/agents", { body: { name: "Sofia Almeida", role: "agent", password: "a-good-password" } });
  token = (await made.json()).token;
  desktop = await launchDesktop({ env: { GREENLINE_SERVER_URL: platform.backend.url }, args: keyring?.args ?? [] });
  await desktop.page.getByLabel("Name", { exact: true }).fill("Sofia Almeida");
  await desktop.page.getByLabel("Password").fill("a-good-password");
  await desktop.page.keyboard.press("Enter");
  await desktop.page.getByText("Due next").first().waitFor();
});
afterAll(async () => {
  await desktop?.close().catch(() => {});
  await platform?.stop();
  keyring?.stop();
});
afterEach(async () => {
  // Whatever a test that failed has left open is not the next one's matter.
  for (let i = 0; i < 3; i++) await desktop.page.keyboard.press("Escape");
});

/** Enough resolved conversations for the workspace to know what belongs together. */
async function aPast(folder: string): Promise<void> {
  const store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(masterKey(folder, undefined)) });
  const at = Date.now() - days(30);
  store.write((tx) => {
    for (const { id, turns } of pastTalks("en")) {
      const lastMessage = {
        id: toMessageId(`${id}-${turns.length - 1}`),
        at: toInstant(at),
        text: "",
        direction: "in",
        authorKind: "customer",
        type: "text",
        state: "received",
      } as const;
      tx.put("conversation", id, aConversation(id, { state: "resolved", numberId: toNumberId("n1"), lastMessage }));
      for (const [i, { from, text }] of turns.entries())
        tx.put(
          "message",
          `${id}-${i}`,
          aMessage(`${id}-${i}`, id, {
            at: toInstant(at + i),
            order: tx.nextOrder(),
            content: { type: "text", body: text },
            ...(from === "customer" ? {} : { direction: "out", author: { kind: "human", id: toAgentId("before") }, state: "delivered" }),
          }),
        );
    }
  });
  store.close();
}

interface Customer {
  readonly phone: string;
  readonly name: string;
}

const conversationOf = ({ phone }: Customer): Promise<any> =>
  eventually(async () => (await platform.backend.json(`/api/v1/conversations?q=${phone}`)).items[0], BUSY_MS, `a conversation with ${phone}`);
const messagesWith = async (customer: Customer): Promise<any[]> =>
  (await platform.backend.json(`/api/v1/conversations/${(await conversationOf(customer)).id}/messages`)).items;
/** A message as it stands in the store, with what its author said to the guard. */
const kept = async (customer: Customer, words: string): Promise<any> =>
  (await platform.backend.json(`/api/v1/conversations/${(await conversationOf(customer)).id}/messages?shape=row`)).rows
    .map(({ row }: { readonly row: unknown }) => row)
    .find(({ content }: any) => content.body?.includes(words));

/** A customer writes; resolves when the message is in their conversation. */
async function writes(customer: Customer, text: string, at = Date.now()): Promise<void> {
  await platform.control("inbound", { customer, phoneNumberId: PHONE_NUMBER_ID, type: "text", text, at });
  await eventually(async () => (await messagesWith(customer)).some((one) => one.text === text), BUSY_MS, `“${text}” to arrive`);
}

/** Somebody answered in WhatsApp's own app, and it arrived. */
async function answered(customer: Customer, text: string, at: number): Promise<void> {
  const { wamid } = (await platform.control("inbound", { customer, phoneNumberId: PHONE_NUMBER_ID, via: "app-echo", type: "text", text, at })) as {
    readonly wamid: string;
  };
  await eventually(async () => (await messagesWith(customer)).some((one) => one.text === text), BUSY_MS, `“${text}” to be known`);
  await platform.backend.post(statusWebhook({ wamid, status: "delivered", at: at + 1_000, from: customer.phone, phoneNumberId: PHONE_NUMBER_ID }));
  await platform.backend.settled();
}

/** How often the platform was asked to send these words to this customer. */
const sent = ({ phone }: Customer, words: string): number =>
  platform.simulator.sends.map((one) => JSON.stringify(one)).filter((one) => one.includes(phone) && one.includes(words)).length;
const arrives = (customer: Customer, words: string) =>
  eventually(
    async () => (await messagesWith(customer)).find((one) => one.text?.includes(words) && ["delivered", "read"].includes(one.state)),
    BUSY_MS,
    `“${words}” to arrive`,
  );

const field = () => desktop.page.locator("[data-composer] textarea");
const send = () => desktop.page.locator("[data-composer]").getByRole("button", { name: "Send", exact: true });
const finding = (words: string | RegExp) => desktop.page.locator("[data-composer] [data-guard-line]").filter({ hasText: words });
const bubble = (words: string) => desktop.page.locator("article[data-direction=out]").filter({ hasText: words });
/** The customer goes on writing, and the desk has it before anybody answers: the focus is back in the field. */
async function writesOn(customer: Customer, text: string): Promise<void> {
  await writes(customer, text);
  await desktop.page.locator("article[data-direction=in]").filter({ hasText: text }).waitFor();
  await expect.poll(() => isFocused(field()), SOON).toBe(true);
}
const isFocused = (what: Locator) => what.evaluate((node) => node === document.activeElement);
const press = (key: string) => desktop.page.keyboard.press(key);

/** Goes to the customer's row with j and k, and into the answer with r. */
async function answer({ name }: Customer): Promise<void> {
  const { page } = desktop;
  for (let i = 0; i < 2; i++) await press("Escape");
  const wanted = page.getByRole("option").filter({ hasText: name });
  const selected = page.locator("[role=option][aria-selected=true]");
  await wanted.waitFor();
  const place = async (row: Locator) => ((await row.count()) === 0 ? 0 : Number(await row.first().getAttribute("aria-posinset")));
  await eventually(
    async () => {
      const [here, there] = [await place(selected), await place(wanted)];
      if (here === there) return true;
      await press(here < there ? "j" : "k");
      return false;
    },
    BUSY_MS,
    `${name} to be selected`,
  );
  await press("Enter");
  await press("r");
  await page.getByLabel(`Message to ${name}`, { exact: true }).and(page.locator("textarea")).waitFor();
  await expect.poll(() => isFocused(field()), SOON).toBe(true);
}

const types = (text: string) => desktop.page.keyboard.type(text);

/** Into the strip, and down to this finding. */
async function goTo(line: Locator): Promise<void> {
  await line.waitFor();
  await press("Alt+g");
  await eventually(
    async () => {
      if (await isFocused(line)) return true;
      await press("ArrowDown");
      return false;
    },
    BUSY_MS,
    "the finding to have the focus",
  );
}

/** The first remedy of a finding, from the text and without a pointer. */
async function mend(line: Locator): Promise<void> {
  await goTo(line);
  await press("Enter");
}

async function tabTo(what: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await what.waitFor();
  await eventually(
    async () => {
      if (await isFocused(what)) return true;
      await press(key);
      return false;
    },
    BUSY_MS,
    "the focus to come by Tab",
  );
}

const picture = (name: string) => keepPicture(desktop.page, `guard-${name}`);

/** Send asks why, and one tap says so. */
async function passWith(words: string): Promise<void> {
  await press("Enter");
  const reason = desktop.page.getByRole("button", { name: words, exact: true });
  await reason.waitFor();
  await tabTo(reason);
  await press("Enter");
}

const ruled = async (rule: string): Promise<any> =>
  (await platform.backend.json("/api/v1/guard/rules")).items.find((one: { readonly rule: string }) => one.rule === rule);

test("[G-FOLLOW-UP] a third message in a row without an answer asks for a reason of one tap, goes once, and the reason stays with it", async () => {
  const customer = { phone: "447700900201", name: "Amelia Wright" };
  const now = Date.now();
  await writes(customer, "Do you still have the blue bike?", now - 5 * HOUR);
  await answered(customer, "Good morning, this is Sofia from the shop.", now - 4 * HOUR);
  await answered(customer, "We are open until seven today.", now - 2 * HOUR);

  await answer(customer);
  await types("Just following up on my last message.");
  const line = finding("message 3 in a row without an answer");
  await line.waitFor();
  expect(await line.getAttribute("data-severity")).toBe("confirm");
  await picture("follow-up");

  expect(sent(customer, "following up")).toBe(0);

  await passWith("The customer asked for it");
  await bubble("Just following up on my last message.").waitFor();
  await arrives(customer, "following up");

  expect(sent(customer, "following up")).toBe(1);
  expect(await field().inputValue()).toBe("");
  expect(await kept(customer, "following up")).toMatchObject({ overrides: { "G-FOLLOW-UP": "customer-asked" } });
  expect(await ruled("G-FOLLOW-UP")).toMatchObject({ overridden: 1, reasons: [{ reason: "customer-asked", count: 1 }] });
});

test("[G-FOLLOW-UP] its remedy closes the case instead, and nothing leaves", async () => {
  const customer = { phone: "447700900209", name: "Ruby Palmer" };
  const now = Date.now();
  await writes(customer, "Do you still have the red bike?", now - 5 * HOUR);
  await answered(customer, "Yes, we have three of them.", now - 4 * HOUR);
  await answered(customer, "Shall we keep one for you?", now - 2 * HOUR);

  await answer(customer);
  await types("Are you still interested?");
  const line = finding("message 3 in a row without an answer");
  await goTo(line);
  await tabTo(line.getByRole("button", { name: "Resolve instead" }));
  await press("Enter");
  await eventually(async () => (await conversationOf(customer)).state === "resolved", BUSY_MS, "the case to be closed");
  expect(sent(customer, "still interested")).toBe(0);
});

test("[G-TOPIC] an answer to another question shows both, and leads back to the customer's own", async () => {
  const customer = { phone: "447700900202", name: "Tom Becker" };
  await writes(customer, "Where is my parcel? I ordered a coat on Monday");
  await answer(customer);
  await types("Most insurance plans cover one cleaning a year");
  const line = finding("This may answer another question");
  await line.waitFor();
  // What is found in half of the sentence is mended when it is whole.
  await expect.poll(() => line.textContent(), SOON).toMatch(/asks about “[^”]*parcel[^”]*”/);
  await expect.poll(() => line.textContent(), SOON).toMatch(/speaks of “[^”]*insurance[^”]*”/);
  await picture("off-topic");

  await mend(line);
  await desktop.page.locator("[data-composer]").getByText("Where is my parcel? I ordered a coat on Monday").waitFor();
  await expect.poll(() => isFocused(field()), SOON).toBe(true);
  expect(sent(customer, "insurance")).toBe(0);

  await press("Control+a");
  await types("The courier delivers your parcel tomorrow morning");
  await line.waitFor({ state: "detached" });
  await press("Enter");
  await arrives(customer, "The courier delivers");
  expect([sent(customer, "insurance"), sent(customer, "The courier delivers")]).toEqual([0, 1]);
  const { wamid } = await kept(customer, "Where is my parcel?");
  expect(await kept(customer, "The courier delivers")).toMatchObject({ quotes: { wamid } });

  // Who means it says so, and the reason stays with the message.
  await writesOn(customer, "Where is my other parcel? I ordered a hat on Tuesday");
  await types("Most insurance plans cover one cleaning a year");
  await line.waitFor();
  await passWith("The warning is wrong");
  await arrives(customer, "insurance plans");
  expect(await kept(customer, "insurance plans")).toMatchObject({ overrides: { "G-TOPIC": "wrong-warning" } });
  expect(await ruled("G-TOPIC")).toMatchObject({ overridden: 1, reasons: [{ reason: "wrong-warning", count: 1 }] });
});

test("[G-PROMO] advertising in an answer is taken out by its remedy, and the answer goes without it", async () => {
  const customer = { phone: "447700900203", name: "Olivia Hughes" };
  await writes(customer, "When is the delivery of my parcel?");
  await answer(customer);
  await types("The courier delivers your parcel tomorrow morning. Buy now and get 20 % off all bikes, only this weekend!");
  const line = finding("This reads like advertising");
  await line.waitFor();
  expect(await line.getAttribute("data-severity")).toBe("confirm");
  await picture("discount");

  // Found in half of the sentence, it is half that is taken out: until it is seen whole.
  await desktop.page.locator("[data-composer] [data-mark]").filter({ hasText: "weekend!" }).first().waitFor();
  await goTo(line);
  await tabTo(line.getByRole("button", { name: "Remove" }));
  await press("Enter");
  await expect.poll(() => field().inputValue(), SOON).not.toContain("20 %");
  await line.waitFor({ state: "detached" });
  await expect.poll(() => isFocused(field()), SOON).toBe(true);
  await press("Enter");
  await arrives(customer, "The courier delivers your parcel tomorrow morning.");
  expect([sent(customer, "The courier delivers"), sent(customer, "20 %")]).toEqual([1, 0]);

  await writesOn(customer, "And what is my parcel's number?");
  await types("Your parcel's number is A-4417. Order now and save 15 % on all helmets!");
  await line.waitFor();
  await passWith("The customer asked for it");
  await arrives(customer, "save 15 %");
  expect(await kept(customer, "save 15 %")).toMatchObject({ overrides: { "G-PROMO": "customer-asked" } });
  expect(await ruled("G-PROMO")).toMatchObject({ overridden: 1, reasons: [{ reason: "customer-asked", count: 1 }] });
});

test("[G-PERSONAL-DATA] a card number cannot be sent, and its remedy leaves the last four digits", async () => {
  const customer = { phone: "447700900204", name: "Lucas Meyer" };
  await writes(customer, "Has my payment been refunded?");
  await answer(customer);
  await types("We refunded your payment to the card 4111 1111 1111 1111 today.");
  const line = finding("A full card number stands here");
  await line.waitFor();
  expect(await line.getAttribute("data-severity")).toBe("stop");
  expect(await line.textContent()).not.toContain("4111 1111");
  await picture("card-number");
  expect(await send().isDisabled()).toBe(true);
  await press("Enter");
  expect(await field().inputValue()).toContain("4111 1111 1111 1111");

  await mend(line);
  await expect.poll(() => field().inputValue(), SOON).toBe("We refunded your payment to the card …1111 today.");
  await line.waitFor({ state: "detached" });
  await expect.poll(() => isFocused(field()), SOON).toBe(true);
  await press("Enter");
  await arrives(customer, "…1111 today.");
  expect([sent(customer, "…1111 today."), sent(customer, "4111")]).toEqual([1, 0]);
});

test("[G-NAME] a greeting of somebody else is mended to the customer's own name", async () => {
  const customer = { phone: "447700900205", name: "Hannah Clarke" };
  await writes(customer, "Can I change the delivery address of my parcel?");
  await answer(customer);
  await types("Hi Marco, yes, you can change the delivery address of your parcel.");
  const line = finding("You write to Hannah Clarke, and the text speaks to Marco.");
  await line.waitFor();
  await picture("wrong-name");

  await mend(line);
  await expect.poll(() => field().inputValue(), SOON).toBe("Hi Hannah, yes, you can change the delivery address of your parcel.");
  await line.waitFor({ state: "detached" });
  await expect.poll(() => isFocused(field()), SOON).toBe(true);
  await press("Enter");
  await arrives(customer, "Hi Hannah");
  expect([sent(customer, "Hi Hannah"), sent(customer, "Marco")]).toEqual([1, 0]);

  await writesOn(customer, "And can you change the address of my husband's parcel too?");
  await types("Hi Peter, the delivery address of your parcel is changed.");
  await finding("the text speaks to Peter").waitFor();
  await passWith("They go by this name");
  await arrives(customer, "Hi Peter");
  expect(await kept(customer, "Hi Peter")).toMatchObject({ overrides: { "G-NAME": "their-name" } });
  expect(await ruled("G-NAME")).toMatchObject({ overridden: 1, reasons: [{ reason: "their-name", count: 1 }] });
});

test("[G-WINDOW] [G-CONSENT] over a closed window the composer says so and leads to the templates, and who never agreed gets none", async () => {
  const customer = { phone: "447700900206", name: "Daniel Foster" };
  await writes(customer, "Is my order ready?", Date.now() - 25 * HOUR);
  await answer(customer);
  const { page } = desktop;
  await page.locator("[data-composer]").getByText("Free text cannot be sent, a template can.").waitFor();
  await picture("closed-window");
  await types("Your order is ready.");
  await expect.poll(() => send().isDisabled(), SOON).toBe(true);
  await press("Enter");
  expect(await field().inputValue()).toBe("Your order is ready.");

  await tabTo(page.locator("[data-composer]").getByRole("button", { name: "Use a template…" }), "Shift+Tab");
  await press("Enter");
  const search = page.getByLabel("Find a template");
  await expect.poll(() => isFocused(search), SOON).toBe(true);
  await types("order_update");
  const order = page.getByRole("listbox", { name: "Templates" }).getByRole("option", { name: /order_update/ });
  expect(await order.getAttribute("aria-disabled")).toBe("true");
  expect(await order.textContent()).toContain("has not agreed to messages of this kind");
  // The name is there already: Enter leads to the first value that is not.
  await press("Enter");
  await expect.poll(() => isFocused(page.getByLabel("Value for 2")), SOON).toBe(true);
  await types("A-4417");
  await press("ControlOrMeta+Enter");
  const against = finding("has not agreed to messages of this kind");
  await against.waitFor();
  expect(await against.getAttribute("data-severity")).toBe("stop");
  expect(sent(customer, "")).toBe(0);

  // What was written waits where it was.
  await tabTo(page.getByRole("tab", { name: "Reply" }));
  await press("Enter");
  await expect.poll(() => field().inputValue(), SOON).toBe("Your order is ready.");
});

test("[G-OPTED-OUT] after a STOP nothing can be sent any more", async () => {
  const customer = { phone: "447700900207", name: "Grace Turner" };
  await writes(customer, "STOP");
  await answer(customer);
  await types("But the new bikes are in the shop, come and see them.");
  const line = finding("This customer asked us to stop writing");
  await line.waitFor();
  await picture("opted-out");
  expect(await line.getAttribute("data-severity")).toBe("stop");
  expect(await send().isDisabled()).toBe(true);
  await press("Enter");
  expect(await field().inputValue()).toContain("But the new bikes");
  expect((await messagesWith(customer)).filter(({ direction }) => direction === "out")).toEqual([]);
  expect(sent(customer, "")).toBe(0);
});

test("[G-BULK] the same text to one person more than may get it is held by the server, and stands in the thread with its reason", async () => {
  const text = "Your parcel left our warehouse this morning, and the courier delivers it tomorrow before noon.";
  for (let i = 0; i < 10; i++) {
    const other = { phone: `44770090031${i}`, name: `Other ${i}` };
    await writes(other, "When is the delivery of my parcel?");
    const { id } = await conversationOf(other);
    const { status } = await platform.backend.api(`/api/v1/conversations/${id}/messages`, { body: { clientId: `bulk-${i}`, text }, token });
    expect(status).toBe(202);
  }

  const customer = { phone: "447700900208", name: "Nora Lindqvist" };
  await writes(customer, "When is the delivery of my parcel?");
  await answer(customer);
  await types(text);
  await press("Enter");
  const held = bubble(text);
  await expect.poll(() => held.getAttribute("data-state"), SOON).toBe("held");
  const fate = held.getByRole("note");
  await fate.getByText("You have sent nearly the same text to 10 people").waitFor();
  await picture("same-text-to-many");
  expect(await held.textContent()).toContain(text);
  expect(sent(customer, "warehouse")).toBe(0);
  expect((await messagesWith(customer)).find((one) => one.text === text)).toMatchObject({ state: "held", held: "guard", findings: [{ rule: "G-BULK" }] });

  // Its words can be taken up again.
  await tabTo(fate.getByRole("button", { name: "Edit" }));
  await press("Enter");
  await expect.poll(() => field().inputValue(), SOON).toBe(text);
  await expect.poll(async () => (await messagesWith(customer)).find((one) => one.text === text)?.state, SOON).toBe("cancelled");
});

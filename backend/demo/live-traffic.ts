import { mediaIds } from "../cloud-api/simulator/media.ts";
import { handoverPayload, standbyEchoPayload, standbyInboundPayload } from "../cloud-api/simulator/payloads.ts";
import { between, chance, pick, type Random } from "../cloud-api/simulator/seeded-random.ts";
import type { Send } from "../cloud-api/simulator/send-desk.ts";
import type { Simulator } from "../cloud-api/simulator/simulator.ts";
import type { SimulatorConfig } from "../cloud-api/simulator/simulator-config.ts";
import type { Timers } from "../cloud-api/simulator/timers.ts";
import type { Clock } from "../../shared/time.ts";
import type { Bot } from "./bot.ts";
import { botScripts } from "./bot-scripts.ts";
import { createLiveCustomer, type LiveCustomer } from "./live-customer.ts";
import { createPassersBy } from "./passers-by.ts";
import { newcomers } from "./stories.ts";
import type { Story } from "./story.ts";
import { numberOf, type Told } from "./tell-story.ts";

interface LiveDeps {
  readonly simulator: Pick<Simulator, "post" | "nextWamid" | "onSend">;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly config: SimulatorConfig;
  readonly bot: Bot | undefined;
}

/** Milliseconds between two events: calm enough to read along. */
const PACE = [4_000, 10_000] as const;
const BOT_PACE = [2_500, 5_000] as const;
const ANSWER_AFTER = [9_000, 40_000] as const;
const MOST_CUSTOMERS = 300;

/** The traffic after the start: customers who write on, new ones, some with the bot, and answers to what agents send. */
export function startLiveTraffic(deps: LiveDeps, told: readonly Told[]): void {
  const { simulator, clock, timers, random, config, bot } = deps;
  const { post, nextWamid } = simulator;
  const live = (story: Story, lastOursId?: string): LiveCustomer => createLiveCustomer({ clock, random, config, nextWamid, post }, story, lastOursId);
  const customers: LiveCustomer[] = told.map(({ story, lastOursId }) => live(story, lastOursId));
  const waiting = [...newcomers];
  const passerBy = createPassersBy(random);

  const arrive = (): LiveCustomer | undefined => {
    if (customers.length >= MOST_CUSTOMERS) return undefined;
    const customer = live(waiting.splice(Math.floor(random() * waiting.length), 1)[0] ?? passerBy());
    customers.push(customer);
    return customer;
  };

  const opener = ({ story }: LiveCustomer): { readonly type: string; readonly content: unknown } | undefined => {
    const [line] = story.lines;
    return line === undefined || line.who === "passed" ? undefined : line;
  };

  const newCustomer = (): void => {
    const customer = arrive();
    const line = customer === undefined ? undefined : opener(customer);
    if (customer !== undefined && line !== undefined) customer.send(line.type, line.content);
  };

  /** Through the product's own API where there is a token, else through the platform's routing. */
  const newCustomerAtTheBot = (): void => {
    const customer = arrive();
    const line = customer === undefined ? undefined : opener(customer);
    if (customer === undefined || line === undefined) return;
    const script = botScripts[customer.story.language];
    if (bot !== undefined) {
      bot.expect(customer.story.customer, script);
      return customer.send(line.type, line.content);
    }
    const { story } = customer;
    const number = numberOf(config, story);
    const message = (content: unknown) => ({ id: nextWamid(), at: clock.now(), type: "text", content });
    const steps = [
      () => post(standbyInboundPayload(config.wabaId, number, story.customer, message(line.content))),
      () => post(standbyEchoPayload(config.wabaId, number, story.customer, message({ body: script.reply }))),
      () => post(standbyInboundPayload(config.wabaId, number, story.customer, message({ body: script.complaint }))),
      () => post(handoverPayload(config.wabaId, number, story.customer, { at: clock.now(), reason: script.reason, summary: script.summary })),
    ];
    let at = 0;
    for (const step of steps) {
      timers.after(at, step);
      at += between(random, ...BOT_PACE);
    }
  };

  const reaction = (): void => {
    const customer = pick(random, customers);
    if (customer.lastOursId !== undefined) customer.react(customer.lastOursId);
  };

  const picture = (): void => {
    const customer = pick(random, customers);
    if (chance(random, 0.5)) customer.send("image", { id: mediaIds.parcelLabel, mime_type: "image/png" });
    else customer.send("audio", { id: mediaIds.voiceNote, mime_type: "audio/wav", voice: true });
  };

  const followUp = (): void => {
    for (let attempt = 0; attempt < 5; attempt += 1) if (pick(random, customers).followUp()) return;
  };

  const step = (): void => {
    const roll = random();
    if (roll < 0.55) followUp();
    else if (roll < 0.75) newCustomer();
    else if (roll < 0.87) newCustomerAtTheBot();
    else if (roll < 0.95) reaction();
    else picture();
    timers.after(between(random, ...PACE), step);
  };

  simulator.onSend((send) => answerLater(deps, customers, send));
  timers.after(between(random, ...PACE), step);
}

/** A customer answers once the message has reached them, or reacts, or says nothing. */
function answerLater({ timers, random }: LiveDeps, customers: readonly LiveCustomer[], send: Send): void {
  const customer = customers.find(({ story }) => isTo(send, story));
  if (customer === undefined || send.body.type === "reaction") return;
  customer.lastOursId = send.wamid;
  timers.after(between(random, ...ANSWER_AFTER), () => {
    if (!send.statuses.some(({ status }) => status === "delivered" || status === "read")) return;
    const roll = random();
    if (roll < 0.68) customer.answer(send.wamid);
    else if (roll < 0.82) customer.react(send.wamid);
  });
}

const isTo = ({ customer }: Send, { customer: known }: Story): boolean =>
  customer !== undefined &&
  ((customer.phone !== undefined && customer.phone === known.phone) || (customer.userId !== undefined && customer.userId === known.userId));

import {
  appEchoPayload,
  handoverPayload,
  inboundPayload,
  standbyEchoPayload,
  standbyInboundPayload,
  type SimulatedMessage,
} from "../cloud-api/simulator/payloads.ts";
import { between, createRandom, createWamids } from "../cloud-api/simulator/seeded-random.ts";
import type { SimulatedNumber, SimulatorConfig } from "../cloud-api/simulator/simulator-config.ts";
import type { Instant } from "../../shared/time.ts";
import type { Line, Story } from "./story.ts";

type Payload = Readonly<Record<string, unknown>>;

/** A story as one webhook body, and what the rest of the demo has to know of it. */
export interface Told {
  readonly story: Story;
  readonly payload: Payload;
  /** The last message of ours, for the customer to react to or to quote. */
  readonly lastOursId: string | undefined;
}

export interface TellDeps {
  readonly seed: string;
  readonly now: Instant;
  readonly config: Pick<SimulatorConfig, "wabaId" | "numbers">;
}

const MINUTE = 60_000;
const LINE_GAP = 6_000;
const DAY = 86_400_000;

export function numberOf(config: Pick<SimulatorConfig, "numbers">, story: Story): SimulatedNumber {
  const number = config.numbers[story.number === "shop" ? 0 : 1];
  if (number === undefined) throw new Error("The demo needs two numbers");
  return number;
}

/**
 * Writes the lines of a story with times in the past. The ids depend on seed and day only: a second start on the same
 * day sends what is already known, and nothing appears twice.
 */
export function tellStory({ seed, now, config }: TellDeps, story: Story): Told {
  const who = story.customer.phone ?? story.customer.userId ?? "";
  const random = createRandom(`${seed}:${Math.floor(now / DAY)}:${who}`);
  const nextId = createWamids(random);
  const number = numberOf(config, story);
  const shift = between(random, 0, 40_000);
  let lastOursId: string | undefined;
  let lastId: string | undefined;

  const changes = story.lines.map((line, index): Payload => {
    const at = line.minutesAgo === 0 ? now : Math.min(now, now - line.minutesAgo * MINUTE - shift + index * LINE_GAP);
    if (line.who === "passed") return handoverPayload(config.wabaId, number, story.customer, { at, reason: line.reason, summary: line.summary });
    const message = messageOf(line, nextId(), at, lastOursId ?? lastId);
    lastId = message.id;
    if (line.who === "app" || line.who === "bot") lastOursId = message.id;
    return writers[line.who](config.wabaId, number, story.customer, message);
  });
  return { story, payload: joined(changes), lastOursId };
}

const writers = { customer: inboundPayload, app: appEchoPayload, seen: standbyInboundPayload, bot: standbyEchoPayload };

function messageOf(line: Exclude<Line, { who: "passed" }>, id: string, at: number, target: string | undefined): SimulatedMessage {
  const content = line.type === "reaction" ? { message_id: target ?? id, ...(line.content as object) } : line.content;
  const referral =
    line.advert === undefined
      ? undefined
      : {
          source_type: "ad",
          source_id: "120200000000000001",
          source_url: "https://fb.me/greenline-demo",
          headline: line.advert,
          ctwa_clid: `clid-${id.slice(-12)}`,
        };
  return { id, at, type: line.type, content, referral };
}

/** One body with many entries, as the platform batches them. */
const joined = (payloads: readonly Payload[]): Payload => ({ object: "whatsapp_business_account", entry: payloads.flatMap(({ entry }) => entry as unknown[]) });

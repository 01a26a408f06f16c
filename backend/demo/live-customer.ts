import type { SimulatedMessage } from "../cloud-api/simulator/payloads.ts";
import { inboundPayload } from "../cloud-api/simulator/payloads.ts";
import { pick, type Random } from "../cloud-api/simulator/seeded-random.ts";
import type { SimulatorConfig } from "../cloud-api/simulator/simulator-config.ts";
import type { Clock } from "../../shared/time.ts";
import { answers, nudges } from "./stories.ts";
import type { Story } from "./story.ts";
import { numberOf } from "./tell-story.ts";

export interface LiveCustomer {
  readonly story: Story;
  /** Writes unasked. False where there is nothing left to say. */
  readonly followUp: () => boolean;
  /** Answers what was sent. */
  readonly answer: (wamid: string) => void;
  readonly react: (wamid: string) => void;
  readonly send: (type: string, content: unknown) => void;
  lastOursId: string | undefined;
}

interface Deps {
  readonly clock: Clock;
  readonly random: Random;
  readonly config: SimulatorConfig;
  readonly nextWamid: () => string;
  readonly post: (payload: unknown) => void;
}

const EMOJI = ["👍", "🙏", "❤️", "😊"] as const;

/** Somebody who goes on talking: first the words of the story, then what people say anyway, and never one thing twice. */
export function createLiveCustomer(deps: Deps, story: Story, lastOursId: string | undefined): LiveCustomer {
  const { clock, random, config, nextWamid, post } = deps;
  const own = [...story.next];
  const politeWords = [...answers[story.language]];
  const impatientWords = [...nudges[story.language]];
  const number = numberOf(config, story);

  const write = (message: Pick<SimulatedMessage, "type" | "content" | "context">): void =>
    post(inboundPayload(config.wabaId, number, story.customer, { id: nextWamid(), at: clock.now(), ...message }));
  const say = (body: string | undefined, quotes?: string): boolean => {
    if (body === undefined) return false;
    write({ type: "text", content: { body }, context: quotes === undefined ? undefined : { from: number.displayNumber, id: quotes } });
    return true;
  };
  const nextOwn = (): string | undefined => {
    const line = own.shift();
    return typeof line === "object" ? line.reply : line;
  };
  // Unasked, nobody thanks for an answer that never came.
  const nextUnasked = (): string | undefined => (typeof own[0] === "string" ? nextOwn() : undefined);
  const take = (words: string[]): string | undefined => (words.length === 0 ? undefined : words.splice(words.indexOf(pick(random, words)), 1)[0]);

  return {
    story,
    lastOursId,
    followUp: () => say(nextUnasked() ?? take(impatientWords)),
    // The story's own next line mostly fits what an agent asks; a quote makes clear what it is about.
    answer: (wamid) => void (random() < 0.6 ? say(nextOwn() ?? take(politeWords), random() < 0.2 ? wamid : undefined) : say(take(politeWords) ?? nextOwn())),
    react: (wamid) => write({ type: "reaction", content: { message_id: wamid, emoji: pick(random, EMOJI) } }),
    send: (type, content) => write({ type, content }),
  };
}

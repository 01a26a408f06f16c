import { createRandom } from "../cloud-api/simulator/seeded-random.ts";
import type { Simulator } from "../cloud-api/simulator/simulator.ts";
import type { SimulatorConfig } from "../cloud-api/simulator/simulator-config.ts";
import type { Timers } from "../cloud-api/simulator/timers.ts";
import type { Clock } from "../../shared/time.ts";
import { createBot } from "./bot.ts";
import { startLiveTraffic } from "./live-traffic.ts";
import { stories } from "./stories.ts";
import { tellStory, type TellDeps, type Told } from "./tell-story.ts";

interface DemoDeps {
  readonly simulator: Pick<Simulator, "post" | "nextWamid" | "onSend">;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly config: SimulatorConfig;
  readonly seed: string;
  /** False where the inbox was filled at an earlier start. */
  readonly tellPast?: boolean | undefined;
  /** The product's API and a bot's token; without them the bot speaks through webhooks only. */
  readonly api?: { readonly url: string; readonly token: string } | undefined;
  readonly fetch?: typeof fetch | undefined;
}

/** Everybody who is there at the start, with their past. */
export const tellStart = (deps: TellDeps): readonly Told[] => stories.map((story) => tellStory(deps, story));

/** Fills an empty inbox with a working day, and keeps it going. The timers are the caller's to stop. */
export function startDemo({ simulator, clock, timers, config, seed, tellPast = true, api, fetch: doFetch }: DemoDeps): () => void {
  const told = tellStart({ seed, now: clock.now(), config });
  if (tellPast) for (const { payload } of told) simulator.post(payload);

  // A new stream for each start: what happens live today must not be taken for what happened yesterday.
  const random = createRandom(`${seed}:live:${clock.now()}`);
  const bot = api === undefined ? undefined : createBot({ api, timers, random, fetch: doFetch ?? fetch });
  startLiveTraffic({ simulator, clock, timers, random, config, bot }, told);
  return () => timers.stop();
}

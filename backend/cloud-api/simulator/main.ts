import { systemClock as clock } from "../../system-clock.ts";
import { startDemo } from "../../demo/demo.ts";
import { createRandom } from "./seeded-random.ts";
import { configOf, readSettings } from "./settings.ts";
import { createSimulator } from "./simulator.ts";
import { createTimers } from "./timers.ts";

/** The simulated platform as a process of its own. Prints one line of JSON once it answers. */
const read = readSettings(process.env);
if (!read.ok) {
  for (const fault of read.faults) console.error(fault);
  process.exit(1);
}
const { settings } = read;
const timers = createTimers(settings.SPEED);
const config = configOf(settings);
const simulator = createSimulator({ clock, timers, config, random: createRandom(`${settings.SEED}:platform:${clock.now()}`) });
const url = await simulator.listen(settings.PORT);
const stopDemo =
  settings.DEMO === "1" ? startDemo({ simulator, clock, timers, config, seed: settings.SEED, tellPast: settings.TELL_PAST === "1", api: apiOf() }) : undefined;
console.log(JSON.stringify({ ready: true, url }));

function apiOf(): { readonly url: string; readonly token: string } | undefined {
  return settings.API_URL === undefined || settings.BOT_TOKEN === undefined ? undefined : { url: settings.API_URL, token: settings.BOT_TOKEN };
}

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  stopDemo?.();
  void simulator.close().then(() => process.exit(0));
}
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
// Started by the backend as a child: it must not outlive it.
process.on("disconnect", stop);

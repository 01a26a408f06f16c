import type { Command } from "./command.ts";
import { guardCheck } from "./guard-check.ts";
import { notAvailable } from "./not-available.ts";
import { slaDue } from "./sla-due.ts";
import { slaElapsed } from "./sla-elapsed.ts";
import { slaReplay } from "./sla-replay.ts";

interface Listed {
  readonly run: Command;
  /** One line of the help. */
  readonly about: string;
}

/** Every command by its words. A new one is a file of its own and a line here. */
export const COMMANDS: Readonly<Record<string, Listed>> = {
  "sla due": { run: slaDue, about: "when a target is used up: { id, calendar, start, target, pauses? }" },
  "sla elapsed": { run: slaElapsed, about: "open time between two instants: { id, calendar, from, to, pauses? }" },
  "sla replay": { run: slaReplay, about: "events to cases and clocks: { id, policies, calendars, events, now }" },
  "guard check": { run: guardCheck, about: "what speaks against sending a draft" },
  import: { run: notAvailable("import"), about: "take in exported chats" },
  export: { run: notAvailable("export"), about: "everything, to be taken in again" },
  "audit verify": { run: notAvailable("audit verify"), about: "whether the log was touched" },
};

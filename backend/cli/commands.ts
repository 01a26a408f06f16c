import { backup, restore } from "./backup.ts";
import { auditVerify } from "./audit-verify.ts";
import type { Command } from "./command.ts";
import { exportAll } from "./export.ts";
import { guardCheck } from "./guard-check.ts";
import { importAll } from "./import.ts";
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
  import: { run: importAll, about: "an export into an empty folder; --chat: an exported chat as history" },
  export: { run: exportAll, about: "everything, to be taken in again" },
  backup: { run: backup, about: "everything in one sealed file, while the server runs" },
  restore: { run: restore, about: "a backup back into its folder; stop the server first" },
  "audit verify": { run: auditVerify, about: "whether the log was touched" },
};

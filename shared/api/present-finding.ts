import type { Finding } from "../guard/finding.ts";
import { toInstant, type Instant } from "../time.ts";

/** A finding as the outside sees it: instants are times in text. `at` and names that end in `At` are instants by our own convention. */
export const presentFinding = (finding: Finding, timeText: (at: Instant) => string): Finding => ({
  ...finding,
  evidence: presentTimes(finding.evidence, timeText),
  remedies: finding.remedies.map((remedy) => ({ ...presentTimes(remedy, timeText), command: remedy.command })),
});

const presentTimes = (values: Readonly<Record<string, unknown>>, timeText: (at: Instant) => string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, /^at$|At$/.test(name) && typeof value === "number" ? timeText(toInstant(value)) : value]),
  );

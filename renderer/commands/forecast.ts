import { z } from "zod";
import type { Forecast } from "../../shared/forecast/forecast.ts";
import type { AgentId } from "../../shared/ids.ts";
import { toInstant, type Clock, type Instant } from "../../shared/time.ts";
import { forecastAnswer } from "./forecast-answer.ts";
import { parseJson, type Seen, type Told } from "./server-facts.ts";

export interface ForecastCommands {
  /** For leads: of one team or of all, with what was said last where nobody answers, also after a restart. */
  readonly forecast: (team?: string) => Promise<Told<Forecast>>;
}

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  /** Whose desk this is: what one person was told is not shown to the next. */
  readonly me: () => AgentId | undefined;
  readonly storage?: Pick<Storage, "getItem" | "setItem"> | undefined;
}

/** The first answer of a server reads weeks. */
const PATIENCE_MS = 60_000;

export function createForecastCommands({ clock, me, request, storage = globalThis.localStorage }: Deps): ForecastCommands {
  const seenOf = new Map<string, Seen<Forecast>>();
  const placeOf = (team: string | undefined): string => `greenline.forecast ${me() ?? ""} ${team ?? ""}`;
  const recall = (team: string | undefined): Seen<Forecast> | undefined => seenOf.get(placeOf(team)) ?? read(storage, placeOf(team));

  return {
    forecast: async (team) => {
      try {
        const query = team === undefined ? "" : `?${new URLSearchParams({ team })}`;
        const response = await request(`/api/v1/sla/forecast${query}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
        const text = await response.text();
        const fresh = response.ok ? forecastAnswer.safeParse(parseJson(text)) : undefined;
        if (fresh?.success !== true) return { kind: "failed", seen: recall(team) };
        const seen = { fact: fresh.data, at: clock.now() };
        seenOf.set(placeOf(team), seen);
        // Only the whole workspace is kept: a team's can be asked for again.
        if (team === undefined) write(storage, placeOf(team), text, seen.at);
        return { kind: "fresh", seen };
      } catch {
        return { kind: "no-network", seen: recall(team) };
      }
    },
  };
}

function read(storage: Deps["storage"], place: string): Seen<Forecast> | undefined {
  try {
    const kept = z.object({ at: z.number(), text: z.string() }).parse(parseJson(storage?.getItem(place) ?? ""));
    return { fact: forecastAnswer.parse(parseJson(kept.text)), at: toInstant(kept.at) };
  } catch {
    return undefined;
  }
}

function write(storage: Deps["storage"], place: string, text: string, at: Instant): void {
  try {
    storage?.setItem(place, JSON.stringify({ at, text }));
  } catch {
    // A full or forbidden storage costs the forecast of the next start without a network, nothing more.
  }
}

import { z } from "zod";
import {
  explainedClocks,
  holidayCountries,
  namedHolidays,
  whatIfLine,
  type ExplainedClock,
  type HolidayCountry,
  type NamedHoliday,
  type SlaSettings,
  type WhatIfQuestion,
  type WhatIfResult,
} from "../../shared/api/sla.ts";
import type { AgentId, ConversationId } from "../../shared/ids.ts";
import { parsePolicies } from "../../shared/sla/parse-policy.ts";
import type { Problem } from "../../shared/sla/problems.ts";
import type { Clock } from "../../shared/time.ts";
import { linesOf } from "./answer-lines.ts";
import { parseJson, type Seen, type Told } from "./server-facts.ts";

export type SettingsSaved =
  | { readonly kind: "saved"; readonly settings: SlaSettings }
  /** Nothing was saved; each fault with its path. */
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  /** Somebody else has saved since these were read. */
  | { readonly kind: "changed-meanwhile" }
  | { readonly kind: "not-allowed" }
  /** It is not known whether it was saved. */
  | { readonly kind: "no-network" }
  | { readonly kind: "failed" };

export type WhatIfAnswer =
  | { readonly kind: "result"; readonly result: WhatIfResult }
  /** The server replays for one at a time. */
  | { readonly kind: "busy" }
  | { readonly kind: "refused"; readonly title: string }
  | { readonly kind: "stopped" }
  | { readonly kind: "no-network" }
  | { readonly kind: "failed" };

/** Holidays out of a file, or what is wrong with it. */
export type HolidayFile =
  | { readonly kind: "read"; readonly holidays: readonly NamedHoliday[] }
  | { readonly kind: "refused"; readonly title: string }
  | { readonly kind: "no-network" };

/** The settings of the clocks, which only the server can change, and what it says about clocks. */
export interface SlaCommands {
  readonly slaSettings: () => Promise<Told<SlaSettings>>;
  readonly saveSlaSettings: (settings: SlaSettings) => Promise<SettingsSaved>;
  readonly whatIf: (
    question: WhatIfQuestion,
    onProgress: (progress: { readonly done: number; readonly of: number }) => void,
    signal: AbortSignal,
  ) => Promise<WhatIfAnswer>;
  readonly explainClocks: (id: ConversationId) => Promise<Told<readonly ExplainedClock[]>>;
  readonly holidayCountries: () => Promise<Told<readonly HolidayCountry[]>>;
  /** Years are calendar years, both included. */
  readonly holidays: (country: string, region: string | undefined, fromYear: number, toYear: number) => Promise<Told<readonly NamedHoliday[]>>;
  readonly readHolidayFile: (text: string) => Promise<HolidayFile>;
  /** [B2] The calendar of somebody's working hours; undefined: always. */
  readonly setWorkingHours: (agent: AgentId, calendar: string | undefined) => Promise<"saved" | "no-network" | "failed">;
}

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
}

const PATIENCE_MS = 15_000;
const revision = z.object({ revision: z.number() });
const problems = z.object({ errors: z.array(z.object({ path: z.string(), message: z.string(), code: z.enum(["shape", "value"]) })) });
const titled = z.object({ title: z.string() });

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

export function createSlaCommands({ clock, request }: Deps): SlaCommands {
  const told = async <Fact>(path: string, read: (raw: unknown) => Fact | undefined): Promise<Told<Fact>> => {
    try {
      const response = await request(path, { signal: AbortSignal.timeout(PATIENCE_MS) });
      const fact = response.ok ? read(parseJson(await response.text())) : undefined;
      return fact === undefined ? { kind: "failed", seen: undefined } : { kind: "fresh", seen: { fact, at: clock.now() } };
    } catch {
      return { kind: "no-network", seen: undefined };
    }
  };
  const items = <Item>(schema: z.ZodType<{ readonly items: readonly Item[] }>) => {
    return (raw: unknown): readonly Item[] | undefined => schema.safeParse(raw).data?.items;
  };

  // What is saved stays readable without a network, for as long as this person is signed in.
  let lastSettings: Seen<SlaSettings> | undefined;
  const remembered = (answer: Told<SlaSettings>): Told<SlaSettings> => {
    if (answer.kind !== "fresh") return { ...answer, seen: lastSettings };
    lastSettings = answer.seen;
    return answer;
  };

  return {
    slaSettings: async () => remembered(await told("/api/v1/policies", readSettings)),
    saveSlaSettings: async (settings) => {
      try {
        const response = await request("/api/v1/policies", { ...json("PUT", settings), signal: AbortSignal.timeout(PATIENCE_MS) });
        const answer = parseJson(await response.text());
        switch (response.status) {
          case 200: {
            const saved = readSettings(answer);
            if (saved === undefined) return { kind: "failed" };
            lastSettings = { fact: saved, at: clock.now() };
            return { kind: "saved", settings: saved };
          }
          case 409:
            return { kind: "changed-meanwhile" };
          case 403:
            return { kind: "not-allowed" };
          case 422:
            return { kind: "refused", problems: problems.safeParse(answer).data?.errors ?? [] };
          default:
            return { kind: "failed" };
        }
      } catch {
        return { kind: "no-network" };
      }
    },
    whatIf: async (question, onProgress, signal) => {
      try {
        const response = await request("/api/v1/sla/what-if", { ...json("POST", question), signal });
        if (response.status === 429) return { kind: "busy" };
        if (!response.ok || response.body === null) {
          const title = titled.safeParse(parseJson(await response.text())).data?.title;
          return title === undefined ? { kind: "failed" } : { kind: "refused", title };
        }
        for await (const line of linesOf(response.body)) {
          const read = whatIfLine.safeParse(parseJson(line));
          if (!read.success) return { kind: "failed" };
          if ("result" in read.data) return { kind: "result", result: read.data.result };
          if ("problem" in read.data) return { kind: "refused", title: read.data.problem.title };
          onProgress(read.data.progress);
        }
        return { kind: "failed" };
      } catch {
        return { kind: signal.aborted ? "stopped" : "no-network" };
      }
    },
    explainClocks: (id) => told(`/api/v1/conversations/${encodeURIComponent(id)}/clocks`, items(explainedClocks)),
    holidayCountries: () => told("/api/v1/holidays/countries", items(holidayCountries)),
    holidays: (country, region, fromYear, toYear) =>
      told(
        `/api/v1/holidays?${new URLSearchParams({ country, from: String(fromYear), to: String(toYear), ...(region === undefined ? {} : { region }) })}`,
        items(namedHolidays),
      ),
    readHolidayFile: async (text) => {
      try {
        const response = await request("/api/v1/holidays/ical", { ...json("POST", { text }), signal: AbortSignal.timeout(PATIENCE_MS) });
        const answer = parseJson(await response.text());
        const read = response.ok ? namedHolidays.safeParse(answer).data?.items : undefined;
        return read === undefined ? { kind: "refused", title: titled.safeParse(answer).data?.title ?? "" } : { kind: "read", holidays: read };
      } catch {
        return { kind: "no-network" };
      }
    },
    setWorkingHours: async (agent, calendar) => {
      try {
        const path = `/api/v1/agents/${encodeURIComponent(agent)}/working-hours`;
        const { ok } = await request(path, { ...json("PUT", { calendar: calendar ?? null }), signal: AbortSignal.timeout(PATIENCE_MS) });
        return ok ? "saved" : "failed";
      } catch {
        return "no-network";
      }
    },
  };
}

function readSettings(raw: unknown): SlaSettings | undefined {
  const parsed = parsePolicies(raw);
  const numbered = revision.safeParse(raw);
  return parsed.ok && numbered.success ? { ...parsed.value, revision: numbered.data.revision } : undefined;
}

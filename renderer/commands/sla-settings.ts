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
import { jsonRequest } from "./json-request.ts";
import { lookBack, type LookedBack, type Progress } from "./look-back.ts";
import { saveNumbered, type NotSaved } from "./save-numbered.ts";
import { askServer, type ReadAnswer, type Seen, type ServerDeps, type Told } from "./ask-server.ts";
import { parseJson } from "./parse-json.ts";

export type SettingsSaved = { readonly kind: "saved"; readonly settings: SlaSettings } | NotSaved;

export type WhatIfAnswer = LookedBack<WhatIfResult>;

/** Holidays out of a file, or what is wrong with it. */
export type HolidayFile =
  | { readonly kind: "read"; readonly holidays: readonly NamedHoliday[] }
  | { readonly kind: "refused"; readonly title: string }
  | { readonly kind: "no-network" };

/** The settings of the clocks, which only the server can change, and what it says about clocks. */
export interface SlaCommands {
  readonly slaSettings: () => Promise<Told<SlaSettings>>;
  readonly saveSlaSettings: (settings: SlaSettings) => Promise<SettingsSaved>;
  readonly whatIf: (question: WhatIfQuestion, onProgress: (progress: Progress) => void, signal: AbortSignal) => Promise<WhatIfAnswer>;
  readonly explainClocks: (id: ConversationId) => Promise<Told<readonly ExplainedClock[]>>;
  readonly holidayCountries: () => Promise<Told<readonly HolidayCountry[]>>;
  /** Years are calendar years, both included. */
  readonly holidays: (country: string, region: string | undefined, fromYear: number, toYear: number) => Promise<Told<readonly NamedHoliday[]>>;
  readonly readHolidayFile: (text: string) => Promise<HolidayFile>;
  /** [B2] The calendar of somebody's working hours; undefined: always. */
  readonly setWorkingHours: (agent: AgentId, calendar: string | undefined) => Promise<"saved" | "no-network" | "failed">;
}

const PATIENCE_MS = 15_000;
const revision = z.object({ revision: z.number() });
const titled = z.object({ title: z.string() });

export function createSlaCommands(deps: ServerDeps): SlaCommands {
  const { clock, request } = deps;
  const told = <Fact>(path: string, read: ReadAnswer<Fact>, before?: Seen<Fact>): Promise<Told<Fact>> => askServer(deps, path, read, { before });
  const items = <Item>(schema: z.ZodType<{ readonly items: readonly Item[] }>) => {
    return (raw: unknown): readonly Item[] | undefined => schema.safeParse(raw).data?.items;
  };

  // What is saved stays readable without a network, for as long as this person is signed in.
  let lastSettings: Seen<SlaSettings> | undefined;

  return {
    slaSettings: async () => {
      const answer = await told("/api/v1/policies", readSettings, lastSettings);
      lastSettings = answer.seen;
      return answer;
    },
    saveSlaSettings: async (settings) => {
      const answer = await saveNumbered(request, { path: "/api/v1/policies", body: settings, read: readSettings });
      if (answer.kind !== "saved") return answer;
      lastSettings = { fact: answer.fact, at: clock.now() };
      return { kind: "saved", settings: answer.fact };
    },
    whatIf: (question, onProgress, signal) => lookBack(request, { path: "/api/v1/sla/what-if", body: question, line: whatIfLine, onProgress, signal }),
    explainClocks: (id) => told(`/api/v1/conversations/${encodeURIComponent(id)}/clocks`, items(explainedClocks)),
    holidayCountries: () => told("/api/v1/holidays/countries", items(holidayCountries)),
    holidays: (country, region, fromYear, toYear) =>
      told(
        `/api/v1/holidays?${new URLSearchParams({ country, from: String(fromYear), to: String(toYear), ...(region === undefined ? {} : { region }) })}`,
        items(namedHolidays),
      ),
    readHolidayFile: async (text) => {
      try {
        const response = await request("/api/v1/holidays/ical", { ...jsonRequest("POST", { text }), signal: AbortSignal.timeout(PATIENCE_MS) });
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
        const { ok } = await request(path, { ...jsonRequest("PUT", { calendar: calendar ?? null }), signal: AbortSignal.timeout(PATIENCE_MS) });
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

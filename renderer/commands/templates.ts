import { z } from "zod";
import { DEFAULT_GUARD_POLICY, type GuardPolicy } from "../../shared/guard/context.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import type { ConversationId, NumberId } from "../../shared/ids.ts";
import type { Template } from "../../shared/inbox/people.ts";
import type { Rollout } from "../../shared/outreach/rollout.ts";
import { lintTemplate, type LintLine } from "../../shared/templates/lint-template.ts";
import { rankTemplates, type RankedTemplate } from "../../shared/templates/rank-templates.ts";
import type { TemplateResults } from "../../shared/templates/results.ts";
import type { AudienceRisk } from "../../shared/templates/audience.ts";
import { days, minus, toInstant, type Instant } from "../../shared/time.ts";
import { deskContext, deskTimeZone } from "../guard/desk-context.ts";
import type { InboxState } from "../state/inbox-state.ts";
import type { GuardDrafts } from "./guard-draft.ts";
import { askServer, fits, type Seen, type ServerDeps, type Told } from "./ask-server.ts";
import { parseJson } from "./parse-json.ts";
import type { Leaving } from "./leaving.ts";

/** What the server knows of the templates beside their rows. */
export interface TemplateFacts {
  /** By the id of the template; agents are told no results. */
  readonly results: ReadonlyMap<string, TemplateResults>;
  readonly audience: ReadonlyMap<string, readonly AudienceRisk[]>;
  readonly sync: {
    readonly possible: boolean;
    readonly at?: Instant | undefined;
    readonly failed?: { readonly at: Instant; readonly message: string } | undefined;
  };
}

export type TemplatePeriod = 7 | 30 | 90;

export type TemplatesSynced = { readonly kind: "synced" } | { readonly kind: "failed"; readonly message: string } | { readonly kind: "no-network" };

export interface TemplateCommands {
  /** [S1-4] The best for this contact first, with what stands in the way of the others. */
  readonly rankTemplates: (conversationId: ConversationId) => readonly RankedTemplate[];
  /** What speaks against a template with these values; undefined when a newer question has overtaken this one. */
  readonly checkTemplate: (
    conversationId: ConversationId,
    template: { readonly name: string; readonly language: string; readonly variables: Readonly<Record<string, string>> },
    leaving?: Leaving,
  ) => Promise<readonly Finding[] | undefined>;
  readonly lintTemplate: (template: Template) => readonly LintLine[];
  readonly templateFacts: (period: TemplatePeriod) => Promise<Told<TemplateFacts>>;
  /** Asks the platform for its list now; for leads. */
  readonly syncTemplates: () => Promise<TemplatesSynced>;
}

interface Deps extends ServerDeps {
  readonly state: () => InboxState;
  readonly guard: GuardDrafts;
  readonly policy: () => GuardPolicy | undefined;
  /** [G-ROLLOUT] How far what a number starts has come, where the desk knows it. */
  readonly rollout?: ((number: NumberId) => Rollout | undefined) | undefined;
}

const PATIENCE_MS = 30_000;

const moment = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));
const count = z.number().int().nonnegative();
const resultsAnswer = z.object({
  sent: count,
  delivered: count,
  read: count,
  replied: count,
  optedOut: count,
  failed: z.array(z.object({ code: z.number(), count })),
  charged: z.array(z.object({ category: z.string(), count })),
  days: z.array(z.object({ day: z.iso.date(), sent: count, read: count })),
});
const audienceAnswer = z.object({ kind: z.enum(["stale", "unknown-consent", "never-replied", "undeliverable"]), count, of: count, limit: z.number() });
const factsAnswer = z
  .object({
    items: z.array(z.object({ id: z.string(), results: resultsAnswer.optional(), audience: z.array(audienceAnswer).default([]) })),
    sync: z.object({ possible: z.boolean(), at: moment.optional(), failed: z.object({ at: moment, message: z.string() }).optional() }),
  })
  .transform(({ items, sync }): TemplateFacts => ({
    results: new Map(items.flatMap(({ id, results }) => (results === undefined ? [] : [[id, results] as const]))),
    audience: new Map(items.map(({ audience, id }) => [id, audience] as const)),
    sync,
  }));
const refusedAnswer = z.object({ title: z.string(), detail: z.string().optional() });

export function createTemplateCommands({ clock, guard, policy, request, rollout, state }: Deps): TemplateCommands {
  const timeZone = deskTimeZone();
  const seen = new Map<TemplatePeriod, Seen<TemplateFacts>>();
  const lint = createLint(() => state().templates, policy);

  return {
    rankTemplates: (conversationId) => {
      const known = state();
      const context = deskContext(known, conversationId, timeZone);
      if (context === undefined) return [];
      return rankTemplates(known.templates.values(), {
        context: { ...context, rollout: rollout?.(context.conversation.numberId) },
        policy: policy() ?? DEFAULT_GUARD_POLICY,
        now: clock.now(),
        lint,
        results: (seen.get(30) ?? seen.get(90) ?? seen.get(7))?.fact.results,
        lastUsed: lastUsed(known),
      });
    },
    checkTemplate: (conversationId, template, leaving) => guard.findings(conversationId, { kind: "template", ...template }, leaving),
    lintTemplate: lint,
    templateFacts: async (period) => {
      const now = clock.now();
      const query = new URLSearchParams({ from: new Date(minus(now, days(period))).toISOString(), to: new Date(now).toISOString() });
      const told = await askServer({ request, clock }, `/api/v1/templates?${query}`, fits(factsAnswer), { before: seen.get(period), patience: PATIENCE_MS });
      if (told.kind === "fresh") seen.set(period, told.seen);
      return told;
    },
    syncTemplates: async () => {
      try {
        const response = await request("/api/v1/templates/sync", { method: "POST", signal: AbortSignal.timeout(PATIENCE_MS) });
        if (response.ok) return { kind: "synced" };
        const refused = refusedAnswer.safeParse(parseJson(await response.text())).data;
        return { kind: "failed", message: refused?.detail ?? refused?.title ?? String(response.status) };
      } catch {
        return { kind: "no-network" };
      }
    },
  };
}

/** A template that has not changed is not read again. */
function createLint(templates: () => InboxState["templates"], policy: () => GuardPolicy | undefined): TemplateCommands["lintTemplate"] {
  let of: readonly unknown[] = [];
  let known = new WeakMap<Template, readonly LintLine[]>();
  return (template) => {
    const now = [templates(), policy()];
    if (now.some((part, index) => part !== of[index])) {
      of = now;
      known = new WeakMap();
    }
    const before = known.get(template);
    if (before !== undefined) return before;
    const lines = lintTemplate(template, [...templates().values()], policy() ?? DEFAULT_GUARD_POLICY);
    known.set(template, lines);
    return lines;
  };
}

/** As far as this desk has read: the threads that are here. */
function lastUsed({ threads }: InboxState): ReadonlyMap<string, Instant> {
  const used = new Map<string, Instant>();
  for (const { messages } of threads.values()) {
    for (const { at, content, direction } of messages) {
      if (direction !== "out" || content.type !== "template") continue;
      const id = `${content.name}:${content.language}`;
      const before = used.get(id);
      if (before === undefined || before < at) used.set(id, at);
    }
  }
  return used;
}

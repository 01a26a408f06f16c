import { DEFAULT_GUARD_POLICY } from "../../shared/guard/context.ts";
import { lintTemplate } from "../../shared/templates/lint-template.ts";
import { rankTemplates } from "../../shared/templates/rank-templates.ts";
import type { TemplateResults } from "../../shared/templates/results.ts";
import type { TemplateCommands, TemplateFacts } from "../commands/templates.ts";
import { deskContext } from "../guard/desk-context.ts";
import { inboxStore } from "../state/inbox-store.ts";
import { ago } from "./conversations.ts";
import { NOW, templates } from "./people.ts";

const results = (sent: number, more: Partial<TemplateResults> = {}): TemplateResults => ({
  sent,
  delivered: Math.round(sent * 0.96),
  read: Math.round(sent * 0.81),
  replied: Math.round(sent * 0.34),
  optedOut: 0,
  failed: [{ code: 131026, count: sent - Math.round(sent * 0.96) }],
  charged: [{ category: "UTILITY", count: Math.round(sent * 0.96) }],
  days: Array.from({ length: 28 }, (_, index) => ({
    day: `2026-02-${String(index + 1).padStart(2, "0")}`,
    sent: Math.round((sent / 28) * (1 + 0.6 * Math.sin(index))),
    read: Math.round((sent / 36) * (1 + 0.6 * Math.sin(index))),
  })),
  ...more,
});

const MARKETING = { charged: [{ category: "MARKETING", count: 700 }] };
export const templateFacts: TemplateFacts = {
  results: new Map([
    ["tp1", results(1_840)],
    ["tp2", results(412)],
    ["tp3", results(96)],
    [
      "tp4",
      results(760, {
        ...MARKETING,
        read: 301,
        replied: 22,
        optedOut: 31,
        failed: [
          { code: 131049, count: 44 },
          { code: 131026, count: 12 },
        ],
      }),
    ],
    ["tp5", results(530, { ...MARKETING, read: 260, replied: 18, optedOut: 9 })],
  ]),
  audience: new Map([["tp4", [{ kind: "stale", count: 402, of: 760, limit: 0.3 }]]]),
  sync: { possible: true, at: ago(7) },
};

export const fakeTemplateCommands: TemplateCommands = {
  rankTemplates: (id) => {
    const state = inboxStore.getState();
    const context = deskContext(state, id, undefined);
    if (context === undefined) return [];
    return rankTemplates(state.templates.values(), { context, policy: DEFAULT_GUARD_POLICY, now: NOW, lint: (template) => lintTemplate(template, templates) });
  },
  checkTemplate: async () => [],
  lintTemplate: (template) => lintTemplate(template, templates),
  templateFacts: async () =>
    inboxStore.getState().connection.kind === "offline"
      ? { kind: "no-network", seen: { fact: templateFacts, at: ago(11) } }
      : { kind: "fresh", seen: { fact: templateFacts, at: NOW } },
  syncTemplates: async () => ({ kind: "synced" }),
};

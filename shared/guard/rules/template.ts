import type { Template } from "../../inbox/people.ts";
import type { Rule } from "../context.ts";
import type { Finding } from "../finding.ts";

const CHOOSE_ANOTHER = [{ command: "use-template" }] as const;

/** [G-TEMPLATE] A template must exist and be approved in this very language, with every variable filled; low quality is said. */
export const templateRule: Rule = (draft, { templates }) => {
  if (draft.kind !== "template" || templates === undefined) return [];

  const template = templates.find(({ language, name }) => name === draft.name && language === draft.language);
  if (template === undefined) {
    const languages = templates.filter(({ name }) => name === draft.name).map(({ language }) => language);
    return [stop("guard.template.unknown", { name: draft.name, language: draft.language, languages })];
  }
  if (template.status !== "APPROVED")
    return [stop("guard.template.notApproved", { name: template.name, language: template.language, status: template.status })];

  const missing = placeholders(template).filter((name) => (draft.variables[name] ?? "").trim() === "");
  return [
    ...(missing.length === 0
      ? []
      : [{ ...stop("guard.template.variables", { name: template.name, missing: missing.join(", "), count: missing.length }), remedies: [{ command: "fix" }] }]),
    ...quality(template),
  ];
};

const stop = (messageKey: string, evidence: Finding["evidence"]): Finding => ({
  rule: "G-TEMPLATE",
  severity: "stop",
  messageKey,
  evidence,
  remedies: CHOOSE_ANOTHER,
});

function quality({ language, name, quality }: Template): readonly Finding[] {
  if (quality !== "YELLOW" && quality !== "RED") return [];
  const messageKey = quality === "RED" ? "guard.template.qualityLow" : "guard.template.quality";
  return [{ rule: "G-TEMPLATE", severity: "advise", messageKey, evidence: { name, language, quality }, remedies: CHOOSE_ANOTHER }];
}

/** Names between double braces, each once, in order. */
export function placeholders({ body, header }: Pick<Template, "body" | "header">): readonly string[] {
  const names = [...`${header ?? ""}\n${body}`.matchAll(/\{\{\s*([^{}\s]{1,60})\s*\}\}/g)].map(([, name]) => name ?? "");
  return [...new Set(names)];
}

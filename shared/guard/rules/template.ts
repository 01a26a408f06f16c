import type { Template } from "../../inbox/people.ts";
import { fieldFault, templateFields } from "../../templates/template-fields.ts";
import type { Rule } from "../context.ts";
import type { Finding } from "../finding.ts";

const CHOOSE_ANOTHER = [{ command: "use-template" }] as const;

/** [G-TEMPLATE] A template must exist and be approved in this very language, with everything filled in; low quality is said. */
export const templateRule: Rule = (draft, { templates }) => {
  if (draft.kind !== "template" || templates === undefined) return [];

  const template = templates.find(({ language, name }) => name === draft.name && language === draft.language);
  if (template === undefined) {
    const languages = templates.filter(({ name }) => name === draft.name).map(({ language }) => language);
    return [stop("guard.template.unknown", { name: draft.name, language: draft.language, languages })];
  }
  const barred = notUsable(template);
  if (barred !== undefined) return [barred];

  const fields = templateFields(template);
  const given = (key: string): string => draft.variables[key] ?? "";
  const missing = fields.filter(({ key, required }) => required && given(key).trim() === "").map(({ key, name }) => (key === name ? name : key));
  const faulty = fields.flatMap((field) => {
    const fault = given(field.key).trim() === "" ? undefined : fieldFault(field, given(field.key));
    return fault === undefined ? [] : [{ ...stop(`guard.template.${fault}`, { name: template.name, variable: field.key, kind: field.kind }), remedies: FIX }];
  });
  return [
    ...(missing.length === 0
      ? []
      : [{ ...stop("guard.template.variables", { name: template.name, missing: missing.join(", "), count: missing.length }), remedies: FIX }]),
    ...faulty,
    ...quality(template),
  ];
};

const FIX = [{ command: "fix" }] as const;

/** Statuses that have a sentence of their own. */
const SENTENCES: Readonly<Record<string, string>> = {
  PENDING: "pending",
  IN_APPEAL: "inAppeal",
  REJECTED: "rejected",
  PAUSED: "paused",
  DISABLED: "disabled",
  ARCHIVED: "archived",
  DELETED: "deleted",
  PENDING_DELETION: "deleted",
};

/** [S1-4] Why the platform would refuse it, whatever is filled in. */
export function notUsable(template: Template): Finding | undefined {
  const { language, name, pausedUntil, reason, status } = template;
  if (status === "APPROVED") return undefined;
  const evidence = { name, language, status };
  const sentence = SENTENCES[status];
  if (status === "PAUSED" && pausedUntil !== undefined) return stop("guard.template.pausedUntil", { ...evidence, untilAt: pausedUntil });
  if (status === "REJECTED" && reason !== undefined) return stop("guard.template.rejectedFor", { ...evidence, reason });
  return stop(`guard.template.${sentence ?? "notApproved"}`, evidence);
}

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

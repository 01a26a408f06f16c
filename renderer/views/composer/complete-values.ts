import type { Template } from "../../../shared/inbox/people.ts";
import { fieldFault, templateFields } from "../../../shared/templates/template-fields.ts";

/** What was filled in, without what stayed empty; undefined while something is missing or wrong. */
export function completeValues(template: Template, values: Readonly<Record<string, string>>): Readonly<Record<string, string>> | undefined {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""));
  const fields = templateFields(template);
  const isComplete = fields.every(({ key, required }) => !required || key in given);
  const isSound = fields.every((field) => given[field.key] === undefined || fieldFault(field, given[field.key] ?? "") === undefined);
  return isComplete && isSound ? given : undefined;
}

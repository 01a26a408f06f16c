import { renderTemplate } from "../../inbox/render-template.ts";
import type { Template } from "../../inbox/people.ts";
import type { Draft, GuardContext, GuardPolicy } from "../context.ts";
import type { Finding } from "../finding.ts";
import type { Instant } from "../../time.ts";
import { readText, type Reading } from "./reading.ts";

/** A draft, folded once for all the rules that read it. */
export interface DraftReading {
  readonly draft: Draft;
  /** What the customer will read: the text, or the template with its values; none where the template is not known here. */
  readonly whole: Reading | undefined;
  readonly template: Template | undefined;
  /** Each value that somebody typed into a template. */
  readonly values: readonly { readonly name: string; readonly reading: Reading }[];
}

/** A rule about the text itself. Pure, like every rule; the text comes folded. */
export type TextRule = (read: DraftReading, context: GuardContext, policy: GuardPolicy, now: Instant) => readonly Finding[];

export function readDraft(draft: Draft, { templates }: Pick<GuardContext, "templates">): DraftReading {
  if (draft.kind === "text") return { draft, whole: readText(draft.text), template: undefined, values: [] };

  const template = templates?.find(({ language, name }) => name === draft.name && language === draft.language);
  const values = Object.entries(draft.variables).map(([name, value]) => ({ name, reading: readText(value) }));
  return { draft, whole: template === undefined ? undefined : readText(templateText(template, draft.variables)), template, values };
}

/** All that a template says, part by part on lines of their own. */
export function templateText(template: Template, variables: Readonly<Record<string, string>>): string {
  const filled = renderTemplate(template, variables);
  if (filled.type !== "template") return "";
  return [filled.header, filled.body, filled.footer, ...filled.buttons].filter((part) => part !== undefined && part !== "").join("\n");
}

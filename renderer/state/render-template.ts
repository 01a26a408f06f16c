import type { MessageContent } from "../../shared/inbox/message.ts";
import type { Template } from "../../shared/inbox/people.ts";

/** A template as the customer will see it. A variable without a value keeps its braces. */
export function renderTemplate(template: Template, variables: Readonly<Record<string, string>>): MessageContent {
  const fill = (text: string): string => text.replaceAll(/\{\{\s*([^{}\s]{1,60})\s*\}\}/g, (braces, name: string) => variables[name] ?? braces);
  return {
    type: "template",
    name: template.name,
    language: template.language,
    category: template.category,
    header: template.header === undefined ? undefined : fill(template.header),
    body: fill(template.body),
    footer: template.footer,
    buttons: template.buttons,
    variables,
  };
}

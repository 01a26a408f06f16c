import type { MessageContent } from "./message.ts";
import type { Template } from "./people.ts";

/** What the customer sees of a template; a variable without a value keeps its braces, so that nobody mistakes it for text. */
export function renderTemplate(template: Template, variables: Readonly<Record<string, string>>): MessageContent {
  const fill = (text: string, part = "") =>
    text.replace(/\{\{\s*([^{}\s]{1,60})\s*\}\}/g, (braces, name: string) => {
      const value = variables[`${part}${name}`];
      return value === undefined || value.trim() === "" ? braces : value;
    });
  return {
    type: "template",
    name: template.name,
    language: template.language,
    category: template.category,
    header: template.header === undefined ? undefined : fill(template.header, "header."),
    ...(template.headerMedia === undefined ? {} : { headerMedia: template.headerMedia }),
    body: fill(template.body),
    footer: template.footer,
    buttons: template.buttons,
    variables,
  };
}

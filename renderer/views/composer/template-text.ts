import type { Contact, Template } from "../../../shared/inbox/people.ts";

const VARIABLE = /\{\{\s*([^{}\s]{1,60})\s*\}\}/gu;

/** What is filled in stands there; what is missing stays visible as `{{name}}`. */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(VARIABLE, (whole, name: string) => (values[name]?.trim() ? values[name] : whole));

export const isUsable = ({ status }: Template): boolean => status === "APPROVED";

const CATEGORY = { UTILITY: 0, AUTHENTICATION: 1, MARKETING: 2 } as const;
const QUALITY = { GREEN: 0, UNKNOWN: 1, YELLOW: 2, RED: 3 } as const;

/** What may be sent now comes first, then the customer's own language, then service before offers, then quality. */
export function inOrder(templates: Iterable<Template>, contact: Contact | undefined): readonly Template[] {
  const speaks = (template: Template) =>
    contact?.language !== undefined && template.language.slice(0, 2).toLowerCase() === contact.language.slice(0, 2).toLowerCase();
  const rank = (template: Template) => [isUsable(template) ? 0 : 1, speaks(template) ? 0 : 1, CATEGORY[template.category], QUALITY[template.quality]];
  return [...templates].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    for (let i = 0; i < x.length; i += 1) if (x[i] !== y[i]) return (x[i] ?? 0) - (y[i] ?? 0);
    return a.name < b.name ? -1 : 1;
  });
}

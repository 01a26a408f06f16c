/** A template as the platform lists it. Variables are `{{1}}` or `{{name}}`, in header and body. */
export interface SimulatedTemplate {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly category: "UTILITY" | "MARKETING" | "AUTHENTICATION";
  readonly status: "APPROVED" | "PENDING" | "REJECTED" | "PAUSED" | "DISABLED";
  readonly quality: "GREEN" | "YELLOW" | "RED" | "UNKNOWN";
  readonly header?: string;
  readonly body: string;
  readonly footer?: string;
  readonly buttons?: readonly string[];
}

/** The names of the variables of one part, in the order in which they stand. */
export const variablesOf = (text: string | undefined): readonly string[] => [
  ...new Set([...(text ?? "").matchAll(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g)].map(([, name]) => name ?? "")),
];

export const templateNode = ({ header, body, footer, buttons, quality, ...rest }: SimulatedTemplate): Readonly<Record<string, unknown>> => ({
  ...rest,
  quality_score: { score: quality },
  components: [
    ...(header === undefined ? [] : [{ type: "HEADER", format: "TEXT", text: header }]),
    { type: "BODY", text: body, ...exampleOf(body) },
    ...(footer === undefined ? [] : [{ type: "FOOTER", text: footer }]),
    ...(buttons === undefined ? [] : [{ type: "BUTTONS", buttons: buttons.map((text) => ({ type: "QUICK_REPLY", text })) }]),
  ],
});

const exampleOf = (body: string): object => {
  const names = variablesOf(body);
  return names.length === 0 ? {} : { example: { body_text: [names.map((name) => `example ${name}`)] } };
};

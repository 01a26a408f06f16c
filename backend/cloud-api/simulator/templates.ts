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
  /** A file or a place at the head, instead of text. */
  readonly headerFormat?: "IMAGE" | "VIDEO" | "DOCUMENT" | "LOCATION";
  /** A text alone is a quick reply. */
  readonly buttons?: readonly (string | SimulatedButton)[];
  /** Examples for the body, in the order of its variables. */
  readonly examples?: readonly string[];
}

export type SimulatedButton =
  | { readonly type: "URL"; readonly text: string; readonly url: string; readonly example?: string }
  | { readonly type: "COPY_CODE"; readonly text: string; readonly example: string };

/** The names of the variables of one part, in the order in which they stand. */
export const variablesOf = (text: string | undefined): readonly string[] => [
  ...new Set([...(text ?? "").matchAll(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g)].map(([, name]) => name ?? "")),
];

export const templateNode = ({
  header,
  headerFormat,
  body,
  footer,
  buttons,
  examples,
  quality,
  ...rest
}: SimulatedTemplate): Readonly<Record<string, unknown>> => ({
  ...rest,
  quality_score: { score: quality },
  components: [
    ...(headerFormat !== undefined
      ? [{ type: "HEADER", format: headerFormat }]
      : header === undefined
        ? []
        : [{ type: "HEADER", format: "TEXT", text: header }]),
    { type: "BODY", text: body, ...exampleOf(body, examples) },
    ...(footer === undefined ? [] : [{ type: "FOOTER", text: footer }]),
    ...(buttons === undefined ? [] : [{ type: "BUTTONS", buttons: buttons.map(buttonNode) }]),
  ],
});

const buttonNode = (button: string | SimulatedButton): object =>
  typeof button === "string" ? { type: "QUICK_REPLY", text: button } : { ...button, ...(button.example === undefined ? {} : { example: [button.example] }) };

const exampleOf = (body: string, examples: readonly string[] = []): object => {
  const names = variablesOf(body);
  const given = names.map((name, index) => examples[index] ?? `example ${name}`);
  if (names.length === 0) return {};
  return names.every((name) => /^\d+$/.test(name))
    ? { example: { body_text: [given] } }
    : { example: { body_text_named_params: names.map((name, index) => ({ param_name: name, example: given[index] })) } };
};

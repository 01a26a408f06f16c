import { z } from "zod";
import type { HeaderMedia, Template } from "../../shared/inbox/people.ts";
import { variableNames } from "../../shared/templates/template-fields.ts";
import type { RemoteTemplate } from "../cloud-api/port.ts";

const QUALITIES: Readonly<Record<string, Template["quality"]>> = { GREEN: "GREEN", YELLOW: "YELLOW", RED: "RED" };
const MEDIA: Readonly<Record<string, HeaderMedia>> = { IMAGE: "image", VIDEO: "video", GIF: "video", DOCUMENT: "document", LOCATION: "location" };

const named = z.array(z.object({ param_name: z.string(), example: z.string() })).catch([]);
const texts = z.array(z.string()).catch([]);
const componentSchema = z.object({
  type: z.string().transform((type) => type.toUpperCase()),
  format: z
    .string()
    .transform((format) => format.toUpperCase())
    .optional()
    .catch(undefined),
  text: z.string().optional().catch(undefined),
  buttons: z.array(z.unknown()).catch([]).default([]),
  example: z
    .object({
      body_text: z.array(texts).catch([]).default([]),
      header_text: texts.default([]),
      body_text_named_params: named.default([]),
      header_text_named_params: named.default([]),
    })
    .optional()
    .catch(undefined),
});
const buttonSchema = z.object({
  type: z
    .string()
    .transform((type) => type.toUpperCase())
    .catch(""),
  text: z.string().catch(""),
  url: z.string().optional().catch(undefined),
  example: z.union([z.string(), texts]).optional().catch(undefined),
});
type Button = z.infer<typeof buttonSchema>;

/** What the platform lists, in our words; a component that cannot be read costs itself only. */
export function readTemplate({ category, components, language, name, nextCategory, quality, reason, status, ttlSeconds }: RemoteTemplate): Template {
  const parts = components.flatMap((component) => componentSchema.safeParse(component).data ?? []);
  const part = (type: string) => parts.find((one) => one.type === type);
  const header = part("HEADER");
  const body = part("BODY");
  const buttons = (part("BUTTONS")?.buttons ?? []).map((button): Button => buttonSchema.safeParse(button).data ?? { type: "", text: "" });
  const at = <Found>(pick: (button: Button, index: number) => readonly Found[]): readonly Found[] => buttons.flatMap(pick);

  const headerMedia = MEDIA[header?.format ?? ""];
  const links = at(({ url }, button) => (url === undefined ? [] : [{ button, url }]));
  const codes = at(({ type }, index) => (type === "COPY_CODE" ? [index] : []));
  const examples = {
    ...examplesOf(body?.text, body?.example?.body_text[0] ?? [], body?.example?.body_text_named_params ?? [], ""),
    ...examplesOf(header?.text, header?.example?.header_text ?? [], header?.example?.header_text_named_params ?? [], "header."),
    ...Object.fromEntries(at(({ example, url }, index) => buttonExample(example, url, index))),
  };
  const next = nextCategory === undefined ? undefined : categoryOf(nextCategory);
  return {
    id: `${name}:${language}`,
    name,
    language,
    category: categoryOf(category),
    status,
    quality: QUALITIES[quality?.toUpperCase() ?? ""] ?? "UNKNOWN",
    header: headerMedia === undefined ? header?.text : undefined,
    body: body?.text ?? "",
    footer: part("FOOTER")?.text,
    buttons: buttons.map(({ text, type }) => (text === "" ? type.toLowerCase().replaceAll("_", " ") : text)),
    headerMedia,
    links: links.length === 0 ? undefined : links,
    codes: codes.length === 0 ? undefined : codes,
    examples: Object.keys(examples).length === 0 ? undefined : examples,
    ttlSeconds,
    reason,
    nextCategory: next === undefined ? undefined : { category: next },
  };
}

function categoryOf(word: string): Template["category"] {
  const category = word.toUpperCase();
  return category === "MARKETING" || category === "AUTHENTICATION" ? category : "UTILITY";
}

/** Numbered examples stand in the order of the variables, named ones by their name. */
function examplesOf(
  text: string | undefined,
  inOrder: readonly string[],
  byName: readonly { readonly param_name: string; readonly example: string }[],
  prefix: string,
): Readonly<Record<string, string>> {
  const known = new Set(variableNames(text ?? ""));
  const numbered = inOrder.map((example, index) => [`${index + 1}`, example] as const);
  return Object.fromEntries(
    [...numbered, ...byName.map(({ example, param_name: name }) => [name, example] as const)]
      .filter(([name]) => known.has(name))
      .map(([name, example]) => [`${prefix}${name}`, example]),
  );
}

/** The example of a link is the whole address: what stands for the variable is what our address does not have. */
function buttonExample(example: Button["example"], url: string | undefined, index: number): readonly (readonly [string, string])[] {
  const whole = typeof example === "string" ? example : example?.[0];
  if (whole === undefined) return [];
  if (url === undefined) return [[`button.${index}.code`, whole]];
  const before = url.split("{{")[0] ?? "";
  return url.includes("{{") ? [[`button.${index}.1`, whole.startsWith(before) ? whole.slice(before.length) : whole]] : [];
}

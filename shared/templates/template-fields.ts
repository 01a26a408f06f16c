import type { HeaderMedia, Template } from "../inbox/people.ts";

/** One value that a send of the template needs, or may have. */
export interface TemplateField {
  /** Under this key it stands among the variables of a send: `1`, `name`, `header.1`, `header.media.image`, `button.0.1`. */
  readonly key: string;
  /** Between the braces; empty where there are none. */
  readonly name: string;
  readonly place: "header" | "body" | "button";
  readonly kind: "text" | Exclude<HeaderMedia, "location"> | "filename" | "latitude" | "longitude" | "place" | "address" | "link" | "code";
  /** The place of the button. */
  readonly button?: number | undefined;
  readonly required: boolean;
  readonly example?: string | undefined;
}

/** Everything that is filled in, in the order in which the customer reads it. */
export function templateFields(template: Pick<Template, "body" | "header" | "headerMedia" | "links" | "codes" | "examples">): readonly TemplateField[] {
  const { body, codes = [], examples = {}, header = "", headerMedia, links = [] } = template;
  const text = (place: "header" | "body", part: string): readonly TemplateField[] =>
    variableNames(part).map((name) => ({ key: place === "header" ? `header.${name}` : name, name, place, kind: "text", required: true }));
  const fields: readonly TemplateField[] = [
    ...(headerMedia === undefined ? text("header", header) : mediaFields(headerMedia)),
    ...text("body", body),
    ...links
      .filter(({ url }) => variableNames(url).length > 0)
      .map(({ button }): TemplateField => ({ key: `button.${button}.1`, name: "1", place: "button", kind: "link", button, required: true })),
    ...codes.map((button): TemplateField => ({ key: `button.${button}.code`, name: "", place: "button", kind: "code", button, required: true })),
  ];
  return fields.map((field) => (examples[field.key] === undefined ? field : { ...field, example: examples[field.key] }));
}

function mediaFields(media: HeaderMedia): readonly TemplateField[] {
  const field = (key: string, kind: TemplateField["kind"], required = true): TemplateField => ({
    key: `header.${key}`,
    name: "",
    place: "header",
    kind,
    required,
  });
  if (media === "location")
    return [
      field("location.latitude", "latitude"),
      field("location.longitude", "longitude"),
      field("location.name", "place"),
      field("location.address", "address"),
    ];
  return [field(`media.${media}`, media), ...(media === "document" ? [field("media.filename", "filename", false)] : [])];
}

/** Names between double braces, each once, in order. */
export const variableNames = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\{\{\s*([^{}\s]{1,60})\s*\}\}/g)].map(([, name]) => name ?? "")),
];

/** What the platform takes for a file: an address that it can fetch, or the id of one that was uploaded to it. */
export const isMediaReference = (value: string): boolean => /^https:\/\/[^\s]{3,1000}$/i.test(value) || /^\d{5,40}$/.test(value);

/** Undefined where the value will do; else what is wrong with it. */
export function fieldFault({ kind }: TemplateField, raw: string): "media" | "coordinate" | undefined {
  const value = raw.trim();
  switch (kind) {
    case "image":
    case "video":
    case "document":
      return isMediaReference(value) ? undefined : "media";
    case "latitude":
    case "longitude": {
      const degrees = /^[+-]?\d{1,3}(?:\.\d{1,15})?$/.test(value) ? Number(value) : Number.NaN;
      return Math.abs(degrees) <= (kind === "latitude" ? 90 : 180) ? undefined : "coordinate";
    }
    default:
      return undefined;
  }
}

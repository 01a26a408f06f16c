import { z } from "zod";
import { refusal, type Refusal } from "./refusal.ts";
import { variablesOf, type SimulatedTemplate } from "./templates.ts";

type Component = Readonly<Record<string, unknown>> & { readonly type: string };

const parameterSchema = z.object({ type: z.string(), text: z.string().optional(), parameter_name: z.string().optional() });
const mediaSchema = z.looseObject({ id: z.string().min(1).optional(), link: z.url({ protocol: /^https?$/ }).optional() });
const degrees = (most: number) => z.coerce.number().min(-most).max(most);
const locationSchema = z.object({ latitude: degrees(90), longitude: degrees(180), name: z.string().min(1), address: z.string().min(1) });

/** What the platform would say about the parameters of a template, part by part. */
export function componentProblem(template: SimulatedTemplate, components: readonly Component[]): Refusal | undefined {
  const given = (part: string): readonly unknown[] =>
    components.filter(({ type }) => type.toLowerCase() === part).flatMap(({ parameters }) => (Array.isArray(parameters) ? parameters : []));
  const { headerFormat } = template;
  return (
    (headerFormat === undefined ? parameterProblem("header", variablesOf(template.header), given("header")) : mediaProblem(headerFormat, given("header"))) ??
    parameterProblem("body", variablesOf(template.body), given("body")) ??
    buttonProblem(template, components)
  );
}

function parameterProblem(part: string, names: readonly string[], given: readonly unknown[]): Refusal | undefined {
  if (given.length !== names.length)
    return refusal(132000, `${part}: number of localizable_params (${given.length}) does not match the expected number of params (${names.length}).`);
  const positional = names.every((name) => /^\d+$/.test(name));
  for (const raw of given) {
    const parameter = parameterSchema.safeParse(raw).data;
    if (parameter === undefined || (parameter.type === "text" && (parameter.text ?? "") === "")) return refusal(131008, `${part}: a parameter has no text.`);
    if (!positional && !names.includes(parameter.parameter_name ?? ""))
      return refusal(132000, `${part}: parameter_name is missing or not part of the template.`);
    if (/[\n\t]| {5,}/.test(parameter.text ?? "")) return refusal(132018, `${part}: a parameter has line breaks, tabs or more than four spaces in a row.`);
  }
  return undefined;
}

function mediaProblem(format: NonNullable<SimulatedTemplate["headerFormat"]>, given: readonly unknown[]): Refusal | undefined {
  const [first] = given as readonly (Readonly<Record<string, unknown>> | undefined)[];
  const kind = format.toLowerCase();
  if (given.length !== 1 || first?.["type"] !== kind)
    return refusal(132012, `header: Format mismatch, expected ${format}, received ${String(first?.["type"] ?? "UNKNOWN").toUpperCase()}.`);
  if (kind === "location")
    return locationSchema.safeParse(first["location"]).success ? undefined : refusal(131008, "header: a location needs latitude, longitude, name and address.");
  const media = mediaSchema.safeParse(first[kind]).data;
  return media === undefined || (media.id === undefined) === (media.link === undefined)
    ? refusal(131008, `header: ${kind} needs either an id or a link.`)
    : undefined;
}

function buttonProblem({ buttons = [] }: SimulatedTemplate, components: readonly Component[]): Refusal | undefined {
  for (const [index, button] of buttons.entries()) {
    const own = components.find((one) => one.type.toLowerCase() === "button" && String(one["index"]) === String(index));
    const wants = typeof button === "string" ? undefined : button.type === "COPY_CODE" ? "copy_code" : button.url.includes("{{") ? "url" : undefined;
    if (wants === undefined) {
      if (own?.["sub_type"] === "url") return refusal(132018, `buttons: Button at index ${index} does not take a parameter.`);
      continue;
    }
    const [parameter] = (Array.isArray(own?.["parameters"]) ? own["parameters"] : []) as readonly (Readonly<Record<string, unknown>> | undefined)[];
    const value = parameter?.[wants === "url" ? "text" : "coupon_code"];
    if (own?.["sub_type"] !== wants || typeof value !== "string" || value === "")
      return refusal(131008, `buttons: Button at index ${index} of type ${wants === "url" ? "Url" : "CopyCode"} requires a parameter.`);
  }
  return undefined;
}

import type { MessageContent } from "../../shared/inbox/message.ts";
import { listOf, objectOf, textOf } from "./normalise-scalars.ts";

/**
 * A template that somebody else sent for us. The echo names it and its variables, never its wording, so `body` stays
 * empty until a reader joins it with the template's text.
 */
export function templateContent(raw: unknown): Extract<MessageContent, { type: "template" }> | undefined {
  const template = objectOf(raw);
  const name = textOf(template?.name);
  if (template === undefined || name === undefined) return undefined;

  const parameters = listOf(template.components)
    .map(objectOf)
    .filter((component) => textOf(component?.type)?.toLowerCase() === "body")
    .flatMap((component) => listOf(component?.parameters));
  const variables = Object.fromEntries(
    parameters.map((parameter, index) => [textOf(objectOf(parameter)?.parameter_name) ?? String(index + 1), textOf(objectOf(parameter)?.text) ?? ""]),
  );
  return { type: "template", name, language: textOf(objectOf(template.language)?.code) ?? "", body: "", buttons: [], variables };
}

import { z } from "zod";
import type { MessageContent } from "../../shared/inbox/message.ts";
import { listOf, objectOf, present, textOf, textSchema, wordSchema, type Raw } from "./normalise-scalars.ts";

type Interactive = Extract<MessageContent, { type: "interactive" }>;

const reply = z.object({ id: textSchema, title: wordSchema, description: textSchema });
const flow = z.object({ response_json: z.union([z.string(), z.looseObject({})]).optional(), body: textSchema, name: textSchema });
const permission = z.object({ response: wordSchema });

/** Replies of a customer, and questions of ours when they come back as an echo. */
export function interactiveContent(raw: unknown): Interactive | undefined {
  const interactive = objectOf(raw);
  if (interactive === undefined) return undefined;
  const kind = textOf(interactive.type) ?? Object.keys(interactive).find((key) => key.endsWith("_reply"));
  switch (kind) {
    case "button_reply":
      return { type: "interactive", kind: "button", ...present(reply.parse(interactive.button_reply)) };
    case "list_reply":
      return { type: "interactive", kind: "list", ...present(reply.parse(interactive.list_reply)) };
    case "nfm_reply": {
      const { response_json, body, name } = flow.parse(interactive.nfm_reply);
      return { type: "interactive", kind: "flow", title: body ?? name ?? "Form", answers: answersOf(response_json) };
    }
    case "call_permission_reply":
      return { type: "interactive", kind: "call-permission", title: permission.parse(interactive.call_permission_reply).response };
    case undefined:
      return undefined;
    default:
      return interactive.action === undefined ? { type: "interactive", kind: "other", title: kind } : question(kind, interactive);
  }
}

/** Names the platform adds for itself: no answer of the customer. */
const NOT_ANSWERS = new Set(["flow_token"]);

function answersOf(json: unknown): readonly { name: string; value: string }[] {
  const answers = typeof json === "string" ? parsed(json) : objectOf(json);
  return Object.entries(answers ?? {})
    .filter(([name]) => !NOT_ANSWERS.has(name))
    .map(([name, value]) => ({ name: textOf(name) ?? "", value: answerText(value) }));
}

function answerText(value: unknown): string {
  if (typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.map((part) => textOf(part) ?? answerText(part)).join(", ");
  const nested = objectOf(value);
  return nested === undefined
    ? (textOf(value) ?? "")
    : Object.entries(nested)
        .map(([name, part]) => `${name}: ${textOf(part) ?? ""}`)
        .join(", ");
}

function parsed(json: string): Raw | undefined {
  try {
    return objectOf(JSON.parse(json));
  } catch {
    return undefined;
  }
}

function question(kind: string, interactive: Raw): Interactive {
  const action = objectOf(interactive.action) ?? {};
  const buttons = listOf(action.buttons).flatMap((button) => textOf(objectOf(objectOf(button)?.reply)?.title) ?? []);
  const rows = listOf(action.sections)
    .flatMap((section) => listOf(objectOf(section)?.rows))
    .flatMap((row) => textOf(objectOf(row)?.title) ?? []);
  const link = textOf(objectOf(action.parameters)?.display_text);
  return {
    type: "interactive",
    kind: "question",
    title: textOf(objectOf(interactive.body)?.text) ?? kind,
    buttons: [...buttons, ...rows, ...(link === undefined ? [] : [link])],
  };
}

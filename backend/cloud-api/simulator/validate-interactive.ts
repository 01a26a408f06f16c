import { z } from "zod";
import { lengthFacts } from "../../../shared/platform/facts.ts";
import { refusal } from "./refusal.ts";
import type { Validation } from "./validate-send.ts";

const max = (fact: { readonly value: number }): z.ZodString => z.string().min(1).max(fact.value);
const footer = z.object({ text: max(lengthFacts.footer) }).optional();
const button = z.object({ type: z.literal("reply"), reply: z.object({ id: max(lengthFacts.buttonId), title: max(lengthFacts.buttonLabel) }) });
const row = z.object({ id: z.string().min(1), title: max(lengthFacts.listTitle), description: z.string().max(lengthFacts.listDescription.value).optional() });

const buttons = z.object({
  type: z.literal("button"),
  body: z.object({ text: max(lengthFacts.interactiveBody) }),
  footer,
  action: z.object({ buttons: z.array(button).min(1).max(lengthFacts.buttons.value) }),
});
const list = z.object({
  type: z.literal("list"),
  body: z.object({ text: max(lengthFacts.listBody) }),
  footer,
  action: z.object({
    button: max(lengthFacts.buttonLabel),
    sections: z
      .array(z.object({ rows: z.array(row) }))
      .min(1)
      .refine((sections) => sections.reduce((sum, { rows }) => sum + rows.length, 0) <= lengthFacts.listRows.value, "too many rows"),
  }),
});

/** Buttons and lists are checked in full, the rarer kinds by their type only. */
export function validateInteractive(content: object): Validation | undefined {
  const type = (content as { type?: unknown }).type;
  if (typeof type !== "string") return { ok: false, refusal: refusal(131008, "interactive.type is required.") };
  const schema = type === "button" ? buttons : type === "list" ? list : undefined;
  const problem = schema?.safeParse(content).error?.issues[0];
  return problem === undefined ? undefined : { ok: false, refusal: refusal(131009, `interactive.${problem.path.join(".")}: ${problem.message}`) };
}

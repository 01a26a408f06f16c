import { z } from "zod";

const requestSchema = z
  .object({
    messaging_product: z.literal("whatsapp", { error: "messaging_product must be whatsapp." }),
    to: z
      .string()
      .regex(/^\+?\d{6,15}$/, { error: "to must be a phone number." })
      .optional(),
    recipient: z.string().min(1).optional(),
    action: z.enum(["pass", "release", "take"], { error: "action must be pass, release or take." }),
    metadata: z.string().max(2_000, { error: "metadata must be at most 2000 characters." }).optional(),
    control_pass: z.object({ target_role: z.enum(["ai_agent", "customer_service", "marketing", "utility", "ctwa", "escalation"]) }).optional(),
  })
  .refine(({ recipient, to }) => (to === undefined) !== (recipient === undefined), { error: "Either to or recipient must be given." })
  .refine(({ action, control_pass: pass }) => action === "pass" || pass === undefined, { error: "control_pass goes with action pass." });

export type ThreadControl = z.infer<typeof requestSchema> & { readonly phoneNumberId: string };

/** The part of the routing that an app can ask for. */
export interface ThreadDesk {
  /** What speaks against it, undefined where it was done. */
  readonly take: (phoneNumberId: string, body: unknown) => { readonly code: number; readonly details: string } | undefined;
  /** What was asked for and done, in order. */
  readonly done: readonly ThreadControl[];
  /** Whether the business has made this app its escalation partner. */
  readonly setEscalation: (isPartner: boolean) => void;
}

const NOT_THE_PARTNER = 2_494_191;

export function createThreadDesk(): ThreadDesk {
  const done: ThreadControl[] = [];
  let isPartner = true;
  return {
    done,
    setEscalation: (partner) => void (isPartner = partner),
    take: (phoneNumberId, body) => {
      const parsed = requestSchema.safeParse(body);
      if (!parsed.success) return { code: 100, details: parsed.error.issues[0]?.message ?? "Invalid parameter." };
      if (parsed.data.action === "take" && !isPartner) return { code: NOT_THE_PARTNER, details: "Only the escalation partner can take control of a thread." };
      done.push({ ...parsed.data, phoneNumberId });
      return undefined;
    },
  };
}

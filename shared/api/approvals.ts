import { z } from "zod";

/** What the HTTP API takes about trainees' messages. */

export const approveBody = z.object({ overrides: z.record(z.string().max(60), z.string().max(500)).optional() });
export const sendBackBody = z.object({ note: z.string().trim().min(1).max(1_000) });

/** What is not named stays. */
export const standingBody = z
  .object({ trainee: z.boolean().optional(), approver: z.boolean().optional() })
  .refine(({ approver, trainee }) => approver !== undefined || trainee !== undefined, { error: "Name trainee or approver." })
  .refine(({ approver, trainee }) => !(approver === true && trainee === true), { error: "Whoever is learning approves nobody.", path: ["approver"] });

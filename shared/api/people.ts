import { z } from "zod";

/** What the routes take that say who sees what. */

export const teamsOfAgentBody = z.object({ teams: z.array(z.string().min(1).max(200)).max(100) });
export const roleBody = z.object({ role: z.enum(["agent", "lead", "admin"]) });

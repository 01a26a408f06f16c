import { z } from "zod";
import { checkQuery, guardQuerySchema } from "../../shared/api/guard-query.ts";
import { ok } from "../../shared/result.ts";
import type { Command } from "./command.ts";
import { answerLines } from "./json-lines.ts";
import { parseTime } from "../parse-time.ts";
import { answerQuery } from "./query.ts";

const query = guardQuerySchema.extend({ id: z.union([z.string(), z.number()]) });

/** `greenline guard check`: the composer's findings for a conversation and a draft. */
export const guardCheck: Command = (_args, streams) =>
  answerLines(streams, (raw) => answerQuery(query, raw, (asked) => ok({ findings: checkQuery(asked, parseTime) })));

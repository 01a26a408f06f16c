import { z } from "zod";
import { checkQuery } from "../../shared/api/guard-query.ts";
import { guardQuerySchema } from "../../shared/api/guard-query-schema.ts";
import { presentFinding } from "../../shared/api/present-finding.ts";
import { ok } from "../../shared/result.ts";
import type { Command } from "./command.ts";
import { answerLines } from "./json-lines.ts";
import { parseTime } from "../parse-time.ts";
import { answerQuery } from "./query.ts";
import { timeText } from "./times.ts";

const query = guardQuerySchema.extend({ id: z.union([z.string(), z.number()]) });

/** `greenline guard check`: the composer's findings for a conversation and a draft. */
export const guardCheck: Command = (_args, streams) =>
  answerLines(streams, (raw) =>
    // What `--history` and `--threshold` bring is the third argument of `checkQuery`.
    answerQuery(query, raw, (asked) => ok({ findings: checkQuery(asked, parseTime).map((finding) => presentFinding(finding, timeText)) })),
  );

import { createReadStream } from "node:fs";
import { z } from "zod";
import { checkQuery } from "../../shared/api/guard-query.ts";
import { guardQuerySchema } from "../../shared/api/guard-query-schema.ts";
import { presentFinding } from "../../shared/api/present-finding.ts";
import type { GuardContext } from "../../shared/guard/context.ts";
import { createHistoryJudges, type PastConversation } from "../../shared/guard/topic/history-judge.ts";
import { ok } from "../../shared/result.ts";
import { problemsOf, problemText } from "../../shared/sla/problems.ts";
import { shippedTopicScorer } from "../guard/topic-scorer.ts";
import { parseTime } from "../parse-time.ts";
import type { Command, CommandStreams } from "./command.ts";
import { answerLines } from "./json-lines.ts";
import { parseOptions } from "./parse-options.ts";
import { answerQuery } from "./query.ts";
import { timeText } from "./times.ts";

const query = guardQuerySchema.extend({ id: z.union([z.string(), z.number()]) });
type TopicOf = (workspace: string | undefined) => Pick<GuardContext, "topic">;

/**
 * `greenline guard check [--history FILE] [--threshold N]`: the composer's findings for a conversation and a draft. The history is
 * the workspaces' own past, JSON Lines; N is the share of false alarms asked for on topic findings, 0.01 where nothing is said.
 */
export const guardCheck: Command = async (args, streams) => {
  const options = readOptions(args);
  if (typeof options === "string") {
    streams.stderr.write(`greenline: ${options}\n`);
    return 2;
  }
  const history = options.history === undefined ? { code: 0, topicOf: () => ({}) } : await readHistory(options.history, options.threshold, streams);
  if (history.topicOf === undefined) return history.code;

  const { topicOf } = history;
  const code = await answerLines(streams, (raw) =>
    answerQuery(query, raw, (asked) =>
      ok({ findings: checkQuery(asked, parseTime, topicOf(asked.workspace)).map((finding) => presentFinding(finding, timeText)) }),
    ),
  );
  return Math.max(code, history.code);
};

function readOptions(args: readonly string[]): { readonly history: string | undefined; readonly threshold: number } | string {
  const options = parseOptions(args, { options: { history: { type: "string" }, threshold: { type: "string" } } });
  if (typeof options === "string") return options;
  const { history, threshold: asked = "0.01" } = options.values;
  const threshold = Number(asked);
  return threshold > 0 && threshold < 1 ? { history, threshold } : "--threshold is a share between 0 and 1, such as 0.01.";
}

const past: z.ZodType<PastConversation> = z.object({
  workspace: z.string().optional(),
  topic: z.string().optional(),
  messages: z.array(z.object({ from: z.enum(["customer", "agent", "bot"]), text: z.string().optional() })),
});

/** The judges of the workspaces in a file. Lines that cannot be read are told with their number, and the rest counts. */
async function readHistory(path: string, threshold: number, { stderr }: CommandStreams): Promise<{ readonly code: number; readonly topicOf?: TopicOf }> {
  const conversations: PastConversation[] = [];
  const told = { ...stderr, write: (text: string) => stderr.write(`history ${text}`), once: stderr.once.bind(stderr), off: stderr.off.bind(stderr) };
  const nowhere = { write: () => true, once: () => undefined, off: () => undefined };
  let code: number;
  try {
    code = await answerLines({ stdin: createReadStream(path), stdout: nowhere, stderr: told }, (raw) => {
      const parsed = past.safeParse(raw);
      if (!parsed.success) return { kind: "unreadable", reason: problemText(problemsOf(parsed.error)) };
      conversations.push(parsed.data);
      return { kind: "answer", value: {} };
    });
  } catch (error) {
    stderr.write(`greenline: the history ${JSON.stringify(path)} could not be read: ${error instanceof Error ? error.message : String(error)}\n`);
    return { code: 2 };
  }
  const judgeOf = createHistoryJudges(shippedTopicScorer(), conversations);
  return {
    code,
    topicOf: (workspace) => {
      const judge = judgeOf(workspace);
      return judge === undefined ? {} : { topic: { judge: (turns, draft) => judge(turns, draft, { falseAlarms: threshold }) } };
    },
  };
}

import { z } from "zod";
import { toMessageId } from "../../../shared/ids.ts";
import type { Handoff } from "../../../shared/inbox/conversation.ts";
import type { StoryLine } from "../../../shared/inbox/message.ts";

const id = z.string().transform(toMessageId);
/** The parts that a row may have cut. */
const wholeParts = z
  .object({
    summary: z.string(),
    promised: z.string(),
    slots: z.record(z.string(), z.string()),
    asked: z.array(z.object({ question: z.string(), answer: z.string().optional(), messageId: id.optional() })),
  })
  .partial();

/** What was too long for the row stands in the story; where that is not here yet, the row's beginning is better than nothing. */
export function wholeHandoff(row: Handoff, story: readonly StoryLine[] | undefined): Handoff {
  const text = story?.findLast(({ at, data, kind }) => kind === "handoff" && at === row.requestedAt && data["whole"] !== undefined)?.data["whole"];
  if (text === undefined) return row;
  try {
    const { asked, promised, slots, summary } = wholeParts.parse(JSON.parse(text));
    return {
      ...row,
      ...(summary === undefined ? {} : { summary }),
      ...(promised === undefined ? {} : { promised }),
      ...(slots === undefined ? {} : { slots }),
      ...(asked === undefined ? {} : { asked }),
    };
  } catch {
    return row;
  }
}

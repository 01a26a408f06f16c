import { z } from "zod";
import { elapsedWithPauses } from "../../shared/sla/pauses.ts";
import { ok } from "../../shared/result.ts";
import type { Command } from "./command.ts";
import { answerLines } from "./json-lines.ts";
import { answerQuery, createReadCalendar } from "./query.ts";
import { pauses, time } from "./times.ts";

const query = z.object({ id: z.union([z.string(), z.number()]), calendar: z.unknown(), from: time, to: time, pauses: pauses.optional() });

/** `greenline sla elapsed`: how much open time lies between two instants. */
export const slaElapsed: Command = (_args, streams) => {
  const readCalendar = createReadCalendar();
  return answerLines(streams, (raw) =>
    answerQuery(query, raw, (asked) => {
      const calendar = readCalendar(asked.calendar);
      return calendar.ok ? ok({ elapsed: elapsedWithPauses(calendar.value, asked.from, asked.to, asked.pauses ?? []) }) : calendar;
    }),
  );
};

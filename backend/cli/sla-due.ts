import { z } from "zod";
import { CALENDAR_TO } from "../../shared/sla/compile-calendar.ts";
import { dueWithPauses } from "../../shared/sla/pauses.ts";
import { err, ok } from "../../shared/result.ts";
import type { Command } from "./command.ts";
import { answerLines } from "./json-lines.ts";
import { answerQuery, createReadCalendar } from "./query.ts";
import { pauses, target, time, timeText } from "./times.ts";

const query = z.object({ id: z.union([z.string(), z.number()]), calendar: z.unknown(), start: time, target, pauses: pauses.optional() });

/** `greenline sla due`: when a target is used up. */
export const slaDue: Command = (_args, streams) => {
  const readCalendar = createReadCalendar();
  return answerLines(streams, (raw) =>
    answerQuery(query, raw, (asked) => {
      const calendar = readCalendar(asked.calendar);
      if (!calendar.ok) return calendar;

      const due = dueWithPauses(calendar.value, asked.start, asked.target, asked.pauses ?? []);
      return due === undefined || due > CALENDAR_TO
        ? err([{ path: "target", message: "Not used up before the year 2500.", code: "value" }])
        : ok({ due: timeText(due) });
    }),
  );
};

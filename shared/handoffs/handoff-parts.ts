import type { AskedByBot, Handoff } from "../inbox/conversation.ts";

/** What a conversation's row carries of a handoff: rows are in every list. The whole of it is in the story. Characters. */
const IN_ROW = { summary: 1_000, promised: 500, question: 200, answer: 200, asked: 12, slots: 24, slot: 200 } as const;

/** A value as it stands on the card: text as it is, anything nested as compact JSON; what is null was not provided. */
export function slotText(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

export const slotsOf = (given: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const text = slotText(value);
      return text === undefined || text === "" ? [] : [[name, text]];
    }),
  );

/** [HO1] What the bot told before in this case still holds where the next handoff says nothing of it. */
export const withKnown = (wanted: Handoff, known: Handoff | undefined): Handoff =>
  known === undefined
    ? wanted
    : {
        ...wanted,
        summary: wanted.summary ?? known.summary,
        intent: wanted.intent ?? known.intent,
        promised: wanted.promised ?? known.promised,
        asked: wanted.asked ?? known.asked,
        slots: Object.keys(wanted.slots).length > 0 ? wanted.slots : known.slots,
      };

/** As it goes into the row; `whole` where nothing had to be cut. */
export function handoffInRow(handoff: Handoff): { readonly row: Handoff; readonly whole: boolean } {
  const asked = handoff.asked?.slice(0, IN_ROW.asked).map((one): AskedByBot => ({
    ...one,
    question: cut(one.question, IN_ROW.question),
    ...(one.answer === undefined ? {} : { answer: cut(one.answer, IN_ROW.answer) }),
  }));
  const row: Handoff = {
    ...handoff,
    ...(handoff.summary === undefined ? {} : { summary: cut(handoff.summary, IN_ROW.summary) }),
    ...(handoff.promised === undefined ? {} : { promised: cut(handoff.promised, IN_ROW.promised) }),
    ...(asked === undefined ? {} : { asked }),
    slots: Object.fromEntries(
      Object.entries(handoff.slots)
        .slice(0, IN_ROW.slots)
        .map(([name, value]) => [name, cut(value, IN_ROW.slot)]),
    ),
  };
  return { row, whole: JSON.stringify(row) === JSON.stringify(handoff) };
}

/** Not in the middle of a character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = most - 1;
  const last = text.charCodeAt(end - 1);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end)}…`;
}

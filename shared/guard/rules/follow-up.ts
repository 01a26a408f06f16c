import type { Message } from "../../inbox/message.ts";
import { plus, type Duration, type Instant } from "../../time.ts";
import { bringsWhatWasAsked } from "../asked-for.ts";
import { isCustomersSign, isOnItsWay, templateOf, textOf, threadBefore } from "../business-started.ts";
import type { Draft, GuardContext, Rule } from "../context.ts";

/**
 * [G-FOLLOW-UP] The second message in a row without an answer is worth a thought, the third a reason, the fourth is too much. A draft
 * sooner than the pause counts double: the draft alone, what was sent before is past.
 *
 * What counts as one message: bubbles of one author (person, bot or automation alike) within the turn's length of its first bubble. What
 * a bot answered before the first person does not count against people: the customer was waiting for just that. A reaction of the customer
 * is an answer. What the customer asked for and nobody has said yet is no follow-up.
 */
export const followUpRule: Rule = (draft, context, { reach }, now) => {
  const { messages } = context;
  if (messages === undefined) return [];

  const others = threadBefore(draft, messages);
  const lastSign = others.findLastIndex(isCustomersSign);
  const sinceThen = others.slice(lastSign + 1).filter((message) => isOnItsWay(message) && message.content.type !== "reaction");
  const row = lastSign >= 0 && isHuman(context) ? afterTheBot(sinceThen) : sinceThen;
  const turns = turnsOf(row, reach.followUp.turn);
  const last = turns.at(-1);
  if (last === undefined || continues(draft, last, context, reach.followUp.turn, now)) return [];

  const customersTurn = others.slice(0, lastSign + 1);
  const lastOurs = customersTurn.findLastIndex(({ direction }) => direction === "out");
  const asked = customersTurn
    .slice(lastOurs + 1)
    .map(textOf)
    .join("\n");
  if (bringsWhatWasAsked(wordsOfDraft(draft, context), asked, sinceThen.map(textOf))) return [];

  const waitUntil = plus(last.lastAt, reach.followUp.pause);
  const isEarly = now < waitUntil;
  const place = turns.length + (isEarly ? 2 : 1);
  const evidence = {
    count: turns.length,
    place: turns.length + 1,
    messageIds: row.map(({ id }) => id),
    sinceAt: last.firstAt,
    firstAt: turns[0]?.firstAt,
    lastSentAt: last.lastAt,
    ...(isEarly ? { waitUntilAt: waitUntil } : {}),
  };
  return [
    {
      rule: "G-FOLLOW-UP",
      severity: place >= 4 ? "stop" : place === 3 ? "confirm" : "advise",
      messageKey: isEarly ? "guard.followUp.early" : "guard.followUp",
      evidence,
      remedies: [
        { command: "send-at", at: isEarly ? waitUntil : plus(now, reach.followUp.pause) },
        { command: "merge", messageIds: row.slice(-1).map(({ id }) => id) },
        { command: "resolve" },
      ],
    },
  ];
};

/** What a program answered before the first person: they were still waiting for the person. Templates are no answer. */
function afterTheBot(row: readonly Message[]): readonly Message[] {
  const first = row.findIndex(({ author, content }) => (author.kind !== "bot" && author.kind !== "automation") || content.type === "template");
  return first === -1 ? [] : row.slice(first);
}

interface Turn {
  readonly author: string;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

function turnsOf(row: readonly Message[], length: Duration): readonly Turn[] {
  const turns: Turn[] = [];
  for (const { at, author } of row) {
    const who = `${author.kind} ${author.id ?? ""}`;
    const last = turns.at(-1);
    if (last !== undefined && last.author === who && at < plus(last.firstAt, length)) turns[turns.length - 1] = { ...last, lastAt: at };
    else turns.push({ author: who, firstAt: at, lastAt: at });
  }
  return turns;
}

/** One more bubble of the turn that is going on. Only who writes can say that, so an unknown author counts as the last one. A template is no bubble. */
function continues(draft: Draft, last: Turn, { author, me }: GuardContext, length: Duration, now: Instant): boolean {
  if (draft.kind === "template" || now >= plus(last.firstAt, length)) return false;
  const id = author?.id ?? me;
  const kind = author?.kind ?? "human";
  return last.author.startsWith(`${kind} `) && (id === undefined || last.author === `${kind} ${id}` || last.author === `${kind} `);
}

const isHuman = ({ author }: GuardContext): boolean => author === undefined || author.kind === "human" || author.kind === "app";

function wordsOfDraft(draft: Draft, context: GuardContext): string {
  if (draft.kind === "text") return draft.text;
  const body = templateOf(draft, context)?.body ?? "";
  return `${body} ${Object.values(draft.variables).join(" ")}`;
}

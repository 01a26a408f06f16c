import { between, chance, createRandom, pick, type Random } from "../cloud-api/simulator/seeded-random.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { days, hours, minutes, toInstant, type Instant } from "../../shared/time.ts";
import type { Language } from "./story.ts";

/** Somebody who has written before, with all that happened; every case of theirs is resolved. */
export interface Regular {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly language: Language;
  readonly team: "Orders EU" | "Billing";
  readonly label: string;
  /** Who had the last case. */
  readonly agent: string;
  /** Ascending. */
  readonly events: readonly SlaEvent[];
}

interface Deps {
  readonly seed: string;
  readonly now: Instant;
  readonly weeks?: number;
}

const TEAMS = [
  { team: "Orders EU", regulars: 190, casesADay: 78, fromHour: 6, toHour: 22, people: ["marco-bianchi", "sofia-almeida", "irene-rossi"] },
  { team: "Billing", regulars: 50, casesADay: 16, fromHour: 8, toHour: 17, people: ["dev-patel", "sofia-almeida"] },
] as const;
const LABELS: Readonly<Record<(typeof TEAMS)[number]["team"], readonly string[]>> = {
  "Orders EU": ["delivery-delay", "change-order", "warranty", "product-question", "booking"],
  Billing: ["refund", "invoice"],
};

const LANGUAGES = ["en", "it", "es", "pt_BR"] as const;
const NAMES: Readonly<Record<Language, { readonly first: readonly string[]; readonly last: readonly string[]; readonly prefix: string }>> = {
  en: {
    first: ["Eleanor", "Jack", "Imogen", "Samuel", "Poppy", "Daniel", "Maisie", "Arthur"],
    last: ["Reid", "Osborne", "Lane", "Fletcher", "Mercer", "Boyd", "Nash", "Harding"],
    prefix: "44770092",
  },
  it: {
    first: ["Elena", "Davide", "Giorgia", "Matteo", "Sara", "Pietro", "Irma", "Luca"],
    last: ["Colombo", "Fontana", "Moretti", "Barbieri", "Rinaldi", "Villa", "Serra", "Monti"],
    prefix: "39320002",
  },
  es: {
    first: ["Paula", "Diego", "Inés", "Álvaro", "Clara", "Hugo", "Rocío", "Martín"],
    last: ["Molina", "Ortega", "Delgado", "Rubio", "Marín", "Sanz", "Iglesias", "Nieto"],
    prefix: "3460002",
  },
  pt_BR: {
    first: ["Beatriz", "Gustavo", "Larissa", "Felipe", "Camila", "Rafael", "Júlia", "Bruno"],
    last: ["Almeida", "Barbosa", "Cardoso", "Dias", "Fernandes", "Gomes", "Lima", "Moreira"],
    prefix: "551190002",
  },
};

/** Before the stories of the demo's own day begin. */
const ENDS_BEFORE = hours(2);
const TICK = minutes(1);

interface Open {
  readonly who: number;
  readonly since: number;
  readonly turn: number;
}

/**
 * The demo's weeks before its first day: regulars write, a bot begins with some of them, people answer, mostly in time. Events alone:
 * the words of old cases are gone, what was promised and kept is not.
 */
export function pastWeeks({ now, seed, weeks = 5 }: Deps): readonly Regular[] {
  return TEAMS.flatMap(({ casesADay, fromHour, people, regulars, team, toHour }, index) => {
    const random = createRandom(`${seed}:weeks:${team}`);
    const told = Array.from({ length: regulars }, (): SlaEvent[] => []);
    const last = Array.from({ length: regulars }, () => people[0] as string);
    const isOpen = new Set<number>();
    const queue: Open[] = [];
    const later: { readonly at: number; readonly act: () => void }[] = [];
    const busy = people.map(() => 0);
    const end = now - ENDS_BEFORE;
    let dayLevel = 1;
    let count = 0;
    const add = (who: number, event: SlaEvent): void => void told[who]?.push({ ...event, id: `w${index}-${(count += 1)}` });

    for (let at = Math.floor((now - weeks * days(7)) / days(1)) * days(1); at < end + hours(4); at += TICK) {
      const hour = (at % days(1)) / hours(1);
      const weekday = Math.floor(at / days(1) + 3) % 7;
      if (at % days(1) === 0) dayLevel = between(random, 0.8, 1.25);
      const expected = ((casesADay * TICK) / days(1)) * curve(hour) * (weekday >= 5 ? 0.4 : 1) * dayLevel;
      if (at < end && chance(random, expected)) begin(at);
      for (let next = later.findIndex((one) => one.at <= at); next >= 0; next = later.findIndex((one) => one.at <= at)) later.splice(next, 1)[0]?.act();

      const isThere = (hour >= fromHour && hour < toHour) || at >= end;
      people.forEach((person, place) => {
        // The lead helps when there is much to do.
        if (!isThere || (busy[place] ?? 0) > at || (place === 2 && queue.length < 3)) return;
        const [next] = queue;
        if (next === undefined || at - next.since < minutes(1)) return;
        queue.shift();
        busy[place] = answer(next, person, at);
      });
    }

    function begin(at: number): void {
      const who = Math.floor(random() * regulars);
      if (isOpen.has(who)) return;
      isOpen.add(who);
      const time = at + between(random, 0, TICK);
      add(who, { type: "inbound", at: toInstant(Math.round(time)) });
      if (!chance(random, 0.25)) return void queue.push({ who, since: time, turn: 0 });
      add(who, { type: "outbound", at: toInstant(Math.round(time + 3_000)), author: "bot", state: "accepted" });
      add(who, { type: "inbound", at: toInstant(Math.round(time + 50_000)) });
      add(who, { type: "handoff", at: toInstant(Math.round(time + 58_000)), reason: "Customer asked for a person" });
      queue.push({ who, since: time + 58_000, turn: 0 });
    }

    function answer({ turn, who }: Open, person: string, at: number): number {
      const done = Math.round(at + minutes(2.2) * Math.exp(between(random, -0.7, 1.15)) + (chance(random, 0.04) ? minutes(between(random, 5, 14)) : 0));
      if (turn === 0) add(who, { type: "claim", at: toInstant(at), by: person });
      add(who, { type: "outbound", at: toInstant(done), author: "human", state: "accepted" });
      last[who] = person;
      if (turn < 3 && chance(random, 0.4)) {
        const again = Math.round(done + minutes(between(random, 1, 12)));
        later.push({
          at: again,
          act: () => {
            add(who, { type: "inbound", at: toInstant(again) });
            queue.push({ who, since: again, turn: turn + 1 });
          },
        });
      } else {
        const solved = Math.round(done + minutes(between(random, 2, 30)));
        later.push({
          at: solved,
          act: () => {
            add(who, { type: "resolve", at: toInstant(solved), outcome: "solved" });
            isOpen.delete(who);
          },
        });
      }
      return done + minutes(between(random, 0, 1.5));
    }

    return told.flatMap((events, who): readonly Regular[] => {
      const past = events.filter((event) => event.at < now - minutes(1)).toSorted((a, b) => a.at - b.at);
      // What is still under way belongs to nobody's past.
      const lastResolve = past.findLastIndex(({ type }) => type === "resolve");
      const solved = past.slice(0, lastResolve + 1);
      if (solved.length === 0) return [];
      return [{ ...person(random, index, who), team, label: pick(random, LABELS[team]), agent: last[who] ?? people[0], events: solved }];
    });
  });
}

function person(random: Random, team: number, who: number): Pick<Regular, "id" | "name" | "phone" | "language"> {
  const language = LANGUAGES[who % LANGUAGES.length] ?? "en";
  const { first, last, prefix } = NAMES[language];
  const name = `${first[Math.floor(who / 4) % first.length]} ${last[(Math.floor(who / 32) + who + team * 3) % last.length]}`;
  return { id: `regular-${team}-${who}`, name, language, phone: `${prefix}${String(team * 1_000 + who).padStart(4, "0")}` };
}

/** Busiest before noon and in the late afternoon (UTC); 1 on average over the day. */
const curve = (hour: number): number => 0.15 + 2.3 * hump(hour, 9.5, 2.6) + 1.9 * hump(hour, 15.5, 2.6);
const hump = (hour: number, middle: number, width: number): number => Math.exp(-(((hour - middle) / width) ** 2));

import { z } from "zod";
import { toInstant } from "../../shared/time.ts";
import { askServer, type AskOptions, type ReadAnswer, type Seen, type ServerDeps, type Told } from "./ask-server.ts";
import { parseJson } from "./parse-json.ts";

interface Question {
  readonly path: string;
  /** Names whose answer it is: what one person was told is not shown to the next. */
  readonly place: string;
  /** Also after a restart. What is left out can be asked for again. */
  readonly store: boolean;
}

type Shelf = Pick<Storage, "getItem" | "setItem"> | undefined;

const stored = z.object({ at: z.number().transform(toInstant), text: z.string() });

/** Asks the server, with what was said last where nobody answers, and some of that beyond a restart. */
export function storeAnswers<Fact>(
  deps: ServerDeps & { readonly storage: Shelf },
  read: ReadAnswer<Fact>,
  options: AskOptions = {},
): (question: Question) => Promise<Told<Fact>> {
  const { storage } = deps;
  const seen = new Map<string, Seen<Fact>>();
  return async ({ path, place, store }) => {
    let answered: unknown;
    const reading: ReadAnswer<Fact> = (raw) => read((answered = raw));
    const told = await askServer(deps, path, reading, options);
    if (told.kind !== "fresh") return { ...told, seen: seen.get(place) ?? takeDown(storage, place, read) };
    seen.set(place, told.seen);
    if (store) putUp(storage, place, { at: told.seen.at, text: JSON.stringify(answered) });
    return told;
  };
}

function takeDown<Fact>(storage: Shelf, place: string, read: ReadAnswer<Fact>): Seen<Fact> | undefined {
  try {
    const { at, text } = stored.parse(parseJson(storage?.getItem(place) ?? ""));
    const fact = read(parseJson(text));
    return fact === undefined ? undefined : { fact, at };
  } catch {
    return undefined;
  }
}

function putUp(storage: Shelf, place: string, written: z.input<typeof stored>): void {
  try {
    storage?.setItem(place, JSON.stringify(written));
  } catch {
    // A full or forbidden storage costs the figures of the next start without a network, nothing more.
  }
}

import { createHash } from "node:crypto";
import { problem } from "../../../shared/api/problem.ts";
import { isOneWord, type WorkspaceWords } from "../../../shared/spelling/workspace-words.ts";
import type { Clock } from "../../../shared/time.ts";
import type { GivenDictionaries } from "../../spelling/given-dictionaries.ts";
import { forgetWord, learnedWords, learnWord } from "../../spelling/learned-words.ts";
import type { WordsInUse } from "../../spelling/words-in-use.ts";
import type { Store } from "../../store/store.ts";
import { iso } from "../present.ts";
import { LEADS, PEOPLE, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly inUse: Pick<WordsInUse, "words">;
  readonly dictionaries: GivenDictionaries;
}

/** [S0-9] The words of the workspace. The server itself never spells: a misspelt word is advice, and advice is the desk's. */
export function spellingRoutes({ clock, dictionaries, inUse, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/spelling/words",
      summary: "Words that are right in this workspace: learned by somebody, or written by people in several conversations; no names, no numbers.",
      roles: PEOPLE,
      answers: { 200: "The words", 304: "As you have them" },
      handle: async ({ reply, request }) => {
        const body: WorkspaceWords = {
          learned: store.read(learnedWords).map(({ at, ...learned }) => ({ ...learned, at: iso(at) })),
          inUse: [...(await inUse.words())],
          dictionaries: [...(await dictionaries.list())],
        };
        const tag = `"${createHash("sha256").update(JSON.stringify(body)).digest("base64url").slice(0, 22)}"`;
        // Of another origin, a page reads the version only where it is allowed to.
        reply.header("cache-control", "private, no-store").header("access-control-expose-headers", "etag").header("etag", tag);
        return request.headers["if-none-match"] === tag ? sentAs304(reply) : { status: 200, body };
      },
    }),
    route({
      method: "PUT",
      path: "/api/v1/spelling/words/:word",
      summary: "Calls a word right for everybody here.",
      roles: PEOPLE,
      answers: { 200: "Learned", 409: "There are too many", 422: "Not one word" },
      handle: ({ params, principal }): Answer => {
        const word = params["word"] ?? "";
        if (!isOneWord(word)) return NOT_A_WORD;
        const kept = store.write((tx) => learnWord(tx, { word, by: principal.agent.id, at: clock.now() }));
        return kept
          ? { status: 200, body: { word } }
          : { status: 409, body: problem(409, "too-many-words", "There are too many learned words: forget some first.") };
      },
    }),
    route({
      method: "DELETE",
      path: "/api/v1/spelling/words/:word",
      summary: "Forgets a learned word.",
      roles: LEADS,
      answers: { 200: "Forgotten", 422: "Not one word" },
      handle: ({ params, principal }): Answer => {
        const word = params["word"] ?? "";
        if (!isOneWord(word)) return NOT_A_WORD;
        store.write((tx) => forgetWord(tx, word, principal.agent.id, clock.now()));
        return { status: 200, body: { word } };
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/dictionaries/:file",
      summary: "A dictionary that an admin has put into the data folder, as `it.aff` and `it.dic`.",
      roles: PEOPLE,
      answers: { 200: "The file", 404: "There is none" },
      handle: async ({ params, reply }) => {
        const bytes = await dictionaries.file(params["file"] ?? "");
        if (bytes === undefined) return { status: 404, body: problem(404, "no-such-dictionary", "There is no such dictionary here.") };
        await reply.header("cache-control", "private, no-store").type("application/octet-stream").send(bytes);
        return "sent";
      },
    }),
  ];
}

const NOT_A_WORD: Answer = {
  status: 422,
  body: problem(422, "not-a-word", "This is not one word.", { detail: "Letters, with hyphens or apostrophes inside." }),
};

async function sentAs304(reply: { readonly code: (status: number) => { readonly send: () => unknown } }): Promise<"sent"> {
  await reply.code(304).send();
  return "sent";
}

import type { ConversationId } from "../../shared/ids.ts";
import { wordKey, workspaceWordsSchema, type WorkspaceWords } from "../../shared/spelling/workspace-words.ts";
import { hours } from "../../shared/time.ts";
import type { SpellingCommands, WordOutcome } from "../commands/spelling.ts";
import type { Replica } from "../replica/replica.ts";
import type { Connection, InboxState } from "../state/inbox-state.ts";
import type { SpellingView, UiState } from "../state/ui-state.ts";
import type { Timers } from "../timers.ts";
import { SPELLING_LANGUAGES, type SpellingLesson, type SpellingNews } from "./spelling-question.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly replica: Pick<Replica, "readWords" | "saveWords" | "readDictionary" | "saveDictionary">;
  readonly timers: Timers;
  readonly teach: (lesson: SpellingLesson["spelling"]) => void;
  readonly state: () => Pick<InboxState, "agents" | "teams" | "labels" | "numbers">;
  readonly readUi: () => Pick<UiState, "spelling" | "spellingOff">;
  readonly setUi: (patch: Partial<Pick<UiState, "spelling" | "spellingOff">>) => void;
}

export interface SpellingKeeper extends SpellingCommands {
  /** Hands out what is kept here, network or not. */
  readonly start: () => Promise<void>;
  readonly connection: (connection: Connection) => void;
  readonly hear: (news: SpellingNews) => void;
  readonly ignoredIn: (id: ConversationId) => readonly string[] | undefined;
  readonly stop: () => Promise<void>;
}

const REFRESH = hours(1);

/** [S0-9] The words of the workspace: asked for when the line stands and every hour, and kept for a start without a network. */
export function createSpellingKeeper({ readUi, replica, request, setUi, state, teach, timers }: Deps): SpellingKeeper {
  let tag: string | undefined;
  let given: string | undefined;
  let wanted = false;
  let asking: Promise<void> | undefined;
  let started = Promise.resolve();
  let isLive = false;
  let cancel = (): void => undefined;
  const ended = new AbortController();

  const show = (patch: Partial<SpellingView>): void => setUi({ spelling: { ...readUi().spelling, ...patch } });
  const tellNews = (): void => show({ news: readUi().spelling.news + 1 });
  const teachWords = (): void => {
    const { spelling, spellingOff } = readUi();
    const learned = spelling.words?.learned.map(({ word }) => wordKey(word)) ?? [];
    teach({
      right: [...learned, ...(spelling.words?.inUse ?? []), ...namesIn(state())],
      languages: SPELLING_LANGUAGES.filter((language) => !spellingOff.includes(language)),
    });
  };
  const take = (words: WorkspaceWords): void => {
    show({ words });
    teachWords();
  };

  const begin = async (): Promise<void> => {
    const kept = await replica.readWords().catch(() => undefined);
    if (ended.signal.aborted) return;
    if (kept === undefined) return teachWords();
    tag = kept.tag;
    take(kept.words);
  };

  const ask = async (): Promise<void> => {
    await started;
    const response = await request("/api/v1/spelling/words", {
      headers: tag === undefined || tag === "" ? {} : { "if-none-match": tag },
      signal: ended.signal,
    });
    if (response.status !== 200) return teachWords();
    const read = workspaceWordsSchema.safeParse(await response.json());
    if (!read.success || ended.signal.aborted) return;
    tag = response.headers.get("etag") ?? "";
    take(read.data);
    await replica.saveWords({ tag, words: read.data });
    if (wanted) await giveDictionary();
  };

  /** The files of a language that the app does not bring: from here, or from the server. */
  const giveDictionary = async (): Promise<void> => {
    const listed = readUi().spelling.words?.dictionaries[0];
    if (listed === undefined || given === listed.version) return;
    const { language, version } = listed;
    let kept = await replica.readDictionary().catch(() => undefined);
    if (kept?.language !== language || kept.version !== version) {
      const [aff, dic] = await Promise.all(["aff", "dic"].map((ending) => bytesOf(`/api/v1/dictionaries/${language}.${ending}`)));
      if (aff === undefined || dic === undefined || ended.signal.aborted) return;
      kept = { language, version, aff, dic };
      await replica.saveDictionary(kept).catch(() => undefined);
    }
    given = version;
    const { [language]: _, ...missing } = readUi().spelling.missing;
    show({ missing });
    teach({ dictionary: { language, files: { aff: kept.aff, dic: kept.dic } } });
  };
  const bytesOf = async (path: string): Promise<Uint8Array | undefined> => {
    const response = await request(path, { signal: ended.signal });
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
  };

  /** What fails here (no network, a full disk) leaves the desk with the words it has. */
  const look = (): void => {
    cancel();
    cancel = timers.after(REFRESH, look);
    asking ??= ask()
      .catch(() => undefined)
      .finally(() => {
        asking = undefined;
      });
  };

  const change = async (method: "PUT" | "DELETE", word: string): Promise<WordOutcome> => {
    try {
      const { ok } = await request(`/api/v1/spelling/words/${encodeURIComponent(word)}`, { method, signal: ended.signal });
      if (!ok) return "failed";
    } catch {
      return "no-network";
    }
    // An answer to an earlier question would not have it.
    await asking;
    look();
    await asking;
    return "done";
  };
  const ignoreWord = (id: ConversationId, word: string): void => {
    const before = readUi().spelling.ignored;
    show({ ignored: new Map([...before, [id, [...(before.get(id) ?? []), wordKey(word)]]]) });
    tellNews();
  };

  return {
    start: () => (started = begin()),
    connection: ({ kind }) => {
      const was = isLive;
      isLive = kind === "live";
      if (isLive && !was) look();
    },
    hear: (news) => {
      if (news.kind === "spelling-news") return tellNews();
      show({ missing: { ...readUi().spelling.missing, [news.language]: news.failed ? "failed" : "none" } });
      if (news.failed) return;
      wanted = true;
      giveDictionary().catch(() => undefined);
    },
    ignoredIn: (id) => readUi().spelling.ignored.get(id),
    learnWord: (word) => change("PUT", word),
    forgetWord: (word) => change("DELETE", word),
    ignoreWord,
    lookAtLanguage: (language, on) => {
      const others = readUi().spellingOff.filter((each) => each !== language);
      setUi({ spellingOff: on ? others : [...others, language] });
      teachWords();
    },
    stop: async () => {
      cancel();
      ended.abort();
      await Promise.all([started, asking]);
      setUi({ spelling: { words: undefined, news: 0, missing: {}, ignored: new Map() } });
    },
  };
}

/** Of colleagues, teams, labels and our own numbers, word by word. */
function namesIn({ agents, labels, numbers, teams }: ReturnType<Deps["state"]>): readonly string[] {
  const names = [
    ...[...agents.values(), ...teams.values(), ...labels.values()].map(({ name }) => name),
    ...[...numbers.values()].map(({ displayName }) => displayName ?? ""),
  ];
  return names.flatMap((name) => wordKey(name).split(/[^\p{L}\p{M}'-]+/u)).filter((word) => word !== "");
}

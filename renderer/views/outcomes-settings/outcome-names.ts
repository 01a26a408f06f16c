import type { Outcome } from "../../../shared/outcomes/outcome.ts";
import { en, type MessageKey } from "../../messages/en.ts";
import type { Words } from "../words/use-words.ts";

/** The languages in which an outcome may be named, as the app has them. */
export const NAME_LANGUAGES = ["en", "it", "es", "pt-BR"] as const;

/** What a team calls it in the reader's language, else our own word, else any name it has. */
export function outcomeName({ key, names = {} }: Pick<Outcome, "key" | "names">, { language, t }: Pick<Words, "language" | "t">): string {
  const base = language.split("-")[0] ?? "";
  const given = names[language] ?? names[base] ?? (base === "pt" ? names["pt-BR"] : undefined);
  const ours = `outcome.name.${key}`;
  return given ?? (ours in en ? t(ours as MessageKey) : (names["en"] ?? Object.values(names)[0] ?? key));
}

export function channelName(channel: string, t: Words["t"]): string {
  const ours = `outcome.channel.${channel}`;
  return ours in en ? t(ours as MessageKey) : channel;
}

/** A key for a name: small letters, digits and hyphens, and not one that is there. */
export function keyFor(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-+|-+$/gu, "")
    .slice(0, 26);
  const first = plain === "" ? "outcome" : plain;
  let key = first;
  for (let n = 2; taken.includes(key); n += 1) key = `${first}-${n}`;
  return key;
}

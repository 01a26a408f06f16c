import { en, type MessageKey } from "../../messages/en.ts";
import { plainWords } from "../words/plain-words.ts";
import type { Words } from "../words/use-words.ts";

/** Why a bot gave up: our rules' reasons by the catalogue, a bot's own in its words. */
export function handoffReason(reason: string, t: Words["t"]): string {
  const key = `handoff.reason.${reason}`;
  return key in en ? t(key as MessageKey) : plainWords(reason);
}

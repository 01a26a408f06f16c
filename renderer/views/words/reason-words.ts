import { en, type MessageKey } from "../../messages/en.ts";
import type { Words } from "./use-words.ts";

/** Why no reply was needed: ours by the catalogue, what came from outside in its own words. */
export const reasonWords = (reason: string, t: Words["t"]): string => known(`resolve.reason.${reason}`, reason, t);

/** [B3] Why a promise was missed. */
export const causeWords = (cause: string, t: Words["t"]): string => known(`cause.${cause}`, cause, t);

const known = (key: string, raw: string, t: Words["t"]): string => (key in en ? t(key as MessageKey) : raw);

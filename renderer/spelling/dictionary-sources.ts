import enAff from "../../node_modules/dictionary-en/index.aff?url";
import enDic from "../../node_modules/dictionary-en/index.dic?url";
import esAff from "../../node_modules/dictionary-es/index.aff?url";
import esDic from "../../node_modules/dictionary-es/index.dic?url";
import ptAff from "../../node_modules/dictionary-pt/index.aff?url";
import ptDic from "../../node_modules/dictionary-pt/index.dic?url";
import type { DictionaryFiles } from "./hunspell.ts";

/** The dictionaries inside the app, beside the page: read when somebody writes in the language, network or not. */
const ADDRESSES: Readonly<Record<string, readonly [aff: string, dic: string]>> = {
  en: [enAff, enDic],
  es: [esAff, esDic],
  pt: [ptAff, ptDic],
};

/** Undefined for a language that the app has no dictionary of. */
export async function readDictionary(language: string): Promise<DictionaryFiles | undefined> {
  const addresses = ADDRESSES[language];
  if (addresses === undefined) return undefined;
  const [aff, dic] = await Promise.all(addresses.map(read));
  return aff === undefined || dic === undefined ? undefined : { aff, dic };
}

async function read(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`A dictionary could not be read: ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

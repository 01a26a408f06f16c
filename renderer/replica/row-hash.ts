import type { Entity } from "../../shared/sync/rows.ts";

/** FNV-1a. */
function hashOf(...texts: readonly string[]): number {
  let h = 0x811c9dc5;
  for (const text of texts) for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  return h >>> 0;
}

/** Four bytes that say where a row is looked for; others may have the same. */
export const rowHash = (e: Entity, id: string): number => hashOf(e, id);
export const conversationHash = (id: string): number => hashOf(id);

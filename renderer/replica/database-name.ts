import type { AgentId } from "../../shared/ids.ts";

/** One replica, one outbox and one book of what was taken for each person on each server: whoever signs in next never touches another's. */
export function databaseNames(server: string, agentId: AgentId): { readonly replica: string; readonly outbox: string; readonly acknowledged: string } {
  const name = hash(`${server}\n${agentId}`);
  return { replica: `greenline-${name}`, outbox: `greenline-outbox-${name}`, acknowledged: `greenline-acknowledged-${name}` };
}

/** FNV-1a over two seeds: a short name, not a secret. `crypto.subtle` is missing where a team's server has no certificate. */
function hash(text: string): string {
  const half = (seed: number): string => {
    let h = seed;
    for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
    return (h >>> 0).toString(16).padStart(8, "0");
  };
  return half(0x811c9dc5) + half(0x9747b28c);
}

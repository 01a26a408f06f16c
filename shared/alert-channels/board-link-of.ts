import { EVERYTHING } from "../board/board-filter.ts";
import { writeBoardLink } from "../board/board-link.ts";
import type { AlertNewsKind } from "./alert-news.ts";

const STATES = { warning: "soon", breach: "breached", overflow: "all", surge: "all", "number-alarm": "all" } as const;

/** The board with just these, as a path on this workspace's server. */
export const boardLinkOf = (kind: AlertNewsKind): string => `/#board?${writeBoardLink({ period: "now", filter: { ...EVERYTHING, state: STATES[kind] } })}`;

import type { Instant } from "../time.ts";
import type { EvidenceKind } from "./sources.ts";
import { sourceNamed } from "./sources.ts";

/** One line of the ledger: what somebody said, and how we know. Lines are only ever added. */
export interface ConsentEntry {
  /** A key of the workspace's categories, or another word for one. */
  readonly category: string;
  readonly state: "unknown" | "granted" | "withdrawn";
  readonly at: Instant;
  /** A key of the sources, or another word for one. */
  readonly source: string;
  /** Where the proof is: a message id, an address, the reference of a call or of a document. */
  readonly evidence?: string | undefined;
  readonly evidenceKind?: EvidenceKind | undefined;
  /** An agent, `customer`, or `import`. */
  readonly by: string;
  /** What the person was shown or told. */
  readonly wording?: string | undefined;
  readonly businessName?: string | undefined;
  /** [S4-10] The privacy notice that they could read then. */
  readonly noticeVersion?: string | undefined;
  /** [S2-6] Under whose law, as the workspace notes it; the app claims nothing. */
  readonly jurisdiction?: string | undefined;
}

/** [S1-12] Whether a person could verify it. */
export const isEvidenced = ({ evidence, source }: ConsentEntry): boolean => (evidence ?? "").trim() !== "" || sourceNamed(source)?.provesItself === true;

/** [S2-15] Whether it is the customer's own doing, as far as can be verified: nobody's word alone counts. */
export function isCustomersAct(entry: ConsentEntry): boolean {
  const source = sourceNamed(entry.source);
  if (source === undefined || source.review === true) return false;
  return source.act === "customer" || isEvidenced(entry);
}

/** What keeps a consent from being a strong one (S1-12, S4-10); nothing for a withdrawal, which needs no form. */
export function weaknesses(entry: ConsentEntry): readonly ("evidence" | "notice-version" | "wording" | "business-name" | "review")[] {
  if (entry.state !== "granted") return [];
  const source = sourceNamed(entry.source);
  const missing = (value: string | undefined): boolean => (value ?? "").trim() === "";
  // What the customer does by a word or a switch has no form with a wording; the proof is the act.
  const hasForm = source?.act !== "customer";
  return [
    ...(isEvidenced(entry) ? [] : (["evidence"] as const)),
    ...(hasForm && missing(entry.noticeVersion) ? (["notice-version"] as const) : []),
    ...(hasForm && missing(entry.wording) ? (["wording"] as const) : []),
    ...(hasForm && missing(entry.businessName) ? (["business-name"] as const) : []),
    ...(source === undefined || source.review === true ? (["review"] as const) : []),
  ];
}

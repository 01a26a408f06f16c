import type { Finding, Remedy } from "../../../shared/guard/finding.ts";

/** Words of the draft and what stands there instead. */
export interface Mend {
  readonly from: number;
  readonly to: number;
  readonly with: string;
}

export type SlipKind = "spelling" | "doubled" | "shouting" | "marks" | "prefer" | "mixed";

/** What the strip shows as one: a finding, or the slips of one rule together. */
export type StripLine =
  | { readonly kind: "finding"; readonly key: string; readonly finding: Finding }
  | { readonly kind: "slips"; readonly key: string; readonly of: SlipKind; readonly slips: readonly Slip[]; readonly finding: Finding };

export interface Slip {
  readonly words: string;
  readonly mend: Mend;
  readonly finding: Finding;
}

const SLIPS: ReadonlySet<unknown> = new Set(["spelling", "doubled", "shouting", "marks", "prefer"]);

/** The gravest first, as the guard gives them. The window has a line of its own. */
export function stripLines(findings: readonly Finding[]): readonly StripLine[] {
  const lines: StripLine[] = [];
  const seen = new Map<string, number>();
  for (const finding of findings) {
    if (finding.rule === "G-WINDOW") continue;
    const slip = slipIn(finding);
    const at = slip === undefined ? -1 : lines.findIndex((line) => line.kind === "slips" && line.finding.rule === finding.rule);
    const line = lines[at];
    if (slip !== undefined && line?.kind === "slips") {
      lines[at] = { ...line, of: line.of === finding.evidence["kind"] ? line.of : "mixed", slips: [...line.slips, slip] };
      continue;
    }
    const name = slip === undefined ? finding.messageKey : "slips";
    const nth = seen.get(`${finding.rule} ${name}`) ?? 0;
    seen.set(`${finding.rule} ${name}`, nth + 1);
    const key = `${finding.rule} ${name} ${nth}`;
    lines.push(
      slip === undefined ? { kind: "finding", key, finding } : { kind: "slips", key, of: finding.evidence["kind"] as SlipKind, slips: [slip], finding },
    );
  }
  return lines;
}

function slipIn(finding: Finding): Slip | undefined {
  const { evidence, remedies, severity } = finding;
  const mend = remedies[0] === undefined ? undefined : mendIn(remedies[0]);
  if (severity !== "advise" || mend === undefined || !SLIPS.has(evidence["kind"]) || "variable" in evidence) return undefined;
  return { words: String(evidence["text"] ?? evidence["words"]), mend, finding };
}

/** What a remedy writes, where it says exactly where. */
export function mendIn(remedy: Remedy): Mend | undefined {
  const { command, from, to, with: instead } = remedy as Remedy & Partial<Record<"from" | "to" | "with", unknown>>;
  if (command !== "fix" && command !== "replace") return undefined;
  return typeof from === "number" && typeof to === "number" && typeof instead === "string" ? { from, to, with: instead } : undefined;
}

import type { z } from "zod";

/** What is wrong with something that came in, and where. */
export interface Problem {
  /** As one would write it in code: `policies[0].targets.first-reply.target`. Empty for the whole. */
  readonly path: string;
  readonly message: string;
  /** `shape`: missing, or of another type; `value`: of the right type, but refused. */
  readonly code: "shape" | "value";
}

/** Every fault with its exact path. Where several forms are allowed, the faults of the form that was meant. */
export const problemsOf = (error: z.ZodError): readonly Problem[] => error.issues.flatMap((issue) => problemsOfIssue(issue, []));

export const problemText = (problems: readonly Problem[]): string =>
  problems.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join(" ");

function problemsOfIssue(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly Problem[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case "invalid_union": {
      // The form that got furthest is the one that was meant.
      const meant = issue.errors.map((branch) => branch.flatMap((inner) => problemsOfIssue(inner, path))).toSorted((a, b) => likeness(b) - likeness(a))[0];
      return meant === undefined || meant.length === 0 ? [{ path: pathText(path), message: issue.message, code: "value" }] : meant;
    }
    case "invalid_key":
      return issue.issues.map(({ message }) => ({ path: pathText(path), message, code: "value" as const }));
    case "unrecognized_keys":
      return [{ path: pathText(path), message: `Unknown: ${issue.keys.join(", ")}.`, code: "value" }];
    case "invalid_type":
      return [{ path: pathText(path), message: issue.message, code: isWrongNumber(issue) ? "value" : "shape" }];
    default:
      return [{ path: pathText(path), message: issue.message, code: "value" }];
  }
}

/** zod calls 1.5 for a whole number a wrong type; for us it is a number that is refused. */
const isWrongNumber = ({ expected }: z.core.$ZodIssueInvalidType): boolean => expected === "int";

const likeness = (problems: readonly Problem[]): number =>
  Math.max(...problems.map(({ path, code }) => path.split(/[.[]/).length + (path === "" ? 0 : 1) + (code === "value" ? 0.5 : 0)), 0);

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`), "");

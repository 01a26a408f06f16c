/** Why something is not on disk: no room, a folder that may not be written, a record that is too long, another page that writes now, anything else. */
export const JOURNAL_PROBLEMS = ["full", "read-only", "too-long", "other-page", "failed"] as const;
export type JournalProblem = (typeof JOURNAL_PROBLEMS)[number];

/** On disk when it is `ok`. */
export type WriteOutcome = { readonly ok: true } | { readonly ok: false; readonly problem: JournalProblem };

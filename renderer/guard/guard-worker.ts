import { deskFindings, type CheckedWith } from "./desk-findings.ts";
import type { DeskContext } from "./desk-context.ts";
import type { GuardAnswer, GuardQuestion } from "./guard-question.ts";

/** The guard beside the page: typing never waits for a rule. Same-origin, as the content security policy asks. */

/** Where a dictionary and the off-topic model come in, once the desk has them. */
const checkedWith: CheckedWith = {};

let known: Partial<DeskContext> = {};

const say = (answer: GuardAnswer): void => self.postMessage(answer);

self.addEventListener("message", ({ data: { changed, draft, id, now } }: MessageEvent<GuardQuestion>) => {
  known = { ...known, ...changed };
  say({ kind: "findings", id, findings: deskFindings(draft, known as DeskContext, now, checkedWith) });
});

say({ kind: "ready" });

import { describe, expect, test } from "vitest";
import type { GuardAuthor } from "../../shared/guard/reach-context.ts";
import { anna, bruno, closed, describeCases, findingsOf, marketing, open, text, utility, withReach } from "./reach-builders.ts";

const by = (with_: Partial<GuardAuthor> = {}, conversation = open()) => ({ conversation, author: { kind: "human", id: anna, ...with_ } as GuardAuthor });
const practice = withReach({ approval: { practice: true } });
const free = withReach({ approval: { trainees: false } });

describe("[G-APPROVAL] [S0-11] [S3-9]", () => {
  describeCases(
    "G-APPROVAL",
    [
      { what: "a trainee", context: by({ trainee: true }), severity: "stop", key: "guard.approval.trainee" },
      { what: "a trainee's template", draft: utility, context: by({ trainee: true }, closed()) },
      { what: "a trainee's advertising", draft: marketing, context: by({ trainee: true }, closed()) },
      { what: "a trainee who has passed the practice", context: by({ trainee: true, passedPractice: true }) },
      { what: "a trainee who approves their own", context: by({ trainee: true, approvedBy: anna }) },
      { what: "a trainee without a name", context: by({ trainee: true, id: undefined }) },
      { what: "a trainee on the phone's own app", context: by({ trainee: true, kind: "app" }) },
      {
        what: "practice not passed where it is asked for",
        context: by({ passedPractice: false }),
        policy: practice,
        severity: "stop",
        key: "guard.approval.practice",
      },
      { what: "practice not passed, a template", draft: utility, context: by({ passedPractice: false }, closed()), policy: practice },
      { what: "practice not passed, and approved by oneself", context: by({ passedPractice: false, approvedBy: anna }), policy: practice },
      {
        what: "a trainee, where practice is asked for too",
        context: by({ trainee: true, passedPractice: false }),
        policy: practice,
        key: "guard.approval.trainee",
      },
    ],
    [
      { what: "no trainee", context: by({ trainee: false }) },
      { what: "whether they are one is unknown", context: by() },
      { what: "who writes is unknown", context: { author: undefined } },
      { what: "a senior has looked at it", context: by({ trainee: true, approvedBy: bruno }) },
      { what: "a senior has looked at what an unnamed trainee wrote", context: by({ trainee: true, id: undefined, approvedBy: bruno }) },
      { what: "practice not passed where nobody asks for it", context: by({ passedPractice: false }) },
      { what: "practice passed", context: by({ passedPractice: true }), policy: practice },
      { what: "whether they passed is unknown", context: by(), policy: practice },
      { what: "practice not passed, approved by a senior", context: by({ passedPractice: false, approvedBy: bruno }), policy: practice },
      { what: "a trainee where the policy lets them write", context: by({ trainee: true }), policy: free },
      { what: "a bot", context: by({ kind: "bot", trainee: true }) },
      { what: "an automation", context: by({ kind: "automation", passedPractice: false }), policy: practice },
    ],
  );
});

test("[S0-11] a senior is asked, and the names are there for the log", () => {
  expect(findingsOf("G-APPROVAL", text(), by({ trainee: true }))).toMatchObject([
    { evidence: { authorId: "anna" }, remedies: [{ command: "ask-lead", about: "approval" }] },
  ]);
});

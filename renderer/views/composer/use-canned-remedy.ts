import { useMemo } from "react";
import type { Finding } from "../../../shared/guard/finding.ts";
import { languageFor } from "../../../shared/inbox/canned-reply.ts";
import { useInbox } from "../../state/inbox-store.ts";

/** [G-LANGUAGE] Where there is a canned reply in their language, it is offered first. */
export function useCannedRemedy(findings: readonly Finding[]): readonly Finding[] {
  const theirs = findings.find(({ rule }) => rule === "G-LANGUAGE")?.evidence["customerLanguage"];
  const has = useInbox(
    ({ cannedReplies }) => typeof theirs === "string" && [...cannedReplies.values()].some((reply) => languageFor(reply, [theirs]) !== undefined),
  );
  return useMemo(
    () =>
      has
        ? findings.map((finding) =>
            finding.rule === "G-LANGUAGE" ? { ...finding, remedies: [{ command: "canned-reply", language: theirs }, ...finding.remedies] } : finding,
          )
        : findings,
    [findings, has, theirs],
  );
}

import type { Logger } from "pino";
import type { PreviewLine, PreviewResult } from "../../../shared/api/guard-preview.ts";
import { problem } from "../../../shared/api/problem.ts";
import { guardPreviewBody } from "../../../shared/api/requests.ts";
import { severityProblems } from "../../../shared/guard/allowed-severities.ts";
import { parseGuardPolicy } from "../../../shared/guard/policy-schema.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { between, days } from "../../../shared/time.ts";
import type { GuardPreview, Previewed } from "../../guard/guard-preview.ts";
import { readGuardPolicy } from "../../guard/guard-policy.ts";
import { parseTime } from "../../parse-time.ts";
import type { Store } from "../../store/store.ts";
import { iso } from "../present.ts";
import { sendProgressLines } from "../progress-lines.ts";
import { LEADS, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Pick<Store, "read">;
  readonly preview: GuardPreview;
  readonly log: Pick<Logger, "error">;
}

const LONGEST = days(100);

/** [S0-11] What a draft of the guard's policy would have said about what was really sent, before it is saved. */
export function guardPreviewRoutes({ log, preview, store }: Deps): readonly Route[] {
  return [
    route({
      method: "POST",
      path: "/api/v1/guard/preview",
      summary: "Checks what people sent in a period under today's policy and under a draft. Nothing is saved; who hangs up stops it.",
      roles: LEADS,
      body: guardPreviewBody,
      answers: {
        200: "NDJSON: lines of progress, then the result or a problem",
        422: "The draft or the period is not as it should be",
        429: "Another preview is under way",
      },
      handle: ({ body, reply }) => {
        const from = parseTime(body.from);
        const to = parseTime(body.to);
        const { version: _, ...wish } = Object(body.policy) as { readonly version?: unknown };
        const draft = parseGuardPolicy(typeof body.policy === "object" && body.policy !== null ? wish : body.policy);
        const faults: readonly Problem[] = [
          ...(draft.ok ? severityProblems(draft.value.severities) : draft.error).map((one) => ({
            ...one,
            path: one.path === "" ? "policy" : `policy.${one.path}`,
          })),
          ...(from < to ? [] : [{ path: "to", message: "The period ends before it begins.", code: "value" as const }]),
          ...(between(from, to) <= LONGEST ? [] : [{ path: "to", message: "The period is longer than 100 days.", code: "value" as const }]),
        ];
        if (!draft.ok || faults.length > 0)
          return { status: 422, body: problem(422, "invalid-guard-preview", "The draft or the period has faults; nothing was checked.", { errors: faults }) };

        const run = preview.begin({ from, to, today: store.read(readGuardPolicy).policy, draft: draft.value });
        if (run === "busy") return BUSY;
        return sendProgressLines(reply, {
          progress: run.progress,
          answer: run.previewed,
          stop: run.stop,
          lineOf: (previewed, tookMs): PreviewLine => ({ result: resultOf(previewed, tookMs) }),
          stopped: STOPPED,
          failed: FAILED,
          log,
        });
      },
    }),
  ];
}

const BUSY: Answer = {
  status: 429,
  body: problem(429, "guard-preview-under-way", "Somebody is looking at the past already.", { detail: "One preview at a time: try again when it is done." }),
};

const STOPPED = { title: "The server is going down.", detail: "Nothing was saved. Try again in a moment." };
const FAILED = {
  title: "The preview failed.",
  detail: "Nothing was saved. Try again; if it stays, tell your administrator.",
  logged: "A preview of the guard's policy failed.",
};

const resultOf = ({ checked, messages, notReplayed, rules }: Previewed, tookMs: number): PreviewResult => ({
  messages,
  checked,
  rules: rules.map(({ examples, ...rule }) => ({ ...rule, examples: examples.map((one) => ({ ...one, at: iso(one.at) })) })),
  notReplayed: [...notReplayed],
  tookMs: Math.round(tookMs),
});

import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { PreviewLine, PreviewResult } from "../../../shared/api/guard-preview.ts";
import { problem } from "../../../shared/api/problem.ts";
import { guardPreviewBody } from "../../../shared/api/requests.ts";
import { severityProblems } from "../../../shared/guard/allowed-severities.ts";
import { parseGuardPolicy } from "../../../shared/guard/policy-schema.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { between, days } from "../../../shared/time.ts";
import type { GuardPreview, Previewed, PreviewRun } from "../../guard/guard-preview.ts";
import { readGuardPolicy } from "../../guard/guard-policy.ts";
import { parseTime } from "../../parse-time.ts";
import type { Store } from "../../store/store.ts";
import { iso } from "../present.ts";
import { LEADS, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Pick<Store, "read">;
  readonly preview: GuardPreview;
  readonly log: Pick<Logger, "error">;
}

const LONGEST = days(100);
const PROGRESS_MS = 200;

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
        void reply
          .header("content-type", "application/x-ndjson")
          .header("cache-control", "no-store")
          .send(Readable.from(linesOf(run, log, () => reply.raw.flushHeaders())));
        return "sent";
      },
    }),
  ];
}

const BUSY: Answer = {
  status: 429,
  body: problem(429, "guard-preview-under-way", "Somebody is looking at the past already.", { detail: "One preview at a time: try again when it is done." }),
};

/** Who no longer listens ends the loop, and with it the work. */
async function* linesOf(run: PreviewRun, log: Deps["log"], onBegin: () => void): AsyncGenerator<string> {
  onBegin();
  const began = performance.now();
  const end = run.previewed.then(
    (previewed): PreviewLine =>
      previewed === "stopped"
        ? { problem: { title: "The server is going down.", detail: "Nothing was saved. Try again in a moment." } }
        : { result: resultOf(previewed, performance.now() - began) },
    (error: unknown): PreviewLine => {
      log.error({ error }, "A preview of the guard's policy failed.");
      return { problem: { title: "The preview failed.", detail: "Nothing was saved. Try again; if it stays, tell your administrator." } };
    },
  );
  try {
    for (;;) {
      const line = await Promise.race([end, delay(PROGRESS_MS)]);
      if (line !== undefined) return yield `${JSON.stringify(line)}\n`;
      const progress = run.progress();
      if (progress !== undefined) yield `${JSON.stringify({ progress } satisfies PreviewLine)}\n`;
    }
  } finally {
    run.stop();
  }
}

const resultOf = ({ checked, messages, notReplayed, rules }: Previewed, tookMs: number): PreviewResult => ({
  messages,
  checked,
  rules: rules.map(({ examples, ...rule }) => ({ ...rule, examples: examples.map((one) => ({ ...one, at: iso(one.at) })) })),
  notReplayed: [...notReplayed],
  tookMs: Math.round(tookMs),
});

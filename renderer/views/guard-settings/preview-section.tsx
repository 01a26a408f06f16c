import { CloudOff, History, Octagon, Square, TriangleAlert } from "lucide-react";
import { policyChanges } from "../../../shared/guard/policy-changes.ts";
import { days, minus } from "../../../shared/time.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import type { GuardPreviewRun } from "../../state/ui-state.ts";
import { useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Section } from "../settings/section.tsx";
import whatIf from "../what-if/what-if.module.css";
import { useWords } from "../words/use-words.ts";
import pageCss from "./guard-settings.module.css";
import css from "./preview.module.css";
import { PreviewResultView } from "./preview-result.tsx";
import { runGuardPreview } from "./run-preview.ts";
import type { GuardDraftInUse } from "./use-guard-draft.ts";

const LOOKED_BACK = days(30);

/** Asks for the last thirty days under what is on screen. */
export function usePreviewStart(): () => void {
  const commands = useCommands();
  const ticker = useTicker();
  const draft = useUi(({ guardDraft }) => guardDraft);
  return () => {
    const now = ticker.now();
    if (draft !== undefined) void runGuardPreview({ from: minus(now, LOOKED_BACK), to: now }, draft.policy, commands);
  };
}

/** [S0-11] What people really sent, under what holds and under the draft, before anything is saved. */
export function PreviewSection({ guard: { changed, draft, problems } }: { readonly guard: GuardDraftInUse }) {
  const { t } = useWords();
  const run = useUi(({ guardPreview }) => guardPreview);
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const start = usePreviewStart();
  if (draft === undefined) return null;
  const isStale = run?.kind === "result" && policyChanges(run.under, draft.policy).length > 0;

  return (
    <Section
      title={t("guardSet.preview")}
      hint={t("guardSet.preview.hint")}
      action={
        <Button disabled={offline || problems.length > 0 || run?.kind === "running"} onClick={start}>
          <History size={14} strokeWidth={1.75} />
          {t(run === undefined ? "guardSet.preview.start" : "guardSet.preview.again")}
        </Button>
      }
    >
      <div className={css["preview"]} data-preview>
        {run === undefined && !changed ? <p className={pageCss["dim"]}>{t("guardSet.preview.same")}</p> : null}
        {run?.kind === "running" ? <Running run={run} /> : null}
        <div role="status">
          {run === undefined || run.kind === "running" || run.kind === "result" ? null : <Unfinished run={run} />}
          {isStale ? (
            <p className={css["stale"]}>
              <TriangleAlert size={15} strokeWidth={1.75} />
              {t("guardSet.preview.stale")}
            </p>
          ) : null}
        </div>
        {run?.kind === "result" ? <PreviewResultView run={run} /> : null}
      </div>
    </Section>
  );
}

function Running({ run: { progress, stop } }: { readonly run: Extract<GuardPreviewRun, { readonly kind: "running" }> }) {
  const { t, time } = useWords();
  return (
    <div className={whatIf["running"]}>
      <p id="guard-preview-progress">
        {progress === undefined
          ? t("guardSet.preview.starting")
          : t("guardSet.preview.progress", { done: time.number(progress.done), of: time.number(progress.of) })}
      </p>
      <progress aria-labelledby="guard-preview-progress" {...(progress === undefined ? {} : { value: progress.done, max: Math.max(1, progress.of) })} />
      <Button size="small" onClick={stop}>
        <Square size={12} strokeWidth={2} />
        {t("whatIf.stop")}
      </Button>
    </div>
  );
}

/** Why there is no result. */
function Unfinished({ run }: { readonly run: Extract<GuardPreviewRun, { readonly kind: "refused" | "busy" | "stopped" | "no-network" | "failed" }> }) {
  const { t } = useWords();
  const Icon = run.kind === "no-network" ? CloudOff : run.kind === "stopped" ? Octagon : TriangleAlert;
  return (
    <div className={whatIf["trouble"]}>
      <Icon size={15} strokeWidth={1.75} />
      <p>{run.kind === "refused" ? t("whatIf.refused", { title: run.title }) : run.kind === "busy" ? t("guardSet.preview.busy") : t(`whatIf.${run.kind}`)}</p>
    </div>
  );
}

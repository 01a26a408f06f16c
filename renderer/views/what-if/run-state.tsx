import { Square } from "lucide-react";
import type { WhatIfRun } from "../../state/ui-state.ts";
import { Button } from "../../ui/button.tsx";
import { TroubleLine } from "../settings/trouble-line.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./what-if.module.css";

type RunOf<Kind extends WhatIfRun["kind"]> = Extract<WhatIfRun, { readonly kind: Kind }>;

/** How far the replay is. */
export function Running({ run: { progress, stop } }: { readonly run: RunOf<"running"> }) {
  const { t, time } = useWords();
  return (
    <div className={css["running"]}>
      <p id="what-if-progress">
        {progress === undefined ? t("whatIf.starting") : t("whatIf.progress", { done: time.number(progress.done), of: time.number(progress.of) })}
      </p>
      <progress aria-labelledby="what-if-progress" {...(progress === undefined ? {} : { value: progress.done, max: Math.max(1, progress.of) })} />
      <Button size="small" onClick={stop}>
        <Square size={12} strokeWidth={2} />
        {t("whatIf.stop")}
      </Button>
    </div>
  );
}

interface Props {
  readonly run: RunOf<"refused" | "busy" | "stopped" | "no-network" | "failed">;
  /** Absent while it could not be done. */
  readonly onAgain: (() => void) | undefined;
}

/** Why there is no result. */
export function Unfinished({ onAgain, run }: Props) {
  const { t } = useWords();
  return (
    <TroubleLine kind={run.kind === "no-network" || run.kind === "stopped" ? run.kind : "failed"} onAgain={onAgain}>
      {run.kind === "refused" ? t("whatIf.refused", { title: run.title }) : t(`whatIf.${run.kind}`)}
    </TroubleLine>
  );
}

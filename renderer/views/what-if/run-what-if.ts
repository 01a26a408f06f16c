import type { PolicySet } from "../../../shared/sla/parse-policy.ts";
import type { Commands } from "../../commands/commands.ts";
import type { Period, WhatIfRun } from "../../state/ui-state.ts";
import { readUi, setUi } from "../../state/ui-store.ts";

interface Question {
  readonly period: Period;
  readonly under: PolicySet;
  readonly unsaved: boolean;
  readonly timeZone: string;
}

/** [P4] Replays the past and keeps what comes of it in the window's state, also while other pages are looked at. The newest question counts. */
export async function runWhatIf({ period, timeZone, under, unsaved }: Question, commands: Pick<Commands, "whatIf">): Promise<void> {
  const before = readUi().whatIf;
  if (before?.kind === "running") before.stop();

  const abort = new AbortController();
  const asked = { period, under, unsaved };
  const running = (progress: Extract<WhatIfRun, { readonly kind: "running" }>["progress"]): WhatIfRun => ({ ...asked, kind: "running", progress, stop });
  const stop = (): void => abort.abort();
  const isNewest = (): boolean => {
    const now = readUi().whatIf;
    return now?.kind === "running" && now.stop === stop;
  };

  setUi({ whatIf: running(undefined) });
  const answer = await commands.whatIf(
    { ...under, from: new Date(period.from).toISOString(), to: new Date(period.to).toISOString(), timeZone },
    (progress) => {
      if (isNewest()) setUi({ whatIf: running(progress) });
    },
    abort.signal,
  );
  if (isNewest()) setUi({ whatIf: { ...asked, ...answer } });
}

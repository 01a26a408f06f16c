import type { GuardPolicy } from "../../../shared/guard/context.ts";
import type { Commands } from "../../commands/commands.ts";
import type { GuardPreviewRun, Period } from "../../state/ui-state.ts";
import { readUi, setUi } from "../../state/ui-store.ts";

/** [S0-11] Looks back under a draft and keeps what comes of it in the window's state, also while other pages are looked at. The newest question counts. */
export async function runGuardPreview(period: Period, under: GuardPolicy, commands: Pick<Commands, "guardPreview">): Promise<void> {
  const before = readUi().guardPreview;
  if (before?.kind === "running") before.stop();

  const abort = new AbortController();
  const asked = { period, under };
  const stop = (): void => abort.abort();
  const running = (progress: Extract<GuardPreviewRun, { readonly kind: "running" }>["progress"]): GuardPreviewRun => ({
    ...asked,
    kind: "running",
    progress,
    stop,
  });
  const isNewest = (): boolean => {
    const now = readUi().guardPreview;
    return now?.kind === "running" && now.stop === stop;
  };

  setUi({ guardPreview: running(undefined) });
  const answer = await commands.guardPreview(
    { policy: under, ...period },
    (progress) => {
      if (isNewest()) setUi({ guardPreview: running(progress) });
    },
    abort.signal,
  );
  if (isNewest()) setUi({ guardPreview: { ...asked, ...answer } });
}

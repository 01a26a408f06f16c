import { Eye, RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import type { Instant } from "../../../shared/time.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { IconButton } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { Bones } from "./bones.tsx";
import facts from "./facts-section.module.css";
import section from "./section.module.css";
import css from "./settings-head.module.css";
import { TroubleLine } from "./trouble-line.tsx";
import type { FactsState } from "./use-facts.ts";

/** As much of a draft as its head tells of. */
interface DraftInUse {
  readonly state: FactsState;
  readonly asOf: Instant | undefined;
  readonly draft: unknown;
  readonly changed: boolean;
  readonly refresh: () => Promise<void>;
}

interface Props {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly draft: DraftInUse;
  readonly action?: ReactNode;
}

/** The head of a page of settings that are saved together: what it is, as of when, and why it cannot be changed where it cannot. */
export function SettingsHead({ action, draft: { asOf, changed, draft, refresh, state }, hint, id, title }: Props) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const reads = useInbox(({ me }) => me?.role !== "lead" && me?.role !== "admin");
  const trouble = state === "needs-network" || state === "failed";
  const sentence =
    state === "failed"
      ? t("settings.failed")
      : draft === undefined
        ? t("settings.needsNetwork")
        : t(changed ? "settings.sla.offlineChanged" : "settings.sla.offline");

  return (
    <>
      <header className={section["head"]}>
        <div>
          <h2 className={section["title"]} id={id} tabIndex={-1}>
            {title}
          </h2>
          <p className={section["hint"]}>{hint}</p>
        </div>
        <span className={facts["action"]}>
          {asOf === undefined ? null : t("connection.asOf", { time: time.until(asOf, ticker.now()) })}
          <IconButton label={t("settings.refresh")} framed onClick={() => void refresh()}>
            <RefreshCw size={15} strokeWidth={1.75} />
          </IconButton>
          {action}
        </span>
      </header>
      <div role="status" className={css["state"]}>
        {trouble ? (
          <TroubleLine kind={state === "failed" ? "failed" : "no-network"} onAgain={() => void refresh()}>
            {sentence}
          </TroubleLine>
        ) : reads ? (
          <div className={css["line"]}>
            <Eye size={15} strokeWidth={1.75} />
            <p>{t("settings.sla.readOnly")}</p>
          </div>
        ) : null}
      </div>
      {draft === undefined && state === "loading" ? <Bones /> : null}
    </>
  );
}

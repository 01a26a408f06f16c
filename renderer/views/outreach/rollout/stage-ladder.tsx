import { Check } from "lucide-react";
import { ROLLOUT_STAGES, type Rollout } from "../../../../shared/outreach/rollout.ts";
import { useTicker } from "../../../state/ticker.ts";
import { useWords } from "../../words/use-words.ts";
import css from "./rollout.module.css";
import { useShare } from "./use-share.ts";

/** The stages in a row, the current one lit. Each says by word and sign whether it is passed, here or to come. */
export function StageLadder({ name, rollout }: { readonly rollout: Rollout; readonly name: string }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const share = useShare();
  return (
    <ol className={css["ladder"]} aria-label={t("rollout.ladder", { number: name })} data-halted={rollout.halted === undefined ? undefined : ""}>
      {ROLLOUT_STAGES.map((stage) => {
        const place = stage === rollout.stage ? "here" : stage < rollout.stage ? "passed" : "ahead";
        return (
          <li key={stage} className={css["stage"]} data-place={place} aria-current={place === "here" ? "step" : undefined}>
            <span className={css["rung"]}>
              {place === "passed" ? <Check size={13} strokeWidth={2} /> : null}
              {stage === 0 ? t("rollout.stage.staff") : share(stage)}
            </span>
            <span className={css["place"]}>
              {place === "here" && rollout.halted === undefined ? t("rollout.since", { time: time.until(rollout.since, ticker.now()) }) : t(`rollout.${place}`)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

import type { RolloutChangeRead } from "../../../guard/rollout-answer.ts";
import { useTicker } from "../../../state/ticker.ts";
import { useColleague } from "../../approval/use-colleague.ts";
import { useWords } from "../../words/use-words.ts";
import css from "./rollout.module.css";
import { useShare } from "./use-share.ts";

/** Who moved it and when, the newest first. */
export function RolloutChanges({ changes }: { readonly changes: readonly RolloutChangeRead[] }) {
  const { t } = useWords();
  return (
    <div className={css["changes"]}>
      <h4 className={css["group"]}>{t("rollout.changes")}</h4>
      <ol className={css["history"]}>
        {changes.map((change) => (
          <Change key={`${change.at} ${change.what}`} change={change} />
        ))}
      </ol>
    </div>
  );
}

function Change({ change }: { readonly change: RolloutChangeRead }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const share = useShare();
  const name = useColleague(change.by);
  const stage = change.what === "rolled-back" ? (change.from ?? change.to) : change.to;
  return (
    <li>
      <time className={css["dim"]} dateTime={new Date(change.at).toISOString()}>
        {time.until(change.at, ticker.now())}
      </time>
      <span>{t(`rollout.change.${change.what}`, { name, share: stage === 0 ? t("rollout.stage.staff") : share(stage), reason: change.reason ?? "" })}</span>
    </li>
  );
}

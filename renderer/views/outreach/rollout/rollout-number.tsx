import { ArrowUp, OctagonPause, Play, Undo2 } from "lucide-react";
import { useId } from "react";
import type { NumberRollout } from "../../../guard/rollout-answer.ts";
import { toAgentId } from "../../../../shared/ids.ts";
import { ROLLOUT_STAGES, type Rollout, type RolloutStage } from "../../../../shared/outreach/rollout.ts";
import { useTicker } from "../../../state/ticker.ts";
import { Button } from "../../../ui/button.tsx";
import { useColleague } from "../../approval/use-colleague.ts";
import { phoneWords } from "../../words/names.ts";
import { useWords } from "../../words/use-words.ts";
import { RolloutChanges } from "./rollout-changes.tsx";
import { RolloutGates } from "./rollout-gates.tsx";
import type { Asked } from "./rollout-question.tsx";
import css from "./rollout.module.css";
import { StageLadder } from "./stage-ladder.tsx";
import { StaffEditor } from "./staff-editor.tsx";
import { useShare } from "./use-share.ts";

interface Props {
  readonly number: NumberRollout;
  readonly leads: boolean;
  /** The figures are of now: what is decided on older ones would be refused. */
  readonly reachable: boolean;
  readonly onAsk: (asked: Asked) => void;
  readonly onChanged: () => void;
}

/** One number: where it stands, what opens the next stage, and who moved it. */
export function RolloutNumber({ leads, number, onAsk, onChanged, reachable }: Props) {
  const id = useId();
  const { t } = useWords();
  const { displayName, displayNumber, gates, mayPromote, numberId, rollout } = number;
  const name = displayName === "" ? displayNumber : displayName;
  return (
    <section className={css["number"]} aria-labelledby={id}>
      <header className={css["head"]}>
        <h3 className={css["name"]} id={id}>
          <bdi>{name}</bdi> <span className={css["dim"]}>{displayName === "" ? null : shownNumber(displayNumber)}</span>
        </h3>
        {leads ? <Ways number={number} name={name} disabled={!reachable} onAsk={onAsk} /> : null}
      </header>
      {rollout === undefined ? (
        <p className={css["words"]}>
          <b>{t("rollout.everybody")}.</b> {t("rollout.everybodyBody")}
        </p>
      ) : (
        <>
          {rollout.halted === undefined ? null : <Halted halted={rollout.halted} />}
          <StageLadder rollout={rollout} name={name} />
          {rollout.halted !== undefined ? null : rollout.stage === 100 ? (
            <p className={css["words"]}>{t("rollout.atEnd")}</p>
          ) : gates === undefined ? null : (
            <RolloutGates gates={gates} mayPromote={mayPromote === true} />
          )}
          {leads ? <StaffEditor numberId={numberId} staff={rollout.staff} disabled={!reachable} onChanged={onChanged} /> : null}
        </>
      )}
      {number.changes === undefined || number.changes.length === 0 ? null : <RolloutChanges changes={number.changes} />}
    </section>
  );
}

function Ways({
  disabled,
  name,
  number,
  onAsk,
}: {
  readonly number: NumberRollout;
  readonly name: string;
  readonly disabled: boolean;
  readonly onAsk: Props["onAsk"];
}) {
  const { t } = useWords();
  const share = useShare();
  const { mayPromote, numberId, rollout } = number;
  const about = { numberId, name };
  if (rollout === undefined || rollout.halted !== undefined || rollout.stage === 100) {
    const start = (
      <Button size="small" disabled={disabled} onClick={() => onAsk({ ...about, kind: "start" })}>
        <Play size={14} strokeWidth={1.75} />
        {t(rollout === undefined ? "rollout.start" : "rollout.startAnew")}
      </Button>
    );
    return (
      <div className={css["ways"]}>
        {start}
        {rollout !== undefined && rollout.halted === undefined ? <RollBack about={about} disabled={disabled} onAsk={onAsk} /> : null}
      </div>
    );
  }
  const next = nextOf(rollout);
  return (
    <div className={css["ways"]}>
      {next === undefined ? null : (
        <Button size="small" look="primary" disabled={disabled || mayPromote !== true} onClick={() => onAsk({ ...about, kind: "promote", to: next })}>
          <ArrowUp size={14} strokeWidth={1.75} />
          {t("rollout.promote", { share: share(next) })}
        </Button>
      )}
      <RollBack about={about} disabled={disabled} onAsk={onAsk} />
    </div>
  );
}

function RollBack({
  about,
  disabled,
  onAsk,
}: {
  readonly about: Pick<Asked, "numberId" | "name">;
  readonly disabled: boolean;
  readonly onAsk: Props["onAsk"];
}) {
  const { t } = useWords();
  return (
    <Button size="small" look="danger" disabled={disabled} onClick={() => onAsk({ ...about, kind: "rollback" })}>
      <Undo2 size={14} strokeWidth={1.75} />
      {t("rollout.rollback")}
    </Button>
  );
}

function Halted({ halted }: { readonly halted: NonNullable<Rollout["halted"]> }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const name = useColleague(toAgentId(halted.by));
  return (
    <div className={css["halted"]} role="note">
      <OctagonPause size={16} strokeWidth={1.75} />
      <p>
        <b>{t("rollout.halted", { time: time.until(halted.at, ticker.now()), name })}.</b> {t("rollout.haltedBody", { reason: halted.reason })}
      </p>
    </div>
  );
}

/** The platform's own way of writing it, where it has one. */
const shownNumber = (number: string): string => (/^\d+$/.test(number) ? phoneWords(number) : number);

const nextOf = ({ stage }: Rollout): RolloutStage | undefined => ROLLOUT_STAGES[ROLLOUT_STAGES.indexOf(stage) + 1];

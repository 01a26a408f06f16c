import { TriangleAlert } from "lucide-react";
import { useId, useState } from "react";
import type { NumberId } from "../../../../shared/ids.ts";
import type { RolloutStage } from "../../../../shared/outreach/rollout.ts";
import { useCommands } from "../../../commands/commands-context.tsx";
import type { RolloutDone, RolloutStep } from "../../../commands/rollout.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { useWords } from "../../words/use-words.ts";
import css from "./rollout.module.css";
import { useShare } from "./use-share.ts";

export type Asked = { readonly numberId: NumberId; readonly name: string } & (
  | { readonly kind: "start" | "rollback" }
  | { readonly kind: "promote"; readonly to: RolloutStage }
);

type Phase = "asking" | "under-way" | Exclude<RolloutDone, { kind: "done" }>;

/** Says what it means before it is done, and stays until the server has said that it is. */
export function RolloutQuestion({ asked, onDone }: { readonly asked: Asked; readonly onDone: (changed: boolean) => void }) {
  const commands = useCommands();
  const { t } = useWords();
  const share = useShare();
  const id = useId();
  const [phase, setPhase] = useState<Phase>("asking");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const { kind, name: number, numberId } = asked;
  const values = { number, share: asked.kind === "promote" ? share(asked.to) : "" };

  const go = async () => {
    if (phase === "under-way") return;
    if (kind === "rollback" && reason.trim() === "") return setMissing(true);
    setPhase("under-way");
    const step: RolloutStep = kind === "rollback" ? { kind, reason: reason.trim() } : { kind };
    const outcome = await commands.stepRollout(numberId, step);
    if (outcome.kind !== "done") return setPhase(outcome);
    if (kind === "rollback") commands.notice("rollout.held", { count: String(outcome.held) });
    onDone(true);
  };
  const trouble = phase === "asking" || phase === "under-way" ? undefined : phase;

  return (
    <Dialog
      open
      // What could not be done may have changed the figures.
      onClose={() => onDone(trouble !== undefined)}
      title={t(`rollout.ask.${kind}`, values)}
      body={t(`rollout.ask.${kind}Body`, values)}
      closeLabel={t("common.close")}
      width={460}
    >
      {trouble === undefined ? null : (
        <p className={css["problem"]} role="alert">
          <TriangleAlert size={15} strokeWidth={1.75} />
          {t(`rollout.problem.${trouble.kind}`, trouble.kind === "refused" ? { title: trouble.title } : {})}
        </p>
      )}
      {kind !== "rollback" ? null : (
        <div className={css["reason"]}>
          <label htmlFor={id}>{t("rollout.reason")}</label>
          <input
            id={id}
            className={css["field"]}
            value={reason}
            maxLength={500}
            autoFocus
            placeholder={t("rollout.reasonPlaceholder")}
            aria-invalid={missing}
            aria-describedby={missing ? `${id}-missing` : undefined}
            onChange={(event) => {
              setMissing(false);
              setReason(event.target.value);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && !event.nativeEvent.isComposing) void go();
            }}
          />
          {missing ? (
            <p className={css["fault"]} id={`${id}-missing`} role="alert">
              {t("rollout.reasonMissing")}
            </p>
          ) : null}
        </div>
      )}
      <div className={css["answers"]}>
        <Button autoFocus={kind !== "rollback"} onClick={() => onDone(trouble !== undefined)}>
          {t("rollout.keep")}
        </Button>
        <Button look={kind === "rollback" ? "danger" : "primary"} aria-busy={phase === "under-way"} onClick={() => void go()}>
          {t(phase === "under-way" ? "rollout.doing" : `rollout.do.${kind}`)}
        </Button>
      </div>
    </Dialog>
  );
}

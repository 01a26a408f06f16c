import css from "../policies/save-bar.module.css";
import { useWords } from "../words/use-words.ts";
import type { Saving } from "./saving.ts";

interface Props {
  readonly saving: Saving<unknown>;
  readonly offline: boolean;
  readonly meanwhile: boolean;
}

/** Why it is not saved, and what that means. */
export function SaveBarTrouble({ meanwhile, offline, saving }: Props) {
  const { t } = useWords();
  const sentence = meanwhile
    ? t("policies.bar.meanwhile")
    : offline
      ? t("policies.bar.offline")
      : saving.kind === "no-network" || saving.kind === "not-allowed" || saving.kind === "failed"
        ? t(`policies.bar.${saving.kind}`)
        : saving.kind === "rebased"
          ? saving.both === 0
            ? t("policies.bar.rebased")
            : t("policies.bar.rebasedBoth", { count: saving.both })
          : undefined;
  return sentence === undefined ? null : (
    <p className={css["trouble"]} data-calm={saving.kind === "rebased" && !meanwhile && !offline}>
      {sentence}
    </p>
  );
}

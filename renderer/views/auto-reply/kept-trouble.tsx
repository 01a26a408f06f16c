import { Bones } from "../settings/bones.tsx";
import head from "../settings/settings-head.module.css";
import { TroubleLine } from "../settings/trouble-line.tsx";
import type { Facts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";

/** Why nothing is shown, or nothing newer. */
export function KeptTrouble({ facts: { refresh, seen, state } }: { readonly facts: Pick<Facts<unknown>, "refresh" | "seen" | "state"> }) {
  const { t } = useWords();
  if (state === "needs-network" || state === "failed")
    return (
      <div className={head["state"]} role="status">
        <TroubleLine kind={state === "failed" ? "failed" : "no-network"} onAgain={() => void refresh()}>
          {t(state === "failed" ? "settings.failed" : seen === undefined ? "settings.needsNetwork" : "settings.sla.offline")}
        </TroubleLine>
      </div>
    );
  return seen === undefined ? <Bones /> : null;
}

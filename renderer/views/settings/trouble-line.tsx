import { CloudOff, Octagon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./trouble-line.module.css";
import type { Facts } from "./use-facts.ts";

interface Props {
  readonly kind: "no-network" | "stopped" | "failed";
  /** `bar`: inside a card, from edge to edge. */
  readonly look?: "card" | "bar";
  readonly busy?: boolean;
  /** Absent where asking again would change nothing. */
  readonly onAgain?: (() => void) | undefined;
  readonly children: ReactNode;
}

const ICONS = { "no-network": CloudOff, stopped: Octagon, failed: TriangleAlert } as const;

/** Why there is no answer, and a way on. */
export function TroubleLine({ busy, children, kind, look = "card", onAgain }: Props) {
  const { t } = useWords();
  const Icon = ICONS[kind];
  return (
    <div className={css["line"]} data-look={look}>
      <Icon size={15} strokeWidth={1.75} />
      <p>{children}</p>
      {onAgain === undefined ? null : (
        <Button size="small" aria-busy={busy} onClick={onAgain}>
          {t("settings.again")}
        </Button>
      )}
    </div>
  );
}

/** The same for what the server was asked for, with what is shown of it meanwhile; nothing where all is well. */
export function FactsTrouble({
  facts: { refresh, seen, state },
  look,
}: {
  readonly facts: Pick<Facts<unknown>, "refresh" | "seen" | "state">;
  readonly look?: "bar";
}) {
  const { t } = useWords();
  if (state !== "needs-network" && state !== "failed") return null;
  return (
    <TroubleLine kind={state === "failed" ? "failed" : "no-network"} onAgain={() => void refresh()} {...(look === undefined ? {} : { look })}>
      {t(state === "failed" ? "settings.failed" : seen === undefined ? "settings.needsNetwork" : "settings.needsNetworkKept")}
    </TroubleLine>
  );
}

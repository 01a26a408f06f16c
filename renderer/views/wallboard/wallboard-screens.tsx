import { useState } from "react";
import type { WallboardScreen } from "../../commands/alert-channels.ts";
import type { ChangeProblem } from "../../commands/say-to-server.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import botsCss from "../bots/bots.module.css";
import formCss from "../settings/dialog-form.module.css";
import type { Facts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";

/** Which screens may read the board, when each was last seen, and the way to end it. */
export function WallboardScreens({ facts }: { readonly facts: Facts<readonly WallboardScreen[]> }) {
  const commands = useCommands();
  const [outcome, setOutcome] = useState<{ readonly name: string } | ChangeProblem>();
  const ticker = useTicker();
  const { t, time } = useWords();
  const { seen, state } = facts;

  const revoke = async ({ id, name }: WallboardScreen): Promise<void> => {
    const saved = await commands.removeWallboard(id);
    setOutcome(saved.kind === "saved" ? { name } : saved);
    await facts.refresh();
  };
  return (
    <section aria-label={t("wallboard.screens")}>
      <p className={formCss["label"]}>{t("wallboard.screens")}</p>
      {seen === undefined ? (
        state === "loading" ? (
          <Skeleton width="50%" />
        ) : (
          <p role="status">{t(state === "failed" ? "settings.failed" : "settings.needsNetwork")}</p>
        )
      ) : seen.fact.length === 0 ? (
        <p className={botsCss["hint"]}>{t("wallboard.none")}</p>
      ) : (
        <ul>
          {seen.fact.map((screen) => (
            <li key={screen.id} className={formCss["once"]}>
              <span className={botsCss["words"]}>
                <bdi>{screen.name}</bdi>
                <span className={botsCss["facts"]}>
                  {" · "}
                  {screen.seenAt === undefined ? t("wallboard.neverSeen") : t("wallboard.seen", { time: time.until(screen.seenAt, ticker.now()) })}
                </span>
              </span>
              <Button
                size="small"
                disabled={state !== "fresh"}
                aria-label={t("wallboard.revokeNamed", { name: screen.name })}
                onClick={() => void revoke(screen)}
              >
                {t("wallboard.revoke")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className={botsCss["hint"]}>
        {outcome === undefined
          ? null
          : "name" in outcome
            ? t("wallboard.revoked", { name: outcome.name })
            : outcome.kind === "refused"
              ? outcome.title
              : t(`bots.problem.${outcome.kind}`)}
      </p>
    </section>
  );
}

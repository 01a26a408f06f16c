import { useReducer } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { BREACH_CAUSES } from "../../../shared/sla/breach-causes.ts";
import type { Clock } from "../../../shared/sla/clock.ts";
import { readClock } from "../../../shared/sla/reading.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker, useWakeAt } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Menu, MenuItem, MenuTitle } from "../../ui/menu.tsx";
import { causeWords } from "../words/reason-words.ts";
import { useWords } from "../words/use-words.ts";
import css from "./clock-card.module.css";

interface Props {
  readonly id: ConversationId;
  readonly clock: Clock;
  readonly className?: string | undefined;
}

/** [B3] Why a promise was not kept: leads say it with one tap, everybody reads it. Nothing where none was missed. */
export function MissCause({ id, clock, className }: Props) {
  const isLead = useInbox((state) => state.me?.role === "lead" || state.me?.role === "admin");
  const commands = useCommands();
  const ticker = useTicker();
  const { t } = useWords();
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useWakeAt(clock.state === "running" ? clock.dueAt : undefined, redraw);
  // Beside the customer's clock an owner's is a measure of its own; only the customer's is accounted for.
  const isMissed = clock.owner === undefined && readClock(clock, ticker.now()).state === "breached";
  if (!isMissed || (clock.cause === undefined && !isLead)) return null;

  return (
    <p className={cx(css["cause"], className)}>
      {clock.cause === undefined ? null : <span>{t("cause.said", { cause: causeWords(clock.cause, t) })}</span>}
      {isLead ? (
        <Menu label={t("cause.title")} align="end" trigger={<Button look="link">{t(clock.cause === undefined ? "cause.ask" : "cause.change")}</Button>}>
          <MenuTitle>{t("cause.title")}</MenuTitle>
          {BREACH_CAUSES.map((cause) => (
            <MenuItem key={cause} onSelect={() => void commands.acknowledge(id, clock.kind, clock.startedAt, cause)}>
              {t(`cause.${cause}`)}
            </MenuItem>
          ))}
        </Menu>
      ) : null}
    </p>
  );
}

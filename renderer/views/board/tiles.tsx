import { useCallback } from "react";
import { agentsNow, type AgentAtWork } from "../../../shared/board/agent-load.ts";
import type { BoardFilter } from "../../../shared/board/board-filter.ts";
import { between, type Instant } from "../../../shared/time.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { BoardPast } from "../../commands/board.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker, useTicking } from "../../state/ticker.ts";
import type { Facts } from "../settings/use-facts.ts";
import { openConversation } from "../shell/open-conversation.ts";
import { nextTick } from "../words/chip-face.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { AttainmentTile } from "./attainment-tile.tsx";
import { Tile } from "./tile.tsx";
import css from "./tile.module.css";
import type { Board } from "./use-board.ts";

interface Props {
  readonly board: Board;
  /** Undefined for people who may not know. */
  readonly past: Facts<BoardPast> | undefined;
  readonly goal: number;
  readonly soonMinutes: number;
  readonly people: readonly AgentAtWork[];
  readonly onShow: (filter: Partial<BoardFilter>) => void;
  readonly onMissed: (filter: Partial<BoardFilter>) => void;
}

/** The numbers of now; each opens its list. */
export function Tiles({ board: { figures, horizon }, goal, onMissed, onShow, past, people, soonMinutes }: Props) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const agents = agentsNow(people);

  return (
    <ul className={css["tiles"]} aria-label={t("board.tiles")}>
      {past === undefined ? null : (
        <>
          <AttainmentTile kind="first-reply" period="today" past={past} goal={goal} onOpen={() => onMissed({ clock: "first-reply" })} />
          <AttainmentTile kind="next-reply" period="today" past={past} goal={goal} onOpen={() => onMissed({ clock: "next-reply" })} />
        </>
      )}
      <Tile
        name={t("board.breached")}
        value={time.number(figures.breached)}
        tone={figures.breached > 0 ? "bad" : undefined}
        onOpen={() => onShow({ state: "breached" })}
      >
        {figures.overdueSince === undefined ? t("board.breached.none") : <Since sentence="board.breached.oldest" since={figures.overdueSince} />}
      </Tile>
      <Tile
        name={t("board.soon", { minutes: time.number(soonMinutes) })}
        value={time.number(figures.soon)}
        tone={figures.soon > 0 ? "warn" : undefined}
        onOpen={() => onShow({ state: "soon" })}
      >
        {figures.soon === 0 ? t("board.soon.none") : t("board.soon.unassigned", { count: figures.soonUnassigned })}
      </Tile>
      <OldestWait wait={figures.oldestWait} waiting={figures.waiting} />
      <Tile
        name={t("board.windows")}
        value={time.number(figures.windows)}
        tone={figures.windows > 0 ? "warn" : undefined}
        onOpen={() => onShow({ state: "windows" })}
      >
        {t("board.windows.before", { time: time.until(horizon.until, ticker.now()) })}
      </Tile>
      {past === undefined ? null : (
        <Tile
          name={t("board.agents")}
          value={t("board.agents.of", { available: time.number(agents.available), all: time.number(agents.all) })}
          onOpen={() => document.getElementById("board-load")?.focus()}
        >
          {agents.all === 0
            ? t("board.agents.none")
            : agents.load === undefined
              ? t("board.agents.noCapacity")
              : t("board.agents.load", { share: Math.round(agents.load * 100) })}
        </Tile>
      )}
    </ul>
  );
}

/** A length that grows by the second: text, not state. */
function Since({ sentence, since }: { readonly sentence: "board.breached.oldest" | "board.oldest.value"; readonly since: Instant }) {
  const { t, time } = useWords();
  const node = useTicking<HTMLSpanElement>(
    (span, now) => {
      const text = t(sentence, { time: time.left(between(since, now)) });
      if (span.textContent !== text) span.textContent = text;
      return nextTick(since, now);
    },
    [since, t, time],
  );
  return <span ref={node} />;
}

function OldestWait({ wait, waiting }: { readonly wait: Board["figures"]["oldestWait"]; readonly waiting: number }) {
  const { t } = useWords();
  const commands = useCommands();
  const id = wait?.conversationId;
  const name = useInbox((state) => {
    const conversation = id === undefined ? undefined : state.conversations.get(id);
    return conversation === undefined ? "" : contactName(state.contacts.get(conversation.contactId));
  });
  const open = useCallback(() => (id === undefined ? undefined : openConversation(id, commands)), [id, commands]);
  return (
    <Tile
      name={t("board.oldest")}
      value={wait === undefined ? "–" : <Since sentence="board.oldest.value" since={wait.since} />}
      onOpen={id === undefined ? undefined : open}
    >
      {wait === undefined ? t("board.oldest.none") : <bdi>{t("board.oldest.who", { name, count: waiting })}</bdi>}
    </Tile>
  );
}

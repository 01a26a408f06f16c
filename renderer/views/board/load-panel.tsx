import { Circle, CircleCheck, CircleMinus, Moon } from "lucide-react";
import { createElement, useState } from "react";
import type { AgentAtWork } from "../../../shared/board/agent-load.ts";
import type { BoardFilter } from "../../../shared/board/board-filter.ts";
import type { AgentId } from "../../../shared/ids.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { hueOf, initials } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./side-panel.module.css";

interface Props {
  readonly people: readonly AgentAtWork[];
  /** How many rows are chosen. */
  readonly chosen: number;
  readonly filter: BoardFilter;
  readonly onDrop: (agent: AgentId) => void;
  readonly onShow: (filter: Partial<BoardFilter>) => void;
}

const ICONS = { available: CircleCheck, busy: CircleMinus, away: Moon } as const;
/** As many stand there at once; the rest unfolds. */
const AT_ONCE = 12;

/** What lies with whom, by name: nobody is ranked. Rows that are dropped on somebody become theirs. */
export function LoadPanel({ chosen, filter, onDrop, onShow, people }: Props) {
  const { t, time } = useWords();
  const [over, setOver] = useState<AgentId>();
  const [all, setAll] = useState(false);
  const shown = all ? people : people.slice(0, AT_ONCE);

  return (
    <section className={css["card"]} aria-labelledby="board-load-title">
      <header className={css["head"]}>
        <h2 id="board-load-title">{t("board.load")}</h2>
        <p>{people.length === 0 ? "" : t("board.load.drop")}</p>
      </header>
      {people.length === 0 ? (
        <p className={css["none"]}>{t("board.load.none")}</p>
      ) : (
        <table id="board-load" className={css["people"]} tabIndex={-1} aria-labelledby="board-load-title">
          <thead>
            <tr>
              <th scope="col">{t("board.load.agent")}</th>
              <th scope="col">{t("board.load.places")}</th>
              <th scope="col">{t("board.load.waiting")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ availability, capacity, id, name, open, reason, waiting }) => (
              <tr
                key={id}
                data-over={over === id || undefined}
                data-target={chosen > 0 || undefined}
                onDragOver={(event) => {
                  event.preventDefault();
                  event.dataTransfer.dropEffect = "move";
                  setOver(id);
                }}
                onDragLeave={() => setOver(undefined)}
                onDrop={(event) => {
                  event.preventDefault();
                  setOver(undefined);
                  onDrop(id);
                }}
              >
                <th scope="row">
                  <button
                    type="button"
                    className={css["person"]}
                    aria-pressed={filter.agent === id}
                    onClick={() => onShow(filter.agent === id ? {} : { agent: id })}
                  >
                    <Avatar initials={initials(name)} hue={hueOf(id)} size={22} />
                    <bdi>{name}</bdi>
                    <span
                      className={css["state"]}
                      data-state={availability}
                      role="img"
                      aria-label={t(`board.availability.${availability}`)}
                      title={reason ?? t(`board.availability.${availability}`)}
                    >
                      {createElement(ICONS[availability] ?? Circle, { size: 13, strokeWidth: 2 })}
                    </span>
                  </button>
                </th>
                <td>
                  {capacity === undefined || capacity === 0 ? (
                    <span>{time.number(open)}</span>
                  ) : (
                    <span className={css["places"]}>
                      <i aria-hidden="true">
                        <b style={{ width: `${Math.min(100, (open / capacity) * 100)}%` }} data-full={open >= capacity || undefined} />
                      </i>
                      {t("board.load.of", { open: time.number(open), capacity: time.number(capacity) })}
                    </span>
                  )}
                </td>
                <td>{time.number(waiting)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {people.length <= AT_ONCE ? null : (
        <button type="button" className={css["more"]} onClick={() => setAll(!all)}>
          {all ? t("board.load.fewer") : t("board.load.all", { count: people.length })}
        </button>
      )}
    </section>
  );
}

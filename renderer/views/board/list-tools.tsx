import { ListFilter, X } from "lucide-react";
import { useMemo, type ReactNode } from "react";
import { BOARD_CAUSES, BOARD_GROUPS, BOARD_STATES, NOBODY, type BoardFilter } from "../../../shared/board/board-filter.ts";
import type { BoardIndex } from "../../../shared/board/board-index.ts";
import { BOARD_CLOCKS } from "../../../shared/board/board-row.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { readUi, setUi, useUi } from "../../state/ui-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Popover } from "../../ui/popover.tsx";
import { causeWords } from "../words/reason-words.ts";
import { useWords } from "../words/use-words.ts";
import css from "./list-tools.module.css";

interface Option {
  readonly value: string;
  readonly name: string;
}

type Asked = "state" | "clock" | "policy" | "agent" | "number" | "label" | "cause";

interface Field {
  readonly key: Asked;
  readonly options: readonly Option[];
}

const ask = (change: Partial<BoardFilter>): void => {
  const { board } = readUi();
  setUi({ board: { ...board, filter: { ...board.filter, ...change } } });
};

/** Search, filters and groups of the list; what is asked for stands beneath, and goes with one press. */
export function ListTools({ index, leads, version }: { readonly index: BoardIndex; readonly version: number; readonly leads: boolean }) {
  const filter = useUi((ui) => ui.board.filter);
  const { t } = useWords();
  const fields = useFields(index, version, leads);
  const asked = fields.filter(({ key }) => filter[key] !== undefined && filter[key] !== "all");

  return (
    <div className={css["tools"]} role="search">
      <div className={css["bar"]}>
        <input
          id="board-search"
          type="search"
          className={css["search"]}
          value={filter.query}
          placeholder={t("board.search")}
          aria-label={t("board.search")}
          onChange={(event) => ask({ query: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === "Escape" && filter.query !== "") {
              event.preventDefault();
              ask({ query: "" });
            } else if (event.key === "ArrowDown" || event.key === "Enter") {
              event.preventDefault();
              document.getElementById("board-list")?.focus();
            }
          }}
        />
        <Popover
          label={t("board.filter")}
          align="end"
          width={300}
          trigger={
            <Button size="small" aria-label={asked.length === 0 ? t("board.filter") : t("board.filter.on", { count: asked.length })}>
              <ListFilter size={14} strokeWidth={1.75} />
              {t("board.filter")}
            </Button>
          }
        >
          <div className={css["fields"]}>
            {fields.map((field) => (
              <label key={field.key} className={css["field"]}>
                <span>{t(`board.filter.${field.key}`)}</span>
                <Select value={filter[field.key] ?? ""} onChange={(value) => ask({ [field.key]: value === "" ? undefined : value })}>
                  {field.key === "state" ? null : <option value="">{t("board.filter.any")}</option>}
                  {field.options.map(({ name, value }) => (
                    <option key={value} value={value}>
                      {name}
                    </option>
                  ))}
                </Select>
              </label>
            ))}
          </div>
        </Popover>
        <Select label={t("board.group")} value={filter.group} onChange={(value) => ask({ group: BOARD_GROUPS.find((one) => one === value) ?? "none" })}>
          {BOARD_GROUPS.map((group) => (
            <option key={group} value={group}>
              {t(`board.group.${group}`)}
            </option>
          ))}
        </Select>
      </div>
      {asked.length === 0 ? null : (
        <ul className={css["asked"]} aria-label={t("board.filter")}>
          {asked.map(({ key, options }) => {
            const name = options.find(({ value }) => value === filter[key])?.name ?? filter[key] ?? "";
            return (
              <li key={key}>
                <bdi>{name}</bdi>
                <IconButton label={t("board.filter.drop", { name })} onClick={() => ask({ [key]: key === "state" ? "all" : undefined })}>
                  <X size={12} strokeWidth={2} />
                </IconButton>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

function Select({
  children,
  label,
  onChange,
  value,
}: {
  readonly value: string;
  readonly label?: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}) {
  return (
    <select className={css["select"]} aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {children}
    </select>
  );
}

/** What can be asked for: what the rows carry, by its name. */
function useFields(index: BoardIndex, version: number, leads: boolean): readonly Field[] {
  const agents = useInbox((state) => state.agents);
  const numbers = useInbox((state) => state.numbers);
  const labels = useInbox((state) => state.labels);
  const soonMinutes = useUi((ui) => ui.boardSettings.soonMinutes);
  const chosenPolicy = useUi((ui) => ui.board.filter.policy);
  const { t, time } = useWords();

  const policies = useMemo(() => {
    const names = new Map<string, string>(chosenPolicy === undefined ? [] : [[chosenPolicy, chosenPolicy]]);
    for (const { clock } of index.rows()) if (clock?.policy !== undefined) names.set(clock.policy.id, clock.policy.name ?? clock.policy.id);
    return [...names].map(([value, name]) => ({ value, name })).sort(byName);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- looked at when the list was opened or has changed its size
  }, [index, chosenPolicy, index.itemCount() === 0, version === 0]);

  return useMemo(() => {
    const people = [...agents.values()].filter(({ role }) => role !== "bot").map(({ id, name }) => ({ value: id, name }));
    const all: readonly Field[] = [
      { key: "state", options: BOARD_STATES.map((value) => ({ value, name: t(`board.state.${value}`, { minutes: time.number(soonMinutes) }) })) },
      { key: "clock", options: BOARD_CLOCKS.map((value) => ({ value, name: t(`clock.${value}`) })) },
      { key: "policy", options: policies },
      ...(leads ? [{ key: "agent" as const, options: [{ value: NOBODY, name: t("board.unassigned") }, ...people.sort(byName)] }] : []),
      { key: "number", options: [...numbers.values()].map(({ displayName, id }) => ({ value: id, name: displayName })).sort(byName) },
      { key: "label", options: [...labels.values()].map(({ id, name }) => ({ value: id, name })).sort(byName) },
      {
        key: "cause",
        options: BOARD_CAUSES.map((value) => ({ value, name: value === "none" || value === "any" ? t(`board.cause.${value}`) : causeWords(value, t) })),
      },
    ];
    return all;
  }, [agents, labels, leads, numbers, policies, soonMinutes, t, time]);
}

const byName = (a: Option, b: Option): number => a.name.localeCompare(b.name);

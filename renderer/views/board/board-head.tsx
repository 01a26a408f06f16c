import { Download, Link2, SlidersHorizontal, Users } from "lucide-react";
import { EVERYTHING } from "../../../shared/board/board-filter.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { inboxStore, useInbox } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Menu, MenuChoice } from "../../ui/menu.tsx";
import { Popover } from "../../ui/popover.tsx";
import { saveFile } from "../what-if/save-file.ts";
import { WallboardButton } from "../wallboard/wallboard-button.tsx";
import { useWords } from "../words/use-words.ts";
import { boardCsv, missedCsv } from "./board-csv.ts";
import { boardNames } from "./board-names.ts";
import css from "./board-page.module.css";
import { BoardSetup } from "./board-setup.tsx";
import { missedShown } from "./missed-list.tsx";
import { boardAddress } from "./use-board-link.ts";
import type { Board } from "./use-board.ts";
import type { Missed } from "./use-missed.ts";

const PERIODS = ["now", "today", "week"] as const;
const ALL = "";

/** What is looked at, whose, and the ways out of the page. */
export function BoardHead({ board, leads, missed }: { readonly board: Board; readonly missed: Missed; readonly leads: boolean }) {
  const view = useUi((ui) => ui.board);
  const teams = useInbox((state) => state.teams);
  const commands = useCommands();
  const ticker = useTicker();
  const words = useWords();
  const { t } = words;
  const { filter, period } = view;
  const team = filter.team === undefined ? undefined : teams.get(filter.team as never);

  const save = (): void => {
    const facts = inboxStore.getState();
    const names = boardNames(inboxStore.getState);
    const now = ticker.now();
    const text = period === "now" ? boardCsv(board.index.rows(), names, facts, now, words) : missedCsv(missedShown(missed.items, filter), names, facts, words);
    saveFile(`greenline-board-${period}-${new Date(now).toISOString().slice(0, 16).replace(":", "")}.csv`, text, "text/csv;charset=utf-8");
  };
  return (
    <header className={css["top"]}>
      <h1 className={css["title"]} id="board-title">
        {t("rail.board")}
      </h1>
      {leads ? (
        <nav className={css["periods"]} aria-label={t("board.period")}>
          {PERIODS.map((one) => (
            <button
              key={one}
              type="button"
              aria-current={one === period ? "true" : undefined}
              onClick={() => setUi({ board: { period: one, filter: one === period ? filter : { ...EVERYTHING, team: filter.team } } })}
            >
              {t(`board.period.${one}`)}
            </button>
          ))}
        </nav>
      ) : null}
      <span className={css["ways"]}>
        {leads && teams.size > 0 ? (
          <Menu
            label={t("board.team")}
            align="end"
            trigger={
              <Button>
                <Users size={15} strokeWidth={1.75} />
                <bdi className={css["team"]}>{team?.name ?? t("board.team.all")}</bdi>
              </Button>
            }
          >
            <MenuChoice
              value={filter.team ?? ALL}
              options={[
                { value: ALL, label: t("board.team.all") },
                ...[...teams.values()].map(({ id, name }) => ({ value: id as string, label: name })).sort((a, b) => a.label.localeCompare(b.label)),
              ]}
              onChoose={(chosen) => setUi({ board: { ...view, filter: { ...filter, team: chosen === ALL ? undefined : chosen } } })}
            />
          </Menu>
        ) : null}
        <Button onClick={save} disabled={period !== "now" && missed.items.length === 0}>
          <Download size={15} strokeWidth={1.75} />
          {t("board.csv")}
        </Button>
        {leads ? <WallboardButton /> : null}
        <IconButton
          framed
          label={t("board.link")}
          onClick={() => void navigator.clipboard.writeText(boardAddress(view)).then(() => commands.notice("board.linkCopied"))}
        >
          <Link2 size={15} strokeWidth={1.75} />
        </IconButton>
        <Popover
          label={t("board.setup")}
          align="end"
          width={280}
          trigger={
            <IconButton framed label={t("board.setup")}>
              <SlidersHorizontal size={15} strokeWidth={1.75} />
            </IconButton>
          }
        >
          <BoardSetup leads={leads} />
        </Popover>
      </span>
    </header>
  );
}

import { useRef, useState } from "react";
import { boardRows, type BoardFilter, type BoardOrder } from "../../../../shared/templates/board-rows.ts";
import type { TemplatePeriod } from "../../../commands/templates.ts";
import { useInbox } from "../../../state/inbox-store.ts";
import { Empty } from "../../../ui/empty.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useWords } from "../../words/use-words.ts";
import { BoardTable } from "./board-table.tsx";
import { BoardTools } from "./board-tools.tsx";
import { DraftChecker } from "./draft-checker.tsx";
import { SyncLine } from "./sync-line.tsx";
import css from "./template-board.module.css";
import { TemplateDetail } from "./template-detail.tsx";
import { useBoard } from "./use-board.ts";

const EVERYTHING: BoardFilter = { query: "", show: "all", category: "all", language: "all" };

/** [S1-4] All templates: how they stand with the platform, what is risky about them, and what became of what was sent. */
export function TemplateBoard() {
  const { t } = useWords();
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const loading = useInbox(({ me }) => me === undefined);
  const [period, setPeriod] = useState<TemplatePeriod>(30);
  const [filter, setFilter] = useState(EVERYTHING);
  const [order, setOrder] = useState<BoardOrder>({ by: "attention", descending: true });
  const [openId, setOpenId] = useState<string | undefined>();
  const [checking, setChecking] = useState(false);
  const board = useRef<HTMLDivElement>(null);
  const { facts, rows } = useBoard(period);
  const shown = boardRows(rows, filter, order);
  const open = rows.find(({ template }) => template.id === openId);

  const close = () => {
    setOpenId(undefined);
    setChecking(false);
    // Back to where one came from.
    board.current?.querySelector<HTMLElement>(`[data-template="${CSS.escape(openId ?? "")}"]`)?.focus();
  };
  return (
    <div className={css["board"]} ref={board}>
      <div className={css["main"]}>
        <SyncLine facts={facts} leads={leads} />
        <BoardTools
          rows={rows}
          shown={shown}
          filter={filter}
          onFilter={setFilter}
          period={period}
          onPeriod={setPeriod}
          leads={leads}
          checking={checking}
          onCheck={() => {
            setOpenId(undefined);
            setChecking(!checking);
          }}
        />
        {rows.length === 0 ? (
          loading ? (
            <div className={css["bones"]} role="status" aria-label={t("settings.loading")}>
              <Skeleton width="58%" />
              <Skeleton width="72%" />
              <Skeleton width="44%" />
            </div>
          ) : (
            <Empty title={t("templates.empty")}>
              <p>{t("templates.empty.body")}</p>
            </Empty>
          )
        ) : shown.length === 0 ? (
          <Empty title={t("templates.noMatch")}>
            <button type="button" className={css["clear"]} onClick={() => setFilter(EVERYTHING)}>
              {t("templates.clear")}
            </button>
          </Empty>
        ) : (
          <BoardTable
            rows={shown}
            order={order}
            onOrder={setOrder}
            leads={leads}
            openId={openId}
            onOpen={(id) => {
              setChecking(false);
              setOpenId(id);
            }}
          />
        )}
      </div>
      {open === undefined ? null : <TemplateDetail key={open.template.id} row={open} leads={leads} period={period} onClose={close} />}
      {checking ? <DraftChecker onClose={close} /> : null}
    </div>
  );
}

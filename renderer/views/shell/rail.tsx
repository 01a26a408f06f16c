import { ChartColumn, Gauge, HandHelping, HeartPulse, Inbox, Send, Settings, type LucideIcon } from "lucide-react";
import type { Page } from "../../state/ui-state.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { BrandMark } from "../../ui/brand-mark.tsx";
import { Tip } from "../../ui/tip.tsx";
import { useTakeableCount } from "../handoffs/use-queue.ts";
import { useWords } from "../words/use-words.ts";
import { ConnectionPill } from "./connection-pill.tsx";
import { MeMenu } from "./me-menu.tsx";
import css from "./rail.module.css";

const PAGES: readonly { readonly page: Page; readonly icon: LucideIcon; readonly keys?: string }[] = [
  { page: "inbox", icon: Inbox, keys: "g i" },
  { page: "handoffs", icon: HandHelping, keys: "g h" },
  { page: "board", icon: Gauge, keys: "g b" },
  { page: "health", icon: HeartPulse, keys: "g n" },
  { page: "outreach", icon: Send },
  { page: "reports", icon: ChartColumn },
  { page: "settings", icon: Settings, keys: "g s" },
];

export function Rail() {
  const current = useUi((ui) => ui.page);
  const handoffs = useTakeableCount();
  const { t } = useWords();

  return (
    <nav className={css["rail"]} aria-label={t("rail.label")}>
      <span className={css["mark"]}>
        <BrandMark />
      </span>
      {PAGES.map(({ page, icon: Icon, keys }) => (
        <Tip key={page} text={t(`rail.${page}`)} shortcut={keys} side="right">
          <button
            type="button"
            className={css["page"]}
            aria-label={t(`rail.${page}`)}
            aria-current={current === page ? "page" : undefined}
            onClick={() => setUi({ page })}
          >
            <Icon size={20} strokeWidth={1.75} />
            {page === "handoffs" && handoffs > 0 ? (
              <span className={css["badge"]} role="img" aria-label={t("rail.waiting", { count: handoffs })}>
                {Math.min(handoffs, 99)}
              </span>
            ) : null}
          </button>
        </Tip>
      ))}
      <span className={css["foot"]}>
        <ConnectionPill />
        <MeMenu />
      </span>
    </nav>
  );
}

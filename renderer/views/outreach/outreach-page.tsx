import { useState } from "react";
import { ConsentsTab } from "../consent-import/consents-tab.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./outreach-page.module.css";
import { RolloutSection } from "./rollout/rollout-section.tsx";
import { TemplateBoard } from "./templates/template-board.tsx";

const TABS = ["templates", "rollout", "consents"] as const;

/** What is sent unasked: with which templates, to how many, and who agreed to it. */
export function OutreachPage() {
  const { t } = useWords();
  const [tab, setTab] = useState<(typeof TABS)[number]>("templates");
  return (
    <main className={css["page"]} aria-labelledby="outreach-title">
      <header className={css["head"]}>
        <h1 className={css["title"]} id="outreach-title">
          {t("rail.outreach")}
        </h1>
        <nav className={css["tabs"]} aria-label={t("outreach.tabs")}>
          {TABS.map((one) => (
            <button key={one} type="button" className={css["tab"]} aria-current={one === tab ? "page" : undefined} onClick={() => setTab(one)}>
              {t(`outreach.tab.${one}`)}
            </button>
          ))}
        </nav>
      </header>
      {tab === "templates" ? <TemplateBoard /> : <div className={css["scroll"]}>{tab === "rollout" ? <RolloutSection /> : <ConsentsTab />}</div>}
    </main>
  );
}

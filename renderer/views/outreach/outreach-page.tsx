import { useState } from "react";
import { Tabs } from "../../ui/tabs.tsx";
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
        <Tabs className={css["tabs"]} label={t("outreach.tabs")} tabs={TABS} current={tab} name={(one) => t(`outreach.tab.${one}`)} onChange={setTab} />
      </header>
      {tab === "templates" ? <TemplateBoard /> : <div className={css["scroll"]}>{tab === "rollout" ? <RolloutSection /> : <ConsentsTab />}</div>}
    </main>
  );
}

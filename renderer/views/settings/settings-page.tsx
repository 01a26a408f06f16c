import { useEffect, useRef } from "react";
import type { SettingsTab } from "../../state/ui-state.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Tabs } from "../../ui/tabs.tsx";
import { AlertChannelsPage } from "../alert-channels/alert-channels-page.tsx";
import { AutoReplyPage } from "../auto-reply/auto-reply-page.tsx";
import { BotsPage } from "../bots/bots-page.tsx";
import { CannedRepliesPage } from "../canned-replies/canned-replies-page.tsx";
import { CalendarsPage } from "../calendars/calendars-page.tsx";
import { GuardSettingsPage } from "../guard-settings/guard-settings-page.tsx";
import { PeoplePage } from "../people-settings/people-page.tsx";
import { QueuePage } from "../queue-settings/queue-page.tsx";
import { PoliciesPage } from "../policies/policies-page.tsx";
import { SaveBar } from "../policies/save-bar.tsx";
import { WhatIfPage } from "../what-if/what-if-page.tsx";
import { useWords } from "../words/use-words.ts";
import type { Installation } from "./about.tsx";
import { GeneralSettings } from "./general-settings.tsx";
import css from "./settings-page.module.css";

/** What everybody has, and what a lead sets for the team. */
export function SettingsPage({ installation }: { readonly installation: Installation }) {
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const wanted = useUi(({ settingsTab }) => settingsTab);
  const { t } = useWords();
  const page = useRef<HTMLElement>(null);
  const tabs: readonly SettingsTab[] = leads
    ? ["general", "people", "queue", "policies", "calendars", "what-if", "canned-replies", "auto-reply", "guard", "bots", "alerts"]
    : ["general", "policies", "calendars", "canned-replies", "auto-reply", "guard", "alerts"];
  const tab = tabs.includes(wanted) ? wanted : "general";

  // So that the arrow keys scroll at once; a pressed button of the rail keeps the focus.
  useEffect(() => {
    if (document.activeElement === document.body) page.current?.focus({ preventScroll: true });
  }, []);

  return (
    <main className={css["page"]} ref={page} tabIndex={-1} aria-labelledby="settings-title">
      <div className={css["column"]}>
        <h1 className={css["title"]} id="settings-title">
          {t("rail.settings")}
        </h1>
        <Tabs
          className={css["tabs"]}
          label={t("settings.tabs")}
          tabs={tabs}
          current={tab}
          name={(one) => t(`settings.tab.${one}`)}
          onChange={(settingsTab) => setUi({ settingsTab })}
        />
        {tab === "people" ? (
          <PeoplePage />
        ) : tab === "queue" ? (
          <QueuePage />
        ) : tab === "policies" ? (
          <PoliciesPage />
        ) : tab === "calendars" ? (
          <CalendarsPage />
        ) : tab === "canned-replies" ? (
          <CannedRepliesPage />
        ) : tab === "what-if" ? (
          <WhatIfPage />
        ) : tab === "auto-reply" ? (
          <AutoReplyPage />
        ) : tab === "bots" ? (
          <BotsPage />
        ) : tab === "alerts" ? (
          <AlertChannelsPage hasSystem={installation.secretStore !== "browser"} leads={leads} />
        ) : tab === "guard" ? (
          <GuardSettingsPage />
        ) : (
          <GeneralSettings installation={installation} leads={leads} />
        )}
        {leads && tab !== "alerts" && tab !== "bots" && tab !== "guard" ? <SaveBar /> : null}
      </div>
    </main>
  );
}

import { useEffect, useRef } from "react";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import { About, type Installation } from "./about.tsx";
import { Appearance } from "./appearance.tsx";
import { Devices } from "./devices.tsx";
import { IntakeSection } from "./intake-section.tsx";
import css from "./settings-page.module.css";

/** One calm page. Leads and admins have first what was not understood: it is theirs to follow up. */
export function SettingsPage({ installation }: { readonly installation: Installation }) {
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const { t } = useWords();
  const page = useRef<HTMLElement>(null);

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
        {leads ? <IntakeSection /> : null}
        <Appearance />
        <Devices />
        {leads ? null : <IntakeSection />}
        <About installation={installation} />
      </div>
    </main>
  );
}

import type { DesktopFacts, ServerAddress } from "../../../shared/desktop-contract.ts";
import { VERSION } from "../../../shared/version.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Keys } from "../../ui/keys.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./about.module.css";
import { Section } from "./section.tsx";

/** Which server this window talks to, and how well this machine keeps a secret; `browser` where there is no desktop shell. */
export interface Installation {
  readonly server: ServerAddress;
  readonly secretStore: DesktopFacts["secretStore"] | "browser";
}

export function About({ installation }: { readonly installation: Installation }) {
  const { secretStore, server } = installation;
  const { t } = useWords();
  const marks = [server.embedded ? t("settings.about.embedded") : undefined, server.demo ? t("settings.about.demo") : undefined].filter(
    (mark) => mark !== undefined,
  );

  return (
    <Section title={t("settings.about")} hint={t("app.tagline")}>
      <dl className={css["facts"]}>
        <div>
          <dt>{t("settings.about.version")}</dt>
          <dd className={css["word"]}>{VERSION}</dd>
        </div>
        <div>
          <dt>{t("settings.about.server")}</dt>
          <dd>
            <bdi className={css["word"]}>{server.url}</bdi>
            {marks.length === 0 ? null : <p className={css["hint"]}>{marks.join(" · ")}</p>}
          </dd>
        </div>
        <div>
          <dt>{t("settings.about.secrets")}</dt>
          <dd>{t(`settings.about.secrets.${secretStore}`)}</dd>
        </div>
        <div>
          <dt>{t("shortcuts.title")}</dt>
          <dd className={css["keyboard"]}>
            <Button look="link" onClick={() => setUi({ shortcutsOpen: true })}>
              {t("action.shortcuts")}
            </Button>
            <Keys keys="?" />
          </dd>
        </div>
      </dl>
    </Section>
  );
}

import { CircleCheck, Save } from "lucide-react";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import css from "../policies/save-bar.module.css";
import { useWords } from "../words/use-words.ts";
import type { KeptSettings } from "./use-kept-settings.ts";

type Props = Pick<KeptSettings<never, never>, "changed" | "saving" | "save" | "discard"> & { readonly what: string; readonly faults: number };

/** What is not saved yet, and what became of it. */
export function KeptSaveBar({ changed, discard, faults, save, saving, what }: Props) {
  const { t } = useWords();
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  if (!changed)
    return (
      <div role="status">
        {saving === "saved" ? (
          <p className={css["line"]}>
            <CircleCheck size={15} strokeWidth={1.75} />
            {t("autoReply.saved", { what })}
          </p>
        ) : null}
      </div>
    );

  const trouble = offline
    ? t("policies.bar.offline")
    : saving === "idle" || saving === "saving" || saving === "saved"
      ? undefined
      : t(`autoReply.save.${saving}`);
  return (
    <section className={css["bar"]} aria-label={t("autoReply.bar", { what })}>
      <div className={css["line"]}>
        <p className={css["what"]}>{t("autoReply.unsaved", { what })}</p>
        {faults > 0 ? <span className={css["faults"]}>{t("policies.bar.faults", { count: faults })}</span> : null}
        <span className={css["grow"]} />
        <Button onClick={discard} disabled={saving === "saving"}>
          {t(saving === "meanwhile" ? "autoReply.readAgain" : "policies.bar.discard")}
        </Button>
        <Button
          look="primary"
          disabled={offline || faults > 0 || saving === "saving" || saving === "meanwhile"}
          aria-busy={saving === "saving"}
          onClick={() => void save()}
        >
          <Save size={14} strokeWidth={1.75} />
          {t(saving === "saving" ? "policies.bar.saving" : "policies.bar.save")}
        </Button>
      </div>
      <div role="status">{trouble === undefined ? null : <p className={css["trouble"]}>{trouble}</p>}</div>
    </section>
  );
}

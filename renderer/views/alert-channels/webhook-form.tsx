import { useState } from "react";
import { ALERT_NEWS_KINDS, type AlertNewsKind } from "../../../shared/alert-channels/alert-news.ts";
import type { AlertWebhook } from "../../commands/alert-channels.ts";
import type { ChangeProblem } from "../../commands/say-to-server.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import botsCss from "../bots/bots.module.css";
import { DialogFoot } from "../bots/dialog-foot.tsx";
import fieldsCss from "../policies/fields.module.css";
import { NameField } from "../settings/name-field.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./alert-channels.module.css";

interface Props {
  /** Undefined: a new one. */
  readonly webhook: AlertWebhook | undefined;
  readonly onClose: () => void;
  readonly onDone: (name: string, secret?: string) => Promise<void>;
}

const USUAL: readonly AlertNewsKind[] = ["breach", "overflow", "surge", "number-alarm"];

export function WebhookForm({ onClose, onDone, webhook }: Props) {
  const commands = useCommands();
  const [name, setName] = useState(webhook?.name ?? "");
  const [address, setAddress] = useState(webhook?.address ?? "https://");
  const [kinds, setKinds] = useState(webhook?.kinds ?? USUAL);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ChangeProblem>();
  const { t } = useWords();
  const given = { name: name.trim(), address: address.trim(), kinds };
  const noName = given.name === "";
  const noAddress = given.address === "" || given.address === "https://";

  const save = async (): Promise<void> => {
    setTried(true);
    if (noName || noAddress || kinds.length === 0 || busy) return;
    setBusy(true);
    const saved = await (webhook === undefined ? commands.addAlertWebhook(given) : commands.changeAlertWebhook(webhook.id, given));
    if (saved.kind === "saved") return onDone(given.name, saved.shown);
    setBusy(false);
    setProblem(saved);
  };
  const fault = (missing: boolean, words: string) => (tried && missing ? <span className={fieldsCss["fault"]}>{words}</span> : null);

  return (
    <Dialog
      open
      onClose={onClose}
      title={webhook === undefined ? t("webhooks.add") : t("webhooks.editNamed", { name: webhook.name })}
      closeLabel={t("common.close")}
      width={480}
    >
      <form
        className={botsCss["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <NameField label={t("webhooks.name")} value={name} fault={tried && noName ? t("webhooks.nameMissing") : undefined} onChange={setName} />
        <label className={botsCss["field"]}>
          <span>{t("webhooks.address")}</span>
          <input
            className={fieldsCss["field"]}
            value={address}
            inputMode="url"
            maxLength={2_000}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setAddress(event.target.value)}
            {...(tried && noAddress ? { "aria-invalid": true } : {})}
          />
          {tried && noAddress ? fault(true, t("webhooks.addressMissing")) : <span className={botsCss["hint"]}>{t("webhooks.addressHint")}</span>}
        </label>
        <fieldset className={css["kinds"]}>
          <legend className={css["legend"]}>{t("webhooks.kinds")}</legend>
          {ALERT_NEWS_KINDS.map((kind) => (
            <label key={kind}>
              <input
                type="checkbox"
                checked={kinds.includes(kind)}
                onChange={({ target }) => setKinds(ALERT_NEWS_KINDS.filter((one) => (one === kind ? target.checked : kinds.includes(one))))}
              />
              {t(`webhooks.kind.${kind}`)}
            </label>
          ))}
          {fault(kinds.length === 0, t("webhooks.kindsMissing"))}
        </fieldset>
        <DialogFoot problem={problem} busy={busy} does={t(webhook === undefined ? "webhooks.make" : "webhooks.save")} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

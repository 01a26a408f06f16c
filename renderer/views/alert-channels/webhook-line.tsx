import { CircleCheck, Pause, TriangleAlert, Webhook } from "lucide-react";
import { useState } from "react";
import type { AlertWebhook, WebhookTested } from "../../commands/alert-channels.ts";
import type { ChangeProblem } from "../../commands/say-to-server.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem } from "../../ui/menu.tsx";
import botsCss from "../bots/bots.module.css";
import { useTroubleWords } from "../bots/use-trouble-words.ts";
import { useWords } from "../words/use-words.ts";
import { WebhookLog } from "./webhook-log.tsx";

interface Props {
  readonly webhook: AlertWebhook;
  readonly editable: boolean;
  readonly onChanged: () => Promise<void>;
  readonly onAsk: (kind: "form" | "secret" | "remove") => void;
}

type Outcome = WebhookTested | ChangeProblem;

export function WebhookLine({ editable, onAsk, onChanged, webhook }: Props) {
  const commands = useCommands();
  const [outcome, setOutcome] = useState<Outcome>();
  const [testing, setTesting] = useState(false);
  const [logOpen, setLogOpen] = useState(false);
  const { t } = useWords();
  const { address, id, kinds, name, paused } = webhook;

  const test = async (): Promise<void> => {
    setTesting(true);
    setOutcome(undefined);
    setOutcome(await commands.testAlertWebhook(id));
    setTesting(false);
  };
  const pause = async (wanted: boolean): Promise<void> => {
    const saved = await commands.changeAlertWebhook(id, { paused: wanted });
    setOutcome(saved.kind === "saved" ? undefined : saved);
    await onChanged();
  };
  return (
    <li className={botsCss["bot"]}>
      <div className={botsCss["line"]}>
        <Webhook size={18} strokeWidth={1.75} aria-hidden="true" />
        <div className={botsCss["words"]}>
          <p className={botsCss["name"]}>
            <bdi>{name}</bdi>
            <Standing webhook={webhook} />
          </p>
          <p className={botsCss["address"]}>
            <bdi>{address}</bdi>
          </p>
          <p className={botsCss["facts"]}>{kinds.map((kind) => t(`webhooks.kind.${kind}`)).join(" · ")}</p>
        </div>
        <div className={botsCss["actions"]}>
          <Button size="small" aria-expanded={logOpen} aria-label={t("webhooks.logNamed", { name })} onClick={() => setLogOpen(!logOpen)}>
            {t("webhooks.log")}
          </Button>
          <Button size="small" disabled={!editable || testing} aria-busy={testing} aria-label={t("webhooks.testNamed", { name })} onClick={() => void test()}>
            {t(testing ? "bots.testing" : "webhooks.test")}
          </Button>
          {paused === undefined ? null : (
            <Button size="small" disabled={!editable} aria-label={t("webhooks.resumeNamed", { name })} onClick={() => void pause(false)}>
              {t("webhooks.resume")}
            </Button>
          )}
          <Menu
            label={t("webhooks.editNamed", { name })}
            align="end"
            trigger={
              <Button size="small" disabled={!editable} aria-label={t("webhooks.editNamed", { name })}>
                {t("webhooks.edit")}
              </Button>
            }
          >
            <MenuItem onSelect={() => onAsk("form")}>{t("webhooks.edit")}</MenuItem>
            {paused === undefined ? <MenuItem onSelect={() => void pause(true)}>{t("webhooks.pause")}</MenuItem> : null}
            <MenuItem onSelect={() => onAsk("secret")}>{t("webhooks.secret")}</MenuItem>
            <MenuItem onSelect={() => onAsk("remove")}>{t("webhooks.remove")}</MenuItem>
          </Menu>
        </div>
      </div>
      <div role="status">{outcome === undefined ? null : <Said outcome={outcome} />}</div>
      {logOpen ? <WebhookLog id={id} name={name} /> : null}
    </li>
  );
}

/** That nothing arrives, or nothing is sent. */
function Standing({ webhook: { failingSince, paused } }: { readonly webhook: AlertWebhook }) {
  const ticker = useTicker();
  const { t, time } = useWords();
  if (paused === undefined && failingSince === undefined) return null;
  const Sign = paused?.because === "hand" ? Pause : TriangleAlert;
  return (
    <span className={botsCss["trouble"]}>
      <Sign size={13} strokeWidth={1.75} aria-hidden="true" />
      {paused === undefined ? t("webhooks.failing", { time: time.until(failingSince ?? ticker.now(), ticker.now()) }) : t(`webhooks.paused.${paused.because}`)}
    </span>
  );
}

function Said({ outcome }: { readonly outcome: Outcome }) {
  const troubleWords = useTroubleWords();
  const { t } = useWords();
  const worked = outcome.kind === "tested" && outcome.ok;
  const Sign = worked ? CircleCheck : TriangleAlert;
  const words =
    outcome.kind === "refused"
      ? outcome.title
      : outcome.kind !== "tested"
        ? t(`bots.problem.${outcome.kind}`)
        : outcome.ok
          ? t("bots.tested.ok", { status: String(outcome.status ?? ""), ms: String(outcome.tookMs) })
          : t("bots.tested.no", { why: troubleWords(outcome) });
  return (
    <p className={botsCss["tested"]} data-worked={worked}>
      <Sign size={15} strokeWidth={1.75} aria-hidden="true" />
      {words}
    </p>
  );
}

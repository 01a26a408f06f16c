import { Plus, Webhook } from "lucide-react";
import { useState } from "react";
import type { AlertWebhook } from "../../commands/alert-channels.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import botsCss from "../bots/bots.module.css";
import { ShownOnce } from "../bots/shown-once.tsx";
import { FactsSection } from "../settings/facts-section.tsx";
import { useFacts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";
import { WebhookForm } from "./webhook-form.tsx";
import { WebhookLine } from "./webhook-line.tsx";
import { WebhookQuestion } from "./webhook-question.tsx";

type Open =
  | { readonly kind: "form"; readonly webhook: AlertWebhook | undefined }
  | { readonly kind: "secret" | "remove"; readonly webhook: AlertWebhook }
  | { readonly kind: "shown"; readonly name: string; readonly value: string };

/** [BD4] Programs that are told of alerts: where they listen, what they hear, and how it goes. */
export function WebhooksSection() {
  const facts = useFacts(useCommands().alertWebhooks);
  const [open, setOpen] = useState<Open>();
  const { t } = useWords();
  const editable = facts.state === "fresh";

  const close = (): void => setOpen(undefined);
  const done = async (name: string, shown?: string): Promise<void> => {
    setOpen(shown === undefined ? undefined : { kind: "shown", name, value: shown });
    await facts.refresh();
  };
  return (
    <>
      <FactsSection title={t("webhooks.title")} hint={t("webhooks.hint")} facts={facts}>
        {(webhooks) => (
          <>
            {webhooks.length === 0 ? (
              <Empty icon={<Webhook size={20} strokeWidth={1.75} />} title={t("webhooks.none")}>
                {t("webhooks.noneBody")}
              </Empty>
            ) : (
              <ul>
                {webhooks.map((webhook) => (
                  <WebhookLine key={webhook.id} webhook={webhook} editable={editable} onChanged={facts.refresh} onAsk={(kind) => setOpen({ kind, webhook })} />
                ))}
              </ul>
            )}
            <div className={botsCss["foot"]}>
              <Button disabled={!editable} onClick={() => setOpen({ kind: "form", webhook: undefined })}>
                <Plus size={15} strokeWidth={1.75} />
                {t("webhooks.add")}
              </Button>
            </div>
          </>
        )}
      </FactsSection>
      {open?.kind === "form" ? <WebhookForm webhook={open.webhook} onClose={close} onDone={done} /> : null}
      {open?.kind === "secret" || open?.kind === "remove" ? <WebhookQuestion does={open.kind} webhook={open.webhook} onClose={close} onDone={done} /> : null}
      {open?.kind === "shown" ? <ShownOnce shown={{ name: open.name, what: "secret", value: open.value }} onClose={close} /> : null}
    </>
  );
}

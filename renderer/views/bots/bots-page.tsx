import { Bot as BotIcon, Plus } from "lucide-react";
import { useState } from "react";
import type { Bot } from "../../commands/bots.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { FactsSection } from "../settings/facts-section.tsx";
import { useFacts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";
import { AddBot } from "./add-bot.tsx";
import { BotLine } from "./bot-line.tsx";
import css from "./bots.module.css";
import { EditBot } from "./edit-bot.tsx";
import { NewSecret } from "./new-secret.tsx";
import { ShownOnce } from "./shown-once.tsx";

/** What is shown once: the token of a new bot, or the secret of one with a new address. */
export interface Shown {
  readonly name: string;
  readonly what: "token" | "secret";
  readonly value: string;
}

type Open = { readonly kind: "add" } | { readonly kind: "edit" | "secret"; readonly bot: Bot } | { readonly kind: "shown"; readonly shown: Shown };

/** [HO13] Bots: where they listen, on which numbers they begin, and how it goes. */
export function BotsPage() {
  const facts = useFacts(useCommands().bots);
  const isAdmin = useInbox(({ me }) => me?.role === "admin");
  const [open, setOpen] = useState<Open>();
  const { t } = useWords();
  const editable = isAdmin && facts.state === "fresh";

  const done = async (shown?: Shown): Promise<void> => {
    setOpen(shown === undefined ? undefined : { kind: "shown", shown });
    await facts.refresh();
  };
  const close = (): void => setOpen(undefined);

  return (
    <div>
      <FactsSection title={t("bots.title")} hint={t("bots.hint")} facts={facts}>
        {(bots) => (
          <>
            {bots.length === 0 ? (
              <Empty icon={<BotIcon size={20} strokeWidth={1.75} />} title={t("bots.none")}>
                {t("bots.noneBody")}
              </Empty>
            ) : (
              <ul>
                {bots.map((bot) => (
                  <BotLine
                    key={bot.id}
                    bot={bot}
                    editable={editable}
                    onEdit={() => setOpen({ kind: "edit", bot })}
                    onSecret={() => setOpen({ kind: "secret", bot })}
                  />
                ))}
              </ul>
            )}
            <div className={css["foot"]}>
              {isAdmin ? (
                <Button disabled={!editable} onClick={() => setOpen({ kind: "add" })}>
                  <Plus size={15} strokeWidth={1.75} />
                  {t("bots.add")}
                </Button>
              ) : (
                <p>{t("bots.adminsOnly")}</p>
              )}
            </div>
          </>
        )}
      </FactsSection>
      {open?.kind === "add" ? <AddBot onClose={close} onDone={done} /> : null}
      {open?.kind === "edit" ? <EditBot bot={open.bot} onClose={close} onDone={done} /> : null}
      {open?.kind === "secret" ? <NewSecret bot={open.bot} onClose={close} onDone={done} /> : null}
      {open?.kind === "shown" ? <ShownOnce shown={open.shown} onClose={close} /> : null}
    </div>
  );
}

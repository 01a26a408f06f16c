import { useEffect, useState } from "react";
import type { AlertWebhook } from "../../commands/alert-channels.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";

/** A webhook fails for a day before it is paused: this is soon enough. */
const ASK_EVERY_MS = 10 * 60_000;

/** [BD4] Webhooks that were paused because nothing arrived, for leads; nobody else is asked to mend them. */
export function usePausedWebhooks(): readonly AlertWebhook[] {
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const live = useInbox(({ connection }) => connection.kind === "live");
  const { alertWebhooks } = useCommands();
  const [paused, setPaused] = useState<readonly AlertWebhook[]>([]);

  useEffect(() => {
    if (!leads || !live) return;
    let gone = false;
    const ask = (): void =>
      void alertWebhooks().then(({ seen }) => {
        if (!gone && seen !== undefined) setPaused(seen.fact.filter((webhook) => webhook.paused?.because === "failing"));
      });
    ask();
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [alertWebhooks, leads, live]);
  return leads ? paused : [];
}

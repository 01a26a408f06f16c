import { useCallback } from "react";
import type { OutcomeSettings } from "../../../shared/outcomes/outcome-settings.ts";
import type { QueueSettings } from "../../../shared/handoffs/queue-settings.ts";
import type { SettingsSaved } from "../../commands/kept-settings.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { setUi } from "../../state/ui-store.ts";
import auto from "../auto-reply/auto-reply.module.css";
import { KeptTrouble } from "../auto-reply/kept-trouble.tsx";
import { SurgeSection } from "../auto-reply/surge-section.tsx";
import { useKeptSettings } from "../auto-reply/use-kept-settings.ts";
import { OutcomesSection } from "../outcomes-settings/outcomes-section.tsx";
import { BotPolicySection } from "./bot-policy-section.tsx";
import { PausesSection } from "./pauses-section.tsx";
import { QueueSection } from "./queue-section.tsx";

/** How conversations come in, are given out, and end: for leads. */
export function QueuePage() {
  const { botPolicy, outcomes, pausePolicy, queueSettings, saveBotPolicy, saveOutcomes, savePausePolicy, saveQueueSettings, saveSurgePolicy, surge } =
    useCommands();
  // This desk goes by them at once; others hear of them when they ask again.
  const keepQueue = useCallback(
    (settings: QueueSettings, version: number) => heard(saveQueueSettings(settings, version), () => setUi({ queueSettings: settings })),
    [saveQueueSettings],
  );
  const keepOutcomes = useCallback(
    (settings: OutcomeSettings, version: number) => heard(saveOutcomes(settings, version), () => setUi({ outcomes: settings.outcomes })),
    [saveOutcomes],
  );
  const queue = useKeptSettings(queueSettings, keepQueue);
  const ends = useKeptSettings(outcomes, keepOutcomes);
  const surges = useKeptSettings(surge, saveSurgePolicy);
  const bots = useKeptSettings(botPolicy, saveBotPolicy);
  const pauses = useKeptSettings(pausePolicy, savePausePolicy);
  const all = [queue, ends, surges, bots, pauses].map(({ facts }) => facts);
  const troubled = all.find(({ state }) => state === "needs-network" || state === "failed");

  return (
    <div className={auto["page"]}>
      {troubled === undefined ? null : (
        <KeptTrouble
          facts={{
            ...troubled,
            refresh: async () => {
              await Promise.all(all.map(({ refresh }) => refresh()));
            },
          }}
        />
      )}
      <QueueSection kept={queue} />
      <OutcomesSection kept={ends} />
      {surges.settings === undefined ? null : <SurgeSection kept={surges} policy={surges.settings} readings={surges.facts.seen?.fact.readings ?? []} leads />}
      <BotPolicySection kept={bots} />
      <PausesSection kept={pauses} />
    </div>
  );
}

async function heard(saving: Promise<SettingsSaved>, hear: () => void): Promise<SettingsSaved> {
  const outcome = await saving;
  if (outcome === "saved") hear();
  return outcome;
}

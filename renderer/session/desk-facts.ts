import type { VersionedRow } from "../../shared/sync/rows.ts";
import { createConsentSettingsKeeper } from "../guard/consent-settings-keeper.ts";
import { createGuardChecker, type GuardChecker, type openGuardWorker } from "../guard/guard-checker.ts";
import { createPolicyKeeper, type PolicyKeeper } from "../guard/policy-keeper.ts";
import { createRolloutKeeper, type RolloutKeeper } from "../guard/rollout-keeper.ts";
import { createTopicKeeper } from "../guard/topic-keeper.ts";
import type { Replica } from "../replica/replica.ts";
import { createSpellingKeeper, type SpellingKeeper } from "../spelling/spelling-keeper.ts";
import type { Connection, InboxState } from "../state/inbox-state.ts";
import { createOutcomesKeeper } from "../state/outcomes-keeper.ts";
import { createQueueSettingsKeeper } from "../state/queue-settings-keeper.ts";
import { readUi, setUi } from "../state/ui-store.ts";
import type { Timers } from "../timers.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly replica: Pick<Replica, "readTopicModel" | "saveTopicModel" | "readWords" | "saveWords" | "readDictionary" | "saveDictionary">;
  readonly timers: Timers;
  readonly openWorker: typeof openGuardWorker | undefined;
  readonly state: () => InboxState;
}

/** What a window asks the server for by itself, beside the log: rules, settings, models and words. */
export interface DeskFacts {
  readonly checker: GuardChecker;
  readonly policies: PolicyKeeper;
  readonly rollouts: RolloutKeeper;
  readonly spelling: SpellingKeeper;
  readonly start: () => void;
  readonly connection: (connection: Connection) => void;
  readonly rows: (rows: readonly VersionedRow[]) => void;
  readonly stop: () => Promise<void>;
}

export function createDeskFacts({ openWorker, replica, request, state, timers }: Deps): DeskFacts {
  const checker = createGuardChecker({ openWorker, timers, onSpelling: (news) => spelling.hear(news) });
  const policies = createPolicyKeeper({ request, timers });
  const consentSettings = createConsentSettingsKeeper({ request, timers, hear: (heard) => setUi({ consentSettings: heard }) });
  const queueSettings = createQueueSettingsKeeper({ request, timers, hear: (heard) => setUi({ queueSettings: heard }) });
  const outcomes = createOutcomesKeeper({ request, timers, hear: (heard) => setUi({ outcomes: heard }) });
  const rollouts = createRolloutKeeper({ request, timers });
  const topics = createTopicKeeper({ request, replica, timers, learn: checker.learnTopics });
  const spelling = createSpellingKeeper({ request, replica, timers, teach: checker.learnSpelling, state, readUi, setUi });
  const settings = [policies, rollouts, queueSettings, outcomes, consentSettings];

  return {
    checker,
    policies,
    rollouts,
    spelling,
    start: () => {
      void topics.start();
      void spelling.start();
    },
    connection: (connection) => {
      for (const keeper of [topics, spelling, ...settings]) keeper.connection(connection);
    },
    rows: topics.rows,
    stop: async () => {
      for (const keeper of settings) keeper.stop();
      await Promise.all([topics.stop(), spelling.stop()]);
      checker.stop();
    },
  };
}

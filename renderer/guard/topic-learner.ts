import type { TopicModel } from "../../shared/guard/topic/model.ts";
import { openTopicModel } from "../../shared/guard/topic/packed-model.ts";
import type { TopicScorer } from "../../shared/guard/topic/scorer.ts";

interface Deps {
  readonly loadScorer: () => Promise<TopicScorer>;
  /** Lets a question in between. */
  readonly breathe: () => Promise<void>;
}

export interface TopicLearner {
  readonly learn: (bytes: Uint8Array | undefined) => Promise<void>;
  /** Nothing where there is none, or as long as the first one is being counted. */
  readonly model: () => TopicModel | undefined;
}

/** So many are counted in some ten milliseconds: typing waits no longer. */
const AT_ONCE = 40;

/** The off-topic model in the worker: it is counted some conversations at a time, and the one before is asked until then. */
export function createTopicLearner({ breathe, loadScorer }: Deps): TopicLearner {
  let model: TopicModel | undefined;
  let newest: Uint8Array | undefined;
  let scorer: Promise<TopicScorer> | undefined;

  return {
    learn: async (bytes) => {
      newest = bytes;
      if (bytes === undefined) {
        model = undefined;
        return;
      }
      const loaded = await (scorer ??= loadScorer()).catch(() => undefined);
      if (loaded === undefined) {
        // Without its scorer the rule is silent, and the next model tries again.
        scorer = undefined;
        return;
      }
      const learned = newest === bytes ? openTopicModel(loaded, bytes) : undefined;
      if (learned === undefined) return;
      await breathe();
      while (newest === bytes && !learned.countMore(AT_ONCE)) await breathe();
      if (newest === bytes) model = learned;
    },
    model: () => model,
  };
}

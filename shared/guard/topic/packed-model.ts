import type { Calibration } from "./calibration.ts";
import { createTopicModel, type TopicModel } from "./model.ts";
import { readTopicModel, saveTopicModel } from "./saved-model.ts";
import type { TopicScorer } from "./scorer.ts";

/** Two counts before everything else. */
const HEAD_BYTES = 8;
const SCORE_BYTES = 8;
/** No calibration has more of a kind. */
const MOST_SCORES = 10_000;

/**
 * A model as desks get it: how the workspace's own replies score, which takes seconds to learn, and the conversations as
 * saved-model.ts keeps them. Little-endian.
 */
export function packTopicModel(model: TopicModel): Uint8Array {
  const { canned, typed } = model.calibration();
  const saved = saveTopicModel(model.kept());
  const scores = [...typed, ...canned];
  const bytes = new Uint8Array(HEAD_BYTES + scores.length * SCORE_BYTES + saved.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, typed.length, true);
  view.setUint32(4, canned.length, true);
  for (const [i, score] of scores.entries()) view.setFloat64(HEAD_BYTES + i * SCORE_BYTES, score, true);
  bytes.set(saved, bytes.length - saved.length);
  return bytes;
}

/** What `packTopicModel` made; nothing where the bytes are damaged or of another version. */
export function openTopicModel(scorer: TopicScorer, bytes: Uint8Array): TopicModel | undefined {
  if (bytes.length < HEAD_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const typed = view.getUint32(0, true);
  const canned = view.getUint32(4, true);
  const end = HEAD_BYTES + (typed + canned) * SCORE_BYTES;
  if (Math.max(typed, canned) > MOST_SCORES || end > bytes.length) return undefined;

  const kept = readTopicModel(bytes.subarray(end));
  if (kept === undefined) return undefined;
  const scoresFrom = (first: number, length: number): Float64Array =>
    Float64Array.from({ length }, (_, i) => view.getFloat64(HEAD_BYTES + (first + i) * SCORE_BYTES, true));
  const calibration: Calibration = { typed: scoresFrom(0, typed), canned: scoresFrom(typed, canned) };
  return createTopicModel(scorer, kept, calibration);
}

import { expect, test } from "vitest";
import { ago, idOf } from "../../renderer/dev/conversations.ts";
import { irene, NOW } from "../../renderer/dev/people.ts";
import { createWords } from "../../renderer/messages/i18n.ts";
import { alertNotices, alertWords } from "../../renderer/views/shell/alert-words.ts";
import { createTimeWords } from "../../renderer/views/words/time-words.ts";
import type { Words } from "../../renderer/views/words/use-words.ts";
import type { Alert } from "../../shared/sla/alert.ts";

const t: Words["t"] = (key, values) => createWords("en").t(key, { ...values });
const words = { t, time: createTimeWords("en", t) };
const alert = (what: Alert["what"]): Alert => ({
  id: what,
  agentId: irene,
  conversationId: idOf(4),
  clock: "handoff",
  startedAt: ago(10),
  what,
  at: ago(0),
  dueAt: ago(0),
  toldAt: ago(0),
});
const notices = (...kinds: readonly Alert["what"][]) => alertNotices(kinds.map(alert), () => "Amelia", NOW, words);

test("[HO4] [S0-18] a claim that ran out and a lack of people are told as such, and not as a missed promise", () => {
  expect(alertWords(alert("claim-ended"), { now: NOW, byTime: false }, words)).toBe("Not answered in time, so it is back in the queue");
  expect(alertWords(alert("overflow"), { now: NOW, byTime: false }, words)).toBe("Everybody is full or away; it waits in the queue");
  expect(notices("claim-ended", "overflow").map(({ title }) => title)).toEqual(["Back in the queue: Amelia", "Nobody is free: Amelia"]);
});

test("[HO4] [B2] where many are told in one, they count neither as missed nor as due soon", () => {
  expect(notices("breach", "warning", "claim-ended", "overflow")).toMatchObject([{ title: "4 alerts", body: "1 missed, 1 due soon" }]);
});

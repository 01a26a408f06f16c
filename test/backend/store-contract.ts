import { afterEach, describe, expect, test } from "vitest";
import { toAgentId, toClientId, toContactId, toConversationId, toDeviceId, toMessageId, toNumberId, toTeamId, toWamid } from "../../shared/ids.ts";
import type { CannedReply } from "../../shared/inbox/canned-reply.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { toInstant } from "../../shared/time.ts";
import type { ClockRow, NewSlaEvent, Store } from "../../backend/store/store.ts";
import { aConversationRow } from "../conversation-builder.ts";

export const aConversation = (id: string, fields: Partial<Conversation> = {}): Conversation =>
  aConversationRow({ id: toConversationId(id), contactId: toContactId(`contact-of-${id}`), ...fields });

export const aMessage = (id: string, conversation: string, fields: Partial<Message> = {}): Message => ({
  id: toMessageId(id),
  conversationId: toConversationId(conversation),
  direction: "in",
  author: { kind: "customer" },
  content: { type: "text", body: `text of ${id}` },
  at: toInstant(2_000),
  order: 0,
  state: "received",
  stateAt: {},
  ...fields,
});

const aClock = (fields: Partial<ClockRow>): ClockRow => ({ caseNo: 1, owner: "", kind: "first-reply", state: "running", startedAt: toInstant(1), ...fields });

const anSlaEvent = (fields: Partial<NewSlaEvent>): NewSlaEvent => ({
  conversationId: toConversationId("c1"),
  kind: "first-reply",
  startedAt: toInstant(1),
  owner: "",
  what: "breach",
  threshold: "",
  gen: 1,
  at: toInstant(100),
  detectedAt: toInstant(101),
  ...fields,
});

/** What every store promises. Run it against each implementation. `reopen` opens the same data again, as after a restart. */
export function describeStore(
  name: string,
  create: () => Promise<{ readonly store: Store; readonly reopen: () => Promise<Store>; readonly dispose: () => void }>,
): void {
  describe(name, () => {
    const made: { readonly dispose: () => void }[] = [];
    const open = async () => {
      const opened = await create();
      made.push(opened);
      return opened;
    };
    afterEach(() => made.splice(0).forEach(({ dispose }) => dispose()));

    test("[I13] what a transaction throws leaves nothing behind, and the next one works", async () => {
      const { store } = await open();
      expect(() =>
        store.write((tx) => {
          tx.put("conversation", "c1", aConversation("c1"));
          tx.setMeta("half", "done");
          throw new Error("in the middle");
        }),
      ).toThrow("in the middle");

      expect(store.read((tx) => [tx.get("conversation", "c1"), tx.meta("half"), tx.head()])).toEqual([undefined, undefined, 0]);
      store.write((tx) => tx.put("conversation", "c1", aConversation("c1")));
      expect(store.read((tx) => tx.get("conversation", "c1")?.id)).toBe("c1");
    });

    test("[I13] canned replies are listed as they were committed last, by id, whatever a transaction that failed had read", async () => {
      const { store } = await open();
      const aReply = (id: string, title = id): CannedReply => ({
        id,
        title,
        shortcut: id,
        texts: { en: "Hello." },
        tags: [],
        labels: [],
        updatedAt: toInstant(1),
        updatedBy: toAgentId("sofia"),
        usage: { count: 0 },
      });
      const titles = () => store.read((tx) => tx.all("cannedReply").map(({ title }) => title));
      for (const id of ["b", "c"]) store.write((tx) => tx.put("cannedReply", id, aReply(id)));
      expect(titles()).toEqual(["b", "c"]);
      expect(() =>
        store.write((tx) => {
          tx.put("cannedReply", "b", aReply("b", "other"));
          tx.put("cannedReply", "a", aReply("a"));
          tx.remove("cannedReply", "c");
          expect(tx.all("cannedReply").map(({ title }) => title)).toEqual(["a", "other"]);
          throw new Error("in the middle");
        }),
      ).toThrow("in the middle");
      expect(titles()).toEqual(["b", "c"]);

      store.write((tx) => tx.put("cannedReply", "c", aReply("c", "new words")));
      expect(titles()).toEqual(["b", "new words"]);
      store.write((tx) => tx.put("cannedReply", "a", aReply("a")));
      store.write((tx) => tx.remove("cannedReply", "b"));
      expect(titles()).toEqual(["a", "new words"]);
    });

    test("a row's version is its place in the log, once per transaction however often it is put", async () => {
      const { store } = await open();
      store.write((tx) => {
        tx.put("conversation", "c1", aConversation("c1"));
        tx.put("conversation", "c1", aConversation("c1", { unread: 1 }));
        tx.put("conversation", "c1", aConversation("c1", { unread: 2 }));
      });

      const [entry, ...rest] = store.read((tx) => tx.changes(0, ["*"], 100));
      expect(rest).toEqual([]);
      expect(store.read((tx) => tx.versioned("conversation", "c1"))).toMatchObject({ v: entry?.seq, row: { unread: 2 } });
    });

    test("[I7] changes come in one order, strictly after the given place, and survive a restart", async () => {
      const { reopen, store } = await open();
      for (const id of ["c1", "c2", "c3"]) store.write((tx) => tx.put("conversation", id, aConversation(id)));
      const all = store.read((tx) => tx.changes(0, ["org"], 100));
      expect(all.map(({ id }) => id)).toEqual(["c1", "c2", "c3"]);
      expect(all.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq).toSorted((a, b) => a - b));

      const { epoch } = store;
      store.close();
      const again = await reopen();
      expect(again.epoch).toBe(epoch);
      expect(again.read((tx) => tx.changes(all[0]?.seq ?? 0, ["org"], 100)).map(({ id }) => id)).toEqual(["c2", "c3"]);
      expect(again.integrity()).toBe("ok");
    });

    test("[I1] a key is new once, over restarts too", async () => {
      const { reopen, store } = await open();
      expect([store.write((tx) => tx.once("m:1")), store.write((tx) => tx.once("m:1"))]).toEqual([true, false]);
      store.close();
      expect((await reopen()).write((tx) => tx.once("m:1"))).toBe(false);
    });

    test("[I11] who has no right to a scope gets no entry of it; who loses it gets the loss", async () => {
      const { store } = await open();
      store.write((tx) => tx.put("conversation", "c1", aConversation("c1", { teamId: toTeamId("a") })));
      const before = store.read((tx) => tx.head());
      store.write((tx) => tx.put("conversation", "c1", aConversation("c1", { teamId: toTeamId("b"), assigneeId: toAgentId("x") })));
      const seen = (...scopes: string[]) => store.read((tx) => tx.changes(before, scopes, 100)).map(({ op }) => op);

      expect(seen("org")).toEqual([]);
      expect(seen("team:a")).toEqual(["revoke"]);
      expect(seen("team:b")).toEqual(["grant"]);
      expect(seen("agent:x")).toEqual(["grant"]);
      expect(seen("*")).toEqual(["grant"]);
    });

    test("messages are paged newest first, and those of the same instant by their order", async () => {
      const { store } = await open();
      store.write((tx) => {
        tx.put("conversation", "c1", aConversation("c1"));
        for (let i = 0; i < 10; i += 1)
          tx.put("message", `m${i}`, aMessage(`m${i}`, "c1", { at: toInstant(1_000 + Math.floor(i / 2)), order: tx.nextOrder() }));
      });
      const first = store.read((tx) => tx.messages(toConversationId("c1"), 4));
      const second = store.read((tx) => tx.messages(toConversationId("c1"), 100, first.at(-1)));
      expect([...first, ...second].map(({ id }) => id)).toEqual(["m9", "m8", "m7", "m6", "m5", "m4", "m3", "m2", "m1", "m0"]);
    });

    test("[I2] a client id and a number's message id name one message each", async () => {
      const { store } = await open();
      store.write((tx) => {
        tx.put("conversation", "c1", aConversation("c1"));
        tx.put("message", "m1", aMessage("m1", "c1", { wamid: toWamid("w1"), clientId: toClientId("k1") }));
      });
      expect(() => store.write((tx) => tx.put("message", "m2", aMessage("m2", "c1", { clientId: toClientId("k1") })))).toThrow();
      expect(() => store.write((tx) => tx.put("message", "m3", aMessage("m3", "c1", { wamid: toWamid("w1") })))).toThrow();
      expect(store.read((tx) => [tx.messageByWamid(toNumberId("n1"), toWamid("w1"))?.id, tx.messageByClientId(toClientId("k1"))?.id])).toEqual(["m1", "m1"]);
    });

    test("conversations are paged by what bites first without gaps or repeats", async () => {
      const { store } = await open();
      store.write((tx) => {
        for (let i = 0; i < 25; i += 1) {
          const dueAt = i % 5 === 0 ? undefined : toInstant(5_000 - (i % 7) * 100);
          tx.put(
            "conversation",
            `c${i}`,
            aConversation(`c${i}`, { clocks: [{ kind: "first-reply", state: "running", startedAt: toInstant(0), dueAt, pausedMs: 0 as never }] }),
          );
        }
      });
      const seen: string[] = [];
      let after: { readonly key: number; readonly id: string } | undefined;
      for (;;) {
        const page = store.read((tx) => tx.conversations({ sort: "due", limit: 4, after }));
        seen.push(...page.map(({ conversation }) => conversation.id));
        const last = page.at(-1);
        if (last === undefined) break;
        after = { key: last.key, id: last.conversation.id };
      }
      expect(new Set(seen).size).toBe(25);
      const dues = seen.map((id) => store.read((tx) => tx.get("conversation", id)?.clocks[0]?.dueAt) ?? Number.POSITIVE_INFINITY);
      expect(dues).toEqual(dues.toSorted((a, b) => a - b));
    });

    test("counts each person once whom a delivered template reached outside a window", async () => {
      const { store } = await open();
      const hour = 3_600_000;
      const now = 100 * hour;
      const template = { type: "template", name: "t", language: "en", body: "", buttons: [], variables: {} } as const;
      store.write((tx) => {
        for (const id of ["c1", "c2", "c3", "c4"]) tx.put("conversation", id, aConversation(id));
        const out = (id: string, conversation: string, at: number, state: Message["state"]) =>
          tx.put(
            "message",
            id,
            aMessage(id, conversation, { direction: "out", author: { kind: "human" }, content: template, at: toInstant(at), state, order: tx.nextOrder() }),
          );
        out("m1", "c1", now - 5 * hour, "delivered");
        out("m2", "c1", now - 4 * hour, "read");
        tx.put("message", "m3", aMessage("m3", "c2", { at: toInstant(now - 20 * hour) }));
        out("m4", "c2", now - 3 * hour, "delivered");
        out("m5", "c3", now - 30 * hour, "delivered");
        out("m6", "c4", now - 2 * hour, "failed");
      });
      expect(store.read((tx) => tx.reachedOutsideWindow(toNumberId("n1"), toInstant(now - 24 * hour)))).toEqual({ people: 1, first: now - 5 * hour });
    });

    test("[I9] a clock keeps its generation until its due instant changes or it comes back to life, whatever its case is called", async () => {
      const { reopen, store } = await open();
      const set = (...clocks: readonly Partial<ClockRow>[]) => store.write((tx) => tx.setClocks(toConversationId("c1"), clocks.map(aClock)));
      const gens = (from = store) => from.read((tx) => tx.clocks(toConversationId("c1"))).map(({ gen }) => gen);

      set({ dueAt: toInstant(100) });
      set({ dueAt: toInstant(100), caseNo: 2, cause: "spam" });
      expect(gens()).toEqual([1]);
      set({ dueAt: toInstant(200) });
      set({ dueAt: toInstant(200), state: "met", metAt: toInstant(150) });
      expect(gens()).toEqual([2]);
      set({ dueAt: toInstant(200) }, { dueAt: toInstant(300), owner: "anna" });
      store.close();
      expect(gens(await reopen())).toEqual([3, 1]);
    });

    test("[B1] what is due is asked for by its instant, and only while there is something to record", async () => {
      const { store } = await open();
      store.write((tx) => {
        tx.setClocks(toConversationId("c1"), [aClock({ nextAt: toInstant(30) }), aClock({ kind: "resolution", nextAt: toInstant(10) })]);
        tx.setClocks(toConversationId("c2"), [aClock({ nextAt: toInstant(20) })]);
        tx.setClocks(toConversationId("c3"), [aClock({})]);
      });
      const due = (now: number) => store.read((tx) => tx.dueConversations(toInstant(now), 10));
      expect([due(9), due(20), due(99)]).toEqual([[], ["c1", "c2"], ["c1", "c2"]]);
      expect(store.read((tx) => tx.nextDue())).toBe(10);

      store.write((tx) => {
        tx.setClocks(toConversationId("c1"), [aClock({})]);
        tx.postponeClocks(toConversationId("c2"), toInstant(70));
      });
      expect([due(60), store.read((tx) => tx.nextDue())]).toEqual([[], 70]);
    });

    test("[B1] [I9] of one clock, threshold and generation one record is kept, and one correction of it, over restarts", async () => {
      const { reopen, store } = await open();
      const append = (fields: Partial<NewSlaEvent>, to = store) => to.write((tx) => tx.appendSlaEvent(anSlaEvent(fields)));
      expect([append({}), append({}), append({ gen: 2 }), append({ what: "warning", threshold: "share:0.5" })]).toEqual([1, undefined, 2, 3]);
      expect([append({ what: "correction", corrects: 1 }), append({ what: "correction", corrects: 1, gen: 7 })]).toEqual([4, undefined]);
      store.close();

      const again = await reopen();
      expect(append({}, again)).toBeUndefined();
      expect(again.read((tx) => tx.slaLog(toConversationId("c1"))).map(({ gen, n, what }) => [n, what, gen])).toEqual([
        [1, "breach", 1],
        [2, "breach", 2],
        [3, "warning", 1],
        [4, "correction", 1],
      ]);
      expect(again.read((tx) => [tx.recordedAfter(toInstant(99)), tx.recordedAfter(toInstant(100))])).toEqual([["c1"], []]);
    });

    test("[B2] [I11] an alert is its person's alone, and leaves only its end in the log", async () => {
      const { store } = await open();
      const alert = { id: "a1", agentId: toAgentId("x"), conversationId: toConversationId("c1"), clock: "handoff", what: "breach" } as const;
      const instants = { startedAt: toInstant(1), at: toInstant(2), dueAt: toInstant(2), toldAt: toInstant(3) };
      store.write((tx) => tx.put("alert", "a1", { ...alert, ...instants }));
      const seen = (...scopes: string[]) => store.read((tx) => tx.changes(0, scopes, 100)).map(({ op }) => op);
      expect([seen("*", "agent:y"), seen("org"), seen("*", "agent:x")]).toEqual([[], [], ["up"]]);
      expect(
        store.read((tx) => [tx.alertsFor(toAgentId("x")).length, tx.alertsFor(toAgentId("y")).length, tx.alertsOf(toConversationId("c1")).length]),
      ).toEqual([1, 0, 1]);

      store.write((tx) => {
        tx.remove("alert", "a1");
        tx.remove("alert", "a1");
      });
      expect([seen("agent:x"), seen("*", "agent:y"), store.read((tx) => tx.versioned("alert", "a1"))]).toEqual([["up", "del"], [], undefined]);
    });

    test("[B2] what is to be told waits once for each person, and leaves with the record's correction", async () => {
      const { store } = await open();
      store.write((tx) => {
        const n = tx.appendSlaEvent(anSlaEvent({})) ?? 0;
        tx.queueAlert(n, toAgentId("x"), toInstant(500));
        tx.queueAlert(n, toAgentId("x"), toInstant(600));
        tx.queueAlert(n, toAgentId("y"), toInstant(700));
      });
      const due = (now: number) => store.read((tx) => tx.dueAlerts(toInstant(now), 10)).map(({ agentId, record }) => [agentId, record.what, record.at]);
      expect([store.read((tx) => tx.nextAlert()), due(599), due(600)]).toEqual([600, [], [["x", "breach", 100]]]);

      store.write((tx) => tx.unqueueAlert(1, toAgentId("x")));
      expect(due(999)).toEqual([["y", "breach", 100]]);
      store.write((tx) => tx.unqueueAlert(1));
      expect(store.read((tx) => tx.nextAlert())).toBeUndefined();
    });

    test("[I8] results of mutations are kept with the device", async () => {
      const { store } = await open();
      store.write((tx) => tx.putMutationResult(toDeviceId("d"), 1, "hash", { id: 1 as never, st: "applied" }, toInstant(1)));
      expect(store.read((tx) => tx.mutationResult(toDeviceId("d"), 1))).toEqual({ payloadHash: "hash", result: { id: 1, st: "applied" } });
      expect(() => store.write((tx) => tx.putMutationResult(toDeviceId("d"), 1, "other", { id: 1 as never, st: "applied" }, toInstant(1)))).toThrow();
    });

    test("a person is found by any identity, and erased with the key", async () => {
      const { store } = await open();
      store.write((tx) => {
        tx.put("contact", "p1", { id: toContactId("p1"), name: "Kwame", phone: "447700900555" });
        tx.identify(toContactId("p1"), "phone", "447700900555");
        tx.identify(toContactId("p1"), "user-id", "GB.1");
      });
      expect(
        store.read((tx) => [tx.contactByIdentity("phone", "447700900555"), tx.contactByIdentity("user-id", "GB.1"), tx.contactByIdentity("phone", "GB.1")]),
      ).toEqual(["p1", "p1", undefined]);
      store.write((tx) => tx.remove("contact", "p1"));
      expect(store.read((tx) => [tx.get("contact", "p1"), tx.versioned("contact", "p1")?.del])).toEqual([undefined, true]);
    });
  });
}

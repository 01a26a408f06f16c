import { describe, expect, test } from "vitest";
import type { Outbox } from "../../renderer/replica/outbox.ts";
import { toDeviceId, type DeviceId } from "../../shared/ids.ts";
import { aDraft, allOf, aSend, conversation, NOON, reopen, SCRIPT } from "./outbox-script.ts";

/** Opens the same outbox again, as after the end of the process. */
export type Reopen = (deviceId?: DeviceId) => Promise<{ readonly outbox: Outbox; readonly isNewDevice: boolean }>;

const ids = async (outbox: Outbox) => (await outbox.pending()).map(({ id, mutation }) => [id, mutation.conversationId]);

/** What every outbox promises. Run it against each implementation. */
export function describeOutbox(name: string, create: () => Reopen): void {
  const first = toDeviceId("d1");
  const opened = async () => {
    const open = create();
    return { open, outbox: (await open(first)).outbox };
  };

  describe(`the outbox in ${name}`, () => {
    test("[I16] what it took is there after the end of the process, in its order", async () => {
      const { open, outbox } = await opened();
      for (const step of SCRIPT) await step(outbox);
      const before = await allOf(outbox);
      outbox.close();

      const again = await open(first);
      expect(again.isNewDevice).toBe(false);
      expect(await allOf(again.outbox)).toEqual(before);
      expect(before.pending.map(({ id }) => id)).toEqual([2, 8, 20, 21]);
    });

    test("[I8] numbers have no gap however many are wished for at once, and none is given twice", async () => {
      const { open, outbox } = await opened();
      const added = await Promise.all([1, 2, 3, 4].map((n) => outbox.append(reopen(n), NOON)));
      expect(added.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
      await outbox.remove([1, 2, 3, 4]);
      outbox.close();

      const again = await open(first);
      expect((await again.outbox.append(reopen(5), NOON)).id).toBe(5);
    });

    test("[I16] a sent text is in the draft or among the pending, and never in both or neither", async () => {
      const { outbox } = await opened();
      await outbox.saveDraft(aDraft(1));
      await outbox.saveDraft(aDraft(2));
      await outbox.append(aSend(1), NOON, conversation(1));

      expect((await outbox.drafts()).map(({ conversationId }) => conversationId)).toEqual([conversation(2)]);
      expect(await outbox.pending()).toMatchObject([{ id: 1, madeAt: NOON, mutation: aSend(1) }]);
    });

    test("[I8] new numbers keep the order, and those that stay keep theirs", async () => {
      const { outbox } = await opened();
      for (const n of [1, 2, 3, 4]) await outbox.append(reopen(n), NOON);
      const answer = await outbox.renumber(10, (id) => id === 2 || id === 3);

      expect(await outbox.pending()).toEqual(answer);
      expect(await ids(outbox)).toEqual([
        [1, conversation(1)],
        [4, conversation(4)],
        [10, conversation(2)],
        [11, conversation(3)],
      ]);
      expect((await outbox.append(reopen(5), NOON)).id).toBe(12);
    });

    test("[I8] the server knows more than we do: the next number is behind that, and never goes back", async () => {
      const { outbox } = await opened();
      await outbox.skipTo(7);
      await outbox.skipTo(3);
      expect((await outbox.append(reopen(1), NOON)).id).toBe(7);
    });

    test("[I8] what another device had pending is numbered anew, in its order", async () => {
      const { open, outbox } = await opened();
      for (const n of [1, 2, 3]) await outbox.append(reopen(n), NOON);
      await outbox.remove([1]);
      outbox.close();

      const second = await open(toDeviceId("d2"));
      expect(second.isNewDevice).toBe(true);
      expect(await ids(second.outbox)).toEqual([
        [1, conversation(2)],
        [2, conversation(3)],
      ]);
      second.outbox.close();
      expect((await open(toDeviceId("d2"))).isNewDevice).toBe(false);
    });

    test("[I16] of a draft the newest writing counts, and a dropped one is gone", async () => {
      const { outbox } = await opened();
      await Promise.all([outbox.saveDraft(aDraft(1, "H")), outbox.saveDraft(aDraft(1, "Hi")), outbox.saveDraft(aDraft(2))]);
      await outbox.dropDraft(conversation(2));
      await outbox.dropDraft(conversation(9));
      expect(await outbox.drafts()).toEqual([aDraft(1, "Hi")]);
    });

    test("[I16] what came back stays until it is dropped, once for each wish", async () => {
      const { open, outbox } = await opened();
      const back = (id: string, at = NOON) =>
        ({ id, conversationId: conversation(1), mutation: aSend(1), madeAt: NOON, returnedAt: at, why: { kind: "refused", code: "not_allowed" } }) as const;
      await outbox.keepReturned(back("a"));
      await outbox.keepReturned(back("a"));
      await outbox.keepReturned(back("b"));
      await outbox.dropReturned(["b", "none"]);
      outbox.close();
      expect(await (await open(first)).outbox.returned()).toEqual([back("a")]);
    });
  });
}

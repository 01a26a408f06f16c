import type { SnapshotNews, SnapshotOrder } from "./snapshot-messages.ts";
import { piecesOf, readSnapshot } from "./snapshot.ts";

/** The thread's side: reads one snapshot from the pieces that it is given. What it answers with may be moved instead of copied. */
export function createSnapshotThread(post: (news: SnapshotNews, move: readonly ArrayBuffer[]) => void): (order: SnapshotOrder) => void {
  let incoming: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  // How much may wait here is the page's to know.
  const pieces = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (controller) => void (incoming = controller) });

  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of piecesOf(pieces)) {
      yield piece;
      post({ kind: "taken", bytes: piece.byteLength }, []);
    }
  }

  const read = async (me: Extract<SnapshotOrder, { readonly kind: "begin" }>["me"]): Promise<void> => {
    try {
      const { chunks, head } = await readSnapshot(counted(), me);
      post({ kind: "head", head }, []);
      for await (const chunk of chunks) post({ kind: "chunk", chunk }, [chunk.hashes.buffer, chunk.conversations.buffer]);
      post({ kind: "end" }, []);
    } catch (error) {
      post({ kind: "failed", message: error instanceof Error ? error.message : String(error) }, []);
    }
  };

  return (order) => {
    if (order.kind === "begin") void read(order.me);
    if (order.kind === "piece") incoming?.enqueue(order.bytes);
    if (order.kind === "end") incoming?.close();
  };
}

import type { SnapshotOrder } from "./snapshot-messages.ts";
import { createSnapshotThread } from "./snapshot-thread.ts";

/** [PF7] Reads a snapshot beside the page, which has a person to answer to meanwhile. Opened for one and ended after it. */
const hear = createSnapshotThread((news, move) => self.postMessage(news, { transfer: [...move] }));

self.addEventListener("message", ({ data }: MessageEvent<SnapshotOrder>) => hear(data));

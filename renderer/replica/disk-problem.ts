import type { Timers } from "../timers.ts";
import { notKeptKey } from "./outbox-problem.ts";

/** Why something that lies on this machine cannot be used: no room, somebody else holds it, anything else. */
export type DiskProblem = "full" | "busy" | "failed";

/** A large cache on a slow disk is open long before. */
const LONGEST_OPEN_MS = 15_000;

/** What is opened late is closed again: by then somebody may have tried anew. */
export function inTime<Opened>(opening: Promise<Opened>, close: (opened: Opened) => void, timers: Timers): Promise<Opened> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const cancel = timers.after(LONGEST_OPEN_MS, () => {
      isLate = true;
      reject(new Error("It did not open in time: another page may hold it.", { cause: { diskProblem: "busy" } }));
    });
    opening.then(
      (opened) => {
        cancel();
        if (isLate) close(opened);
        else resolve(opened);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}

export function diskProblemOf(error: unknown): DiskProblem {
  const key = notKeptKey(error);
  if (key === "notice.notKept.full") return "full";
  const cause = error instanceof Error ? error.cause : undefined;
  const isLate = typeof cause === "object" && cause !== null && "diskProblem" in cause;
  return isLate || key === "notice.notKept.other-page" ? "busy" : "failed";
}

import type { ContactId } from "../ids.ts";
import type { ConsentEntry } from "./entry.ts";
import type { ImportReason } from "./import-rows.ts";

/** A line of the ledger with whose it is: desks have them as rows, so that they can say what may be sent without a network. */
export interface ContactConsent extends ConsentEntry {
  readonly id: string;
  readonly contactId: ContactId;
  /** [S3-29] Why an imported line counts for nothing until somebody has looked at it. */
  readonly reason?: ImportReason | undefined;
}

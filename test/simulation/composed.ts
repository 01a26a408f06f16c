import type { ConversationId } from "../../shared/ids.ts";

/** A message that somebody wrote, and what became of it as far as its desk was told. */
export interface Composed {
  readonly clientId: string;
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly desk: string;
  /** `writing`: nobody knows whether it reached the disk. `kept`: it is on disk. `refused`: its words were given back. */
  fate: "writing" | "kept" | "refused";
  /** Its desk has had its row from the server: from then on it is a row like any other. */
  isRow: boolean;
  /** Its conversation was resolved: a snapshot brings no thread of it, and it is read from the server when somebody looks. */
  isLeftThere: boolean;
}

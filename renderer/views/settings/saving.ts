/** How it stands with saving; what is wrong with the draft stands in the draft. */
export type Saving<Draft> =
  | { readonly kind: "idle" | "saving" | "saved" | "no-network" | "not-allowed" | "failed" }
  /** Thrown away, and can be brought back. */
  | { readonly kind: "discarded"; readonly draft: Draft }
  /** Our changes stand on what somebody else has saved; so many were changed by both. */
  | { readonly kind: "rebased"; readonly both: number };

export interface Save<Draft> {
  readonly saving: Saving<Draft>;
  readonly save: () => Promise<void>;
  readonly discard: () => void;
  readonly undoDiscard: () => void;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
  readonly dismiss: () => void;
}

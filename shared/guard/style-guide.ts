/** How the house writes in one language: data, so that a changed guide changes the findings without a release. */
export interface StyleGuide {
  /** BCP 47, its first part: `pt` holds for `pt-BR`. */
  readonly language: string;
  readonly words: readonly {
    readonly avoid: string;
    /** What to write instead; none: only avoid it. */
    readonly prefer?: string | undefined;
  }[];
  /** The forms of address that this house does not use: `tu` where customers are `usted`, `Lei` or `você`. */
  readonly address?: FormOfAddress | undefined;
  /** A first message of the day begins with one of these. */
  readonly greetings?: readonly string[] | undefined;
  /** A message ends with one of these. */
  readonly signOffs?: readonly string[] | undefined;
}

/** How the customer is addressed: with `tu` and its like, or politely. */
export type FormOfAddress = "familiar" | "polite";

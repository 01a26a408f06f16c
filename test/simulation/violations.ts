/** Something that must never be was seen. Names the invariant of SPEC.md. */
export class Violation extends Error {
  override readonly name = "Violation";
  readonly invariant: string;
  constructor(invariant: string, what: string) {
    super(`[${invariant}] ${what}`);
    this.invariant = invariant;
  }
}

export function must(invariant: string, isTrue: boolean, what: () => string): void {
  if (!isTrue) throw new Violation(invariant, what());
}

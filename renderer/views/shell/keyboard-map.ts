/** What a key press means here, read off without touching anything. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export interface Where {
  /** The focus is in a field: plain letters belong to it. */
  readonly typing: boolean;
  /** A dialogue or a menu is open: it has its own keys. */
  readonly inDialog: boolean;
  /** The focus is on something that Enter presses. */
  readonly onControl: boolean;
  /** `g` was pressed and waits for its second key. */
  readonly chord: string | undefined;
}

export type Meaning = { readonly kind: "action"; readonly keys: string } | { readonly kind: "chord"; readonly first: string } | { readonly kind: "nothing" };

const NOTHING: Meaning = { kind: "nothing" };

/** The keys as the actions name them. */
export function meaningOf(press: Press, where: Where, known: ReadonlySet<string>): Meaning {
  const command = press.ctrlKey || press.metaKey;
  if (command && !press.altKey && press.key.toLowerCase() === "k") return action("Ctrl+K", known);
  if (where.inDialog || command || press.altKey) return NOTHING;
  if (press.key === "Escape") return action("Escape", known);
  if (where.typing) return NOTHING;
  if (where.chord !== undefined) return action(`${where.chord} ${press.key}`, known);
  if (press.key === "g") return { kind: "chord", first: "g" };
  if (press.key === "Enter" && where.onControl) return NOTHING;
  if (press.shiftKey && /^\p{Lu}$/u.test(press.key)) return action(`Shift+${press.key}`, known);
  return action(press.key, known);
}

const action = (keys: string, known: ReadonlySet<string>): Meaning => (known.has(keys) ? { kind: "action", keys } : NOTHING);

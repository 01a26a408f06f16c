/** Which rows are chosen, where the keyboard stands, and from where a stretch is chosen. Rows by their keys. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly at: string | undefined;
  readonly anchor: string | undefined;
}

export const NOTHING_CHOSEN: Selection = { chosen: new Set(), at: undefined, anchor: undefined };

/** The keyboard goes there; what is chosen stays. */
export const moveTo = (selection: Selection, key: string): Selection => ({ ...selection, at: key, anchor: key });

export function toggle({ chosen }: Selection, key: string): Selection {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return { chosen: next, at: key, anchor: key };
}

/** From the anchor to this row, as the list stands now; what was chosen before stays. */
export function extendTo(selection: Selection, key: string, keys: readonly string[]): Selection {
  const to = keys.indexOf(key);
  const anchored = selection.anchor === undefined ? -1 : keys.indexOf(selection.anchor);
  const from = anchored < 0 ? to : anchored;
  return { chosen: new Set([...selection.chosen, ...keys.slice(Math.min(from, to), Math.max(from, to) + 1)]), at: key, anchor: keys[from] };
}

export const chooseAll = (selection: Selection, keys: readonly string[]): Selection => ({ ...selection, chosen: new Set(keys) });
export const chooseNone = (selection: Selection): Selection => ({ ...selection, chosen: new Set(), anchor: selection.at });

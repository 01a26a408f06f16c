/** A list that grows at its head and shares its tail, so that an older state stays as it was at no cost. */
export type List<Value> = { readonly head: Value; readonly tail: List<Value> } | undefined;

export const push = <Value>(list: List<Value>, head: Value): List<Value> => ({ head, tail: list });

/** Oldest first. */
export function toArray<Value>(list: List<Value>): readonly Value[] {
  const values: Value[] = [];
  for (let rest = list; rest !== undefined; rest = rest.tail) values.push(rest.head);
  return values.reverse();
}

export const mapList = <Value>(list: List<Value>, change: (value: Value) => Value): List<Value> =>
  toArray(list).map(change).reduce<List<Value>>(push, undefined);

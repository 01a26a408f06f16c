/** One line of a list of facts. */
export function Pair({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>
        <bdi>{name}</bdi>
      </dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}

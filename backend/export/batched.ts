/** As much as is worth a step of its own. */
const BATCH = 256 * 1024;

/** Lines put together to larger pieces. */
export function* batched(lines: Iterable<string>): Generator<string> {
  let batch = "";
  for (const line of lines) {
    batch += line;
    if (batch.length < BATCH) continue;
    yield batch;
    batch = "";
  }
  if (batch !== "") yield batch;
}

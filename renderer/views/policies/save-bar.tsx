/** What is not saved yet, and what to do with it. */
export function SaveBar() {
  return null;
}

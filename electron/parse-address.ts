/** Undefined for what is no address. `URL.canParse` came after the Node of the oldest Electron that we run on. */
export function parseAddress(raw: string): URL | undefined {
  try {
    return new URL(raw);
  } catch {
    return undefined;
  }
}

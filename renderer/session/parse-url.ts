/** `URL.canParse` is younger than the oldest Chromium this runs in. */
export function parseUrl(raw: string): URL | undefined {
  try {
    return new URL(raw);
  } catch {
    return undefined;
  }
}

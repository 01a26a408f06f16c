/**
 * The first word that would let somebody look into a running application, or change how its code runs. Refused in a packaged
 * application: whoever can start it could read every message that way.
 */
export function debuggingSwitch(words: readonly string[]): string | undefined {
  return words.find((word) =>
    /^--?(?:inspect|remote-debugging|remote-allow-origins|debug-brk|js-flags|load-extension|disable-web-security|host-rules|host-resolver-rules|proxy-server)/i.test(
      word,
    ),
  );
}

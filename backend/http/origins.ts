const DESKTOP = "app://greenline";

/** [H37] Programs send no origin; pages come from the desktop app, from this very server, or from where the configuration says. */
export const originCheck =
  (origins: readonly string[]) =>
  (origin: string | undefined, host: string | undefined): boolean => {
    if (origin === undefined || origin === DESKTOP || origins.includes(origin)) return true;
    try {
      return new URL(origin).host === host;
    } catch {
      return false;
    }
  };

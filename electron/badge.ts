interface Deps {
  readonly setBadgeCount: (count: number) => boolean;
  readonly setTrayCount: (count: number) => void;
  readonly setTitle: (title: string) => void;
}

/** Says how many conversations are at risk in the three places where somebody may look: launcher, tray, title. */
export const createBadge =
  ({ setBadgeCount, setTitle, setTrayCount }: Deps) =>
  (atRisk: number): void => {
    // False where the desktop has no badges; the tray says it too.
    setBadgeCount(atRisk);
    setTrayCount(atRisk);
    setTitle(atRisk > 0 ? `(${atRisk}) Greenline` : "Greenline");
  };

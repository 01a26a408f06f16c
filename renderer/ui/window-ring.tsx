import { memo } from "react";
import css from "./window-ring.module.css";

export type RingTone = "ok" | "warn" | "bad" | "closed";

interface Props {
  readonly size: number;
  /** Free entry point: a second, outer ring. */
  readonly doubled?: boolean;
}

/** The arc that empties clockwise. `paintRing` fills it; the ticker calls that. */
export const WindowRing = memo(function WindowRing({ size, doubled = false }: Props) {
  const radius = size / 2 - (doubled ? 4 : 1.5);
  return (
    <svg className={css["ring"]} width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      {doubled ? <circle className={css["entry"]} cx={size / 2} cy={size / 2} r={size / 2 - 1} /> : null}
      <circle className={css["track"]} cx={size / 2} cy={size / 2} r={radius} />
      <circle className={css["arc"]} cx={size / 2} cy={size / 2} r={radius} pathLength={100} transform={`rotate(-90 ${size / 2} ${size / 2})`} />
    </svg>
  );
});

/** The time that is over has gone from twelve o'clock on; what is left ends at twelve. */
export function paintRing(ring: Element, share: number, tone: RingTone): void {
  const left = Math.round(share * 1_000) / 10;
  const dashes = `0 ${100 - left} ${left} 0`;
  const arc = ring.lastElementChild;
  if (arc?.getAttribute("stroke-dasharray") !== dashes) arc?.setAttribute("stroke-dasharray", dashes);
  if (ring.getAttribute("data-tone") !== tone) ring.setAttribute("data-tone", tone);
}

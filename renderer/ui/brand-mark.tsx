import css from "./brand-mark.module.css";

/** The window ring itself: the time that is left. */
export const BrandMark = ({ size = 26 }: { readonly size?: number }) => (
  <svg className={css["mark"]} width={size} height={size} viewBox="0 0 26 26" aria-hidden="true">
    <circle cx="13" cy="13" r="11" className={css["track"]} />
    <circle cx="13" cy="13" r="11" className={css["arc"]} pathLength={100} strokeDasharray="0 22 78 0" transform="rotate(-90 13 13)" />
  </svg>
);

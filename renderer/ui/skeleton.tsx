import css from "./skeleton.module.css";

/** Grey where words will be. */
export const Skeleton = ({ width, height = 12 }: { readonly width: number | string; readonly height?: number }) => (
  <span className={css["bone"]} style={{ width, height }} />
);

import css from "./avatar.module.css";

interface Props {
  readonly initials: string;
  readonly hue: number;
  readonly size?: number;
}

/** A quiet disc with two letters; decoration beside a name that is always written out. */
export function Avatar({ initials, hue, size = 30 }: Props) {
  return (
    <span
      className={css["avatar"]}
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: Math.max(9, Math.round(size * 0.36)), ["--hue" as string]: hue }}
    >
      {initials}
    </span>
  );
}

import type { ReactNode } from "react";
import css from "./tile.module.css";

interface Props {
  readonly name: string;
  readonly value: ReactNode;
  readonly tone?: "bad" | "warn" | "ok" | undefined;
  readonly onOpen?: (() => void) | undefined;
  /** What stands beneath the number. */
  readonly children: ReactNode;
  readonly current?: boolean | undefined;
}

/** One number, what it is, and the list behind it. */
export function Tile({ children, current = false, name, onOpen, tone, value }: Props) {
  const inside = (
    <>
      <span className={css["name"]}>{name}</span>
      <span className={css["value"]} data-tone={tone}>
        {value}
      </span>
      <span className={css["under"]}>{children}</span>
    </>
  );
  return (
    <li className={css["place"]}>
      {onOpen === undefined ? (
        <div className={css["tile"]}>{inside}</div>
      ) : (
        <button type="button" className={css["tile"]} aria-current={current ? "true" : undefined} onClick={onOpen}>
          {inside}
        </button>
      )}
    </li>
  );
}

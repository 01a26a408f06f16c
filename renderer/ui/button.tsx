import type { ComponentPropsWithRef, ReactNode } from "react";
import css from "./button.module.css";
import { cx } from "./cx.ts";
import { Tip } from "./tip.tsx";

interface ButtonProps extends ComponentPropsWithRef<"button"> {
  readonly look?: "plain" | "primary" | "warn" | "danger" | "link" | "quiet";
  readonly size?: "normal" | "small";
}

export function Button({ look = "plain", size = "normal", className, ...rest }: ButtonProps) {
  return <button type="button" className={cx(css["button"], css[look], css[size], className)} {...rest} />;
}

interface IconButtonProps extends Omit<ComponentPropsWithRef<"button">, "aria-label" | "title"> {
  /** Read aloud, and shown beside the pointer. */
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly framed?: boolean;
  readonly side?: "top" | "right" | "bottom" | "left";
  readonly children: ReactNode;
}

export function IconButton({ label, shortcut, framed = false, side, className, children, ...rest }: IconButtonProps) {
  return (
    <Tip text={label} shortcut={shortcut} side={side}>
      <button type="button" aria-label={label} className={cx(css["icon"], framed && css["framed"], className)} {...rest}>
        {children}
      </button>
    </Tip>
  );
}

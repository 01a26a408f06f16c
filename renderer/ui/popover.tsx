import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import css from "./popover.module.css";

interface Props {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly align?: "start" | "center" | "end";
  readonly side?: "top" | "right" | "bottom" | "left";
  readonly width?: number;
  readonly open?: boolean | undefined;
  readonly onOpen?: ((open: boolean) => void) | undefined;
  readonly children: ReactNode;
}

export function Popover({ trigger, label, align = "start", side = "bottom", width = 300, open, onOpen, children }: Props) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpen === undefined ? {} : { onOpenChange: onOpen })}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={css["popover"]} style={{ width }} align={align} side={side} sideOffset={6} collisionPadding={8} aria-label={label}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

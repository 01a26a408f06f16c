import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import { Keys } from "./keys.tsx";
import css from "./tip.module.css";

interface Props {
  readonly text: string;
  readonly shortcut?: string | undefined;
  readonly side?: "top" | "right" | "bottom" | "left" | undefined;
  readonly children: ReactNode;
}

/** A few words beside the pointer; what they say is also said to a screen reader by the thing itself. */
export function Tip({ text, shortcut, side = "bottom", children }: Props) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={css["tip"]} side={side} sideOffset={6} collisionPadding={8}>
          {text}
          {shortcut === undefined ? null : <Keys keys={shortcut} />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

export function TipProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Tooltip.Provider delayDuration={450} skipDelayDuration={200} disableHoverableContent>
      {children}
    </Tooltip.Provider>
  );
}

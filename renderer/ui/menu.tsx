import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { Keys } from "./keys.tsx";
import css from "./menu.module.css";

interface MenuProps {
  readonly trigger: ReactNode;
  readonly label: string;
  readonly align?: "start" | "end";
  readonly side?: "top" | "right" | "bottom" | "left";
  readonly children: ReactNode;
}

// Not modal: a modal menu locks scrolling with a style element, which the content security policy refuses.
export function Menu({ trigger, label, align = "start", side = "bottom", children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={css["menu"]} align={align} side={side} sideOffset={5} collisionPadding={8} aria-label={label} loop>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ItemProps {
  readonly icon?: ReactNode;
  readonly shortcut?: string | undefined;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function MenuItem({ icon, shortcut, disabled = false, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item className={css["item"]} disabled={disabled} onSelect={onSelect}>
      <span className={css["icon"]}>{icon}</span>
      <span className={css["text"]}>{children}</span>
      {shortcut === undefined ? null : <Keys keys={shortcut} />}
    </DropdownMenu.Item>
  );
}

interface ChoiceProps<Value extends string> {
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
}

export function MenuChoice<Value extends string>({ value, options, onChoose }: ChoiceProps<Value>) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(chosen) => onChoose(chosen as Value)}>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={css["item"]}>
          <span className={css["icon"]}>
            <DropdownMenu.ItemIndicator>
              <Check size={14} strokeWidth={2} />
            </DropdownMenu.ItemIndicator>
          </span>
          <span className={css["text"]}>{option.label}</span>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export const MenuLine = () => <DropdownMenu.Separator className={css["line"]} />;

export function MenuTitle({ children }: { readonly children: ReactNode }) {
  return <DropdownMenu.Label className={css["title"]}>{children}</DropdownMenu.Label>;
}

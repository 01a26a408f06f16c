import { Switch as Radix } from "radix-ui";
import css from "./switch.module.css";

interface Props {
  /** Its name is a `label` with this id as its target. */
  readonly id: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

/** On or off, at once. */
export function Switch({ disabled = false, id, on, onChange }: Props) {
  return (
    <Radix.Root className={css["switch"]} id={id} checked={on} disabled={disabled} onCheckedChange={onChange}>
      <Radix.Thumb className={css["thumb"]} />
    </Radix.Root>
  );
}

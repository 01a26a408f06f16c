import { Command } from "cmdk";
import { Check, ChevronsUpDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import css from "./combobox.module.css";
import { cx } from "./cx.ts";
import { Popover } from "./popover.tsx";

export interface ComboboxOption {
  readonly value: string;
  readonly label: string;
  /** Beside the label, and found by the search as well as `keywords`. */
  readonly detail?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
}

interface Props {
  readonly label: string;
  readonly value: string;
  readonly shown: string;
  readonly search: string;
  readonly none: string;
  /** Asked for only when it opens: a long list may be dear to make. */
  readonly options: () => readonly ComboboxOption[];
  readonly disabled?: boolean;
  readonly className?: string | undefined;
  /** What is wrong with it, in attributes. */
  readonly marks?: Readonly<Record<string, unknown>>;
  readonly onChange: (value: string) => void;
}

/** One of many, found by typing. */
export function Combobox({ className, disabled = false, label, marks = {}, none, onChange, options, search, shown, value }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={label}
      width={320}
      open={open}
      onOpen={setOpen}
      trigger={
        <button type="button" className={cx(css["trigger"], className)} aria-label={`${label}: ${shown}`} disabled={disabled} {...marks}>
          <span>{shown}</span>
          <ChevronsUpDown size={14} strokeWidth={1.75} />
        </button>
      }
    >
      <Options
        label={label}
        value={value}
        search={search}
        none={none}
        options={options}
        onChange={(chosen) => {
          setOpen(false);
          onChange(chosen);
        }}
      />
    </Popover>
  );
}

function Options({ label, none, onChange, options, search, value }: Pick<Props, "label" | "none" | "onChange" | "options" | "search" | "value">) {
  const [made] = useState(options);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // With braces: newer engines answer with a promise, which an effect must not return.
    list.current?.querySelector("[data-chosen=true]")?.scrollIntoView({ block: "center" });
  }, []);

  return (
    <Command label={label} defaultValue={value} filter={likeness} loop>
      <Command.Input
        className={css["search"]}
        placeholder={search}
        autoFocus
        onValueChange={() => requestAnimationFrame(() => list.current?.scrollTo({ top: 0 }))}
      />
      <Command.List className={css["list"]} ref={list}>
        <Command.Empty className={css["none"]}>{none}</Command.Empty>
        {made.map((option) => (
          <Command.Item
            key={option.value}
            value={option.value}
            keywords={[option.label, ...(option.detail === undefined ? [] : [option.detail]), ...(option.keywords ?? [])]}
            className={css["item"]}
            data-chosen={option.value === value}
            onSelect={() => onChange(option.value)}
          >
            <span className={css["check"]}>{option.value === value ? <Check size={14} strokeWidth={2} /> : null}</span>
            <bdi>{option.label}</bdi>
            {option.detail === undefined ? null : <small>{option.detail}</small>}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}

/** Every word that was typed must be in it; one at the beginning of a word counts more. Accents do not count. */
function likeness(value: string, search: string, keywords: readonly string[] = []): number {
  const text = plain([value, ...keywords].join(" "));
  const words = plain(search)
    .split(" ")
    .filter((word) => word !== "");
  if (!words.every((word) => text.includes(word))) return 0;
  return words.every((word) => text.split(/[^\p{L}\p{N}:+-]+/u).some((start) => start.startsWith(word))) ? 1 : 0.5;
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("−", "-").toLocaleLowerCase();

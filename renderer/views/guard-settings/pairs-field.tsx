import { LinesField } from "./lines-field.tsx";

interface Props {
  readonly label: string;
  readonly value: Readonly<Record<string, string>>;
  readonly marks: Readonly<Record<string, unknown>>;
  readonly onChange: (value: Readonly<Record<string, string>>) => void;
}

/** Names and what they stand for, one pair a line. A name without its other half stays and is a fault. */
export function PairsField({ label, marks, onChange, value }: Props) {
  return (
    <LinesField
      label={label}
      value={Object.entries(value).map(([name, category]) => (category === "" ? name : `${name} = ${category}`))}
      marks={marks}
      onChange={(lines) =>
        onChange(
          Object.fromEntries(
            lines.map((line) => {
              const [name = "", ...rest] = line.split("=");
              return [name.trim(), rest.join("=").trim()];
            }),
          ),
        )
      }
    />
  );
}

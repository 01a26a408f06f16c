import { cx } from "./cx.ts";
import css from "./tabs.module.css";

interface Props<Tab extends string> {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly current: Tab;
  readonly name: (tab: Tab) => string;
  readonly onChange: (tab: Tab) => void;
  readonly className?: string | undefined;
}

/** The parts of a page, of which one is shown. */
export function Tabs<Tab extends string>({ className, current, label, name, onChange, tabs }: Props<Tab>) {
  return (
    <nav className={cx(css["tabs"], className)} aria-label={label}>
      {tabs.map((tab) => (
        <button key={tab} type="button" className={css["tab"]} aria-current={tab === current ? "page" : undefined} onClick={() => onChange(tab)}>
          {name(tab)}
        </button>
      ))}
    </nav>
  );
}

import type { ReactNode } from "react";
import { Popover } from "../../ui/popover.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./panel.module.css";

interface Props {
  readonly name: string;
  readonly children: ReactNode;
}

/** A figure's name that says, when asked, how it is counted. */
export function HowCounted({ children, name }: Props) {
  const { t } = useWords();
  return (
    <Popover
      label={t("health.meta.how")}
      width={340}
      trigger={
        <button type="button" className={css["ask"]} title={t("health.meta.how")}>
          {name}
        </button>
      }
    >
      <div className={css["explain"]}>{children}</div>
    </Popover>
  );
}

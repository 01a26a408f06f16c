import { Check, Copy } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./dialog-form.module.css";

interface Props {
  readonly label: string;
  readonly value: string;
  /** What the button is called where several stand below each other. */
  readonly copyLabel?: string;
  /** What else can be done with it. */
  readonly children?: ReactNode;
}

/** A secret which nobody can see a second time, to be copied. */
export function OnceLine({ children, copyLabel, label, value }: Props) {
  const { t } = useWords();
  const id = useId();
  const [copied, setCopied] = useState(false);
  const Icon = copied ? Check : Copy;
  return (
    <>
      <p className={css["label"]} id={id}>
        {label}
      </p>
      <div className={css["once"]}>
        <code aria-labelledby={id}>{value}</code>
        <Button size="small" aria-label={copyLabel} onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}>
          <Icon size={14} strokeWidth={1.75} />
          <span aria-live="polite">{t(copied ? "bots.secret.copied" : "bots.secret.copy")}</span>
        </Button>
        {children}
      </div>
    </>
  );
}

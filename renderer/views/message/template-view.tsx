import { LayoutTemplate } from "lucide-react";
import { useWords } from "../words/use-words.ts";
import css from "./template-view.module.css";
import { RichText } from "./rich-text.tsx";

interface Props {
  readonly template: { readonly header?: string | undefined; readonly body: string; readonly footer?: string | undefined; readonly buttons: readonly string[] };
  readonly name?: string;
}

/** A template as the customer sees it: header, body, footer, buttons. */
export function TemplateView({ template: { body, buttons, footer, header }, name }: Props) {
  const { t } = useWords();
  return (
    <div className={css["template"]}>
      {name === undefined ? null : (
        <p className={css["name"]}>
          <LayoutTemplate size={13} strokeWidth={1.75} />
          {t("content.template", { name })}
        </p>
      )}
      {header === undefined || header === "" ? null : <p className={css["header"]}>{header}</p>}
      <RichText text={body} />
      {footer === undefined || footer === "" ? null : <p className={css["footer"]}>{footer}</p>}
      {buttons.length === 0 ? null : (
        <ul className={css["buttons"]}>
          {buttons.map((button) => (
            <li key={button}>{button}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

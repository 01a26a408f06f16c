import { Ban, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import type { RankedTemplate, TemplateGroup } from "../../../shared/templates/rank-templates.ts";
import { cx } from "../../ui/cx.ts";
import { useWords } from "../words/use-words.ts";
import { FindingWords } from "./finding-words.tsx";
import css from "./template-list.module.css";
import type { OfferedTemplates } from "./use-ranked-templates.ts";

interface Props {
  readonly id: string;
  readonly offered: OfferedTemplates;
  /** The one whose preview is shown. */
  readonly chosen: RankedTemplate | undefined;
  readonly onChoose: (templateId: string) => void;
}

export const optionId = (list: string, name: string): string => `${list}-${name.replaceAll(/[^a-zA-Z0-9_-]/gu, "-")}`;

/** What may be sent now, best first; below, greyed, what may not, each with its reason. One line a template, whatever its languages. */
export function TemplateList({ chosen, id, offered: { notNow, now }, onChoose }: Props) {
  const { t } = useWords();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: "nearest" });
  }, [chosen]);

  const options = (groups: readonly TemplateGroup[]) =>
    groups.map((group) => <Option key={group.name} list={id} group={group} chosen={chosen} onChoose={onChoose} />);
  return (
    <div className={css["list"]} id={id} ref={list} role="listbox" aria-label={t("composer.templates")}>
      {now.length === 0 ? null : (
        <div role="group" aria-label={t("template.now")}>
          <p className={css["head"]} aria-hidden="true">
            {t("template.now")}
          </p>
          {options(now)}
        </div>
      )}
      {notNow.length === 0 ? null : (
        <div role="group" aria-label={t("template.notNow")}>
          <p className={css["head"]} aria-hidden="true">
            {t("template.notNow")}
          </p>
          {options(notNow)}
        </div>
      )}
    </div>
  );
}

function Option({
  chosen,
  group: { name, variants },
  list,
  onChoose,
}: Pick<Props, "chosen" | "onChoose"> & { readonly list: string; readonly group: TemplateGroup }) {
  const { t } = useWords();
  const selected = variants.includes(chosen as RankedTemplate);
  const best = variants[0];
  if (best === undefined) return null;
  const { obstacles, risks, template } = best;
  const [obstacle] = obstacles;
  return (
    <button
      type="button"
      role="option"
      id={optionId(list, name)}
      tabIndex={-1}
      aria-selected={selected}
      aria-disabled={obstacle !== undefined}
      className={cx(css["option"], obstacle !== undefined && css["unusable"])}
      onClick={() => onChoose(template.id)}
    >
      <span className={css["name"]}>
        {name}
        {risks.length === 0 || obstacle !== undefined ? null : (
          <span
            className={css["risk"]}
            role="img"
            aria-label={t("template.risks", { count: risks.length })}
            title={t("template.risks", { count: risks.length })}
          >
            <TriangleAlert size={12} strokeWidth={1.75} />
            {risks.length}
          </span>
        )}
      </span>
      {obstacle === undefined ? (
        <span className={css["facts"]}>
          {[
            t(`template.category.${template.category}`),
            variants.map((one) => one.template.language).join(", "),
            t(`template.quality.${template.quality}`),
          ].join(" · ")}
        </span>
      ) : (
        <span className={css["reason"]}>
          <Ban size={12} strokeWidth={1.75} />
          <span>
            <FindingWords finding={obstacle} />
          </span>
        </span>
      )}
    </button>
  );
}

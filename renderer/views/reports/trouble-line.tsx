import { CloudOff, Octagon, TriangleAlert } from "lucide-react";
import type { ReportAnswer } from "../../commands/reports.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./reports-page.module.css";

interface Props {
  readonly trouble: Exclude<ReportAnswer, { readonly kind: "report" }>;
  /** What is shown instead. */
  readonly kept?: string | undefined;
  readonly onAgain: () => void;
}

/** Why there is no answer, and a way on. */
export function TroubleLine({ kept, onAgain, trouble }: Props) {
  const { t } = useWords();
  const Icon = trouble.kind === "no-network" ? CloudOff : trouble.kind === "stopped" ? Octagon : TriangleAlert;
  return (
    <div className={css["trouble"]}>
      <Icon size={15} strokeWidth={1.75} />
      <p>
        {trouble.kind === "refused" ? t("reports.trouble.refused", { title: trouble.title }) : t(`reports.trouble.${trouble.kind}`)} {kept}
      </p>
      <Button size="small" onClick={onAgain}>
        {t("settings.again")}
      </Button>
    </div>
  );
}

import type { ReportAnswer } from "../../commands/reports.ts";
import { TroubleLine } from "../settings/trouble-line.tsx";
import { useWords } from "../words/use-words.ts";

interface Props {
  readonly trouble: Exclude<ReportAnswer, { readonly kind: "report" }>;
  /** What is shown instead. */
  readonly kept?: string | undefined;
  readonly onAgain: () => void;
}

/** Why a report could not be had. */
export function ReportTrouble({ kept, onAgain, trouble }: Props) {
  const { t } = useWords();
  return (
    <TroubleLine kind={trouble.kind === "no-network" || trouble.kind === "stopped" ? trouble.kind : "failed"} onAgain={onAgain}>
      {trouble.kind === "refused" ? t("reports.trouble.refused", { title: trouble.title }) : t(`reports.trouble.${trouble.kind}`)} {kept}
    </TroubleLine>
  );
}

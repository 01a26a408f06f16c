import { Button } from "../../ui/button.tsx";
import { BrandMark } from "../../ui/brand-mark.tsx";
import { Empty } from "../../ui/empty.tsx";
import type { StartProblem } from "../../session/desk-holder.ts";
import { useWords } from "../words/use-words.ts";
import css from "./sign-in-screen.module.css";

interface Props {
  readonly problem: StartProblem;
  readonly onAgain: (() => void) | undefined;
}

/** The inbox did not open: why, what is safe, and another try. */
export function NotStarted({ onAgain, problem }: Props) {
  const { t } = useWords();
  return (
    <main className={css["screen"]} role="alert">
      <Empty icon={<BrandMark size={44} />} title={t(problem === "outdated" || problem === "elsewhere" ? `start.${problem}.title` : "start.title")}>
        <p>{t(`start.${problem}`)}</p>
        <Button look="primary" autoFocus onClick={onAgain}>
          {t(problem === "outdated" ? "start.reload" : "start.again")}
        </Button>
      </Empty>
    </main>
  );
}

import { CircleAlert, Lightbulb, MessageCircleQuestionMark, OctagonAlert, SpellCheck } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import type { Finding, Remedy, Severity } from "../../../shared/guard/finding.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { FindingWhy } from "./finding-why.tsx";
import { FindingWords } from "./finding-words.tsx";
import css from "./guard-strip.module.css";
import { remedyAdvice, type RemedyLabel } from "./remedies.ts";
import { SlipWord } from "./slip-word.tsx";
import type { Mend, StripLine } from "./strip-lines.ts";

const ICONS = { stop: OctagonAlert, confirm: CircleAlert, advise: Lightbulb } as const satisfies Record<Severity, unknown>;
/** More buttons than this are no help. */
const MOST_REMEDIES = 3;
/** Of many slips so many are shown; "Fix all" mends the rest too. */
const MOST_SLIPS = 4;

export interface LineProps {
  readonly conversationId: ConversationId;
  readonly labelOf: (remedy: Remedy, finding: Finding) => RemedyLabel | undefined;
  readonly onMend: (remedy: Remedy, finding: Finding) => void;
  readonly onMendAll: (mends: readonly Mend[]) => void;
}

/** One line: what is wrong, one or two buttons that mend it, and why. */
export function StripLineView({ line, tabIndex, ...props }: LineProps & { readonly line: StripLine; readonly tabIndex: number }) {
  const { finding } = line;
  const { t } = useWords();
  const Icon = line.kind === "slips" ? SpellCheck : finding.rule === "G-TOPIC" ? MessageCircleQuestionMark : ICONS[finding.severity];
  return (
    <li className={css["finding"]} data-severity={finding.severity} data-guard-line="" tabIndex={tabIndex}>
      <Icon size={16} strokeWidth={1.75} aria-label={t(`guard.severity.${finding.severity}`)} />
      <div className={css["words"]}>{line.kind === "slips" ? <SlipsLine line={line} {...props} /> : <FindingLine finding={finding} {...props} />}</div>
    </li>
  );
}

function FindingLine({ conversationId, finding, labelOf, onMend }: LineProps & { readonly finding: Finding }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const labelled = finding.remedies.flatMap((remedy) => {
    const label = labelOf(remedy, finding);
    return label === undefined || label.isAdvice ? [] : [{ remedy, label }];
  });
  const advice = finding.remedies.flatMap((remedy) => {
    const label = labelOf(remedy, finding);
    if (label !== undefined) return label.isAdvice ? [t(label.key, label.values)] : [];
    const said = remedyAdvice(remedy);
    return said === undefined ? [] : [t(said.key, said.at === undefined ? {} : { at: time.until(said.at, ticker.now()) })];
  });
  const why = <WhyToggle conversationId={conversationId} finding={finding} />;
  return (
    <>
      <p>
        <FindingWords finding={finding} />
        {advice.length === 0 ? null : <span className={css["advice"]}> {advice.join(" ")}</span>}
      </p>
      <Ways why={why}>
        {labelled.slice(0, MOST_REMEDIES).map(({ label, remedy }) => (
          <Button key={remedy.command} size="small" data-remedy="" onClick={() => onMend(remedy, finding)}>
            {t(label.key, label.values)}
          </Button>
        ))}
      </Ways>
    </>
  );
}

/** "2 spelling: adress → address, recieve → receive  Fix all" */
function SlipsLine({ conversationId, line, onMend, onMendAll }: LineProps & { readonly line: Extract<StripLine, { kind: "slips" }> }) {
  const { t } = useWords();
  const { finding, of, slips } = line;
  return (
    <div className={css["slips"]}>
      <p>
        {t(`guard.slips.${of}`, { count: slips.length })}{" "}
        {slips.slice(0, MOST_SLIPS).map(({ finding: own, mend, words }, i) => (
          <span key={mend.from}>
            {i === 0 ? null : ", "}
            <SlipWord className={css["slip"]} words={words} finding={own} onMend={onMend} /> <span aria-label={t("guard.slips.becomes")}>→</span>{" "}
            <bdi>{mend.with}</bdi>
          </span>
        ))}
        {slips.length > MOST_SLIPS ? " …" : null}
      </p>
      <Button size="small" className={css["tiny"]} data-remedy="" onClick={() => onMendAll(slips.map(({ mend }) => mend))}>
        {t(slips.length > 1 ? "guard.fixAll" : "remedy.fix")}
      </Button>
      <WhyToggle conversationId={conversationId} finding={finding} />
    </div>
  );
}

const Ways = ({ children, why }: { readonly children: ReactNode; readonly why: ReactNode }) => (
  <div className={css["ways"]}>
    {children}
    {why}
  </div>
);

function WhyToggle({ conversationId, finding }: { readonly conversationId: ConversationId; readonly finding: Finding }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Button look="link" data-why="" aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
        {t(open ? "guard.whyLess" : "guard.why")}
      </Button>
      {open ? <FindingWhy conversationId={conversationId} finding={finding} id={id} /> : null}
    </>
  );
}

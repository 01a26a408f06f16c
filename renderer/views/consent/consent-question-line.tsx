import { MessageCircleQuestion } from "lucide-react";
import { useState } from "react";
import { EVERYTHING } from "../../../shared/consent/categories.ts";
import type { ContactConsent } from "../../../shared/consent/contact-consent.ts";
import { stoppedEverything } from "../../../shared/consent/ledger.ts";
import { toMessageId } from "../../../shared/ids.ts";
import type { StoryLine } from "../../../shared/inbox/message.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./consent-question-line.module.css";
import { useConsents } from "./use-consents.ts";
import { useRecord } from "./use-record.ts";
import { useWho } from "./use-who.ts";

/** [S2-12] A message that may have been a no: somebody says what it was, with one click. The answer is a line of the ledger. */
export function ConsentQuestionLine({ line: { at, conversationId, data } }: { readonly line: StoryLine }) {
  const messageId = toMessageId(data["messageId"] ?? "");
  const lines = useConsents(conversationId);
  const record = useRecord(conversationId);
  const { t, time } = useWords();
  const [isBusy, setBusy] = useState(false);

  const answered = lines?.find(({ evidence }) => evidence === messageId);
  if (answered !== undefined) return <Answered line={answered} />;

  const resumes = data["act"] === "resume";
  // Taking up again ends what was stopped.
  const category = (resumes ? lines !== undefined && stoppedEverything(lines) !== undefined : data["scope"] === "everything") ? EVERYTHING : "marketing";
  const answer = (state: "granted" | "withdrawn" | "unknown") => {
    setBusy(true);
    // Taking up again by a word ends the silence, and is no new opt-in to anything.
    const how = state === "granted" ? ({ source: "keyword", evidence: messageId, evidenceKind: "message" } as const) : { message: messageId };
    void record({ category, state, ...how }).finally(() => setBusy(false));
  };
  const question = resumes ? "consent.question.resume" : category === EVERYTHING ? "consent.question.opt-out" : "consent.question.marketing";
  return (
    <div className={css["question"]} role="group" aria-label={t(question)} title={time.time(at)}>
      <MessageCircleQuestion size={14} strokeWidth={1.75} aria-hidden="true" />
      <span>{t(question)}</span>
      {lines === undefined || data["messageId"] === undefined ? null : (
        <span className={css["answers"]}>
          <Button size="small" disabled={isBusy} onClick={() => answer(resumes ? "granted" : "withdrawn")}>
            {t(resumes ? "consent.question.yesResume" : "consent.question.yesStop")}
          </Button>
          <Button size="small" look="quiet" disabled={isBusy} onClick={() => answer("unknown")}>
            {t("consent.question.no")}
          </Button>
        </span>
      )}
    </div>
  );
}

const ANSWERS = { withdrawn: "consent.question.stopped", granted: "consent.question.resumed", unknown: "consent.question.other" } as const;

function Answered({ line: { by, state } }: { readonly line: ContactConsent }) {
  const who = useWho(by);
  const { t } = useWords();
  return (
    <p className={css["question"]}>
      <MessageCircleQuestion size={14} strokeWidth={1.75} aria-hidden="true" />
      <span>{t(ANSWERS[state], { who })}</span>
    </p>
  );
}

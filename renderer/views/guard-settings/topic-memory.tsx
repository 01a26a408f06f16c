import { Eraser, Undo2 } from "lucide-react";
import { toInstant } from "../../../shared/time.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./rule-field.module.css";
import marksCss from "./rule-marks.module.css";
import type { GuardDraftInUse } from "./use-guard-draft.ts";

const PATH = "text.topic.learnSince";

/** [G-TOPIC] What the rule has learned can be forgotten, and learned again. */
export function TopicMemory({ guard: { draft, editable, set } }: { readonly guard: GuardDraftInUse }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  if (draft === undefined) return null;
  const since = draft.policy.text.topic.learnSince;
  return (
    <div className={css["field"]}>
      <div className={css["fieldWords"]}>
        <p>
          {t("guardSet.forget")}
          {since === draft.saved.policy.text.topic.learnSince ? null : <span className={marksCss["changed"]}>{t("guardSet.changed")}</span>}
        </p>
        <small>{since === undefined ? t("guardSet.forget.body") : t("guardSet.forget.since", { time: time.until(toInstant(since), ticker.now()) })}</small>
      </div>
      {editable ? (
        <div className={css["fieldValue"]}>
          {since === undefined ? (
            <Button size="small" data-path={PATH} onClick={() => set(PATH, ticker.now())}>
              <Eraser size={13} strokeWidth={1.75} />
              {t("guardSet.forget")}
            </Button>
          ) : (
            <Button size="small" data-path={PATH} onClick={() => set(PATH, undefined)}>
              <Undo2 size={13} strokeWidth={1.75} />
              {t("guardSet.forget.back")}
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
}

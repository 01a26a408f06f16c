import { CalendarClock } from "lucide-react";
import { useId, useState } from "react";
import { DEFAULT_REACH_POLICY } from "../../../shared/guard/reach-policy.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import { serviceWindow } from "../../../shared/window/service-window.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Dialog } from "../../ui/dialog.tsx";
import asking from "../asking/asking.module.css";
import { fromFieldValue, toFieldValue } from "../words/local-day.ts";
import { useWords } from "../words/use-words.ts";
import css from "./schedule.module.css";
import { isTooLate, suggestedTimes } from "./schedule-times.ts";
import { otherTimeWords } from "./their-time.ts";
import { TheirClock } from "./their-clock.tsx";
import { useTheirZones } from "./use-their-zones.ts";

interface Props {
  readonly id: ConversationId;
  readonly kind: "text" | "template";
  /** The time that it has already. */
  readonly given?: Instant | undefined;
  readonly onChoose: (at: Instant) => void;
  readonly onTemplate: () => void;
  readonly onClose: () => void;
}

/** [S3-34] When a message is to leave: the times that people mostly mean, and any other. What the window does not allow is said and not offered. */
export function ScheduleDialog({ given, onClose, ...props }: Props) {
  const { t } = useWords();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(given === undefined ? "schedule.title" : "schedule.again")}
      body={t("schedule.body")}
      closeLabel={t("common.close")}
      width={430}
    >
      <Times given={given} {...props} />
    </Dialog>
  );
}

function Times({ given, id, kind, onChoose, onTemplate }: Omit<Props, "onClose">) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const zones = useTheirZones(id);
  const ticker = useTicker();
  const words = useWords();
  const { t, time } = words;
  const whyId = useId();
  const [now] = useState(() => ticker.now());
  const window = serviceWindow(conversation ?? {}, now);
  const times = suggestedTimes({ now, zones, friendly: DEFAULT_REACH_POLICY.quiet, window, kind });
  const first = times.findIndex(({ at }) => !isTooLate(at, window, kind));
  const [picked, setPicked] = useState(() => toFieldValue(given ?? times[Math.max(0, first)]?.at ?? now));
  const at = fromFieldValue(picked);
  const fault = at === undefined ? undefined : at <= now ? "schedule.past" : isTooLate(at, window, kind) ? "schedule.late" : undefined;
  const isClosed = kind === "text" && !("closesAt" in window);

  const templateWay = (
    <Button look="link" onClick={onTemplate}>
      {t("composer.useTemplate")}
    </Button>
  );
  if (isClosed)
    return (
      <p className={css["closed"]} role="note">
        {t("schedule.never")} {templateWay}
      </p>
    );
  return (
    <>
      <TheirClock id={id} now={now} />
      <ul className={asking["choices"]}>
        {times.map(({ at: suggested, key }, i) => {
          const tooLate = isTooLate(suggested, window, kind);
          return (
            <li key={key}>
              <button
                type="button"
                className={cx(asking["choice"], css["choice"])}
                autoFocus={i === first}
                disabled={tooLate}
                onClick={() => onChoose(suggested)}
              >
                <CalendarClock size={15} strokeWidth={1.75} aria-hidden="true" />
                <span className={asking["grow"]}>
                  {t(key)}
                  {tooLate ? <span className={asking["hint"]}>{t("schedule.late")}</span> : null}
                </span>
                <span className={css["when"]}>
                  {time.until(suggested, now)}
                  <span className={asking["hint"]}>{otherTimeWords(suggested, zones, words)}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <form
        className={asking["pick"]}
        onSubmit={(event) => {
          event.preventDefault();
          if (at !== undefined && at > ticker.now() && fault === undefined) onChoose(at);
        }}
      >
        <label className={asking["grow"]}>
          <span className={asking["dim"]}>{t("schedule.pick")}</span>
          <input
            className={asking["field"]}
            type="datetime-local"
            value={picked}
            min={toFieldValue(now)}
            onChange={(event) => setPicked(event.target.value)}
            {...(fault === undefined ? {} : { "aria-invalid": true, "aria-describedby": whyId })}
          />
        </label>
        <Button type="submit" look="primary" disabled={at === undefined || fault !== undefined}>
          {t("schedule.do")}
        </Button>
      </form>
      <p className={css["under"]} id={whyId} role="status" data-tone={fault === undefined ? undefined : "warn"}>
        {fault === undefined ? (at === undefined ? null : otherTimeWords(at, zones, words)) : t(fault)} {fault === "schedule.late" ? templateWay : null}
      </p>
    </>
  );
}

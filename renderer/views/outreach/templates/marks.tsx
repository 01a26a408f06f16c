import { Ban, CircleAlert, CircleCheck, CircleDashed, CirclePause, Hourglass, TriangleAlert, type LucideIcon } from "lucide-react";
import type { Template } from "../../../../shared/inbox/people.ts";
import { useTicker } from "../../../state/ticker.ts";
import { useWords } from "../../words/use-words.ts";
import css from "./template-board.module.css";

const STATUS: Readonly<Record<string, { readonly icon: LucideIcon; readonly tone: "ok" | "warn" | "bad" | "quiet" }>> = {
  APPROVED: { icon: CircleCheck, tone: "ok" },
  PENDING: { icon: Hourglass, tone: "quiet" },
  IN_APPEAL: { icon: Hourglass, tone: "quiet" },
  PAUSED: { icon: CirclePause, tone: "warn" },
  REJECTED: { icon: Ban, tone: "bad" },
  DISABLED: { icon: Ban, tone: "bad" },
};
const WORDS = ["APPROVED", "PENDING", "IN_APPEAL", "PAUSED", "REJECTED", "DISABLED", "ARCHIVED", "DELETED"] as const;

/** The platform's word for it, with what a person should know beside it. */
export function StatusMark({ template: { pausedUntil, status } }: { readonly template: Template }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const { icon: Icon, tone } = STATUS[status] ?? { icon: CircleDashed, tone: "quiet" as const };
  const known = WORDS.find((word) => word === status);
  return (
    <span className={css["mark"]} data-tone={tone}>
      <Icon size={14} strokeWidth={1.75} />
      <span>
        {known === undefined ? status.toLowerCase().replaceAll("_", " ") : t(`templates.status.${known}`)}
        {status === "PAUSED" && pausedUntil !== undefined ? <small>{t("templates.until", { time: time.until(pausedUntil, ticker.now()) })}</small> : null}
      </span>
    </span>
  );
}

const QUALITY = {
  GREEN: { icon: CircleCheck, tone: "ok" },
  YELLOW: { icon: CircleAlert, tone: "warn" },
  RED: { icon: TriangleAlert, tone: "bad" },
  UNKNOWN: { icon: CircleDashed, tone: "quiet" },
} as const satisfies Record<Template["quality"], { readonly icon: LucideIcon; readonly tone: string }>;

/** Quality, and since when. */
export function QualityMark({ template: { quality, qualityAt } }: { readonly template: Template }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const { icon: Icon, tone } = QUALITY[quality];
  return (
    <span className={css["mark"]} data-tone={tone}>
      <Icon size={14} strokeWidth={1.75} />
      <span>
        {t(`templates.quality.${quality}`)}
        {qualityAt === undefined ? null : <small>{t("templates.since", { time: time.when(qualityAt, ticker.now()) })}</small>}
      </span>
    </span>
  );
}

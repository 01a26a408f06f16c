import { Check, X } from "lucide-react";
import { thresholdOf, type Condition, type PolicyContext, type Warning } from "../../../shared/sla/policy.ts";
import { DEFAULT_WARNINGS } from "../../../shared/sla/default-policy.ts";
import type { Instant } from "../../../shared/time.ts";
import { nameOf } from "../settings/sla-changes.ts";
import { useWords } from "../words/use-words.ts";
import css from "./preview.module.css";
import { usePolicyWords } from "./use-policy-words.ts";
import type { ForeseenClock, WhatApplies } from "./what-applies.ts";
import { zoneName, zoneTime } from "./zone-time.ts";

interface Props {
  readonly answer: WhatApplies;
  readonly context: PolicyContext;
  readonly start: Instant;
}

/** Which one, why not those before it, and until when. */
export function PreviewAnswer({ answer, context, start }: Props) {
  const { t } = useWords();
  const { passed, policy } = answer;
  return (
    <>
      <ol className={css["asked"]}>
        {passed.map(({ because, policy: other }) => (
          <li key={other.id}>
            <X size={13} strokeWidth={2} />
            <span>
              <bdi>{nameOf(other)}</bdi>{" "}
              <small>{because === undefined ? t("policies.preview.noCondition") : <WhyNot condition={because} context={context} />}</small>
            </span>
          </li>
        ))}
        {policy === undefined ? null : (
          <li className={css["applies"]}>
            <Check size={13} strokeWidth={2.25} />
            <b>{t("policies.preview.applies", { name: nameOf(policy) })}</b>
          </li>
        )}
      </ol>
      {policy === undefined ? (
        <p>{t("policies.preview.none")}</p>
      ) : (
        <ul className={css["clocks"]}>
          {answer.clocks.map((clock) => (
            <Foreseen key={clock.kind} foreseen={clock} start={start} warnings={policy.warnings ?? DEFAULT_WARNINGS} />
          ))}
        </ul>
      )}
    </>
  );
}

function WhyNot({ condition, context }: { readonly condition: Condition; readonly context: PolicyContext }) {
  const { t } = useWords();
  const words = usePolicyWords();
  const { field } = condition;
  const here =
    field === "label"
      ? (context.labels ?? [])
      : [field === "priority" ? (context.priority ?? "normal") : context[field]].filter((value) => value !== undefined);
  const values = here.length === 0 ? t("policies.preview.unset") : words.and(here.map((value) => words.name(field, value) ?? value));
  return t("policies.preview.because", { condition: words.condition(condition), values });
}

interface ForeseenProps {
  readonly foreseen: ForeseenClock;
  readonly start: Instant;
  readonly warnings: readonly Warning[];
}

function Foreseen({ foreseen: { kind, promised }, start, warnings }: ForeseenProps) {
  const { language, t, time } = useWords();
  const words = usePolicyWords();
  const name = kind === "owner" ? t("policies.clock.owner") : t(`clock.${kind}`);
  if (promised === undefined)
    return (
      <li className={css["clock"]}>
        <span>{name}</span>
        <span className={css["none"]}>{t("policies.noDeadline")}</span>
      </li>
    );

  const { clock, definition, target } = promised;
  const zone = definition === "24/7" ? undefined : definition.timeZone;
  const there = zone === undefined || clock.dueAt === undefined ? undefined : time.elsewhere(clock.dueAt, zone);
  const timesByAudience = new Map<string, readonly string[]>();
  for (const { at, tell, threshold } of clock.warnings ?? []) {
    const warning = warnings.find((one) => thresholdOf(one) === threshold);
    const audience = words.audience(tell);
    if (warning !== undefined)
      timesByAudience.set(audience, [
        ...(timesByAudience.get(audience) ?? []),
        t("policies.preview.warning", { time: time.dated(at, start), warning: words.warning(warning) }),
      ]);
  }
  return (
    <li className={css["clock"]}>
      <span>{name}</span>
      <b>{clock.dueAt === undefined ? t("policies.preview.never") : zoneTime(language)(clock.dueAt)}</b>
      <small>
        {words.span(target.target)} · {target.calendar}
        {zone === undefined || there === undefined ? null : ` · ${t("policies.preview.there", { time: there, zone: zoneName(zone) })}`}
      </small>
      {Array.from(timesByAudience, ([audience, times]) => (
        <small key={audience}>{t("policies.preview.warned", { audience, times: times.join(" · ") })}</small>
      ))}
    </li>
  );
}

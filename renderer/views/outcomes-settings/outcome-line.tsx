import { ArrowDown, ArrowUp, Pencil } from "lucide-react";
import { useId, useState } from "react";
import type { Outcome } from "../../../shared/outcomes/outcome.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { LinesField } from "../guard-settings/lines-field.tsx";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import { NAME_LANGUAGES, outcomeName } from "./outcome-names.ts";
import css from "./outcomes-settings.module.css";

interface Props {
  readonly outcome: Outcome;
  readonly problems: readonly Problem[];
  /** Saved already: it is retired rather than dropped, because cases stand under it. */
  readonly isSaved: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onChange: (outcome: Outcome) => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onRemove: () => void;
}

const NEEDS = ["met", "unmet", "neither"] as const satisfies readonly Outcome["need"][];
/** What one key says. */
const USUAL = "solved";

/** One outcome: what it says of the customer, and under which name it is chosen. */
export function OutcomeLine({ isFirst, isLast, isSaved, onChange, onMove, onRemove, outcome, problems }: Props) {
  const words = useWords();
  const { t } = words;
  const [open, setOpen] = useState(!isSaved);
  const [part, fault] = [useId(), useId()];
  const name = outcomeName(outcome, words);
  // What we call it, where it is one of those that we bring.
  const own = outcomeName({ key: outcome.key }, words);
  const isOurs = own !== outcome.key;
  const setName = (language: string, text: string) => {
    const { [language]: _, ...others } = outcome.names ?? {};
    const { names: __, ...rest } = outcome;
    const names = text === "" ? others : { ...others, [language]: text };
    onChange(Object.keys(names).length === 0 ? rest : { ...rest, names });
  };
  const setChannels = (channels: readonly string[]) => {
    const { channels: _, ...rest } = outcome;
    onChange(channels.length === 0 ? rest : { ...rest, channels });
  };
  const retire = () => {
    const { retired, ...rest } = outcome;
    onChange(retired === true ? rest : { ...rest, retired: true });
  };

  return (
    <li className={css["outcome"]} data-retired={outcome.retired === true || undefined}>
      <div className={css["line"]}>
        <span className={css["order"]}>
          <IconButton label={t("outcomes.up", { name })} disabled={isFirst} onClick={() => onMove(-1)}>
            <ArrowUp size={14} strokeWidth={1.75} />
          </IconButton>
          <IconButton label={t("outcomes.down", { name })} disabled={isLast} onClick={() => onMove(1)}>
            <ArrowDown size={14} strokeWidth={1.75} />
          </IconButton>
        </span>
        <p className={css["name"]}>
          <bdi>{name}</bdi>
          <code>{outcome.key}</code>
          {outcome.key === USUAL ? <span className={css["chip"]}>{t("outcomes.usual")}</span> : null}
          {outcome.retired === true ? <span className={css["chip"]}>{t("outcomes.retired")}</span> : null}
        </p>
        <select
          className={fields["select"]}
          aria-label={t("outcomes.need.of", { name })}
          value={outcome.need}
          onChange={({ target }) => onChange({ ...outcome, need: target.value as Outcome["need"] })}
        >
          {NEEDS.map((need) => (
            <option key={need} value={need}>
              {t(`outcomes.need.${need}`)}
            </option>
          ))}
        </select>
        {/* Where one may go and another not, the buttons still stand below each other. */}
        <span className={css["actions"]}>
          {outcome.key === USUAL ? null : isSaved ? (
            <Button size="small" aria-label={t(outcome.retired === true ? "outcomes.offer.named" : "outcomes.retire.named", { name })} onClick={retire}>
              {t(outcome.retired === true ? "outcomes.offer" : "outcomes.retire")}
            </Button>
          ) : (
            <Button size="small" aria-label={t("outcomes.remove.named", { name })} onClick={onRemove}>
              {t("outcomes.remove")}
            </Button>
          )}
          <IconButton label={t("outcomes.edit", { name })} framed aria-expanded={open} aria-controls={part} onClick={() => setOpen(!open)}>
            <Pencil size={14} strokeWidth={1.75} />
          </IconButton>
        </span>
      </div>
      {open ? (
        <div className={css["part"]} id={part}>
          {NAME_LANGUAGES.map((language) => (
            <label key={language} className={css["field"]}>
              <span>{t(`outcomes.language.${language}`)}</span>
              <input
                className={fields["field"]}
                maxLength={60}
                autoComplete="off"
                value={outcome.names?.[language] ?? ""}
                placeholder={isOurs && words.language.startsWith(language.slice(0, 2)) ? own : ""}
                onChange={({ target }) => setName(language, target.value)}
                {...(problems.some(({ path }) => path.includes("names")) ? { "aria-invalid": true, "aria-describedby": fault } : {})}
              />
            </label>
          ))}
          <div className={css["wide"]}>
            <p>{t("outcomes.channels")}</p>
            <LinesField
              label={t("outcomes.channels.of", { name })}
              rows={5}
              value={outcome.channels ?? []}
              marks={problems.some(({ path }) => path.includes("channels")) ? { "aria-invalid": true, "aria-describedby": fault } : {}}
              onChange={setChannels}
            />
          </div>
        </div>
      ) : null}
      {problems.length === 0 ? null : (
        <p className={css["fault"]} id={fault}>
          {t(problems.some(({ path }) => path.includes("channels")) ? "outcomes.fault.channel" : "outcomes.fault.name")}
        </p>
      )}
    </li>
  );
}

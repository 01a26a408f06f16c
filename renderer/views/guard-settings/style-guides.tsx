import { Plus, Trash2, X } from "lucide-react";
import { useId, type ReactNode } from "react";
import type { StyleGuide } from "../../../shared/guard/style-guide.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { problemsAt } from "../policies/faults.ts";
import { faulty } from "../policies/field-fault.tsx";
import fields from "../policies/fields.module.css";
import { languageName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { GuardFault } from "./guard-fault.tsx";
import pageCss from "./guard-settings.module.css";
import css from "./style-guides.module.css";
import { LinesField } from "./lines-field.tsx";
import type { GuardDraftInUse } from "./use-guard-draft.ts";

const PATH = "text.style";

/** [S0-10] How the house writes, language by language. */
export function StyleGuides({ guard: { draft, editable, problems, set } }: { readonly guard: GuardDraftInUse }) {
  const { t } = useWords();
  if (draft === undefined) return null;
  const guides = draft.policy.text.style;
  const put = (next: readonly StyleGuide[]) => set(PATH, next);
  const change = (place: number, part: Partial<StyleGuide>) => put(guides.map((guide, index) => (index === place ? { ...guide, ...part } : guide)));

  return (
    <div className={css["guides"]} data-path={PATH}>
      {guides.length === 0 ? <p className={pageCss["dim"]}>{t("guardSet.style.empty")}</p> : null}
      {guides.map((guide, place) => (
        // A guide is named by a language that is being typed: its place is what it is.
        <Guide
          key={place}
          guide={guide}
          path={`${PATH}[${place}]`}
          problems={problems}
          onChange={editable ? (part) => change(place, part) : undefined}
          onRemove={() => put(guides.filter((_, index) => index !== place))}
        />
      ))}
      {editable ? (
        <Button size="small" onClick={() => put([...guides, { language: nextLanguage(guides), words: [] }])}>
          <Plus size={13} strokeWidth={2} />
          {t("guardSet.style.add")}
        </Button>
      ) : null}
    </div>
  );
}

/** One of ours that has none yet; else the author says which. */
const nextLanguage = (guides: readonly StyleGuide[]): string =>
  ["en", "es", "it", "pt"].find((one) => !guides.some(({ language }) => language.startsWith(one))) ?? "";

interface Props {
  readonly guide: StyleGuide;
  readonly path: string;
  readonly problems: readonly Problem[];
  /** Absent where it can only be read. */
  readonly onChange: ((part: Partial<StyleGuide>) => void) | undefined;
  readonly onRemove: () => void;
}

function Guide({ guide, onChange, onRemove, path, problems }: Props) {
  const { language: reader, t } = useWords();
  const id = useId();
  const { address, greetings, language, signOffs, words } = guide;
  const name = /^[a-z]{2,3}(?:[-_]\w+)?$/u.test(language) ? languageName(language, reader) : t("guardSet.style.new");
  const lines = (label: string, key: "greetings" | "signOffs", value: readonly string[] | undefined) => (
    <Labelled label={label} hint={t("guardSet.lines")}>
      {onChange === undefined ? (
        <b>{value?.join(" · ") ?? t("guardSet.nothing")}</b>
      ) : (
        <LinesField
          label={label}
          rows={2}
          value={value ?? []}
          marks={faulty(`${id}-${key}`, `${path}.${key}`, problemsAt(problems, `${path}.${key}`))}
          onChange={(next) => onChange({ [key]: next.length === 0 ? undefined : next })}
        />
      )}
      <GuardFault id={`${id}-${key}`} problems={problemsAt(problems, `${path}.${key}`)} />
    </Labelled>
  );

  return (
    <fieldset className={css["guide"]} disabled={onChange === undefined}>
      <legend>{t("guardSet.style.title", { language: name })}</legend>
      <Labelled label={t("guardSet.style.language")} hint={t("guardSet.style.languageHint")}>
        <span className={css["row"]}>
          <input
            className={fields["field"]}
            aria-label={t("guardSet.style.language")}
            size={8}
            value={language}
            onChange={({ target }) => onChange?.({ language: target.value.trim() })}
            {...faulty(`${id}-language`, `${path}.language`, problemsAt(problems, `${path}.language`))}
          />
          {onChange === undefined ? null : (
            <IconButton label={t("guardSet.style.remove", { language: name })} onClick={onRemove}>
              <Trash2 size={14} strokeWidth={1.75} />
            </IconButton>
          )}
        </span>
        <GuardFault id={`${id}-language`} problems={problemsAt(problems, `${path}.language`)} />
      </Labelled>
      <Labelled label={t("guardSet.style.address")}>
        <select
          className={fields["select"]}
          aria-label={t("guardSet.style.address")}
          value={address ?? "any"}
          onChange={({ target }) => onChange?.({ address: target.value === "any" ? undefined : (target.value as "familiar" | "polite") })}
        >
          {(["any", "familiar", "polite"] as const).map((form) => (
            <option key={form} value={form}>
              {t(`guardSet.style.address.${form}`)}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={t("guardSet.style.words")}>
        <WordPairs
          path={`${path}.words`}
          words={words}
          problems={problems}
          onChange={onChange === undefined ? undefined : (next) => onChange({ words: next })}
        />
      </Labelled>
      {lines(t("guardSet.style.greetings"), "greetings", greetings)}
      {lines(t("guardSet.style.signOffs"), "signOffs", signOffs)}
    </fieldset>
  );
}

interface WordPairsProps {
  readonly path: string;
  readonly words: StyleGuide["words"];
  readonly problems: readonly Problem[];
  readonly onChange: ((words: StyleGuide["words"]) => void) | undefined;
}

/** What to avoid, and what to write instead. */
function WordPairs({ onChange, path, problems, words }: WordPairsProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className={css["wordPairs"]}>
      {words.map(({ avoid, prefer }, place) => {
        const own = problemsAt(problems, `${path}[${place}]`);
        const change = (part: { readonly avoid?: string; readonly prefer?: string | undefined }) =>
          onChange?.(words.map((word, index) => (index === place ? { ...word, ...part } : word)));
        return (
          <div key={place} className={css["wordPair"]}>
            <input
              className={fields["field"]}
              aria-label={t("guardSet.style.avoid")}
              placeholder={t("guardSet.style.avoid")}
              value={avoid}
              onChange={({ target }) => change({ avoid: target.value })}
              {...faulty(`${id}-${place}`, `${path}[${place}].avoid`, own)}
            />
            <span aria-hidden="true">→</span>
            <input
              className={fields["field"]}
              aria-label={t("guardSet.style.prefer")}
              placeholder={t("guardSet.style.preferNone")}
              value={prefer ?? ""}
              onChange={({ target }) => change({ prefer: target.value === "" ? undefined : target.value })}
            />
            {onChange === undefined ? null : (
              <IconButton label={t("guardSet.style.removeWord", { word: avoid })} onClick={() => onChange(words.filter((_, index) => index !== place))}>
                <X size={14} strokeWidth={1.75} />
              </IconButton>
            )}
            <GuardFault id={`${id}-${place}`} problems={own} />
          </div>
        );
      })}
      {onChange === undefined ? null : (
        <Button size="small" onClick={() => onChange([...words, { avoid: "" }])}>
          <Plus size={13} strokeWidth={2} />
          {t("guardSet.style.addWord")}
        </Button>
      )}
    </div>
  );
}

const Labelled = ({ children, hint, label }: { readonly label: string; readonly hint?: string; readonly children: ReactNode }) => (
  <div className={css["labelled"]}>
    <p>
      {label}
      {hint === undefined ? null : <small>{hint}</small>}
    </p>
    <div>{children}</div>
  </div>
);

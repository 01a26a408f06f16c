import type { ReactNode } from "react";
import type { CannedReplyFields } from "../../../shared/api/canned-replies.ts";
import { CANNED_TAGS } from "../../../shared/inbox/canned-reply.ts";
import { useInbox } from "../../state/inbox-store.ts";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import css from "./reply-editor.module.css";

interface Props {
  readonly given: CannedReplyFields;
  readonly personal: boolean;
  readonly editable: boolean;
  readonly onChange: (change: Partial<CannedReplyFields>) => void;
}

/** What it is for, what it is about, and who is offered it. */
export function ReplyChoices({ editable, given, onChange, personal }: Props) {
  const { t } = useWords();
  const labels = useInbox((state) => state.labels);
  const teams = useInbox((state) => state.teams);
  return (
    <>
      <Choices legend={t("canned.tags")} hint={t("canned.tags.promo")}>
        {CANNED_TAGS.map((tag) => (
          <Check
            key={tag}
            isOn={given.tags.includes(tag)}
            editable={editable}
            onTurn={(isOn) => onChange({ tags: CANNED_TAGS.filter((one) => (one === tag ? isOn : given.tags.includes(one))) })}
          >
            {t(`canned.tag.${tag}`)}
          </Check>
        ))}
      </Choices>
      <Choices legend={t("canned.labels")} hint={labels.size === 0 ? t("canned.labels.none") : undefined}>
        {[...labels.values()].map(({ hue, id, name }) => (
          <Check key={id} isOn={given.labels.includes(id)} editable={editable} onTurn={(isOn) => onChange({ labels: turned(given.labels, id, isOn) })}>
            <span className={css["dot"]} style={{ ["--hue" as string]: hue }} />
            <bdi>{name}</bdi>
          </Check>
        ))}
      </Choices>
      {personal || teams.size === 0 ? null : (
        <Choices legend={t("canned.teams")} hint={given.teamIds.length === 0 ? t("canned.teams.all") : undefined}>
          {[...teams.values()].map(({ id, name }) => (
            <Check key={id} isOn={given.teamIds.includes(id)} editable={editable} onTurn={(isOn) => onChange({ teamIds: turned(given.teamIds, id, isOn) })}>
              <bdi>{name}</bdi>
            </Check>
          ))}
        </Choices>
      )}
    </>
  );
}

const turned = (ids: readonly string[], id: string, isOn: boolean): string[] => (isOn ? [...ids, id] : ids.filter((one) => one !== id));

function Choices({ children, hint, legend }: { readonly legend: string; readonly hint?: string | undefined; readonly children: ReactNode }) {
  return (
    <fieldset className={css["field"]}>
      <legend className={css["label"]}>{legend}</legend>
      <div className={css["choices"]}>{children}</div>
      {hint === undefined ? null : <p className={css["hint"]}>{hint}</p>}
    </fieldset>
  );
}

interface CheckProps {
  readonly isOn: boolean;
  readonly editable: boolean;
  readonly onTurn: (isOn: boolean) => void;
  readonly children: ReactNode;
}

const Check = ({ children, editable, isOn, onTurn }: CheckProps) => (
  <label className={fields["check"]}>
    <input type="checkbox" checked={isOn} disabled={!editable} onChange={(event) => onTurn(event.target.checked)} />
    {children}
  </label>
);

import { useId, useState } from "react";
import type { Agent, Role } from "../../../shared/inbox/people.ts";
import type { SettingsSaved } from "../../commands/kept-settings.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useUi } from "../../state/ui-store.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { AWAY_REASONS } from "../handoffs/availability-words.ts";
import { ALWAYS } from "../calendars/edit-calendars.ts";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import { PersonFoot } from "./person-foot.tsx";
import { draftOf, faultsOf, listOf, partsChanged, type PersonDraft, type PersonPart } from "./person-changes.ts";
import css from "./people-settings.module.css";
import { TeamsField } from "./teams-field.tsx";

interface Props {
  readonly agent: Agent;
  readonly isMe: boolean;
  readonly isAdmin: boolean;
  readonly onDone: () => void;
}

/** Everything a lead says of somebody. Each part is saved by itself: what the server did not take is named, and the rest stands. */
export function EditPerson({ agent, isAdmin, isMe, onDone }: Props) {
  const commands = useCommands();
  const { t } = useWords();
  const calendars = useInbox((state) => state.calendars);
  const topicSkills = useUi((ui) => ui.queueSettings.topicSkills);
  const usual = useUi((ui) => ui.queueSettings.capacity);
  const [draft, setDraft] = useState<PersonDraft>(() => draftOf(agent));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ readonly part: PersonPart; readonly outcome: Exclude<SettingsSaved, "saved"> }>();
  const ids = { role: useId(), state: useId(), reason: useId(), capacity: useId(), skills: useId(), languages: useId(), hours: useId(), fault: useId() };
  const set = (change: Partial<PersonDraft>) => setDraft({ ...draft, ...change });
  const faults = faultsOf(draft);
  const marks = (fault: (typeof faults)[number]) => (faults.includes(fault) ? { "aria-invalid": true, "aria-describedby": `${ids.fault}-${fault}` } : {});
  const asked = [...new Set(Object.values(topicSkills))];

  const say = (part: PersonPart): Promise<SettingsSaved> => {
    switch (part) {
      case "role":
        return commands.setRole(agent.id, draft.role as Exclude<Role, "bot">);
      case "teams":
        return commands.setTeams(agent.id, draft.teams);
      case "abilities":
        return commands.setAbilities(agent.id, {
          capacity: draft.capacity.trim() === "" ? null : Number(draft.capacity.trim()),
          skills: listOf(draft.skills),
          languages: listOf(draft.languages),
        });
      case "hours":
        return commands.setWorkingHours(agent.id, draft.calendar === "" ? undefined : draft.calendar);
      case "availability":
        return draft.state === "available" || draft.reason.trim() === ""
          ? commands.setAvailabilityOf(agent.id, draft.state)
          : commands.setAvailabilityOf(agent.id, draft.state, draft.reason.trim());
    }
  };
  const save = async (): Promise<void> => {
    if (busy || faults.length > 0) return;
    setBusy(true);
    setProblem(undefined);
    for (const part of partsChanged(agent, draft)) {
      const outcome = await say(part);
      if (outcome === "saved") continue;
      setBusy(false);
      return setProblem({ part, outcome });
    }
    onDone();
  };
  const hours = [...calendars.keys()].filter((key) => key !== ALWAYS);

  return (
    <Dialog open onClose={onDone} title={agent.name} body={t("people.edit.body")} closeLabel={t("common.close")} width={560}>
      <form
        className={css["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {isAdmin && !isMe ? (
          <div className={css["field"]}>
            <label htmlFor={ids.role}>{t("people.role")}</label>
            <select id={ids.role} className={fields["select"]} value={draft.role} onChange={({ target }) => set({ role: target.value as Role })}>
              {(["agent", "lead", "admin"] as const).map((role) => (
                <option key={role} value={role}>
                  {t(`people.role.${role}`)}
                </option>
              ))}
            </select>
            <p className={css["hint"]}>{t(`people.role.${draft.role === "bot" ? "agent" : draft.role}.hint`)}</p>
          </div>
        ) : null}
        <TeamsField chosen={draft.teams} role={draft.role} onChange={(teams) => set({ teams })} />
        <div className={css["pair"]}>
          <div className={css["field"]}>
            <label htmlFor={ids.state}>{t("people.availability")}</label>
            <select
              id={ids.state}
              className={fields["select"]}
              value={draft.state}
              onChange={({ target }) => set({ state: target.value as PersonDraft["state"] })}
            >
              {(["available", "busy", "away"] as const).map((state) => (
                <option key={state} value={state}>
                  {t(`availability.${state}`)}
                </option>
              ))}
            </select>
          </div>
          <div className={css["field"]}>
            <label htmlFor={ids.reason}>{t("people.reason")}</label>
            <input
              id={ids.reason}
              className={fields["field"]}
              list={`${ids.reason}-list`}
              maxLength={100}
              autoComplete="off"
              disabled={draft.state === "available"}
              value={draft.state === "available" ? "" : draft.reason}
              onChange={({ target }) => set({ reason: target.value })}
            />
            <datalist id={`${ids.reason}-list`}>
              {AWAY_REASONS.map((reason) => (
                <option key={reason} value={reason}>
                  {t(`availability.reason.${reason}`)}
                </option>
              ))}
            </datalist>
          </div>
        </div>
        <div className={css["pair"]}>
          <div className={css["field"]}>
            <label htmlFor={ids.capacity}>{t("people.capacity")}</label>
            <input
              id={ids.capacity}
              className={fields["field"]}
              inputMode="numeric"
              autoComplete="off"
              placeholder={usual === 0 ? t("people.capacity.none") : t("people.capacity.usual", { count: usual })}
              value={draft.capacity}
              onChange={({ target }) => set({ capacity: target.value })}
              {...marks("capacity")}
            />
            {faults.includes("capacity") ? (
              <p className={css["fault"]} id={`${ids.fault}-capacity`}>
                {t("people.fault.capacity")}
              </p>
            ) : null}
          </div>
          <div className={css["field"]}>
            <label htmlFor={ids.hours}>{t("people.hours")}</label>
            <select id={ids.hours} className={fields["select"]} value={draft.calendar} onChange={({ target }) => set({ calendar: target.value })}>
              <option value="">{t("calendars.people.always")}</option>
              {draft.calendar === "" || hours.includes(draft.calendar) ? null : (
                <option value={draft.calendar}>{t("calendars.people.gone", { name: draft.calendar })}</option>
              )}
              {hours.map((key) => (
                <option key={key} value={key}>
                  {key}
                </option>
              ))}
            </select>
          </div>
        </div>
        <div className={css["field"]}>
          <label htmlFor={ids.skills}>{t("people.skills")}</label>
          <input
            id={ids.skills}
            className={fields["field"]}
            autoComplete="off"
            value={draft.skills}
            onChange={({ target }) => set({ skills: target.value })}
            {...marks("skills")}
          />
          <p className={css["hint"]}>{asked.length === 0 ? t("people.skills.hint") : t("people.skills.asked", { skills: asked.join(", ") })}</p>
          {faults.includes("skills") ? (
            <p className={css["fault"]} id={`${ids.fault}-skills`}>
              {t("people.fault.skills")}
            </p>
          ) : null}
        </div>
        <div className={css["field"]}>
          <label htmlFor={ids.languages}>{t("people.languages")}</label>
          <input
            id={ids.languages}
            className={fields["field"]}
            autoComplete="off"
            placeholder="en, pt-BR"
            value={draft.languages}
            onChange={({ target }) => set({ languages: target.value })}
            {...marks("languages")}
          />
          <p className={css["hint"]}>{t("people.languages.hint")}</p>
          {faults.includes("languages") ? (
            <p className={css["fault"]} id={`${ids.fault}-languages`}>
              {t("people.fault.languages")}
            </p>
          ) : null}
        </div>
        <PersonFoot
          problem={
            problem === undefined
              ? undefined
              : t("people.problem.part", { part: t(`people.part.${problem.part}`), why: t(`people.problem.${problem.outcome}`) })
          }
          busy={busy}
          does={t("people.save")}
          disabled={faults.length > 0}
          onCancel={onDone}
        />
      </form>
    </Dialog>
  );
}

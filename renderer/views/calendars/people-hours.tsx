import { CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { Agent } from "../../../shared/inbox/people.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import fields from "../policies/fields.module.css";
import { hueOf, initials } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { ALWAYS } from "./edit-calendars.ts";
import { Part } from "./part.tsx";
import css from "./people-hours.module.css";

interface Props {
  /** Calendars that are saved, by name. */
  readonly saved: readonly string[];
  /** Some are not saved yet, and cannot be chosen. */
  readonly unsaved: boolean;
}

/** [B2] When warnings reach whom. Leads set it for everybody, others for themselves; it holds at once. */
export function PeopleHours({ saved, unsaved }: Props) {
  const { t } = useWords();
  const agents = useInbox((state) => state.agents);
  const me = useInbox((state) => state.me);
  const online = useInbox(({ connection }) => connection.kind !== "offline");
  const leads = me?.role === "lead" || me?.role === "admin";
  const people = [...agents.values()]
    .filter(({ role }) => role !== "bot")
    .toSorted((a, b) => Number(b.id === me?.id) - Number(a.id === me?.id) || a.name.localeCompare(b.name));

  return (
    <Part title={t("calendars.people")} hint={t("calendars.people.hint")}>
      {people.length === 0 ? <p className={css["note"]}>{t("calendars.people.none")}</p> : null}
      <ul id="working-hours">
        {people.map((agent) => (
          <Person key={agent.id} agent={agent} isMe={agent.id === me?.id} saved={saved} editable={online && (leads || agent.id === me?.id)} />
        ))}
      </ul>
      {unsaved ? <p className={css["note"]}>{t("calendars.people.unsaved")}</p> : null}
    </Part>
  );
}

type Outcome = "saving" | "saved" | "no-network" | "failed";

interface PersonProps {
  readonly agent: Agent;
  readonly isMe: boolean;
  readonly saved: readonly string[];
  readonly editable: boolean;
}

function Person({ agent, editable, isMe, saved }: PersonProps) {
  const { t } = useWords();
  const { setWorkingHours } = useCommands();
  const [last, setLast] = useState<{ readonly calendar: string | undefined; readonly before: string | undefined; readonly outcome: Outcome }>();
  // What was chosen stands until the row of the person says something new.
  const isOver = last?.outcome === "saved" && agent.calendar !== last.before && agent.calendar !== last.calendar;
  const chosen = isOver ? undefined : last;
  const shown = chosen === undefined ? agent.calendar : chosen.calendar;

  const choose = async (calendar: string | undefined) => {
    const before = agent.calendar;
    setLast({ calendar, before, outcome: "saving" });
    const outcome = await setWorkingHours(agent.id, calendar);
    // Somebody may have chosen anew meanwhile.
    setLast((now) => (now?.calendar === calendar ? { calendar, before, outcome } : now));
  };
  const options = saved.filter((key) => key !== ALWAYS);
  const name = isMe ? t("calendars.people.me", { name: agent.name }) : agent.name;
  const failed = chosen?.outcome === "no-network" || chosen?.outcome === "failed";

  return (
    <li className={css["person"]}>
      <Avatar initials={initials(agent.name)} hue={hueOf(agent.id)} size={24} />
      <bdi className={css["name"]}>{name}</bdi>
      <span className={css["outcome"]} role="status">
        {chosen?.outcome === "saving" ? t("calendars.people.saving") : null}
        {chosen?.outcome === "saved" ? (
          <>
            <CircleCheck size={13} strokeWidth={1.75} />
            {t("calendars.people.saved")}
          </>
        ) : null}
      </span>
      {editable ? (
        <select
          className={fields["select"]}
          aria-label={t("calendars.people.hoursOf", { name: agent.name })}
          value={shown ?? ""}
          aria-busy={chosen?.outcome === "saving"}
          aria-invalid={failed}
          onChange={(event) => void choose(event.target.value === "" ? undefined : event.target.value)}
        >
          <option value="">{t("calendars.people.always")}</option>
          {shown === undefined || options.includes(shown) ? null : (
            <option value={shown}>{shown === ALWAYS ? shown : t("calendars.people.gone", { name: shown })}</option>
          )}
          {options.map((key) => (
            <option key={key} value={key}>
              {key}
            </option>
          ))}
        </select>
      ) : (
        <span className={css["hours"]}>{shown ?? t("calendars.people.always")}</span>
      )}
      {failed ? (
        <p className={css["failed"]} role="alert">
          <TriangleAlert size={13} strokeWidth={1.75} />
          <span>{t(chosen.outcome === "failed" ? "calendars.people.failed" : "calendars.people.no-network")}</span>
          <Button look="link" onClick={() => void choose(chosen.calendar)}>
            {t("settings.again")}
          </Button>
          <Button look="link" onClick={() => setLast(undefined)}>
            {t("calendars.people.asBefore")}
          </Button>
        </p>
      ) : null}
    </li>
  );
}

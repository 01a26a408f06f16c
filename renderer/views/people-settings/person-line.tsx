import { Pencil, UserMinus } from "lucide-react";
import { capacityOf } from "../../../shared/handoffs/capacity.ts";
import type { Agent } from "../../../shared/inbox/people.ts";
import type { PersonFacts } from "../../commands/people.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { useUi } from "../../state/ui-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { standingWords } from "../handoffs/availability-words.ts";
import { PersonAvatar } from "../handoffs/person-avatar.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./people-settings.module.css";
import { StandingChoice } from "./standing-choice.tsx";

interface Props {
  readonly agent: Agent;
  readonly facts: PersonFacts | undefined;
  readonly isMe: boolean;
  readonly removable: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** One colleague: whether they are there, how much they have, what they may do. */
export function PersonLine({ agent, facts, isMe, onEdit, onRemove, removable }: Props) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const teams = useInbox((state) => state.teams);
  const usual = useUi((ui) => ui.queueSettings.capacity);
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const { availability, calendar, languages = [], name, role, skills = [], teamIds } = agent;
  const names = teamIds.flatMap((id) => teams.get(id)?.name ?? []).toSorted((a, b) => a.localeCompare(b));
  const most = capacityOf(agent, usual);
  const about = [
    names.length === 0 ? t("people.noTeam") : names.join(", "),
    ...(skills.length === 0 ? [] : [t("people.skillsAre", { skills: skills.join(", ") })]),
    ...(languages.length === 0 ? [] : [t("people.speaks", { languages: languages.join(", ") })]),
    ...(calendar === undefined ? [] : [t("people.hoursAre", { calendar })]),
  ];
  const standing = standingWords(agent, t);

  return (
    <li className={css["person"]}>
      <PersonAvatar agent={agent} />
      <div className={css["who"]}>
        <p className={css["name"]}>
          <bdi>{isMe ? t("people.me", { name }) : name}</bdi>
          {role === "agent" || role === "bot" ? null : <span className={css["role"]}>{t(`people.role.${role}`)}</span>}
        </p>
        <p className={css["about"]}>
          <bdi>{about.join(" · ")}</bdi>
        </p>
      </div>
      <div className={css["now"]}>
        <p>{availability === undefined ? standing : t("people.since", { standing, time: time.when(availability.since, ticker.now()) })}</p>
        <p className={css["about"]}>
          {[
            ...(facts === undefined ? [] : [t("people.conversations", { count: facts.conversations })]),
            most === undefined ? t("people.noLimit") : t("people.most", { count: most }),
            ...(facts === undefined ? [] : [t("people.devices", { count: facts.devices })]),
          ].join(" · ")}
        </p>
      </div>
      <div className={css["standing"]}>
        <StandingChoice agent={agent} />
      </div>
      <span className={css["actions"]}>
        <Button size="small" disabled={offline} aria-label={t("people.edit.named", { name })} onClick={onEdit}>
          <Pencil size={14} strokeWidth={1.75} />
          {t("people.edit")}
        </Button>
        {removable ? (
          <IconButton label={t("people.remove.named", { name })} framed disabled={offline || isMe} onClick={onRemove}>
            <UserMinus size={15} strokeWidth={1.75} />
          </IconButton>
        ) : null}
      </span>
    </li>
  );
}

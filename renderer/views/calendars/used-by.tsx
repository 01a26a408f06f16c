import type { Agent } from "../../../shared/inbox/people.ts";
import type { Policy } from "../../../shared/sla/policy.ts";
import { nameOf } from "../settings/sla-changes.ts";
import { useWords } from "../words/use-words.ts";
import css from "./calendar-list.module.css";
import { usersOf } from "./edit-calendars.ts";

interface Props {
  readonly name: string;
  readonly policies: readonly Policy[];
  readonly people: readonly Agent[];
}

/** Which promises are counted by it, and whose working hours it holds. */
export function UsedBy({ name, people, policies }: Props) {
  const { language, t } = useWords();
  const users = usersOf(policies, name);
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  const parts = [
    users.length === 0 ? undefined : t("calendars.usedBy", { policies: list.format(users.map(nameOf)) }),
    people.length === 0 ? undefined : t("calendars.workedBy", { people: list.format(people.map((agent) => agent.name)) }),
  ].filter((part) => part !== undefined);
  return <p className={css["used"]}>{parts.length === 0 ? t("calendars.unused") : parts.join(" · ")}</p>;
}

import { BellOff, BellRing, HandHelping, X } from "lucide-react";
import { useMemo, type ReactNode } from "react";
import type { ConversationId, TeamId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { inboxStore, useInbox } from "../../state/inbox-store.ts";
import type { HandoffFilter } from "../../state/ui-state.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Menu, MenuChoice } from "../../ui/menu.tsx";
import { languageName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./handoff-filters.module.css";
import { languageOf, topicOf } from "./queue-standing.ts";
import { claimFromQueue } from "./queue-steps.ts";

const ANY = "";

/** What is shown of the queue, how much of it there is, and the button that takes the top one. */
export function HandoffFilters({ ids }: { readonly ids: readonly ConversationId[] }) {
  const [first] = ids;
  const shown = ids.length;
  const queue = useInbox((state) => state.handoffQueue);
  const filter = useUi((ui) => ui.handoffFilter);
  const sound = useUi((ui) => ui.handoffSound);
  const commands = useCommands();
  const { language, t, time } = useWords();
  const teams = useInbox((state) => state.teams);
  const values = useMemo(() => valuesIn(queue), [queue]);
  const set = (patch: Partial<HandoffFilter>) => setUi({ handoffFilter: { ...filter, ...patch } });
  const narrowed = filter.team !== undefined || filter.language !== undefined || filter.topic !== undefined;

  return (
    <header className={css["header"]}>
      <div className={css["line"]}>
        <h1 className={css["title"]} id="handoffs-title">
          {t("rail.handoffs")}
        </h1>
        <span className={css["count"]}>
          {shown === queue.length ? time.number(shown) : t("handoffs.count", { shown: time.number(shown), all: time.number(queue.length) })}
        </span>
        <span className={css["space"]} />
        <IconButton label={t(sound ? "handoffs.sound.off" : "handoffs.sound.on")} onClick={() => setUi({ handoffSound: !sound })}>
          {sound ? <BellRing size={16} strokeWidth={1.75} /> : <BellOff size={16} strokeWidth={1.75} />}
        </IconButton>
        <Button disabled={first === undefined} onClick={() => claimFromQueue(commands, first)}>
          <HandHelping size={15} strokeWidth={1.75} />
          {t("handoffs.claimNext")}
        </Button>
      </div>
      <div className={css["line"]} role="group" aria-label={t("handoffs.filter")}>
        <div className={css["sides"]}>
          {([true, false] as const).map((mine) => (
            <button key={String(mine)} type="button" aria-pressed={filter.mine === mine} onClick={() => set({ mine })}>
              {t(mine ? "handoffs.mine" : "handoffs.all")}
            </button>
          ))}
        </div>
        <Filter
          name={t("handoffs.team")}
          value={filter.team}
          options={values.teams.map((id) => ({ value: id, label: teams.get(id as TeamId)?.name ?? id }))}
          onChoose={(team) => set({ team: team as TeamId | undefined })}
        />
        <Filter
          name={t("handoffs.language")}
          value={filter.language}
          options={values.languages.map((code) => ({ value: code, label: languageName(code, language) }))}
          onChoose={(code) => set({ language: code })}
        />
        <Filter
          name={t("handoffs.topic")}
          value={filter.topic}
          options={values.topics.map((topic) => ({ value: topic, label: topic }))}
          onChoose={(topic) => set({ topic })}
        />
        {narrowed ? (
          <Button size="small" look="quiet" onClick={() => set({ team: undefined, language: undefined, topic: undefined })}>
            <X size={13} strokeWidth={1.75} />
            {t("handoffs.clear")}
          </Button>
        ) : null}
      </div>
    </header>
  );
}

interface FilterProps {
  readonly name: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string | undefined) => void;
}

function Filter({ name, onChoose, options, value }: FilterProps): ReactNode {
  const { t } = useWords();
  const chosen = options.find((option) => option.value === value)?.label ?? value;
  if (options.length === 0 && value === undefined) return null;
  return (
    <Menu
      label={name}
      trigger={
        <Button size="small" className={css["choose"]} data-on={value === undefined ? undefined : ""}>
          {name}
          {chosen === undefined ? null : (
            <>
              : <bdi>{chosen}</bdi>
            </>
          )}
        </Button>
      }
    >
      <MenuChoice
        value={value ?? ANY}
        options={[{ value: ANY, label: t("handoffs.any") }, ...options]}
        onChoose={(next) => onChoose(next === ANY ? undefined : next)}
      />
    </Menu>
  );
}

/** Only what waits now can be chosen. */
function valuesIn(queue: readonly ConversationId[]) {
  const state = inboxStore.getState();
  const some = (read: (id: ConversationId) => string | undefined) => [...new Set(queue.flatMap((id) => read(id) ?? []))].sort((a, b) => a.localeCompare(b));
  return { teams: some((id) => state.conversations.get(id)?.teamId), languages: some((id) => languageOf(state, id)), topics: some((id) => topicOf(state, id)) };
}

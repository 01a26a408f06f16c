import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { createCompile } from "../../../shared/sla/calendar-cache.ts";
import type { CalendarDefinition } from "../../../shared/sla/calendar.ts";
import type { Agent } from "../../../shared/inbox/people.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { localZone } from "../policies/zone-time.ts";
import { SettingsHead } from "../settings/settings-head.tsx";
import { useSlaDraft } from "../settings/use-sla-draft.ts";
import { useWords } from "../words/use-words.ts";
import { CalendarEditor } from "./calendar-editor.tsx";
import { CalendarList } from "./calendar-list.tsx";
import type { CalendarActions } from "./calendar-menu.tsx";
import css from "./calendars-page.module.css";
import { added, duplicated, freshName, isBuiltIn, newCalendar, removed, renamed, replaced, restored, usersOf } from "./edit-calendars.ts";
import { PeopleHours } from "./people-hours.tsx";
import { RenameQuestion } from "./rename-question.tsx";
import { DeletedLine, InUseLine, MissingLine, type InUse } from "./standing-lines.tsx";

/** When the team is there, and by which hours its people are warned. */
export function CalendarsPage() {
  const sla = useSlaDraft();
  const { t } = useWords();
  const agents = useInbox((state) => state.agents);
  const open = useUi(({ calendarOpen }) => calendarOpen);
  const names = useUi(({ holidayNames }) => holidayNames);
  const compile = useMemo(() => createCompile(), []);
  const [renaming, setRenaming] = useState<string>();
  const [inUse, setInUse] = useState<InUse>();
  const [gone, setGone] = useState<{ readonly key: string; readonly definition: CalendarDefinition; readonly place: number }>();
  // A calendar that is renamed stays the same one on screen.
  const [identities, setIdentities] = useState<ReadonlyMap<string, string>>(new Map());
  const { draft, edit, editable, problems } = sla;
  const { calendars = {}, policies = [] } = draft ?? {};
  const shown = open !== undefined && Object.hasOwn(calendars, open) && !isBuiltIn(calendars, open) ? open : undefined;
  const definition = shown === undefined ? undefined : calendars[shown];

  const workersOf = (key: string): readonly Agent[] => [...agents.values()].filter(({ calendar }) => calendar === key);
  const show = (key: string | undefined) => {
    setInUse(undefined);
    setUi({ calendarOpen: key });
    requestAnimationFrame(() => focusHead(key === undefined ? open : undefined));
  };
  const actions: CalendarActions = {
    open: show,
    duplicate: (key) => {
      const name = freshName(calendars, t("calendars.copyName", { name: key }));
      edit({ calendars: duplicated(calendars, key, name) });
      show(name);
    },
    rename: (key) => {
      const people = workersOf(key);
      // Who works by which calendar is saved apart, by its name.
      if (people.length > 0) setInUse({ key, wish: "rename", policies: [], people });
      else {
        setInUse(undefined);
        setRenaming(key);
      }
    },
    remove: (key) => {
      const users = { key, wish: "delete" as const, policies: usersOf(policies, key), people: workersOf(key) };
      const place = Object.keys(calendars).indexOf(key);
      const before = calendars[key];
      if (users.policies.length > 0 || users.people.length > 0) return setInUse(users);
      if (before === undefined) return;
      edit({ calendars: removed(calendars, key) });
      setGone({ key, definition: before, place });
      setInUse(undefined);
      setUi({ calendarOpen: undefined });
    },
  };
  const create = () => {
    const name = freshName(calendars, t("calendars.newName"));
    edit({ calendars: added(calendars, name, newCalendar(localZone())) });
    show(name);
    setRenaming(name);
  };
  const rename = (key: string, name: string) => {
    setRenaming(undefined);
    if (name === key) return;
    edit(renamed(calendars, policies, key, name));
    setIdentities(new Map([...identities, [name, identities.get(key) ?? key]]));
    setUi({
      holidayNames: Object.fromEntries(Object.entries(names).map(([one, known]) => [one === key ? name : one, known])),
      ...(shown === key ? { calendarOpen: name } : {}),
    });
  };

  const lines = (
    <>
      {gone === undefined || Object.hasOwn(calendars, gone.key) ? null : (
        <DeletedLine
          name={gone.key}
          onUndo={() => {
            edit({ calendars: restored(calendars, gone.key, gone.definition, gone.place) });
            setGone(undefined);
          }}
          onClose={() => setGone(undefined)}
        />
      )}
      {inUse === undefined ? null : <InUseLine inUse={inUse} onClose={() => setInUse(undefined)} onPeople={() => showPeople(show)} />}
      <MissingLine problems={problems} calendars={calendars} />
    </>
  );

  return (
    <div className={css["page"]}>
      {draft === undefined || shown === undefined || definition === undefined ? (
        <section aria-labelledby="calendars-title">
          <SettingsHead
            id="calendars-title"
            title={t("settings.tab.calendars")}
            hint={t("calendars.hint")}
            draft={sla}
            action={
              editable ? (
                <Button onClick={create}>
                  <Plus size={14} strokeWidth={2} />
                  {t("calendars.new")}
                </Button>
              ) : null
            }
          />
          {lines}
          {draft === undefined ? null : (
            <div className={css["parts"]}>
              <CalendarList draft={draft} problems={problems} compile={compile} workersOf={workersOf} editable={editable} actions={actions} />
              <PeopleHours
                saved={Object.keys(draft.saved.calendars)}
                unsaved={editable && Object.keys(calendars).some((key) => !Object.hasOwn(draft.saved.calendars, key))}
              />
            </div>
          )}
        </section>
      ) : (
        <CalendarEditor
          key={identities.get(shown) ?? shown}
          name={shown}
          definition={definition}
          sla={sla}
          draft={draft}
          compile={compile}
          people={workersOf(shown)}
          lines={lines}
          actions={actions}
          onChange={(next) => edit({ calendars: replaced(calendars, shown, next) })}
        />
      )}
      {renaming === undefined || !Object.hasOwn(calendars, renaming) ? null : (
        <RenameQuestion name={renaming} calendars={calendars} onRename={(name) => rename(renaming, name)} onClose={() => setRenaming(undefined)} />
      )}
    </div>
  );
}

/** On the editor's head; back in the list, on the calendar that one comes from. */
function focusHead(from: string | undefined): void {
  const row = from === undefined ? null : document.querySelector<HTMLElement>(`[data-calendar="${CSS.escape(from)}"]`);
  const head = row ?? document.getElementById("calendars-title");
  head?.focus({ preventScroll: true });
  if (row === null) document.getElementById("settings-title")?.scrollIntoView({ block: "nearest" });
  else row.scrollIntoView({ block: "nearest" });
}

function showPeople(show: (key: string | undefined) => void): void {
  show(undefined);
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const list = document.getElementById("working-hours");
      list?.scrollIntoView({ block: "center" });
      list?.querySelector<HTMLElement>("select")?.focus({ preventScroll: true });
    }),
  );
}

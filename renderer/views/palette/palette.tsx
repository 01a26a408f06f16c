import { Command } from "cmdk";
import { useMemo, useState } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { inboxStore, useInbox } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Keys } from "../../ui/keys.tsx";
import { ACTIONS, reached, target, type Action } from "../shell/actions.ts";
import { openConversation } from "../shell/open-conversation.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./palette.module.css";

const GROUPS = ["conversation", "go", "view", "app"] as const;
/** So many conversations are offered; who is looked for is found by typing on. */
const PEOPLE = 8;

export function Palette() {
  const open = useUi((ui) => ui.paletteOpen);
  const { t } = useWords();
  return (
    <Dialog bare open={open} onClose={() => setUi({ paletteOpen: false })} title={t("palette.title")} closeLabel={t("common.close")} width={560}>
      <PaletteBody />
    </Dialog>
  );
}

function PaletteBody() {
  const commands = useCommands();
  const { t } = useWords();
  const [query, setQuery] = useState("");
  const isOffline = useInbox((state) => state.connection.kind === "offline");
  const people = useMemo(() => findPeople(query), [query]);
  const here = target();
  const inQueue = reached();
  const actions = ACTIONS.filter(
    ({ hidden, needsConversation, onQueue }) => hidden !== true && (needsConversation !== true || (onQueue === true ? inQueue : here) !== undefined),
  );

  const run = (task: () => void) => {
    setUi({ paletteOpen: false });
    // After the dialogue has given back the focus.
    setTimeout(task, 0);
  };
  return (
    <Command label={t("palette.title")} className={css["palette"]} loop>
      <Command.Input className={css["input"]} placeholder={t("palette.input")} value={query} onValueChange={setQuery} autoFocus />
      <Command.List className={css["list"]}>
        <Command.Empty className={css["empty"]}>
          {t("palette.empty")} {isOffline ? t("pending.searchHere") : null}
        </Command.Empty>
        {GROUPS.map((group) => (
          <Command.Group key={group} heading={t(`palette.group.${group}`)} className={css["group"]}>
            {actions
              .filter((action) => action.group === group)
              .map((action) => (
                <ActionItem key={action.id} action={action} onRun={() => run(() => action.run(commands))} />
              ))}
          </Command.Group>
        ))}
        {people.length === 0 ? null : (
          <Command.Group heading={t("palette.group.people")} className={css["group"]}>
            {people.map(({ id, name }) => (
              <Command.Item key={id} value={`${name} ${id}`} className={css["item"]} onSelect={() => run(() => openConversation(id, commands))}>
                <bdi>{name}</bdi>
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command>
  );
}

function ActionItem({ action, onRun }: { readonly action: Action; readonly onRun: () => void }) {
  const { t } = useWords();
  const name = t(action.name);
  return (
    <Command.Item value={`${name} ${action.id}`} className={css["item"]} onSelect={onRun}>
      <span className={css["name"]}>{name}</span>
      {action.keys === undefined ? null : <Keys keys={action.keys} />}
    </Command.Item>
  );
}

/** Names and numbers that contain the words; stops at enough. */
function findPeople(query: string): readonly { readonly id: ConversationId; readonly name: string }[] {
  const wanted = query.trim().toLowerCase();
  if (wanted.length < 2) return [];
  const { contacts, conversations } = inboxStore.getState();
  const found: { id: ConversationId; name: string }[] = [];
  for (const conversation of conversations.values()) {
    const contact = contacts.get(conversation.contactId);
    const name = contactName(contact);
    if (name.toLowerCase().includes(wanted) || contact?.phone?.includes(wanted))
      found.push({ id: conversation.id, name: contact?.phone === undefined || name.startsWith("+") ? name : `${name} · ${contact.phone}` });
    if (found.length === PEOPLE) break;
  }
  return found;
}

import { useMemo } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { groupTemplates, type TemplateGroup } from "../../../shared/templates/rank-templates.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";

export interface OfferedTemplates {
  /** The best first. */
  readonly now: readonly TemplateGroup[];
  /** No language of it may be sent, and each says why. */
  readonly notNow: readonly TemplateGroup[];
}

/** [S1-4] Ranked anew the moment that a template, the consents or the conversation changes. */
export function useRankedTemplates(id: ConversationId, query: string): OfferedTemplates {
  const commands = useCommands();
  const templates = useInbox((state) => state.templates);
  const consents = useInbox((state) => state.consents);
  const numbers = useInbox((state) => state.numbers);
  const conversation = useInbox((state) => state.conversations.get(id));
  const contact = useInbox((state) => (conversation === undefined ? undefined : state.contacts.get(conversation.contactId)));

  const groups = useMemo(
    () => groupTemplates(commands.rankTemplates(id)),
    // The command reads the store: it is asked again when what it reads has changed.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [commands, consents, contact, conversation, id, numbers, templates],
  );
  return useMemo(() => {
    const wanted = query.trim().toLowerCase();
    const fitting = groups.filter(({ name, variants }) =>
      `${name}\n${variants.map(({ template }) => `${template.language}\n${template.body}`).join("\n")}`.toLowerCase().includes(wanted),
    );
    const mayGo = ({ variants }: TemplateGroup) => variants[0]?.obstacles.length === 0;
    return { now: fitting.filter(mayGo), notNow: fitting.filter((group) => !mayGo(group)) };
  }, [groups, query]);
}

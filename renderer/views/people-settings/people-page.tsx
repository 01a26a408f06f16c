import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import type { AgentId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import auto from "../auto-reply/auto-reply.module.css";
import { Button } from "../../ui/button.tsx";
import { Section } from "../settings/section.tsx";
import { useFacts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";
import { AddPerson, type AddedPerson } from "./add-person.tsx";
import { EditPerson } from "./edit-person.tsx";
import css from "./people-settings.module.css";
import { PersonAdded } from "./person-added.tsx";
import { PersonLine } from "./person-line.tsx";
import { RemoveQuestion } from "./remove-question.tsx";
import { TeamsSection } from "./teams-section.tsx";

type Open = { readonly kind: "add" } | { readonly kind: "added"; readonly added: AddedPerson } | { readonly kind: "edit" | "remove"; readonly id: AgentId };

/** Who works here: for leads what they do and how much, for admins who they are. Read without a network, changed with one. */
export function PeoplePage() {
  const commands = useCommands();
  const { t } = useWords();
  const agents = useInbox((state) => state.agents);
  const me = useInbox((state) => state.me);
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  // Devices and loads only the server knows; without it the rest is there all the same.
  const facts = useFacts(commands.people);
  const [open, setOpen] = useState<Open>();
  const heading = useRef<HTMLHeadingElement>(null);
  const isAdmin = me?.role === "admin";
  const people = [...agents.values()].filter(({ role }) => role !== "bot").toSorted((a, b) => a.name.localeCompare(b.name));
  const named = open?.kind === "edit" || open?.kind === "remove" ? agents.get(open.id) : undefined;
  const factsOf = (id: AgentId) => facts.seen?.fact.get(id);

  const close = (isChanged: boolean): void => {
    setOpen(undefined);
    if (isChanged) void facts.refresh();
  };
  const left = (isRemoved: boolean): void => {
    close(isRemoved);
    // The button that had the focus is gone with the person.
    if (isRemoved) setTimeout(() => heading.current?.focus(), 0);
  };

  return (
    <div className={auto["page"]}>
      <Section
        title={t("people.title")}
        hint={offline ? t("people.offline") : t("people.hint")}
        heading={heading}
        action={
          isAdmin ? (
            <Button disabled={offline} onClick={() => setOpen({ kind: "add" })}>
              <Plus size={15} strokeWidth={1.75} />
              {t("people.add")}
            </Button>
          ) : null
        }
      >
        {people.length === 0 ? <p className={css["none"]}>{t("standing.none")}</p> : null}
        <ul>
          {people.map((agent) => (
            <PersonLine
              key={agent.id}
              agent={agent}
              facts={factsOf(agent.id)}
              isMe={agent.id === me?.id}
              removable={isAdmin}
              onEdit={() => setOpen({ kind: "edit", id: agent.id })}
              onRemove={() => setOpen({ kind: "remove", id: agent.id })}
            />
          ))}
        </ul>
        {isAdmin ? null : <p className={css["foot"]}>{t("people.adminsOnly")}</p>}
      </Section>
      <TeamsSection isAdmin={isAdmin} />
      {open?.kind === "add" ? <AddPerson onClose={() => close(false)} onDone={(added) => setOpen({ kind: "added", added })} /> : null}
      {open?.kind === "added" ? <PersonAdded added={open.added} onClose={() => close(true)} /> : null}
      {open?.kind === "edit" && named !== undefined ? (
        <EditPerson key={named.id} agent={named} isMe={named.id === me?.id} isAdmin={isAdmin} onDone={() => close(true)} />
      ) : null}
      {open?.kind === "remove" && named !== undefined ? (
        <RemoveQuestion
          title={t("people.remove.ask", { name: named.name })}
          means={[
            factsOf(named.id) === undefined
              ? t("people.remove.conversationsUnknown")
              : t("people.remove.conversations", { count: factsOf(named.id)?.conversations }),
            t("people.remove.devices"),
            t("people.remove.messages"),
          ]}
          does={t("people.remove")}
          remove={() => commands.removePerson(named.id)}
          onDone={left}
        />
      ) : null}
    </div>
  );
}

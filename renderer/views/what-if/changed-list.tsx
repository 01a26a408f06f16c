import { CircleCheck, Flame } from "lucide-react";
import type { ReactNode } from "react";
import type { WhatIfResult } from "../../../shared/api/sla.ts";
import { toConversationId } from "../../../shared/ids.ts";
import { toInstant } from "../../../shared/time.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { zoneTime } from "../policies/zone-time.ts";
import { openConversation } from "../shell/open-conversation.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./changed-list.module.css";

type Example = WhatIfResult["changed"]["examples"][number];

/** Clocks whose fate the draft would have changed, with conversations to look at. */
export function ChangedList({ changed }: { readonly changed: WhatIfResult["changed"] }) {
  const { t } = useWords();
  const of = (missed: Example["missed"]) => changed.examples.filter((example) => example.missed === missed);
  return (
    <div className={css["columns"]}>
      <Side
        icon={<Flame size={15} strokeWidth={1.75} />}
        tone="bad"
        count={changed.newlyMissed}
        title={t("whatIf.newlyMissed")}
        examples={of("draft")}
        none={t("whatIf.newlyMissed.none")}
      />
      <Side
        icon={<CircleCheck size={15} strokeWidth={1.75} />}
        tone="ok"
        count={changed.noLongerMissed}
        title={t("whatIf.noLongerMissed")}
        examples={of("today")}
        none={t("whatIf.noLongerMissed.none")}
      />
    </div>
  );
}

interface SideProps {
  readonly icon: ReactNode;
  readonly tone: "ok" | "bad";
  readonly count: number;
  readonly title: string;
  readonly examples: readonly Example[];
  readonly none: string;
}

const SHOWN = 8;

function Side({ count, examples, icon, none, title, tone }: SideProps) {
  const { t, time } = useWords();
  return (
    <section className={css["side"]} aria-label={title}>
      <header data-tone={count === 0 ? undefined : tone}>
        {icon}
        <h4>{title}</h4>
        <b>{time.number(count)}</b>
      </header>
      {count === 0 ? <p className={css["none"]}>{none}</p> : null}
      <ul>
        {examples.slice(0, SHOWN).map((example) => (
          <ExampleRow key={`${example.conversationId} ${example.kind} ${example.startedAt}`} example={example} />
        ))}
      </ul>
      {count > Math.min(SHOWN, examples.length) ? (
        <p className={css["more"]}>
          {t("whatIf.more", { count: count - Math.min(SHOWN, examples.length), number: time.number(count - Math.min(SHOWN, examples.length)) })}
        </p>
      ) : null}
    </section>
  );
}

function ExampleRow({ example }: { readonly example: Example }) {
  const id = toConversationId(example.conversationId);
  const contactId = useInbox(({ conversations }) => conversations.get(id)?.contactId);
  const contact = useInbox(({ contacts }) => (contactId === undefined ? undefined : contacts.get(contactId)));
  const commands = useCommands();
  const { language, t } = useWords();
  return (
    <li className={css["example"]}>
      {contactId === undefined ? (
        <span className={css["unknown"]}>{t("whatIf.notHere", { id })}</span>
      ) : (
        <Button look="link" onClick={() => openConversation(id, commands)}>
          <bdi>{contactName(contact)}</bdi>
        </Button>
      )}
      <small>
        {t(`clock.${example.kind}`)} · {zoneTime(language)(toInstant(Date.parse(example.startedAt)))}
      </small>
    </li>
  );
}

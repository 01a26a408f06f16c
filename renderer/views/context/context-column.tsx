import type { ConversationId } from "../../../shared/ids.ts";
import { isOpen } from "../../../shared/inbox/waiting.ts";
import type { Clock } from "../../../shared/sla/clock.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { askFocus } from "../shell/focus.ts";
import { ErrorBoundary } from "../shell/error-boundary.tsx";
import { useWords } from "../words/use-words.ts";
import { ClockCard } from "./clock-card.tsx";
import { ConsentSection } from "./consent-section.tsx";
import { ContactSection } from "./contact-section.tsx";
import css from "./context-column.module.css";
import { HandoffSection } from "./handoff-section.tsx";
import { NotesSection } from "./notes-section.tsx";
import { Section } from "./section.tsx";

/** What runs before what has ended; what bites first on top, and of what has ended the newest. */
function inReadingOrder(clocks: readonly Clock[]): readonly Clock[] {
  const place = ({ dueAt, startedAt }: Clock, open: boolean): number => (open ? (dueAt ?? Number.MAX_SAFE_INTEGER) : -startedAt);
  const sorted = (open: boolean) => clocks.filter((clock) => isOpen(clock) === open).sort((a, b) => place(a, open) - place(b, open));
  return [...sorted(true), ...sorted(false)];
}

/** What one has to know while answering: the clocks, what the bot knows, who this is, what was noted. */
export function ContextColumn({ id }: { readonly id: ConversationId }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const labels = useInbox((state) => state.labels);
  const { t } = useWords();
  if (conversation === undefined) return null;

  return (
    <aside className={css["column"]} aria-label={t("context.label")}>
      <ErrorBoundary of={id}>
        <Section title={t("context.clocks")}>
          {conversation.clocks.length === 0 ? <p className={css["quiet"]}>{t("context.clocksNone")}</p> : null}
          {inReadingOrder(conversation.clocks).map((clock) => (
            <ClockCard key={`${clock.kind}-${clock.startedAt}-${clock.owner ?? ""}`} id={id} clock={clock} />
          ))}
        </Section>
        {conversation.handoff === undefined ? null : <HandoffSection id={id} />}
        <ContactSection id={id} />
        <Section
          title={t("context.labels")}
          action={
            <Button look="link" onClick={() => setUi({ asking: { kind: "label", conversationId: id } })}>
              {t("context.editLabels")}
            </Button>
          }
        >
          {conversation.labels.length === 0 ? <p className={css["quiet"]}>{t("context.labelsNone")}</p> : null}
          <ul className={css["labels"]}>
            {conversation.labels.map((label) => (
              <li key={label} className={css["label"]} style={{ ["--hue" as string]: labels.get(label)?.hue ?? 220 }}>
                <i />
                <bdi>{labels.get(label)?.name ?? label}</bdi>
              </li>
            ))}
          </ul>
        </Section>
        <ConsentSection id={id} />
        <Section
          title={t("context.notes")}
          action={
            <Button look="link" onClick={() => askFocus("note")}>
              {t("context.addNote")}
            </Button>
          }
        >
          <NotesSection id={id} />
        </Section>
      </ErrorBoundary>
    </aside>
  );
}

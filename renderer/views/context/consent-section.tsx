import { Ban, Undo2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { EVERYTHING } from "../../../shared/consent/categories.ts";
import type { ContactConsent } from "../../../shared/consent/contact-consent.ts";
import { standing, standings } from "../../../shared/consent/ledger.ts";
import type { ContactId, ConversationId } from "../../../shared/ids.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { Fault } from "../calendars/part.tsx";
import { categoryWords, faultWords, sourceWords } from "../consent/consent-words.ts";
import { useCategories } from "../consent/use-categories.ts";
import { useConsents, useContactOf } from "../consent/use-consents.ts";
import { useWords } from "../words/use-words.ts";
import column from "./context-column.module.css";
import { ConsentLine } from "./consent-line.tsx";
import css from "./consent-section.module.css";
import { Section } from "./section.tsx";
import { StopItems } from "./stop-items.tsx";
import { useStopping } from "./use-stopping.ts";

/** [S2-13] What this person agreed to, one by one, with how we know. */
export function ConsentSection({ id }: { readonly id: ConversationId }) {
  const contact = useContactOf(id);
  const lines = useConsents(id);
  const { t } = useWords();
  if (contact !== undefined && lines !== undefined) return <Ledger key={contact} id={id} contact={contact} lines={lines} />;
  return (
    <Section title={t("context.consent")}>
      <p className={column["quiet"]}>{t("consent.loading")}</p>
    </Section>
  );
}

interface Props {
  readonly id: ConversationId;
  readonly contact: ContactId;
  readonly lines: readonly ContactConsent[];
}

function Ledger({ contact, id, lines }: Props) {
  const ticker = useTicker();
  const { t, time } = useWords();
  const stops = useStopping(contact);
  const categories = useCategories();
  const everything = standing(lines, EVERYTHING);

  return (
    <Section
      title={t("context.consent")}
      action={
        <Menu
          label={t("consent.everything.label")}
          align="end"
          trigger={
            <Button look="link" aria-label={t("consent.everything.label")}>
              {t("consent.everything.change")}
            </Button>
          }
        >
          <StopItems category={EVERYTHING} onStop={stops.stop} />
        </Menu>
      }
    >
      <OnItsWay {...stops} />
      {everything.state === "withdrawn" ? (
        <div className={css["stopped"]}>
          <Ban size={14} strokeWidth={1.75} aria-hidden="true" />
          <p>
            <b>{t("consent.stopped.title", { source: sourceWords(everything.entry.source, t), date: time.when(everything.entry.at, ticker.now()) })}</b>{" "}
            {t("consent.stopped.body")}
          </p>
        </div>
      ) : null}
      <ul className={css["lines"]}>
        {standings(lines, categories)
          .filter(({ category }) => category !== EVERYTHING)
          .map((one) => (
            <ConsentLine key={one.category} id={id} contact={contact} lines={lines} category={one.category} standing={one.standing} onStop={stops.stop} />
          ))}
      </ul>
    </Section>
  );
}

/** What was just said, while it can be taken back, and why it was not recorded. */
function OnItsWay({ again, stopping, undo }: ReturnType<typeof useStopping>) {
  const { t } = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The line that was changed may be far below.
    if (stopping.kind !== "none") place.current?.scrollIntoView?.({ block: "nearest" });
  }, [stopping.kind]);

  return (
    <div ref={place}>
      <div role="status">
        {stopping.kind === "held" ? (
          <div className={css["held"]}>
            <p>{t("consent.held", { category: categoryWords(stopping.stop.category, t), source: sourceWords(stopping.stop.source, t) })}</p>
            <Button size="small" onClick={undo}>
              <Undo2 size={13} strokeWidth={1.75} />
              {t("consent.undo")}
            </Button>
          </div>
        ) : null}
      </div>
      {stopping.kind === "refused" ? (
        <div className={css["refused"]}>
          <Fault>{faultWords(stopping.outcome, t)}</Fault>
          <Button size="small" onClick={() => again(stopping.stop)}>
            {t("consent.again")}
          </Button>
          <Button size="small" look="quiet" onClick={undo}>
            {t("consent.dismiss")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

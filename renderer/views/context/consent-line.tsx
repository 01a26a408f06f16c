import { Check, CircleAlert, CircleHelp, Ellipsis, X } from "lucide-react";
import { useId, useState } from "react";
import { EVERYTHING, categoryNamed } from "../../../shared/consent/categories.ts";
import type { ContactConsent } from "../../../shared/consent/contact-consent.ts";
import type { ConsentStanding } from "../../../shared/consent/ledger.ts";
import type { ContactId, ConversationId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import { readUi } from "../../state/ui-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { IconButton } from "../../ui/button.tsx";
import { Menu, MenuItem, MenuLine } from "../../ui/menu.tsx";
import { AgreedDialog } from "../consent/agreed-dialog.tsx";
import { categoryWords, sourceWords, standingWords } from "../consent/consent-words.ts";
import { useWords, type Words } from "../words/use-words.ts";
import { ConsentHistory } from "./consent-history.tsx";
import css from "./consent-section.module.css";
import { StopItems } from "./stop-items.tsx";
import type { Stop } from "./use-stopping.ts";

interface Props {
  readonly id: ConversationId;
  readonly contact: ContactId;
  readonly category: string;
  readonly standing: ConsentStanding;
  /** The whole ledger. */
  readonly lines: readonly ContactConsent[];
  readonly onStop: (stop: Stop) => void;
}

/** One category: how somebody stands to it, its history, and the two clicks that change it. */
export function ConsentLine({ category, contact, id, lines, onStop, standing }: Props) {
  const ticker = useTicker();
  const { t, time } = useWords();
  const history = useId();
  const [isOpen, setOpen] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const name = categoryWords(category, t);

  return (
    <li>
      <div className={css["line"]}>
        <button
          type="button"
          className={css["said"]}
          aria-expanded={isOpen}
          aria-controls={history}
          aria-label={t("consent.line.history", { category: name, state: `${standingWords(standing, t)}, ${saidWords(standing, ticker.now(), { t, time })}` })}
          onClick={() => setOpen(!isOpen)}
        >
          <StandingIcon standing={standing} />
          <span className={css["name"]}>{name}</span>
          <span className={css["how"]}>{saidWords(standing, ticker.now(), { t, time })}</span>
        </button>
        <Menu
          label={t("consent.line.change", { category: name })}
          align="end"
          trigger={
            <IconButton label={t("consent.line.change", { category: name })} className={css["more"]}>
              <Ellipsis size={15} strokeWidth={1.75} />
            </IconButton>
          }
        >
          <MenuItem icon={<Check size={14} strokeWidth={1.75} />} onSelect={() => setAsking(true)}>
            {t("consent.menu.agreed")}
          </MenuItem>
          <MenuLine />
          <StopItems category={category} onStop={onStop} />
        </Menu>
      </div>
      <div id={history}>{isOpen ? <ConsentHistory id={id} lines={lines.filter((line) => isAbout(line, category))} /> : null}</div>
      {isAsking ? <AgreedDialog id={id} contact={contact} category={category} standing={standing} onClose={() => setAsking(false)} /> : null}
    </li>
  );
}

function isAbout({ category: word }: ContactConsent, category: string): boolean {
  const key = categoryNamed(word, readUi().consentSettings.categories)?.key ?? word;
  return key === category || key === EVERYTHING;
}

function StandingIcon({ standing }: { readonly standing: ConsentStanding }) {
  const icon = { size: 14, strokeWidth: 1.75, "aria-hidden": true } as const;
  if (standing.state === "unknown") return <CircleHelp {...icon} />;
  if (standing.state === "withdrawn") return <X {...icon} className={css["bad"]} />;
  return standing.evidenced ? <Check {...icon} className={css["ok"]} /> : <CircleAlert {...icon} className={css["warn"]} />;
}

/** "web form, 12 Mar" */
function saidWords(standing: ConsentStanding, now: Instant, { t, time }: Pick<Words, "t" | "time">): string {
  if (standing.state === "unknown") return t("consent.never");
  if (standing.state === "withdrawn" && standing.everything) return t("consent.withEverything");
  const values = { source: sourceWords(standing.entry.source, t), date: time.when(standing.entry.at, now) };
  if (standing.state === "withdrawn") return t("consent.withdrawn", values);
  return standing.evidenced ? t("consent.granted", values) : t("consent.unproved", values);
}

import { availabilityOf } from "../../../shared/handoffs/availability.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { MenuChoice, MenuTitle } from "../../ui/menu.tsx";
import { en, type MessageKey } from "../../messages/en.ts";
import { useWords } from "../words/use-words.ts";
import { AWAY_REASONS, standingWords } from "./availability-words.ts";
import { useSetAvailability } from "./use-set-availability.ts";

type Choice = "available" | "busy" | `away:${string}`;

/** [HO5] Whether I take new conversations now, and why not; where somebody chose a reason of their own it stands there too. */
export function AvailabilityChoice() {
  const me = useInbox((state) => state.me);
  const set = useSetAvailability();
  const { t } = useWords();
  if (me === undefined) return null;

  const state = availabilityOf(me);
  const reason = me.availability?.reason ?? "other";
  const value: Choice = state === "away" ? `away:${reason}` : state;
  const known: readonly string[] = AWAY_REASONS;
  const reasons = state === "away" && !known.includes(reason) ? [...known, reason] : known;
  const choose = (choice: Choice): void => {
    if (choice === "available" || choice === "busy") return void set(choice);
    void set("away", choice.slice("away:".length));
  };
  return (
    <>
      <MenuTitle>{t("availability.title", { standing: standingWords(me, t) })}</MenuTitle>
      <MenuChoice<Choice>
        value={value}
        options={[
          { value: "available", label: t("availability.available") },
          { value: "busy", label: t("availability.busy") },
          ...reasons.map((one) => ({ value: `away:${one}` as const, label: t("availability.awayFor", { reason: reasonWords(one, t) }) })),
        ]}
        onChoose={choose}
      />
    </>
  );
}

function reasonWords(reason: string, t: (key: MessageKey) => string): string {
  const key = `availability.reason.${reason}`;
  return key in en ? t(key as MessageKey) : reason;
}

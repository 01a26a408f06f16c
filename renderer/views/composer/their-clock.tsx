import type { ConversationId } from "../../../shared/ids.ts";
import type { Instant } from "../../../shared/time.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./schedule.module.css";
import { theirTime } from "./their-time.ts";
import { useTheirZones } from "./use-their-zones.ts";

/** What time it is where the customer is, and how surely that is known. */
export function TheirClock({ id, now }: { readonly id: ConversationId; readonly now: Instant }) {
  const name = useInbox((state) => contactName(state.contacts.get(state.conversations.get(id)?.contactId ?? ("" as never))));
  const zones = useTheirZones(id);
  const words = useWords();
  const there = theirTime(now, zones, words);
  return (
    <p className={css["there"]}>
      {there === undefined
        ? words.t("schedule.thereUnknown", { name })
        : there.to === undefined
          ? words.t("schedule.there", { name, time: there.from, zone: zoneWords(zones[0] ?? "") })
          : words.t("schedule.thereAbout", { name, count: zones.length, from: there.from, to: there.to })}
    </p>
  );
}

/** "New York" for `America/New_York`. */
const zoneWords = (zone: string): string => zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;

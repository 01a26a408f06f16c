import { memo } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { hours, minutes, type Instant } from "../../../shared/time.ts";
import { serviceWindow, windowShare, type ServiceWindow } from "../../../shared/window/service-window.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker, useTicking } from "../../state/ticker.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { paintRing, WindowRing, type RingTone } from "../../ui/window-ring.tsx";
import { contactName, hueOf, initials } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./contact-ring.module.css";

/** The customer's disc inside the ring of the 24 hours. */
export const ContactRing = memo(function ContactRing({ id, size = 38 }: { readonly id: ConversationId; readonly size?: number }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const contact = useInbox((state) => (conversation === undefined ? undefined : state.contacts.get(conversation.contactId)));
  const { t, time } = useWords();
  const ticker = useTicker();
  const entryOpen = conversation?.entryPointUntil !== undefined && conversation.entryPointUntil > ticker.now();

  const holder = useTicking<HTMLSpanElement>(
    (node, now) => {
      if (conversation === undefined || node.firstElementChild === null) return undefined;
      const window = serviceWindow(conversation, now);
      paintRing(node.firstElementChild, windowShare(window, now), ringTone(window, now));
      const closesAt = "closesAt" in window ? window.closesAt : undefined;
      const sentence =
        closesAt === undefined
          ? t(window.kind === "closed" ? "ring.closed" : "ring.never")
          : t(window.kind === "open" ? "ring.open" : "ring.possible", { left: time.spoken(closesAt - now) });
      node.setAttribute("aria-label", sentence);
      return closesAt === undefined ? undefined : (Math.min(closesAt, now + minutes(1)) as Instant);
    },
    [conversation, t, time],
  );

  const name = contactName(contact);
  return (
    <span ref={holder} className={css["holder"]} role="img" style={{ width: size, height: size }}>
      <WindowRing size={size} doubled={entryOpen} />
      <span className={css["disc"]}>
        <Avatar initials={initials(name)} hue={hueOf(contact?.id ?? name)} size={size - (entryOpen ? 12 : 8)} />
      </span>
    </span>
  );
});

function ringTone(window: ServiceWindow, now: Instant): RingTone {
  if (!("closesAt" in window)) return "closed";
  const left = window.closesAt - now;
  return left > hours(6) ? "ok" : left > hours(1) ? "warn" : "bad";
}

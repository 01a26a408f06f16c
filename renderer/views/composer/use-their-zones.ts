import { useMemo } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { zonesOf } from "../../../shared/outreach/quiet-hours.ts";
import { useInbox } from "../../state/inbox-store.ts";

/** [S3-3] The zones in which the customer may be, by what is known of them; none where nothing is. */
export function useTheirZones(id: ConversationId): readonly string[] {
  const phone = useInbox((state) => {
    const contactId = state.conversations.get(id)?.contactId;
    return contactId === undefined ? undefined : state.contacts.get(contactId)?.phone;
  });
  return useMemo(() => zonesOf({ phone }), [phone]);
}

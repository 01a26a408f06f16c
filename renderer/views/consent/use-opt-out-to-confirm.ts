import { EVERYTHING } from "../../../shared/consent/categories.ts";
import { stoppedEverything } from "../../../shared/consent/ledger.ts";
import { DEFAULT_GUARD_POLICY, type Draft } from "../../../shared/guard/context.ts";
import { optedOutRule } from "../../../shared/guard/rules/opted-out.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { serviceWindow } from "../../../shared/window/service-window.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { useConsents } from "./use-consents.ts";

/** Said by the customer themselves, beyond doubt: what somebody noted needs no answer here. */
const SAID: ReadonlySet<string> = new Set(["keyword", "button"]);

/** [G-OPTED-OUT] They stopped everything, and nothing was said since: then one sentence may say that it was heard. The rule itself is asked. */
export function useOptOutToConfirm(id: ConversationId): boolean {
  const conversation = useInbox((state) => state.conversations.get(id));
  const messages = useInbox((state) => state.threads.get(id)?.messages);
  const consents = useConsents(id);
  const now = useTicker().now();
  if (conversation === undefined || messages === undefined || consents === undefined) return false;

  const at = stoppedEverything(consents);
  const isSaid = consents.some((line) => line.at === at && line.state === "withdrawn" && line.category === EVERYTHING && SAID.has(line.source));
  if (!isSaid || serviceWindow(conversation, now).kind !== "open") return false;

  const stops = (draft: Draft): boolean => optedOutRule(draft, { conversation, messages, consents }, DEFAULT_GUARD_POLICY, now).length > 0;
  return stops({ kind: "text", text: "" }) && !stops({ kind: "text", text: "", confirmsOptOut: true });
}

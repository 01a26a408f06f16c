import { useCallback, useState, type ReactNode } from "react";
import { standing } from "../../../shared/consent/ledger.ts";
import type { Finding, Remedy } from "../../../shared/guard/finding.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { serviceWindow } from "../../../shared/window/service-window.ts";
import { inboxStore } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Dialog } from "../../ui/dialog.tsx";
import asking from "../asking/asking.module.css";
import { AgreedDialog } from "../consent/agreed-dialog.tsx";
import { categoryWords, useSingleCategories } from "../consent/consent-words.ts";
import { useConsents, useContactOf } from "../consent/use-consents.ts";
import { useWords } from "../words/use-words.ts";
import { consentKinds } from "./consent-kinds.ts";
import { consentSentence } from "./consent-sentences.ts";

export interface ConsentRemedies {
  /** [S2-1] They can be asked while they may be written to freely. */
  readonly mayAsk: () => boolean;
  /** True where the remedy was one of consent. */
  readonly mend: (remedy: Remedy, finding: Finding) => boolean;
  /** The dialogue that is open, if any. */
  readonly dialog: ReactNode;
}

interface Wish {
  readonly to: "ask" | "record";
  readonly kinds: readonly string[];
}

/** Asking for a consent, and recording one. `onText`: the sentence that asks goes into the answer being written. */
export function useConsentRemedies(id: ConversationId, onText: (text: string) => void): ConsentRemedies {
  const ticker = useTicker();
  const { t } = useWords();
  const categories = useSingleCategories();
  const [wish, setWish] = useState<Wish>();
  const [category, setCategory] = useState<string>();
  const close = () => {
    setWish(undefined);
    setCategory(undefined);
  };
  const ask = (kind: string | undefined) => {
    close();
    onText(askingSentence(id, kind));
  };

  const mend = (remedy: Remedy, finding: Finding): boolean => {
    const to = remedy.command === "ask-consent" ? "ask" : remedy.command === "record-consent" ? "record" : undefined;
    if (to === undefined) return false;
    const kinds = consentKinds(remedy, finding);
    const [only] = kinds;
    if (to === "ask" && kinds.length < 2) ask(only);
    else {
      setWish({ to, kinds: kinds.length === 0 ? categories : kinds });
      setCategory(kinds.length === 1 ? only : undefined);
    }
    return true;
  };

  const isAsked = wish !== undefined && category === undefined;
  return {
    mayAsk: useCallback(() => serviceWindow(inboxStore.getState().conversations.get(id) ?? {}, ticker.now()).kind === "open", [id, ticker]),
    mend,
    dialog: isAsked ? (
      <Dialog
        open
        onClose={close}
        title={t("consent.which.title")}
        body={t(wish.to === "ask" ? "consent.which.ask" : "consent.which.record")}
        closeLabel={t("common.close")}
        width={340}
      >
        <ul className={asking["choices"]}>
          {wish.kinds.map((kind, i) => (
            <li key={kind}>
              <button type="button" className={asking["choice"]} autoFocus={i === 0} onClick={() => (wish.to === "ask" ? ask(kind) : setCategory(kind))}>
                {categoryWords(kind, t)}
              </button>
            </li>
          ))}
        </ul>
      </Dialog>
    ) : category === undefined ? null : (
      <RecordDialog id={id} category={category} onClose={close} />
    ),
  };
}

function RecordDialog({ category, id, onClose }: { readonly category: string; readonly id: ConversationId; readonly onClose: () => void }) {
  const contact = useContactOf(id);
  const lines = useConsents(id);
  if (contact === undefined) return null;
  return <AgreedDialog id={id} contact={contact} category={category} standing={standing(lines ?? [], category)} onClose={onClose} />;
}

/** By the name that the customer sees, in the language that they write. */
function askingSentence(id: ConversationId, category: string | undefined): string {
  const { contacts, conversations, numbers } = inboxStore.getState();
  const conversation = conversations.get(id);
  const business = conversation === undefined ? undefined : numbers.get(conversation.numberId)?.displayName;
  const language = conversation === undefined ? undefined : contacts.get(conversation.contactId)?.language;
  return consentSentence(business ?? "", category, language);
}

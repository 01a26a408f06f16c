import { cannedReplyFields, type CannedReplyFields } from "../../../shared/api/canned-replies.ts";
import { shortcutKey, type CannedReply } from "../../../shared/inbox/canned-reply.ts";
import type { Agent } from "../../../shared/inbox/people.ts";
import type { CannedDraft } from "../../state/ui-state.ts";

export const isLead = (me: Agent | undefined): boolean => me?.role === "lead" || me?.role === "admin";

/** The team's are its leads' to write; everybody writes their own. */
export const mayWrite = ({ ownerId }: Pick<CannedReply, "ownerId">, me: Agent | undefined): boolean => ownerId !== undefined || isLead(me);

export const fieldsOf = ({ labels, shortcut, tags, teamIds = [], texts, title }: CannedReply): CannedReplyFields => ({
  shortcut,
  title,
  texts: { ...texts },
  tags: [...tags],
  labels: [...labels],
  teamIds: [...teamIds],
});

export const draftOf = (reply: CannedReply): CannedDraft => ({ before: reply, personal: reply.ownerId !== undefined, fields: fieldsOf(reply) });

export const newDraft = (language: string, personal: boolean): CannedDraft => ({
  before: undefined,
  personal,
  fields: { shortcut: "", title: "", texts: { [language]: "" }, tags: [], labels: [], teamIds: [] },
});

/** One's own beside the team's: it may have the same shortcut. */
export const copyOf = (reply: CannedReply, title: string): CannedDraft => ({
  before: undefined,
  personal: true,
  fields: { ...fieldsOf(reply), title, teamIds: [] },
});

export const isChanged = ({ before, fields }: CannedDraft): boolean =>
  before === undefined
    ? fields.shortcut !== "" || fields.title !== "" || Object.values(fields.texts).some((text) => text !== "")
    : JSON.stringify(fieldsOf(before)) !== JSON.stringify(fields);

type FieldFault = "shortcut" | "shortcut-taken" | "title" | "text" | "textTooLong";
/** By field; a text by its language: `texts.it`. */
export type Faults = Readonly<Record<string, FieldFault>>;

export function faultsOf({ before, fields, personal }: CannedDraft, replies: Iterable<CannedReply>): Faults {
  const faults: Record<string, FieldFault> = {};
  for (const { code, path } of cannedReplyFields.safeParse(fields).error?.issues ?? []) {
    const [field, language] = path.map(String);
    if (field === "shortcut" || field === "title") faults[field] ??= field;
    else if (field === "texts") faults[language === undefined ? "texts" : `texts.${language}`] ??= code === "too_small" ? "text" : "textTooLong";
  }
  const isTaken = [...replies].some(
    (one) => one.id !== before?.id && (one.ownerId !== undefined) === personal && shortcutKey(one.shortcut) === shortcutKey(fields.shortcut.trim()),
  );
  if (isTaken) faults["shortcut"] ??= "shortcut-taken";
  return faults;
}

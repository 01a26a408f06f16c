import { Ban, BookCheck, Check } from "lucide-react";
import { EVERYTHING } from "../../../shared/consent/categories.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import { IconButton } from "../../ui/button.tsx";
import { Menu, MenuItem, MenuLine, MenuTitle } from "../../ui/menu.tsx";
import { useWords } from "../words/use-words.ts";
import { categoryWords, useSingleCategories } from "./consent-words.ts";
import { useRecord } from "./use-record.ts";

const MAY_SAY_SO: ReadonlySet<Message["content"]["type"]> = new Set(["text", "button", "interactive"]);
const STOPS = [EVERYTHING, "marketing"] as const;

/** [S2-8] [S2-12] "Record as opt-in", "Record as stop": the customer's own words become the proof. Nothing on what has no words. */
export function MessageConsentMenu({ className, message }: { readonly message: Message; readonly className?: string | undefined }) {
  return message.direction === "in" && MAY_SAY_SO.has(message.content.type) ? <ConsentMenu message={message} className={className} /> : null;
}

function ConsentMenu({ className, message: { conversationId, id } }: { readonly message: Message; readonly className: string | undefined }) {
  const record = useRecord(conversationId);
  const categories = useSingleCategories();
  const { t } = useWords();
  return (
    <Menu
      label={t("consent.message.menu")}
      trigger={
        <IconButton label={t("consent.message.menu")} className={className}>
          <BookCheck size={15} strokeWidth={1.75} />
        </IconButton>
      }
    >
      <MenuTitle>{t("consent.message.agreed")}</MenuTitle>
      {categories.map((category) => (
        <MenuItem key={category} icon={<Check size={14} strokeWidth={1.75} />} onSelect={() => void record({ category, state: "granted", message: id })}>
          {categoryWords(category, t)}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuTitle>{t("consent.message.stopped")}</MenuTitle>
      {STOPS.map((category) => (
        <MenuItem key={category} icon={<Ban size={14} strokeWidth={1.75} />} onSelect={() => void record({ category, state: "withdrawn", message: id })}>
          {categoryWords(category, t)}
        </MenuItem>
      ))}
    </Menu>
  );
}

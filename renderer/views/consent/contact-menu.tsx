import { Download, Ellipsis, Trash2 } from "lucide-react";
import { useState } from "react";
import type { ContactId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { IconButton } from "../../ui/button.tsx";
import { Menu, MenuItem, MenuLine } from "../../ui/menu.tsx";
import { saveFile } from "../what-if/save-file.ts";
import { useWords } from "../words/use-words.ts";
import { EraseDialog } from "./erase-dialog.tsx";

/** [H45] What a person may ask for: their data as a file, and to be erased. Both are an admin's. */
export function ContactMenu({ contact }: { readonly contact: ContactId }) {
  const isAdmin = useInbox(({ me }) => me?.role === "admin");
  const isOffline = useInbox(({ connection }) => connection.kind === "offline");
  const commands = useCommands();
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  if (!isAdmin) return null;

  const save = async () => {
    const outcome = await commands.exportContact(contact);
    if (outcome.kind === "done") saveFile(`contact-${contact}.json`, outcome.text, "application/json");
    else commands.notice(`contact.fault.${outcome.kind}`);
  };
  return (
    <>
      <Menu
        label={t("contact.menu")}
        align="end"
        trigger={
          <IconButton label={t("contact.menu")}>
            <Ellipsis size={15} strokeWidth={1.75} />
          </IconButton>
        }
      >
        <MenuItem icon={<Download size={14} strokeWidth={1.75} />} disabled={isOffline} onSelect={() => void save()}>
          {t("contact.export")}
        </MenuItem>
        <MenuLine />
        <MenuItem icon={<Trash2 size={14} strokeWidth={1.75} />} disabled={isOffline} onSelect={() => setAsking(true)}>
          {t("contact.erase")}
        </MenuItem>
      </Menu>
      {isAsking ? <EraseDialog contact={contact} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

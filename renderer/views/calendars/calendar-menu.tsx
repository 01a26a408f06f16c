import { Copy, Ellipsis, PenLine, Trash2 } from "lucide-react";
import { IconButton } from "../../ui/button.tsx";
import { Menu, MenuItem, MenuLine } from "../../ui/menu.tsx";
import { useWords } from "../words/use-words.ts";

/** What can be done with a calendar as a whole. */
export interface CalendarActions {
  readonly open: (key: string | undefined) => void;
  readonly duplicate: (key: string) => void;
  readonly rename: (key: string) => void;
  readonly remove: (key: string) => void;
}

const ICON = { size: 15, strokeWidth: 1.75 } as const;

export function CalendarMenu({ actions, name }: { readonly name: string; readonly actions: CalendarActions }) {
  const { t } = useWords();
  return (
    <Menu
      align="end"
      label={t("calendars.more", { name })}
      trigger={
        <IconButton label={t("calendars.more", { name })}>
          <Ellipsis {...ICON} />
        </IconButton>
      }
    >
      <MenuItem icon={<PenLine {...ICON} />} onSelect={() => actions.rename(name)}>
        {t("calendars.rename")}
      </MenuItem>
      <MenuItem icon={<Copy {...ICON} />} onSelect={() => actions.duplicate(name)}>
        {t("calendars.duplicate")}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<Trash2 {...ICON} />} onSelect={() => actions.remove(name)}>
        {t("calendars.delete")}
      </MenuItem>
    </Menu>
  );
}

import { Keyboard, LogOut } from "lucide-react";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Menu, MenuChoice, MenuItem, MenuLine, MenuTitle } from "../../ui/menu.tsx";
import { AvailabilityChoice } from "../handoffs/availability-choice.tsx";
import { PersonAvatar } from "../handoffs/person-avatar.tsx";
import { signOut } from "../settings/sign-out.ts";
import { hueOf, initials } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./me-menu.module.css";

export function MeMenu() {
  const me = useInbox((state) => state.me);
  const theme = useUi((ui) => ui.theme);
  const density = useUi((ui) => ui.density);
  const commands = useCommands();
  const { t } = useWords();
  const name = me?.name ?? "…";

  return (
    <Menu
      label={t("me.menu")}
      side="right"
      align="end"
      trigger={
        <button type="button" className={css["me"]} aria-label={`${name}: ${t("me.menu")}`}>
          {me === undefined ? <Avatar initials={initials(name)} hue={hueOf(name)} size={30} /> : <PersonAvatar agent={me} />}
        </button>
      }
    >
      <MenuTitle>
        {name}
        {me === undefined ? null : ` · ${t(`me.role.${me.role}`)}`}
      </MenuTitle>
      <AvailabilityChoice />
      <MenuLine />
      <MenuTitle>{t("me.theme")}</MenuTitle>
      <MenuChoice
        value={theme}
        options={[
          { value: "system", label: t("action.themeSystem") },
          { value: "light", label: t("action.themeLight") },
          { value: "dark", label: t("action.themeDark") },
        ]}
        onChoose={(chosen) => setUi({ theme: chosen })}
      />
      <MenuTitle>{t("me.density")}</MenuTitle>
      <MenuChoice
        value={density}
        options={[
          { value: "comfortable", label: t("action.densityComfortable") },
          { value: "compact", label: t("action.densityCompact") },
        ]}
        onChoose={(chosen) => setUi({ density: chosen })}
      />
      <MenuLine />
      <MenuItem icon={<Keyboard size={15} strokeWidth={1.75} />} shortcut="?" onSelect={() => setUi({ shortcutsOpen: true })}>
        {t("shortcuts.title")}
      </MenuItem>
      <MenuItem icon={<LogOut size={15} strokeWidth={1.75} />} onSelect={() => signOut(commands)}>
        {t("action.signOut")}
      </MenuItem>
    </Menu>
  );
}

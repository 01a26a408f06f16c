import type { Commands } from "../../commands/commands.ts";
import { readUi, setUi } from "../../state/ui-store.ts";
import { isChanged } from "./sla-draft.ts";

/** Signs out, unless that would throw away settings which somebody has changed and not saved: then it shows them and says so. */
export function signOut(commands: Pick<Commands, "signOut" | "notice">): void {
  const { settingsTab, slaDraft } = readUi();
  if (slaDraft === undefined || !isChanged(slaDraft)) return void commands.signOut();
  setUi({ page: "settings", settingsTab: settingsTab === "general" ? "policies" : settingsTab });
  commands.notice("policies.signOutFirst");
}

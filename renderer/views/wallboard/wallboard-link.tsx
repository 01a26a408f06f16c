import { ExternalLink } from "lucide-react";
import { useCommands } from "../../commands/commands-context.tsx";
import { Button } from "../../ui/button.tsx";
import { OnceLine } from "../settings/once-line.tsx";
import { useWords } from "../words/use-words.ts";

/** The link of a new screen, which nobody can see a second time. Its token stands behind the #, where no server and no log sees it. */
export function WallboardLink({ name, token }: { readonly name: string; readonly token: string }) {
  const commands = useCommands();
  const { t } = useWords();
  const link = commands.wallboardLink(token);
  return (
    <OnceLine label={t("wallboard.link", { name })} value={link}>
      <Button size="small" onClick={() => commands.openExternal(link)}>
        <ExternalLink size={14} strokeWidth={1.75} />
        {t("wallboard.open")}
      </Button>
    </OnceLine>
  );
}

import { Check, Copy, ExternalLink } from "lucide-react";
import { useState } from "react";
import { useCommands } from "../../commands/commands-context.tsx";
import { Button } from "../../ui/button.tsx";
import botsCss from "../bots/bots.module.css";
import { useWords } from "../words/use-words.ts";

/** The link of a new screen, which nobody can see a second time. Its token stands behind the #, where no server and no log sees it. */
export function WallboardLink({ name, token }: { readonly name: string; readonly token: string }) {
  const commands = useCommands();
  const [copied, setCopied] = useState(false);
  const { t } = useWords();
  const link = commands.wallboardLink(token);
  const Sign = copied ? Check : Copy;
  return (
    <>
      <p className={botsCss["label"]} id="wallboard-link">
        {t("wallboard.link", { name })}
      </p>
      <div className={botsCss["once"]}>
        <code aria-labelledby="wallboard-link">{link}</code>
        <Button size="small" onClick={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}>
          <Sign size={14} strokeWidth={1.75} />
          <span aria-live="polite">{t(copied ? "wallboard.copied" : "wallboard.copy")}</span>
        </Button>
        <Button size="small" onClick={() => commands.openExternal(link)}>
          <ExternalLink size={14} strokeWidth={1.75} />
          {t("wallboard.open")}
        </Button>
      </div>
    </>
  );
}

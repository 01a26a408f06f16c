import { useCommands } from "../../commands/commands-context.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./rich-text.module.css";

interface Props {
  readonly url: string;
  readonly text: string;
  /** Where it really goes, in plain letters: look-alikes show as `xn--…`. */
  readonly host: string;
}

/** Opens outside, through the shell's own check, and says where it goes. Isolated, so that no direction mark of its neighbours turns it around. */
export function SafeLink({ url, text, host }: Props) {
  const commands = useCommands();
  const { t } = useWords();
  return (
    <bdi>
      <a
        className={css["link"]}
        href={url}
        rel="noreferrer noopener"
        target="_blank"
        title={t("content.linkHost", { host })}
        onClick={(event) => {
          event.preventDefault();
          commands.openExternal(url);
        }}
        onAuxClick={(event) => event.preventDefault()}
      >
        {text}
      </a>
      {text.toLowerCase().includes(host.toLowerCase()) || host.includes(":") ? null : <span className={css["host"]}> ({host})</span>}
    </bdi>
  );
}

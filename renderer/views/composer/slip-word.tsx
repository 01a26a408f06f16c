import { BookPlus, EyeOff, SpellCheck } from "lucide-react";
import type { Finding, Remedy } from "../../../shared/guard/finding.ts";
import { Menu, MenuItem, MenuLine } from "../../ui/menu.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./slip-word.module.css";
import { mendIn } from "./strip-lines.ts";

interface Props {
  readonly words: string;
  readonly finding: Finding;
  readonly className: string | undefined;
  readonly onMend: (remedy: Remedy, finding: Finding) => void;
}

/** A word that is wrong as it stands. One that a dictionary does not know opens a menu: what it may have been, and what to do when it is right. */
export function SlipWord({ className, finding, onMend, words }: Props) {
  const { t } = useWords();
  const { remedies } = finding;
  const learn = remedies.find(({ command }) => command === "learn-word");
  const ignore = remedies.find(({ command }) => command === "ignore-word");
  if (learn === undefined || ignore === undefined) return <bdi className={className}>{words}</bdi>;

  const mends = remedies.flatMap((remedy) => {
    const mend = mendIn(remedy);
    return mend === undefined ? [] : [{ remedy, mend }];
  });
  return (
    // The menu hangs elsewhere on the page, but its keys would come up here and move through the strip.
    <span
      onKeyDown={(event) => {
        if (!event.currentTarget.contains(event.target as Node)) event.stopPropagation();
      }}
    >
      <Menu
        label={t("spelling.about", { word: words })}
        side="top"
        trigger={
          <button type="button" className={css["word"]} aria-label={t("spelling.about", { word: words })}>
            <bdi className={className}>{words}</bdi>
          </button>
        }
      >
        {mends.map(({ mend, remedy }) => (
          <MenuItem key={mend.with} icon={<SpellCheck size={14} strokeWidth={1.75} />} onSelect={() => onMend(remedy, finding)}>
            {mend.with}
          </MenuItem>
        ))}
        <MenuLine />
        <MenuItem icon={<BookPlus size={14} strokeWidth={1.75} />} onSelect={() => onMend(learn, finding)}>
          {t("spelling.learn", { word: words })}
        </MenuItem>
        <MenuItem icon={<EyeOff size={14} strokeWidth={1.75} />} onSelect={() => onMend(ignore, finding)}>
          {t("spelling.ignore")}
        </MenuItem>
      </Menu>
    </span>
  );
}

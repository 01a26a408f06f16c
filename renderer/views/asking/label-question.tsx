import { Command } from "cmdk";
import { Check } from "lucide-react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import css from "./asking.module.css";

const NONE: readonly string[] = [];

/** Labels on and off; it stays open for several. */
export function LabelQuestion({ id }: { readonly id: ConversationId }) {
  const labels = useInbox((state) => state.labels);
  const given = useInbox((state) => state.conversations.get(id)?.labels ?? NONE);
  const commands = useCommands();
  const { t } = useWords();
  if (labels.size === 0) return <p className={css["none"]}>{t("label.noLabels")}</p>;

  return (
    <Command className={css["command"]} label={t("label.search")}>
      <Command.Input className={css["search"]} placeholder={t("label.search")} autoFocus />
      <Command.List className={css["list"]}>
        <Command.Empty className={css["none"]}>{t("label.none")}</Command.Empty>
        {[...labels.values()].map((label) => {
          const on = given.includes(label.id);
          return (
            <Command.Item
              key={label.id}
              value={`${label.name} ${label.id}`}
              className={css["item"]}
              aria-checked={on}
              onSelect={() => void commands.label(id, on ? [] : [label.id], on ? [label.id] : [])}
            >
              <i className={css["hue"]} style={{ ["--hue" as string]: label.hue }} />
              <bdi className={css["grow"]}>{label.name}</bdi>
              {on ? <Check size={15} strokeWidth={2} /> : null}
            </Command.Item>
          );
        })}
      </Command.List>
    </Command>
  );
}

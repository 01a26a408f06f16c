import { X } from "lucide-react";
import { MOST_IMPORTED } from "../../../shared/api/canned-replies.ts";
import type { ImportedRow } from "../../commands/canned-replies.ts";
import type { MessageKey } from "../../messages/en.ts";
import { IconButton } from "../../ui/button.tsx";
import lines from "../calendars/standing-lines.module.css";
import { useWords } from "../words/use-words.ts";
import type { Imported } from "./transfer-menu.tsx";

const SHOWN = 5;
const SAID: Readonly<Partial<Record<string, MessageKey>>> = {
  "shortcut-taken": "canned.fault.shortcut-taken",
  "unknown-label": "canned.fault.unknown-label",
  "unknown-team": "canned.fault.unknown-team",
  "not-allowed": "canned.fault.not-allowed",
};

/** What became of a file: how many, and why some were refused. */
export function ImportedLine({ imported, onClose }: { readonly imported: Imported; readonly onClose: () => void }) {
  const { t } = useWords();
  const rows = imported.kind === "imported" ? imported.rows : [];
  const count = (outcome: ImportedRow["outcome"]): number => rows.filter((row) => row.outcome === outcome).length;
  const refused = rows.filter(({ outcome }) => outcome === "refused");
  return (
    <div className={lines["line"]} role="status" data-look={imported.kind === "imported" && refused.length === 0 ? undefined : "refused"}>
      <div className={lines["body"]}>
        <p>{sentence(imported, t, count)}</p>
        {refused.slice(0, SHOWN).map(({ reason = "", shortcut = "…" }) => {
          const key = SAID[reason];
          return (
            <p key={`${shortcut} ${reason}`}>
              <bdi>{t("canned.import.refused", { shortcut: `/${shortcut}`, why: key === undefined ? reason : t(key) })}</bdi>
            </p>
          );
        })}
        {refused.length > SHOWN ? <p>…</p> : null}
      </div>
      <IconButton label={t("common.dismiss")} onClick={onClose}>
        <X size={14} strokeWidth={1.75} />
      </IconButton>
    </div>
  );
}

function sentence(imported: Imported, t: ReturnType<typeof useWords>["t"], count: (outcome: ImportedRow["outcome"]) => number): string {
  switch (imported.kind) {
    case "imported":
      return t("canned.imported", { added: count("added"), changed: count("changed"), same: count("same"), refused: count("refused") });
    case "unreadable":
      return t("canned.import.unreadable");
    case "too-many":
      return t("canned.import.tooMany", { most: MOST_IMPORTED });
    default:
      return t(`canned.fault.${imported.kind}`);
  }
}

import { ArrowDownUp, Download, Upload } from "lucide-react";
import { useRef } from "react";
import { MOST_IMPORTED } from "../../../shared/api/canned-replies.ts";
import type { CannedReply } from "../../../shared/inbox/canned-reply.ts";
import type { CannedRepliesImported } from "../../commands/canned-replies.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem, MenuLine } from "../../ui/menu.tsx";
import { saveFile } from "../what-if/save-file.ts";
import { useWords } from "../words/use-words.ts";
import { isLead } from "./edit-reply.ts";
import { readTransfer, toCsv, toJson } from "./transfer.ts";

export type Imported = CannedRepliesImported | { readonly kind: "unreadable" } | { readonly kind: "too-many" };

/** More is no list of canned replies. */
const LARGEST_FILE = 2 * 1024 * 1024;

interface Props {
  readonly replies: readonly CannedReply[];
  readonly onImported: (imported: Imported) => void;
}

/** To a file and from one: a table that a spreadsheet opens, or JSON. */
export function TransferMenu({ onImported, replies }: Props) {
  const commands = useCommands();
  const { t } = useWords();
  const leads = useInbox(({ me }) => isLead(me));
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const labels = useInbox((state) => state.labels);
  const teams = useInbox((state) => state.teams);
  const file = useRef<HTMLInputElement>(null);
  const personal = useRef(false);
  const icon = { size: 14, strokeWidth: 1.75 } as const;

  const pick = (own: boolean) => {
    personal.current = own;
    file.current?.click();
  };
  const read = async (given: File) => {
    const rows = given.size > LARGEST_FILE ? undefined : readTransfer(await given.text(), { labels, teams });
    if (rows === undefined) return onImported({ kind: "unreadable" });
    if (rows.length > MOST_IMPORTED) return onImported({ kind: "too-many" });
    onImported(await commands.importCannedReplies(rows, personal.current));
  };
  return (
    <>
      <Menu
        label={t("canned.transfer")}
        align="end"
        trigger={
          <Button>
            <ArrowDownUp {...icon} />
            {t("canned.transfer")}
          </Button>
        }
      >
        {leads ? (
          <MenuItem icon={<Upload {...icon} />} disabled={offline} onSelect={() => pick(false)}>
            {t("canned.import")}
          </MenuItem>
        ) : null}
        <MenuItem icon={<Upload {...icon} />} disabled={offline} onSelect={() => pick(true)}>
          {t("canned.import.own")}
        </MenuItem>
        <MenuLine />
        <MenuItem
          icon={<Download {...icon} />}
          disabled={replies.length === 0}
          onSelect={() => saveFile("greenline-canned-replies.csv", toCsv(replies, { labels, teams }), "text/csv;charset=utf-8")}
        >
          {t("canned.export.csv")}
        </MenuItem>
        <MenuItem
          icon={<Download {...icon} />}
          disabled={replies.length === 0}
          onSelect={() => saveFile("greenline-canned-replies.json", toJson(replies, { labels, teams }), "application/json")}
        >
          {t("canned.export.json")}
        </MenuItem>
      </Menu>
      <input
        ref={file}
        type="file"
        hidden
        data-canned-file=""
        accept=".csv,.json,text/csv,application/json"
        onChange={(event) => {
          const [given] = event.target.files ?? [];
          // The same file may be chosen again after it was mended.
          event.target.value = "";
          if (given !== undefined) void read(given);
        }}
      />
    </>
  );
}

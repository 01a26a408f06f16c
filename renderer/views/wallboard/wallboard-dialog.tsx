import { useState } from "react";
import type { ChangeProblem } from "../../commands/say-to-server.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import botsCss from "../bots/bots.module.css";
import { NameField } from "../settings/name-field.tsx";
import { useFacts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";
import { WallboardLink } from "./wallboard-link.tsx";
import { WallboardScreens } from "./wallboard-screens.tsx";

/** The screens that may show the board, and the link for one more. */
export function WallboardDialog({ onClose }: { readonly onClose: () => void }) {
  const commands = useCommands();
  const facts = useFacts(commands.wallboards);
  const team = useUi((ui) => ui.board.filter.team);
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ChangeProblem>();
  const [made, setMade] = useState<{ readonly name: string; readonly token: string }>();
  const { t } = useWords();
  const given = name.trim();
  const missing = tried && given === "";

  const make = async (): Promise<void> => {
    setTried(true);
    if (given === "" || busy) return;
    setBusy(true);
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const saved = await commands.addWallboard({ name: given, timeZone, ...(team === undefined ? {} : { team }) });
    setBusy(false);
    setProblem(saved.kind === "saved" ? undefined : saved);
    if (saved.kind !== "saved" || saved.shown === undefined) return;
    setMade({ name: given, token: saved.shown });
    setName("");
    setTried(false);
    await facts.refresh();
  };
  return (
    <Dialog open onClose={onClose} title={t("wallboard.title")} body={t("wallboard.hint")} closeLabel={t("common.close")} width={520}>
      {made === undefined ? null : <WallboardLink name={made.name} token={made.token} />}
      <form
        className={botsCss["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <NameField label={t("wallboard.name")} value={name} fault={missing ? t("wallboard.nameMissing") : undefined} onChange={setName} />
        {problem === undefined ? null : (
          <p className={botsCss["problem"]} role="alert">
            {problem.kind === "refused" ? problem.title : t(`bots.problem.${problem.kind}`)}
          </p>
        )}
        <div className={botsCss["answers"]}>
          <Button type="submit" look="primary" aria-busy={busy}>
            {t("wallboard.make")}
          </Button>
        </div>
      </form>
      <WallboardScreens facts={facts} />
    </Dialog>
  );
}

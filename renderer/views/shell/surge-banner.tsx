import { Waves } from "lucide-react";
import { useState } from "react";
import type { Surge } from "../../../shared/handoffs/surge.ts";
import type { NumberId } from "../../../shared/ids.ts";
import type { SettingsSaved } from "../../commands/kept-settings.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./surge-banner.module.css";

/** [HO12] One line for each number with a surge: since when, why, and what it changes. Nothing otherwise. */
export function SurgeBanner() {
  const numbers = useInbox((state) => state.numbers);
  const surging = [...numbers.values()].flatMap(({ id, surge }) => (surge === undefined ? [] : [{ id, surge }]));
  return (
    <div role="status">
      {surging.map(({ id, surge }) => (
        <SurgeLine key={id} id={id} surge={surge} />
      ))}
    </div>
  );
}

function SurgeLine({ id, surge: { because, since } }: { readonly id: NumberId; readonly surge: Surge }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const { switchSurge } = useCommands();
  const [outcome, setOutcome] = useState<SettingsSaved>();
  const name = useInbox(({ numbers }) => numbers.get(id)?.displayName);
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const who = useInbox(({ agents }) => (because.kind === "hand" ? agents.get(because.by)?.name : undefined));
  const why =
    because.kind === "hand"
      ? t("surge.why.hand", { who: who ?? t("common.unknown") })
      : because.kind === "wait"
        ? t("surge.why.wait", { time: time.spoken(because.value) })
        : t(`surge.why.${because.kind}`, { count: because.value });
  return (
    <div className={css["banner"]}>
      <Waves size={14} strokeWidth={1.75} />
      <p>
        <strong>{t("surge.banner", { number: name ?? id, time: time.until(since, ticker.now()) })}</strong> {why} {t("surge.order")}
        {outcome === undefined || outcome === "saved" ? null : ` ${t(`autoReply.save.${outcome}`)}`}
      </p>
      {leads ? (
        <Button look="link" className={css["off"]} disabled={offline} onClick={() => void switchSurge(id, false).then(setOutcome)}>
          {t("surge.switchOff")}
        </Button>
      ) : null}
    </div>
  );
}

import { Bot as BotIcon, CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { Bot, BotTested } from "../../commands/bots.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { BotLog } from "./bot-log.tsx";
import css from "./bots.module.css";
import { useTroubleWords } from "./use-trouble-words.ts";

interface Props {
  readonly bot: Bot;
  readonly editable: boolean;
  readonly onEdit: () => void;
  readonly onSecret: () => void;
}

export function BotLine({ bot, editable, onEdit, onSecret }: Props) {
  const commands = useCommands();
  const numbers = useInbox((state) => state.numbers);
  const [tested, setTested] = useState<BotTested | "testing">();
  const [logOpen, setLogOpen] = useState(false);
  const { t } = useWords();
  const { address, conversations, id, last, name, waiting } = bot;
  const named = [...numbers.values()].filter((number) => bot.numbers.includes(number.id)).map(({ displayName }) => displayName);
  const inTrouble = waiting > 0 && last?.trouble !== undefined;

  const test = async (): Promise<void> => {
    setTested("testing");
    setTested(await commands.testBot(id));
  };

  return (
    <li className={css["bot"]}>
      <div className={css["line"]}>
        <BotIcon size={18} strokeWidth={1.75} aria-hidden="true" />
        <div className={css["words"]}>
          <p className={css["name"]}>
            <bdi>{name}</bdi>
            {inTrouble ? (
              <span className={css["trouble"]}>
                <TriangleAlert size={13} strokeWidth={1.75} aria-hidden="true" />
                {t("bots.waiting", { count: waiting })}
              </span>
            ) : null}
          </p>
          <p className={css["address"]}>{address === undefined ? t("bots.noAddress") : <bdi>{address}</bdi>}</p>
          <p className={css["facts"]}>
            {[
              named.length === 0 ? t("bots.numbersNone") : `${t("bots.numbers")} ${named.join(", ")}`,
              t("bots.has", { count: conversations }),
              ...(waiting > 0 && !inTrouble ? [t("bots.waiting", { count: waiting })] : []),
            ].join(" · ")}
          </p>
        </div>
        <div className={css["actions"]}>
          {address === undefined ? null : (
            <>
              <Button size="small" aria-expanded={logOpen} aria-label={t("bots.logNamed", { name })} onClick={() => setLogOpen(!logOpen)}>
                {t("bots.log")}
              </Button>
              <Button
                size="small"
                aria-label={t("bots.testNamed", { name })}
                aria-busy={tested === "testing"}
                disabled={tested === "testing"}
                onClick={() => void test()}
              >
                {t(tested === "testing" ? "bots.testing" : "bots.test")}
              </Button>
            </>
          )}
          {editable ? (
            <>
              {address === undefined ? null : (
                <Button size="small" aria-label={t("bots.secret.newNamed", { name })} onClick={onSecret}>
                  {t("bots.secret.new")}
                </Button>
              )}
              <Button size="small" aria-label={t("bots.editNamed", { name })} onClick={onEdit}>
                {t("bots.edit")}
              </Button>
            </>
          ) : null}
        </div>
      </div>
      <div role="status">{tested === undefined || tested === "testing" ? null : <Tested tested={tested} />}</div>
      {logOpen ? <BotLog id={id} name={name} /> : null}
    </li>
  );
}

function Tested({ tested }: { readonly tested: BotTested }) {
  const troubleWords = useTroubleWords();
  const { t } = useWords();
  const worked = tested.kind === "tested" && tested.ok;
  const Icon = worked ? CircleCheck : TriangleAlert;
  const words =
    tested.kind !== "tested"
      ? t(`bots.problem.${tested.kind}`)
      : tested.ok
        ? t("bots.tested.ok", { status: String(tested.status ?? ""), ms: String(tested.tookMs) })
        : t("bots.tested.no", { why: troubleWords(tested) });
  return (
    <p className={css["tested"]} data-worked={worked}>
      <Icon size={15} strokeWidth={1.75} aria-hidden="true" />
      {words}
    </p>
  );
}

import type { PreviewCounts, PreviewExample, PreviewResult } from "../../../shared/api/guard-preview.ts";
import { toConversationId } from "../../../shared/ids.ts";
import { toInstant } from "../../../shared/time.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import type { GuardPreviewRun } from "../../state/ui-state.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { openConversation } from "../shell/open-conversation.ts";
import { useDates } from "../what-if/period-fields.tsx";
import { contactName } from "../words/names.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./guard-settings.module.css";
import previewCss from "./preview.module.css";
import { percentWords } from "./value-words.ts";

type RuleResult = PreviewResult["rules"][number];

const total = ({ advise, confirm, stop }: PreviewCounts): number => stop + confirm + advise;

/** What each rule would have said; the ones that would have said something else first, with messages to look at. */
export function PreviewResultView({ run }: { readonly run: Extract<GuardPreviewRun, { readonly kind: "result" }> }) {
  const { language, t, time } = useWords();
  const dates = useDates();
  const { period, result } = run;
  if (result.messages === 0) return <p className={css["dim"]}>{t("guardSet.preview.empty")}</p>;

  const shown = result.rules
    .filter(({ draft, today }) => total(today) + total(draft) > 0)
    .toSorted((a, b) => b.changed - a.changed || total(b.draft) + total(b.today) - total(a.draft) - total(a.today));
  const range = { from: dates(period.from), to: dates(period.to) };
  const checked = time.number(result.checked);
  return (
    <>
      <p className={previewCss["sample"]}>
        {result.checked === result.messages
          ? t("guardSet.preview.all", { checked, ...range })
          : t("guardSet.preview.sample", {
              checked,
              messages: time.number(result.messages),
              share: percentWords(result.checked / result.messages, language),
              ...range,
            })}
        {". "}
        {shown.length > 0 && shown.every(({ changed }) => changed === 0) ? t("guardSet.preview.noDifference") : null}
        {shown.length === 0 ? t("guardSet.preview.quiet") : null}
      </p>
      {shown.length === 0 ? null : (
        <table className={css["table"]}>
          <thead>
            <tr>
              <th scope="col">{t("guardSet.preview.rule")}</th>
              <th scope="col">{t("guardSet.preview.today")}</th>
              <th scope="col">{t("guardSet.preview.draft")}</th>
              <th scope="col">{t("guardSet.preview.changed")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <RuleRow key={one.rule} result={one} />
            ))}
          </tbody>
        </table>
      )}
      <p className={css["dim"]}>{t("guardSet.preview.notReplayed", { rules: result.notReplayed.map((rule) => t(`guardSet.name.${rule}`)).join(", ") })}</p>
    </>
  );
}

function RuleRow({ result: { changed, draft, examples, rule, today } }: { readonly result: RuleResult }) {
  const words = useWords();
  const { t, time } = words;
  return (
    <>
      <tr>
        <th scope="row">
          <Button look="link" onClick={() => setUi({ guardRuleOpen: rule })}>
            {t(`guardSet.name.${rule}`)}
          </Button>
        </th>
        <td>{countWords(today, words)}</td>
        <td>{countWords(draft, words)}</td>
        <td>{changed === 0 ? "–" : <b>{time.number(changed)}</b>}</td>
      </tr>
      {examples.length === 0 ? null : (
        <tr>
          <td colSpan={4} className={previewCss["examples"]}>
            <ul aria-label={`${t("guardSet.preview.examples")}: ${t(`guardSet.name.${rule}`)}`}>
              {examples.map((example) => (
                <ExampleLine key={example.messageId} example={example} />
              ))}
            </ul>
          </td>
        </tr>
      )}
    </>
  );
}

const countWords = (counts: PreviewCounts, { t, time }: Words): string =>
  (["stop", "confirm", "advise"] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${time.number(counts[severity])} ${t(`guardSet.preview.${severity}`)}`)
    .join(", ") || t("guardSet.preview.silent");

/** A message that would have fared otherwise; it opens in its conversation. */
function ExampleLine({ example }: { readonly example: PreviewExample }) {
  const id = toConversationId(example.conversationId);
  const at = toInstant(Date.parse(example.at));
  const contactId = useInbox(({ conversations }) => conversations.get(id)?.contactId);
  const contact = useInbox(({ contacts }) => (contactId === undefined ? undefined : contacts.get(contactId)));
  const commands = useCommands();
  const ticker = useTicker();
  const { t, time } = useWords();
  const said = (severity: PreviewExample["today"]): string => t(`guardSet.preview.${severity ?? "silent"}`);
  return (
    <li>
      {contactId === undefined ? (
        <span className={css["dim"]}>{t("whatIf.notHere", { id })}</span>
      ) : (
        <Button
          look="link"
          title={t("guardSet.preview.openMessage")}
          onClick={() => {
            openConversation(id, commands);
            setUi({ sought: { conversationId: id, id: example.messageId, at } });
          }}
        >
          <bdi>{contactName(contact)}</bdi>
        </Button>
      )}
      <q>
        <bdi>{example.words}</bdi>
      </q>
      <small>
        {said(example.today)} → {said(example.draft)} · {time.until(at, ticker.now())}
      </small>
    </li>
  );
}

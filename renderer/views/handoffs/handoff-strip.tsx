import { Languages, RotateCw, Sparkles, Tag, TriangleAlert, Users } from "lucide-react";
import { memo } from "react";
import { waitingSince } from "../../../shared/handoffs/queue-order.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { Tip } from "../../ui/tip.tsx";
import { ClockChip } from "../inbox/clock-chip.tsx";
import { ContactRing } from "../inbox/contact-ring.tsx";
import { contactName, languageName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import { handoffReason } from "./handoff-reason.ts";
import css from "./handoff-strip.module.css";
import { languageOf, topicOf } from "./queue-standing.ts";
import { SentimentMark } from "./sentiment-mark.tsx";
import { Waited } from "./waited.tsx";

interface Props {
  readonly id: ConversationId;
  readonly selected: boolean;
  readonly index: number;
  readonly total: number;
  readonly onLook: (id: ConversationId) => void;
  readonly onClaim: (id: ConversationId) => void;
}

/** Who waits, how long, until when, why the bot gave up, and what it is about; what nobody said is said to be missing. */
export const HandoffStrip = memo(function HandoffStrip({ id, index, onClaim, onLook, selected, total }: Props) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const contact = useInbox((state) => (conversation === undefined ? undefined : state.contacts.get(conversation.contactId)));
  const spoken = useInbox((state) => languageOf(state, id));
  const topic = useInbox((state) => topicOf(state, id));
  const team = useInbox((state) => (conversation?.teamId === undefined ? undefined : state.teams.get(conversation.teamId)?.name));
  const viewer = useInbox((state) => {
    const who = state.presence.get(id)?.find(({ agentId }) => agentId !== state.me?.id);
    return who === undefined ? undefined : state.agents.get(who.agentId)?.name;
  });
  const { language, t } = useWords();
  const handoff = conversation?.handoff;
  if (conversation === undefined || handoff === undefined) return <div className={css["strip"]} />;

  // The card names what is missing; row by row the words would be all that is read.
  const missing = (
    <em className={css["missing"]} title={t("handoffs.missing")}>
      <span aria-hidden="true">–</span>
      <span className={css["unseen"]}>{t("handoffs.missing")}</span>
    </em>
  );
  const icon = { size: 12, strokeWidth: 1.75, "aria-hidden": true } as const;
  return (
    <div
      id={`handoff-${id}`}
      role="option"
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={total}
      className={css["strip"]}
      onClick={() => onLook(id)}
      onDoubleClick={() => onClaim(id)}
    >
      <ContactRing id={id} />
      <div className={css["body"]}>
        <div className={css["first"]}>
          <bdi className={css["name"]}>{contactName(contact)}</bdi>
          {viewer === undefined ? null : <span className={css["viewer"]}>{t("row.viewing", { name: viewer })}</span>}
          <Waited since={waitingSince(conversation)} />
        </div>
        <p className={css["summary"]}>
          <Sparkles {...icon} />
          <span className={css["unseen"]}>{t("handoffs.machine")} </span>
          {handoff.summary === undefined ? (
            <em className={css["missing"]}>{t("handoffs.noSummary")}</em>
          ) : (
            <bdi title={t("handoffs.machineTitle")}>{firstSentence(handoff.summary)}</bdi>
          )}
        </p>
        <div className={css["third"]}>
          <ClockChip id={id} />
          <Tip text={t("handoffs.why")}>
            <span className={css["reason"]}>
              <span className={css["unseen"]}>{t("handoffs.why")}: </span>
              <bdi>{handoffReason(handoff.reason, t)}</bdi>
            </span>
          </Tip>
          <span className={css["facts"]}>
            <span className={css["fact"]}>
              <Tag {...icon} />
              <span className={css["unseen"]}>{t("handoffs.topic")}: </span>
              {topic === undefined ? missing : <bdi>{topic}</bdi>}
            </span>
            <span className={css["fact"]}>
              <Languages {...icon} />
              <span className={css["unseen"]}>{t("handoffs.language")}: </span>
              {spoken === undefined ? missing : <bdi>{languageName(spoken, language)}</bdi>}
            </span>
            {team === undefined ? null : (
              <span className={css["fact"]} data-roomy="">
                <Users {...icon} />
                <bdi>{team}</bdi>
              </span>
            )}
            {handoff.failedAttempts === 0 ? null : (
              <Tip text={t("handoffs.tried", { count: handoff.failedAttempts })}>
                <span className={css["fact"]} role="img" aria-label={t("handoffs.tried", { count: handoff.failedAttempts })}>
                  <RotateCw {...icon} />
                  {handoff.failedAttempts}
                </span>
              </Tip>
            )}
            <SentimentMark sentiment={handoff.sentiment} />
            {conversation.overflowSince === undefined ? null : (
              <Tip text={t("handoffs.overflow.say")}>
                <span className={css["fact"]} data-tone="warn">
                  <TriangleAlert {...icon} />
                  {t("handoffs.overflow")}
                </span>
              </Tip>
            )}
          </span>
        </div>
      </div>
    </div>
  );
});

/** A bot's summary may be a page; the strip has one line. */
function firstSentence(text: string): string {
  const plain = text.replace(/\s+/gu, " ").trim();
  const end = plain.search(/[.!?。！？](?:\s|$)/u);
  return end > 20 ? plain.slice(0, end + 1) : plain;
}

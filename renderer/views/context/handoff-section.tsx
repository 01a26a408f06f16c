import { CloudOff, Sparkles, TimerReset } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { runningClaim } from "../../../shared/handoffs/claim-time.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicking } from "../../state/ticker.ts";
import { readUi, setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { nextTick } from "../words/chip-face.ts";
import { useWords } from "../words/use-words.ts";
import { HandoffAsked } from "./handoff-section-asked.tsx";
import { HandoffFacts } from "./handoff-section-facts.tsx";
import { HandoffHops } from "./handoff-section-hops.tsx";
import css from "./handoff-section.module.css";
import { HandoffTranscript } from "./handoff-section-transcript.tsx";
import { wholeHandoff } from "./handoff-section-whole.ts";
import { Section } from "./section.tsx";

interface Props {
  readonly id: ConversationId;
  /** Before anybody has claimed it: the ways on stand above it. */
  readonly isPreview?: boolean;
}

/** What the bot knows, so that the customer is not asked twice; and what nobody has told is said to be missing. */
export function HandoffSection({ id, isPreview = false }: Props) {
  const row = useInbox((state) => state.conversations.get(id)?.handoff);
  const story = useInbox((state) => state.threads.get(id)?.story);
  const { t } = useWords();
  const handoff = useMemo(() => (row === undefined ? undefined : wholeHandoff(row, story)), [row, story]);
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Claimed a moment ago: the card is what is looked at first.
    if (!isPreview && readUi().queueClaim?.conversationId === id) card.current?.scrollIntoView?.({ block: "start" });
  }, [id, isPreview]);
  if (handoff === undefined) return null;

  return (
    <div ref={card} className={css["card"]}>
      <Section title={t("context.handoff")} action={isPreview ? null : <Ways id={id} />}>
        <ClaimTimer id={id} />
        <ClaimWaits id={id} />
        <p className={css["summary"]}>
          <Sparkles size={14} strokeWidth={1.75} aria-hidden="true" />
          <span>
            <span className={css["machine"]}>{t("handoffs.machineSummary")}</span>
            {handoff.summary === undefined ? <em className={css["missing"]}>{t("handoffs.missing")}</em> : <bdi>{handoff.summary}</bdi>}
          </span>
        </p>
        <HandoffFacts id={id} handoff={handoff} />
      </Section>
      <Section title={t("handoffs.asked")}>
        <HandoffAsked id={id} asked={handoff.asked} />
      </Section>
      <Section title={t("handoffs.said")}>
        <HandoffTranscript id={id} handoff={handoff} />
      </Section>
      <Section title={t("handoffs.hops")}>
        <HandoffHops id={id} />
      </Section>
    </div>
  );
}

/** Passing it on, where it is mine to pass on. */
function Ways({ id }: { readonly id: ConversationId }) {
  const mine = useInbox((state) => {
    const conversation = state.conversations.get(id);
    return conversation !== undefined && conversation.state !== "resolved" && conversation.assigneeId === state.me?.id;
  });
  const { t } = useWords();
  if (!mine) return null;
  return (
    <span className={css["ways"]}>
      <Button look="link" onClick={() => setUi({ asking: { kind: "transfer", conversationId: id } })}>
        {t("transfer.do")}
      </Button>
      <Button look="link" onClick={() => setUi({ asking: { kind: "return-to-bot", conversationId: id } })}>
        {t("toBot.short")}
      </Button>
    </span>
  );
}

/** [HO4] For its owner: when it goes back to the queue, if they do not answer. */
export function ClaimTimer({ id, short = false }: { readonly id: ConversationId; readonly short?: boolean }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const me = useInbox((state) => state.me?.id);
  const { t, time } = useWords();
  const endsAt = conversation !== undefined && conversation.assigneeId === me ? runningClaim(conversation)?.endsAt : undefined;
  const line = useTicking<HTMLParagraphElement>(
    (node, now) => {
      const words = node.querySelector("span");
      if (endsAt === undefined || words === null) return undefined;
      words.textContent = endsAt > now ? t(short ? "handoffs.endsShort" : "handoffs.endsIn", { time: time.left(endsAt - now) }) : t("handoffs.endsNow");
      node.dataset["tone"] = endsAt - now < SOON_MS ? "warn" : "calm";
      return endsAt > now ? nextTick(endsAt, now) : undefined;
    },
    [endsAt, short, t, time],
  );
  if (endsAt === undefined) return null;
  return (
    <p ref={line} className={css["timer"]} title={t("handoffs.endsTitle")}>
      <TimerReset size={14} strokeWidth={1.75} aria-hidden="true" />
      <span />
    </p>
  );
}

const SOON_MS = 60_000;

/** [HO3] Claimed without a network: mine as far as this desk knows. */
function ClaimWaits({ id }: { readonly id: ConversationId }) {
  const waits = useInbox((state) => state.connection.kind === "offline" && state.pending.get(id)?.some(({ mutation }) => mutation.kind === "claim") === true);
  const { t } = useWords();
  if (!waits) return null;
  return (
    <p className={css["timer"]} data-tone="warn" role="status">
      <CloudOff size={14} strokeWidth={1.75} aria-hidden="true" />
      <span>{t("handoffs.claimWaits")}</span>
    </p>
  );
}

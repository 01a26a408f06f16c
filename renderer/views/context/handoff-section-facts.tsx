import type { ReactNode } from "react";
import { EVERYTHING } from "../../../shared/consent/categories.ts";
import { standing, standings } from "../../../shared/consent/ledger.ts";
import { waitingSince } from "../../../shared/handoffs/queue-order.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Handoff } from "../../../shared/inbox/conversation.ts";
import { serviceWindow } from "../../../shared/window/service-window.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker, useTicking } from "../../state/ticker.ts";
import { categoryWords, standingWords } from "../consent/consent-words.ts";
import { useConsents } from "../consent/use-consents.ts";
import { handoffReason } from "../handoffs/handoff-reason.ts";
import { nextTick } from "../words/chip-face.ts";
import { contactName, languageName } from "../words/names.ts";
import { plainWords } from "../words/plain-words.ts";
import { useWords } from "../words/use-words.ts";
import { HandoffAttachments } from "./handoff-section-attachments.tsx";
import css from "./handoff-section.module.css";

interface Props {
  readonly id: ConversationId;
  readonly handoff: Handoff;
}

/** Everything that a person needs at a handoff, one line each; what nobody told is named together in the last one. */
export function HandoffFacts({ handoff, id }: Props) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const contact = useInbox((state) => (conversation === undefined ? undefined : state.contacts.get(conversation.contactId)));
  const bot = useInbox((state) => (handoff.botId === undefined ? undefined : state.agents.get(handoff.botId)?.name));
  const ticker = useTicker();
  const { language, t, time } = useWords();
  if (conversation === undefined) return null;

  const now = ticker.now();
  const { confidence, failedAttempts, intent, promised, reason, requestedAt, sentiment, slots } = handoff;
  const spoken = handoff.language ?? contact?.language;
  const since = waitingSince(conversation);
  const told: readonly (readonly [name: string, value: string | undefined])[] = [
    [t("handoffs.intent"), intent === undefined || confidence === undefined ? intent : t("handoffs.sure", { intent, share: percent(confidence, language) })],
    [t("context.handoff.topic"), handoff.topic ?? conversation.topic],
    [t("handoffs.sentiment"), sentiment === undefined ? undefined : t(`handoffs.sentiment.${sentiment}`)],
    [t("context.handoff.language"), spoken === undefined ? undefined : languageName(spoken, language)],
    [t("handoffs.promised"), promised],
    [t("context.handoff.tried"), failedAttempts > 0 ? t("handoffs.tried", { count: failedAttempts }) : undefined],
    ...(Object.keys(slots).length === 0 ? [[t("handoffs.slots"), undefined] as const] : []),
    ...Object.entries(slots).map(([name, value]) => [plainWords(name), value] as const),
  ];
  const isTold = ([, value]: (typeof told)[number]): boolean => value !== undefined && value !== "";
  const missing = told.filter((one) => !isTold(one)).map(([name]) => name);
  return (
    <dl className={css["facts"]}>
      <Fact name={t("handoffs.who")}>
        <bdi>{contactName(contact) + (contact?.tier === undefined ? "" : ` · ${contact.tier}`)}</bdi>
      </Fact>
      <Fact name={t("handoffs.since")}>
        <Since since={since} />
      </Fact>
      <Fact name={t("context.handoff.reason")}>
        <bdi>{handoffReason(reason, t)}</bdi>
      </Fact>
      <Fact name={t("handoffs.by")}>
        <bdi>{bot === undefined ? t("handoffs.byPlatform") : t("handoffs.byBot", { bot, time: time.until(requestedAt, now) })}</bdi>
      </Fact>
      {told.filter(isTold).map(([name, value]) => (
        <Fact key={name} name={name}>
          <bdi>{value}</bdi>
        </Fact>
      ))}
      <Fact name={t("handoffs.attachments")}>
        <HandoffAttachments id={id} />
      </Fact>
      <Fact name={t("context.consent")}>
        <Consent id={id} />
      </Fact>
      <Fact name={t("handoffs.window")}>
        <WindowLeft id={id} />
      </Fact>
      {missing.length === 0 ? null : (
        <Fact name={t("handoffs.missingAll")}>
          <em className={css["missing"]}>{missing.join(", ")}</em>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ children, name }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt title={name}>
        <bdi>{name}</bdi>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function Since({ since }: { readonly since: Parameters<typeof nextTick>[0] }) {
  const { t, time } = useWords();
  const node = useTicking<HTMLSpanElement>(
    (element, now) => {
      element.textContent = t("handoffs.sinceFor", { time: time.until(since, now), left: time.left(Math.max(0, now - since)) });
      return nextTick(since, now);
    },
    [since, t, time],
  );
  return <span ref={node} />;
}

/** [W1] */
function WindowLeft({ id }: { readonly id: ConversationId }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const { t, time } = useWords();
  const node = useTicking<HTMLSpanElement>(
    (element, now) => {
      if (conversation === undefined) return undefined;
      const window = serviceWindow(conversation, now);
      const closesAt = window.kind === "open" || window.kind === "possible" ? window.closesAt : undefined;
      element.textContent =
        closesAt === undefined
          ? t(`handoffs.window.${window.kind === "closed" ? "closed" : "never"}`)
          : t("handoffs.window.left", { left: time.left(closesAt - now), time: time.until(closesAt, now) });
      return closesAt === undefined ? undefined : nextTick(closesAt, now);
    },
    [conversation, t, time],
  );
  return <span ref={node} />;
}

/** [S2-13] In short; the whole ledger stands below, and behind the mark beside the name. */
function Consent({ id }: { readonly id: ConversationId }) {
  const lines = useConsents(id);
  const { t } = useWords();
  if (lines === undefined) return <span className={css["quiet"]}>{t("consent.loading")}</span>;
  if (standing(lines, EVERYTHING).state === "withdrawn") return <b>{t("consent.mark.everything")}</b>;
  const said = standings(lines).filter(({ category, standing: one }) => category !== EVERYTHING && one.state !== "unknown");
  if (said.length === 0) return <span>{t("consent.state.never")}</span>;
  return <span>{said.map(({ category, standing: one }) => `${categoryWords(category, t)}: ${standingWords(one, t)}`).join("\n")}</span>;
}

const percent = (share: number, language: string): string => new Intl.NumberFormat(language, { style: "percent" }).format(share);

import { setImmediate as nextTurn } from "node:timers/promises";
import { toAgentId, toContactId, toConversationId, toMessageId, toTeamId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import { reconcile } from "../../shared/sla/records.ts";
import type { Instant } from "../../shared/time.ts";
import { compile } from "../sla/clock-history.ts";
import { settingsFor } from "../sla/settings.ts";
import type { Store, WriteTx } from "../store/store.ts";
import { pastWeeks, type Regular } from "./past-weeks.ts";
import { demoTeams } from "./people.ts";

const AT_ONCE = 60;

/** [BD2] Weeks in which the demo's team worked, for reports, the heat of the hours, and the forecast. Nobody is told of what was missed then. */
export async function tellPastWeeks(store: Store, now: Instant, seed: string): Promise<void> {
  const regulars = pastWeeks({ now, seed });
  for (let first = 0; first < regulars.length; first += AT_ONCE) {
    store.write((tx) => {
      for (const regular of regulars.slice(first, first + AT_ONCE)) tell(tx, regular, now);
    });
    await nextTurn();
  }
}

function tell(tx: WriteTx, regular: Regular, now: Instant): void {
  const phoneNumberId = demoTeams.find(({ name }) => name === regular.team)?.phoneNumberId;
  const number = phoneNumberId === undefined ? undefined : tx.numberByPhoneNumberId(phoneNumberId);
  const began = regular.events[0]?.at;
  if (number === undefined || phoneNumberId === undefined || began === undefined) return;
  const contactId = toContactId(regular.id);
  const id = toConversationId(`${regular.id}-conversation`);
  const team = toTeamId(regular.team.toLowerCase().replaceAll(" ", "-"));
  const context = { number: phoneNumberId, team, language: regular.language };
  tx.put("contact", contactId, { id: contactId, name: regular.name, phone: regular.phone, language: regular.language });
  tx.identify(contactId, "phone", regular.phone);

  tx.appendEvent(id, `beginning:${id}`, { type: "context", id: "beginning", at: began, ...context });
  for (const event of regular.events) tx.appendEvent(id, `past:${event.id}`, event);
  const { calendars, policies } = settingsFor(tx, began);
  const cases = foldCases(regular.events, { policies, calendars, compile, context, now });
  const clocks = cases.flatMap((kase) => kase.clocks.map((clock) => ({ ...clock, caseNo: kase.no })));
  const { record, runs } = reconcile([], clocks, now);
  tx.setClocks(
    id,
    runs.map(({ clock, nextAt }) => ({ ...clock, owner: clock.owner ?? "", policyId: clock.policy?.id, policyVersion: clock.policy?.version, nextAt })),
  );
  for (const { clock, record: due } of record)
    tx.appendSlaEvent({
      ...due,
      conversationId: id,
      owner: due.owner ?? "",
      detectedAt: due.at,
      dueAt: clock.dueAt,
      policyId: clock.policy?.id,
      policyVersion: clock.policy?.version,
    });

  const [asked, answered] = lastWords(tx, regular, id);
  const conversation: Conversation = {
    id,
    numberId: number.id,
    contactId,
    state: "resolved",
    claimEpoch: 1,
    assigneeId: toAgentId(regular.agent),
    teamId: team,
    labels: [regular.label],
    priority: "normal",
    unread: 0,
    createdAt: began,
    lastInboundAt: asked.at,
    lastOutboundAt: answered.at,
    lastMessage: {
      id: answered.id,
      direction: "out",
      authorKind: "human",
      type: "text",
      text: wordsOf(answered),
      at: answered.at,
      state: "read",
    },
    clocks: (cases.at(-1)?.clocks ?? []).map(({ warnings: _warnings, ...clock }) => clock),
  };
  tx.put("conversation", id, conversation);
  for (const message of [asked, answered]) tx.put("message", message.id, message);
}

const wordsOf = ({ content }: Message): string => (content.type === "text" ? content.body : "");

/** What was said last; older words are gone. */
function lastWords(tx: WriteTx, { agent, events, id: regular, language }: Regular, conversationId: Conversation["id"]): readonly [Message, Message] {
  const words = WORDS[language];
  const base = { conversationId, order: 0 };
  const at = (type: "inbound" | "outbound"): Instant => events.findLast((event) => event.type === type)?.at ?? (0 as Instant);
  const [inAt, outAt] = [at("inbound"), at("outbound")];
  return [
    {
      ...base,
      id: toMessageId(`${regular}-asked`),
      direction: "in",
      author: { kind: "customer" },
      content: { type: "text", body: words[0] },
      at: inAt,
      order: tx.nextOrder(),
      state: "received",
      stateAt: { received: inAt },
    },
    {
      ...base,
      id: toMessageId(`${regular}-answered`),
      direction: "out",
      author: { kind: "human", id: toAgentId(agent) },
      content: { type: "text", body: words[1] },
      at: outAt,
      order: tx.nextOrder(),
      state: "read",
      stateAt: { accepted: outAt, read: outAt },
    },
  ];
}

const WORDS: Readonly<Record<Regular["language"], readonly [asked: string, answered: string]>> = {
  en: ["Thanks for looking into it, is it settled now?", "All settled. Write to us any time!"],
  it: ["Grazie, ora è tutto a posto?", "Tutto a posto. Ci scriva quando vuole!"],
  es: ["Gracias, ¿ya está todo arreglado?", "Todo arreglado. ¡Escríbanos cuando quiera!"],
  pt_BR: ["Obrigado, já está tudo certo?", "Tudo certo. Escreva quando quiser!"],
};

import { writeSlaSettings } from "../../backend/sla/settings.ts";
import { refreshClocks } from "../../backend/sla/clocks.ts";
import type { Store } from "../../backend/store/store.ts";
import { toAgentId, toContactId, toConversationId, toDeviceId, toNumberId, toTeamId, type ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { days, hours, minutes, toInstant } from "../../shared/time.ts";
import { aPolicy } from "../fixtures/sla/events.ts";
import type { Chances } from "./chances.ts";
import type { SimulatedPlatform } from "./simulated-platform.ts";

/** A Monday morning. */
export const START = Date.UTC(2026, 10, 23, 9);

export const TEAMS = [toTeamId("orders"), toTeamId("billing")] as const;
const [ORDERS, BILLING] = TEAMS;

export const AGENTS: readonly Agent[] = [
  { id: toAgentId("anna"), name: "Anna", role: "agent", teamIds: [ORDERS] },
  { id: toAgentId("ben"), name: "Ben", role: "agent", teamIds: [ORDERS, BILLING] },
  { id: toAgentId("irene"), name: "Irene", role: "lead", teamIds: [] },
];

/** Whose desk: Anna has two. */
export const DEVICES = [
  { deviceId: toDeviceId("anna-laptop"), agent: "anna" },
  { deviceId: toDeviceId("ben-laptop"), agent: "ben" },
  { deviceId: toDeviceId("irene-laptop"), agent: "irene" },
  { deviceId: toDeviceId("anna-second"), agent: "anna" },
] as const;

export interface SimulatedContact {
  readonly conversationId: ConversationId;
  readonly phone: string;
  readonly name: string;
}

export const CONTACTS: readonly SimulatedContact[] = ["Amelia", "Bruno", "Chiara", "Diego"].map((name, i) => ({
  conversationId: toConversationId(`c${i + 1}`),
  phone: `44770090010${i}`,
  name,
}));

/** Two teams, three people, four customers, some of whose windows are about to close. */
export function seedWorkspace(store: Store, chances: Chances, platform: Pick<SimulatedPlatform, "remember">): void {
  store.write((tx) => {
    writeSlaSettings(tx, { policies: [aPolicy({ warnings: [0.5] })], calendars: { "24/7": "24/7" } }, toInstant(0));
    for (const id of TEAMS) tx.put("team", id, { id, name: id });
    for (const agent of AGENTS) tx.put("agent", agent.id, agent);
    for (const { agent, deviceId } of DEVICES)
      tx.putDevice({
        id: deviceId,
        agentId: toAgentId(agent),
        name: deviceId,
        refreshHash: `refresh-${deviceId}`,
        expiresAt: toInstant(START + days(365)),
        lastMutId: 0,
        lastSeenAt: toInstant(START),
        revoked: false,
      });
    tx.put("number", "n1", {
      id: toNumberId("n1"),
      phoneNumberId: "1065403",
      displayNumber: "15550783881",
      displayName: "Shop",
      teamId: ORDERS,
      connection: "connected",
      quality: { value: "green", source: "webhook" },
      limit: { scope: "portfolio", value: "unlimited" },
      enforcement: [],
    });
    for (const [i, { conversationId, name, phone }] of CONTACTS.entries()) {
      const contactId = toContactId(`contact-${conversationId}`);
      tx.put("contact", contactId, { id: contactId, name, phone, language: "en" });
      tx.identify(contactId, "phone", phone);
      // Values at the edge: a window that closes within minutes is where most can go wrong.
      const wroteAt = toInstant(
        Math.floor((START - chances.pick([minutes(3), hours(2), hours(24) - minutes(4), hours(24) - minutes(20), hours(30)])) / 1_000) * 1_000,
      );
      const conversation: Conversation = {
        id: conversationId,
        numberId: toNumberId("n1"),
        contactId,
        state: "queued",
        claimEpoch: 0,
        teamId: i === 3 ? undefined : TEAMS[i % 2],
        labels: [],
        priority: "normal",
        unread: 1,
        lastInboundAt: wroteAt,
        createdAt: wroteAt,
        clocks: [],
      };
      tx.put("conversation", conversationId, conversation);
      tx.appendEvent(conversationId, `first:${conversationId}`, { type: "inbound", at: wroteAt, sentAt: wroteAt });
      refreshClocks(tx, conversationId, toInstant(START));
      platform.remember(phone, wroteAt);
    }
  });
}

import { toAgentId, toNumberId, toTeamId } from "../../shared/ids.ts";
import type { Agent, BusinessNumber, Label, Team, Template } from "../../shared/inbox/people.ts";
import { toInstant } from "../../shared/time.ts";

export const NOW = toInstant(Date.parse("2026-03-10T09:52:22Z"));

export const irene = toAgentId("a-irene");
export const tomas = toAgentId("a-tomas");
export const ben = toAgentId("a-ben");
export const sofia = toAgentId("a-sofia");
export const orders = toTeamId("t-orders");
export const billing = toTeamId("t-billing");
export const shopEu = toNumberId("n-eu");

export const agents: readonly Agent[] = [
  { id: irene, name: "Irene Ruiz", role: "agent", teamIds: [orders] },
  { id: tomas, name: "Tomás Vidal", role: "lead", teamIds: [orders, billing] },
  { id: ben, name: "Ben Carter", role: "agent", teamIds: [billing] },
  { id: sofia, name: "Sofia Rossi", role: "agent", teamIds: [orders] },
  { id: toAgentId("a-bot"), name: "Shop Bot", role: "bot", teamIds: [] },
];

export const teams: readonly Team[] = [
  { id: orders, name: "Orders EU" },
  { id: billing, name: "Billing" },
];

export const labels: readonly Label[] = [
  { id: "delay", name: "Delivery delay", hue: 188 },
  { id: "refund", name: "Refund", hue: 350 },
  { id: "change", name: "Change order", hue: 222 },
  { id: "invoice", name: "Invoice", hue: 24 },
  { id: "warranty", name: "Warranty", hue: 152 },
];

export const numbers: readonly BusinessNumber[] = [
  {
    id: shopEu,
    phoneNumberId: "1000",
    displayNumber: "+34 911 23 45 67",
    displayName: "Shop EU",
    connection: "connected",
    quality: { value: "green", observedAt: toInstant(NOW - 120_000), source: "webhook" },
    limit: { scope: "portfolio", value: 2_000 },
    enforcement: [],
  },
  {
    id: toNumberId("n-latam"),
    phoneNumberId: "1001",
    displayNumber: "+52 55 1234 5678",
    displayName: "Shop LATAM",
    connection: "connected",
    quality: { value: "green", source: "webhook" },
    limit: { scope: "portfolio", value: 2_000 },
    enforcement: [],
  },
];

export const templates: readonly Template[] = [
  {
    id: "tp1",
    name: "order_shipped_v3",
    language: "en",
    category: "UTILITY",
    status: "APPROVED",
    quality: "GREEN",
    header: "Your order is on its way",
    body: "Hello {{name}}, your order *{{order}}* left our warehouse. It arrives on {{day}}.",
    footer: "Shop EU",
    buttons: ["Track parcel", "Talk to us"],
  },
  {
    id: "tp2",
    name: "refund_done",
    language: "it",
    category: "UTILITY",
    status: "APPROVED",
    quality: "GREEN",
    body: "Ciao {{name}}, il rimborso di {{amount}} è partito oggi.",
    buttons: [],
  },
  {
    id: "tp3",
    name: "we_are_here",
    language: "en",
    category: "UTILITY",
    status: "APPROVED",
    quality: "UNKNOWN",
    body: "Hello {{name}}, we have an answer to your question. May we send it?",
    buttons: ["Yes, please", "No, thanks"],
  },
  {
    id: "tp4",
    name: "spring_offer",
    language: "en",
    category: "MARKETING",
    status: "PAUSED",
    quality: "RED",
    body: "Ten percent off all boots until Sunday.",
    buttons: ["Shop"],
  },
  {
    id: "tp5",
    name: "new_collection",
    language: "en",
    category: "MARKETING",
    status: "APPROVED",
    quality: "YELLOW",
    body: "Hello {{name}}, the new collection is here.",
    buttons: ["Look"],
  },
];

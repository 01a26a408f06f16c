import type { RemoteTemplate } from "../cloud-api/port.ts";
import { templateNode } from "../cloud-api/simulator/templates.ts";
import { simulatedTemplates } from "./simulated-templates.ts";

interface DemoTeam {
  readonly name: string;
  /** Which of the demo's numbers the team answers, by its phone number id. */
  readonly phoneNumberId: string;
}

interface DemoAgent {
  readonly name: string;
  readonly role: "agent" | "lead" | "admin";
  readonly teams: readonly string[];
  readonly languages: readonly string[];
}

interface DemoLabel {
  readonly name: string;
  /** Degrees on the colour circle. */
  readonly hue: number;
}

export const demoTeams: readonly DemoTeam[] = [
  { name: "Orders EU", phoneNumberId: "410000000000001" },
  { name: "Billing", phoneNumberId: "410000000000002" },
];

export const demoAgents: readonly DemoAgent[] = [
  { name: "Irene Rossi", role: "lead", teams: ["Orders EU", "Billing"], languages: ["it", "en", "es"] },
  { name: "Marco Bianchi", role: "agent", teams: ["Orders EU"], languages: ["it", "en"] },
  { name: "Sofia Almeida", role: "agent", teams: ["Orders EU", "Billing"], languages: ["pt_BR", "es", "en"] },
  { name: "Dev Patel", role: "agent", teams: ["Billing"], languages: ["en"] },
  { name: "Ada Lindqvist", role: "admin", teams: [], languages: ["en"] },
];

export const demoLabels: readonly DemoLabel[] = [
  { name: "Delivery delay", hue: 32 },
  { name: "Refund", hue: 340 },
  { name: "Change order", hue: 262 },
  { name: "Invoice", hue: 205 },
  { name: "Warranty", hue: 12 },
  { name: "Booking", hue: 165 },
  { name: "Product question", hue: 95 },
];

/** As the platform lists them, for a store that is seeded without asking it. */
export const demoTemplates: readonly RemoteTemplate[] = simulatedTemplates.map((template) => ({
  id: template.id,
  name: template.name,
  language: template.language,
  category: template.category,
  status: template.status,
  quality: template.quality,
  components: templateNode(template).components as RemoteTemplate["components"],
}));

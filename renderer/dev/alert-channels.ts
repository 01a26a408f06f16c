import type { AlertChannelCommands, AlertWebhook, WallboardScreen, WebhookDelivery } from "../commands/alert-channels.ts";
import { ago } from "./conversations.ts";
import { NOW } from "./people.ts";
import { minutes, plus } from "../../shared/time.ts";

const told = <Fact>(fact: Fact) => ({ kind: "fresh", seen: { fact, at: NOW } }) as const;
const log: readonly WebhookDelivery[] = [
  { id: "d3", kind: "breach", count: 1, state: "waiting", attempts: 4, createdAt: ago(6), nextAt: plus(NOW, minutes(2)), status: 503, trouble: "refused" },
  { id: "d2", kind: "breach", count: 12, state: "done", attempts: 1, createdAt: ago(50), status: 200 },
  { id: "d1", kind: "surge", count: 1, state: "done", attempts: 2, createdAt: ago(190), status: 204 },
];
export const fakeWebhooks: readonly AlertWebhook[] = [
  {
    id: "w1",
    name: "Duty phone",
    address: "https://pager.example.com/hooks/greenline",
    kinds: ["breach", "overflow", "surge"],
    waiting: 1,
    failingSince: ago(6),
    last: log[0],
  },
  { id: "w2", name: "Team chat", address: "https://chat.example.com/in/8f2c", kinds: ["warning", "breach"], waiting: 0, last: log[1] },
];
const screens: readonly WallboardScreen[] = [
  { id: "s1", name: "Support room", createdAt: ago(60 * 24 * 12), seenAt: ago(1) },
  { id: "s2", name: "Kitchen", createdAt: ago(60 * 24 * 3) },
];

export const fakeAlertChannelCommands: AlertChannelCommands = {
  alertWebhooks: async () => told(fakeWebhooks),
  addAlertWebhook: async () => ({ kind: "saved", shown: "Jd8fQm2LxVw0aZkTn5rYc7Hb1PgEsUoI" }),
  changeAlertWebhook: async () => ({ kind: "saved" }),
  removeAlertWebhook: async () => ({ kind: "saved" }),
  newAlertWebhookSecret: async () => ({ kind: "saved", shown: "Zk1PgEsUoIJd8fQm2LxVw0aTn5rYc7Hb" }),
  testAlertWebhook: async () => ({ kind: "tested", ok: true, status: 200, tookMs: 84 }),
  alertWebhookLog: async () => told(log),
  wallboards: async () => told(screens),
  addWallboard: async () => ({ kind: "saved", shown: "mQ2LxVw0aZkTn5rYc7Hb1PgEsUoIJd8f" }),
  wallboardLink: (token) => `https://desk.example.com/wallboard#token=${token}`,
  removeWallboard: async () => ({ kind: "saved" }),
};

import { toAgentId, toNumberId, toTeamId } from "../../shared/ids.ts";
import type { Auth } from "../auth/auth.ts";
import { demoNumbers } from "../cloud-api/simulator/simulator-config.ts";
import { toInstant } from "../../shared/time.ts";
import { hasSlaSettings, writeSlaSettings } from "../sla/settings.ts";
import type { Store, WriteTx } from "../store/store.ts";
import { demoCannedReplies } from "./canned-replies.ts";
import { demoCalendars, demoPolicies } from "./demo-clocks.ts";
import { demoAgents, demoLabels, demoTeams } from "./people.ts";

/** For everybody in the demo; it is no secret. */
export const DEMO_PASSWORD = "greenline-demo";

const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");

/** Whom a visitor of the demo becomes: the lead, who sees every team. */
export const DEMO_VISITOR = slug(demoAgents.find(({ role }) => role === "lead")?.name ?? "");

/** The demo's people, teams, labels and numbers; what is there already stays. Gives the demo bot's token, new at each start. */
export async function seedWorkspace(store: Store, auth: Auth): Promise<{ readonly botToken: string }> {
  store.write((tx) => {
    if (!hasSlaSettings(tx)) writeSlaSettings(tx, { policies: demoPolicies, calendars: demoCalendars }, toInstant(0));
    for (const { name } of demoTeams) tx.put("team", slug(name), { id: toTeamId(slug(name)), name });
    for (const { hue, name } of demoLabels) tx.put("label", slug(name), { id: slug(name), name, hue });
    if (tx.all("cannedReply").length === 0) seedCannedReplies(tx);
    for (const number of demoNumbers) {
      if (tx.numberByPhoneNumberId(number.phoneNumberId) !== undefined) continue;
      const team = demoTeams.find(({ phoneNumberId }) => phoneNumberId === number.phoneNumberId);
      const id = toNumberId(`number-${number.phoneNumberId}`);
      tx.put("number", id, {
        id,
        phoneNumberId: number.phoneNumberId,
        displayNumber: number.displayNumber,
        displayName: number.name,
        teamId: team === undefined ? undefined : toTeamId(slug(team.name)),
        connection: "connected",
        quality: { value: "green", source: "webhook" },
        limit: { scope: "portfolio", value: 2_000 },
        enforcement: [],
      });
    }
  });
  for (const { name, role, teams } of demoAgents) {
    if (store.read((tx) => tx.get("agent", slug(name))) === undefined)
      await auth.createAgent({ id: slug(name), name, role, password: DEMO_PASSWORD, teamIds: teams.map(slug) }, "demo");
  }
  const bot = await auth.createAgent({ id: "shop-bot", name: "Shop Bot", role: "bot", teamIds: demoTeams.map(({ name }) => slug(name)) }, "demo");
  if (bot === "name-taken") throw new Error("The demo's bot has no login.");
  return { botToken: bot.token };
}

function seedCannedReplies(tx: WriteTx): void {
  for (const { about = [], shortcut, tags, texts, title, used } of demoCannedReplies) {
    const id = `canned-${shortcut}`;
    const updatedBy = toAgentId(DEMO_VISITOR);
    tx.put("cannedReply", id, { id, shortcut, title, texts, tags, labels: about.map(slug), updatedAt: toInstant(0), updatedBy, usage: { count: used } });
  }
}

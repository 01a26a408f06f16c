import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { GuardSaved, PreviewAnswer, SavedGuardPolicy } from "../../renderer/commands/guard-settings.ts";
import { createGuardSettingsCommands } from "../../renderer/commands/guard-settings.ts";
import type { Commands } from "../../renderer/commands/commands.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { guardFiguresOfDev, previewOfDev, savedGuardPolicy } from "../../renderer/dev/guard-settings.ts";
import { agents, NOW } from "../../renderer/dev/people.ts";
import { CATALOGUES, createWords } from "../../renderer/messages/i18n.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { FindingWhy } from "../../renderer/views/composer/finding-why.tsx";
import { figuresCsv } from "../../renderer/views/guard-settings/figures-csv.ts";
import { guardDraftOf, rebased, withGuardNews } from "../../renderer/views/guard-settings/guard-draft.ts";
import { RULE_FIELDS } from "../../renderer/views/guard-settings/rule-fields.ts";
import { RULE_GROUPS, ruleOfPath } from "../../renderer/views/guard-settings/rule-groups.ts";
import { SettingsPage } from "../../renderer/views/settings/settings-page.tsx";
import { DEFAULT_GUARD_POLICY } from "../../shared/guard/context.ts";
import { policyChanges, valueAt, withValue } from "../../shared/guard/policy-changes.ts";
import { RULE_IDS } from "../../shared/guard/rule-ids.ts";
import { days, minus, minutes } from "../../shared/time.ts";
import { idOf } from "../../renderer/dev/conversations.ts";
import { draw } from "./views-harness.tsx";

const lead = { ...agents[1]!, role: "lead" as const };
const agent = { ...agents[0]!, role: "agent" as const };

beforeEach(() => {
  inboxStore.setState(fakeInbox({ me: lead }));
  setUi({
    page: "settings",
    settingsTab: "guard",
    guardDraft: undefined,
    guardRuleOpen: undefined,
    guardPreview: undefined,
    opened: undefined,
    selected: undefined,
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function page(commands: Partial<Commands> = {}) {
  draw(<SettingsPage installation={{ server: { url: "", embedded: false, demo: false }, secretStore: "strong" }} />, commands);
  await screen.findByRole("heading", { level: 2, name: "Guard" });
  await waitFor(() => expect(readUi().guardDraft).toBeDefined());
}
/** The button of its line: other buttons lead to a rule by the same name. */
const open = (name: string) => {
  const line = Array.from(document.querySelectorAll("[data-rule]")).find(({ textContent }) => textContent === name);
  if (line === undefined) throw new Error(`There is no rule ${name}.`);
  return userEvent.click(line);
};
const save = () => userEvent.click(screen.getByRole("button", { name: /^Save/u }));
/** A server that answers in this way, and remembers what it was told to save. */
function aServer(...answers: readonly GuardSaved[]) {
  const saved: SavedGuardPolicy[] = [];
  const rest = [...answers];
  return {
    saved,
    saveGuardPolicy: async (policy: SavedGuardPolicy): Promise<GuardSaved> => {
      saved.push(policy);
      return rest.shift() ?? { kind: "saved", saved: { ...policy, version: policy.version + 1 } };
    },
  };
}

describe("[S0-26] every finding has a help text", () => {
  test("in all four languages, and a plain name", () => {
    for (const [language, catalogue] of Object.entries(CATALOGUES)) {
      const missing = RULE_IDS.flatMap((rule) => [`guard.about.${rule}`, `guardSet.name.${rule}`]).filter(
        (key) => ((catalogue as Record<string, string>)[key] ?? "").trim() === "",
      );
      expect([language, missing]).toEqual([language, []]);
    }
  });

  test("Why? leads from a finding to its rule in the settings", async () => {
    setUi({ page: "inbox", settingsTab: "general" });
    const finding = { rule: "G-QUIET", severity: "confirm", messageKey: "guard.quiet", evidence: {}, remedies: [] } as const;
    draw(<FindingWhy conversationId={idOf(1)} finding={finding} id="why" />);
    await userEvent.click(screen.getByRole("button", { name: "See this rule in the settings" }));
    expect(readUi()).toMatchObject({ page: "settings", settingsTab: "guard", guardRuleOpen: "G-QUIET" });
  });

  test("the page has every rule once, and every field of the policy belongs to its rule", async () => {
    expect(Object.values(RULE_GROUPS).flat().toSorted()).toEqual([...RULE_IDS].toSorted());
    for (const [rule, fields] of Object.entries(RULE_FIELDS))
      for (const { path } of fields ?? []) {
        expect([path, valueAt(DEFAULT_GUARD_POLICY, path) === undefined]).toEqual([path, false]);
        expect([path, ruleOfPath(path)]).toEqual([path, rule]);
      }
    await page();
    for (const rule of RULE_IDS) expect(document.querySelectorAll(`[data-rule="${rule}"]`)).toHaveLength(1);
  });
});

describe("[S0-11] the figures", () => {
  test("of a rule stand beside it, and opened it tells the reasons, the people and what followed", async () => {
    await page();
    expect(
      await screen.findByRole("img", { name: /^Spoken 57 times: 31 sent with a reason, 14 reworded before sending, 12 held back; 9 of what was held/u }),
    ).toBeTruthy();
    await open("Follow-ups without an answer");
    expect(within(screen.getByRole("region", { name: "What followed within 3 days" })).getByText("refused by WhatsApp (131049)")).toBeTruthy();
    expect(within(screen.getByRole("region", { name: "Reasons" })).getByText("The customer asked for it")).toBeTruthy();
    expect(screen.getByText("2 still under way")).toBeTruthy();
    await open("Another subject");
    expect(screen.getByText(/False alarms, as people called them: 5.1%/u)).toBeTruthy();
  });

  test("are asked for the period that is chosen", async () => {
    const asked: number[] = [];
    await page({
      guardFigures: async (from, to) => {
        asked.push((to - from) / days(1));
        return { kind: "fresh", seen: { fact: guardFiguresOfDev, at: NOW } };
      },
    });
    await userEvent.click(screen.getByRole("radio", { name: "90 days" }));
    await waitFor(() => expect(asked).toEqual([30, 90]));
  });

  test("can be had as a table of their own, with a person's name that is no formula", () => {
    const people = guardFiguresOfDev.agents.map((one, place) => (place === 0 ? { ...one, name: "=1+1" } : one));
    const words = createWords("en-GB");
    const lines = figuresCsv({ ...guardFiguresOfDev, agents: people }, (key, values) => words.t(key, { ...values })).split("\r\n");
    expect(lines).toContain("G-FOLLOW-UP,Follow-ups without an answer,,what followed,refused by WhatsApp (131049),3");
    expect(lines).toContain("G-FOLLOW-UP,Follow-ups without an answer,,reason,The customer asked for it,16");
    expect(lines).toContain("G-FOLLOW-UP,Follow-ups without an answer,'=1+1,sent with a reason,,31");
  });
});

describe("[S0-10] changing the policy", () => {
  test("only what may be chosen is offered; where nothing may, it says why", async () => {
    await page();
    await open("Another subject");
    expect(
      within(screen.getByLabelText("Gravity"))
        .getAllByRole("option")
        .map(({ textContent }) => textContent),
    ).toEqual(["Needs a reason (default)", "Off"]);
    await open("Consent");
    expect(screen.queryByLabelText("Gravity")).toBeNull();
    expect(screen.getByText(/This cannot be changed/u)).toBeTruthy();
  });

  test("a number is saved with the version it began from, and the lead's own source and day", async () => {
    const server = aServer();
    await page(server);
    await open("Advertising");
    const field = screen.getByLabelText("Weight from which a passage counts as advertising");
    await userEvent.clear(field);
    await userEvent.type(field, "4,5");
    expect(screen.getByText("Changed, not saved: 1 setting of the guard")).toBeTruthy();
    await save();
    expect(server.saved).toHaveLength(1);
    expect(server.saved[0]).toMatchObject({ version: 4, policy: { text: { promo: { threshold: { value: 4.5, source: "set by this team" } } } } });
    expect(await screen.findByText(/^Saved\. The server goes by it/u)).toBeTruthy();
  });

  test("back at the default it has the default's source again, and nothing is left to save", async () => {
    await page();
    await open("Same text to many");
    expect(screen.getByText(/^Default: 10/u)).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Back to the default: People, from one person" }));
    expect(valueAt(readUi().guardDraft!.policy, "reach.bulk.people.agent")).toBe(10);
    await userEvent.click(screen.getByRole("button", { name: "Discard" }));
    expect(valueAt(readUi().guardDraft!.policy, "reach.bulk.people.agent")).toBe(6);
    await userEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(valueAt(readUi().guardDraft!.policy, "reach.bulk.people.agent")).toBe(10);
  });

  test("what is no number is told at its field and keeps the draft from being saved", async () => {
    const server = aServer();
    await page(server);
    await open("Follow-ups without an answer");
    const field = screen.getByLabelText("Pause before writing again");
    await userEvent.clear(field);
    await userEvent.type(field, "soon");
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(document.getElementById(field.getAttribute("aria-describedby")!)?.textContent).toBe("This is not a number that fits here.");
    await save();
    expect(server.saved).toEqual([]);
  });

  test("what the server refuses stands at the field of its path", async () => {
    await page(aServer({ kind: "refused", problems: [{ path: "reach.followUp.pause", message: "Too short for this house.", code: "value" }] }));
    await open("Follow-ups without an answer");
    const field = screen.getByLabelText("Pause before writing again");
    await userEvent.clear(field);
    await userEvent.type(field, "5");
    await save();
    expect(await screen.findByText("Too short for this house.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Save (1 fault)" })).toBeTruthy();
  });

  test("the house style is edited language by language, and an empty word is a fault at its field", async () => {
    const server = aServer();
    await page(server);
    await open("House style");
    await userEvent.click(screen.getByRole("button", { name: "Add a language" }));
    const guide = screen.getByRole("group", { name: "Style guide for Spanish" });
    await userEvent.click(within(guide).getByRole("button", { name: "Add a word" }));
    expect(within(guide).getByText("Something has to stand here.")).toBeTruthy();
    await userEvent.type(within(guide).getByLabelText("Avoid"), "lamentablemente");
    await userEvent.type(within(guide).getByLabelText("Write instead"), "lo siento");
    await userEvent.selectOptions(within(guide).getByLabelText("Customers are addressed"), "polite");
    await save();
    expect(server.saved[0]?.policy.text.style[2]).toEqual({ language: "es", words: [{ avoid: "lamentablemente", prefer: "lo siento" }], address: "polite" });
  });

  test("[G-TOPIC] the share of false alarms is set, and what was learned forgotten", async () => {
    const server = aServer();
    await page(server);
    await open("Another subject");
    const field = screen.getByLabelText("Share of your own good replies that may be warned about");
    await userEvent.clear(field);
    await userEvent.type(field, "3");
    await userEvent.click(screen.getByRole("button", { name: "Forget what was learned" }));
    await save();
    expect(server.saved[0]?.policy.text.topic).toMatchObject({ falseAlarms: { value: 0.03 }, learnSince: NOW });
  });

  test("where somebody else has saved meanwhile, theirs is shown and mine can stand on it", async () => {
    const theirs = { version: 5, policy: withValue(savedGuardPolicy.policy, "duplicatePeriod", minutes(3)) };
    const server = aServer({ kind: "changed-meanwhile" });
    let asked = 0;
    await page({ ...server, guardPolicy: async () => ({ kind: "fresh", seen: { fact: (asked += 1) === 1 ? savedGuardPolicy : theirs, at: NOW } }) });
    await open("Wrong name");
    await userEvent.selectOptions(screen.getByLabelText("Gravity"), "advise");
    await save();
    await userEvent.click(await screen.findByRole("button", { name: "Look at theirs…" }));
    expect(within(screen.getByRole("dialog")).getByText("Said twice: The same text counts as a repetition for")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Keep mine on top" }));
    await save();
    expect(server.saved[1]).toMatchObject({ version: 5, policy: { duplicatePeriod: minutes(3), severities: { "G-NAME": "advise" } } });
  });

  test("both changed the same: mine stands, and it is said", () => {
    const mine = { ...guardDraftOf(savedGuardPolicy), policy: withValue(savedGuardPolicy.policy, "severities.G-NAME", "advise") };
    const theirs = { version: 5, policy: withValue(savedGuardPolicy.policy, "severities.G-NAME", "off") };
    expect(withGuardNews(mine, theirs).theirs).toEqual(theirs);
    const { both, draft } = rebased(mine, theirs);
    expect([both, draft.policy.severities?.["G-NAME"]]).toEqual([["severities.G-NAME"], "advise"]);
  });
});

describe("who reads", () => {
  test("[S0-11] an agent sees rules and numbers, and neither fields nor anybody's figures", async () => {
    inboxStore.setState(fakeInbox({ me: agent }));
    const guardFigures = vi.fn<Commands["guardFigures"]>();
    await page({ guardFigures });
    await open("Same text to many");
    expect(screen.getByText("People, from one person")).toBeTruthy();
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.queryByRole("combobox")).toBeNull();
    expect(screen.queryByText("Quality of answers by person")).toBeNull();
    expect(guardFigures).not.toHaveBeenCalled();
  });

  test("without a network what was saved last stays readable with its time, and nothing can be changed", async () => {
    await page({ guardPolicy: async () => ({ kind: "no-network", seen: { fact: savedGuardPolicy, at: NOW } }) });
    expect(screen.getByText(/It can be read, not changed/u)).toBeTruthy();
    expect(screen.getByText(/^as of/u)).toBeTruthy();
    await open("Same text to many");
    expect(screen.queryByLabelText("Gravity")).toBeNull();
  });
});

describe("[S0-11] what last month would have looked like", () => {
  const look = () => userEvent.click(screen.getByRole("button", { name: /^Look at last month/u }));

  test("is asked under what is on screen, tells how far it is, and can be stopped", async () => {
    const asked: Parameters<Commands["guardPreview"]>[0][] = [];
    let tell: (progress: { readonly done: number; readonly of: number }) => void = () => {};
    await page({
      guardPreview: (question, onProgress, signal) => {
        asked.push(question);
        tell = onProgress;
        return new Promise<PreviewAnswer>((resolve) => signal.addEventListener("abort", () => resolve({ kind: "stopped" })));
      },
    });
    await open("Wrong name");
    await userEvent.selectOptions(screen.getByLabelText("Gravity"), "off");
    await userEvent.click(screen.getByRole("button", { name: "See last month under it" }));
    expect(asked).toMatchObject([{ from: minus(NOW, days(30)), to: NOW, policy: { severities: { "G-NAME": "off" } } }]);
    await act(async () => tell({ done: 120, of: 3_000 }));
    expect(screen.getByText("120 of 3,000 messages")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Stop" }));
    expect(await screen.findByText(/^Stopped/u)).toBeTruthy();
  });

  test("says of each rule what it said and would have said, of which share, and what is not counted", async () => {
    await page();
    await look();
    expect(await screen.findByText(/3,000 of 8,412 messages \(35.7%\)/u)).toBeTruthy();
    const row = screen.getByRole("row", { name: /^House style/u });
    expect(
      within(row)
        .getAllByRole("cell")
        .map(({ textContent }) => textContent),
    ).toEqual(["212 advised", "212 asked", "212"]);
    expect(screen.getByText(/Not counted.*Another subject, A colleague has it/u)).toBeTruthy();
  });

  test("an example opens its conversation at the message", async () => {
    await page();
    await look();
    const examples = await screen.findByRole("list", { name: "Examples: House style" });
    await userEvent.click(within(examples).getAllByRole("button")[0]!);
    const [first] = previewOfDev.rules.find(({ rule }) => rule === "G-STYLE")!.examples;
    expect(readUi()).toMatchObject({ page: "inbox", opened: first!.conversationId, sought: { id: first!.messageId } });
  });

  test("is marked where something was changed since", async () => {
    await page();
    await look();
    await screen.findByText(/3,000 of 8,412/u);
    await open("Wrong name");
    await userEvent.selectOptions(screen.getByLabelText("Gravity"), "off");
    expect(screen.getByText(/You have changed something since/u)).toBeTruthy();
  });
});

test("[S0-10] what is sent to be saved is only what differs from the defaults, and a 409, a 422 and silence are told apart", async () => {
  const sent: unknown[] = [];
  const answers = [
    () => new Response(JSON.stringify({ version: 7, severities: { "G-NAME": "stop" } })),
    () => new Response("{}", { status: 409 }),
    () => new Response(JSON.stringify({ errors: [{ path: "windowMargin", message: "No.", code: "value" }] }), { status: 422 }),
    () => Promise.reject(new Error("no network")),
  ];
  const commands = createGuardSettingsCommands({
    clock: { now: () => NOW },
    request: async (_path, init) => {
      sent.push(JSON.parse(String(init?.body)));
      return answers.shift()!();
    },
  });
  const policy = withValue(DEFAULT_GUARD_POLICY, "severities.G-NAME", "stop");
  const first = await commands.saveGuardPolicy({ version: 6, policy });
  expect(sent).toEqual([{ severities: { "G-NAME": "stop" }, version: 6 }]);
  expect(first.kind === "saved" && policyChanges(first.saved.policy, policy)).toEqual([]);
  expect((await commands.saveGuardPolicy({ version: 6, policy })).kind).toBe("changed-meanwhile");
  expect(await commands.saveGuardPolicy({ version: 6, policy })).toEqual({
    kind: "refused",
    problems: [{ path: "windowMargin", message: "No.", code: "value" }],
  });
  expect((await commands.saveGuardPolicy({ version: 6, policy })).kind).toBe("no-network");
});

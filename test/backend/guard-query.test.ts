import { describe, expect, test } from "vitest";
import { main } from "../../backend/cli/greenline.ts";
import { parseTime } from "../../backend/parse-time.ts";
import { checkQuery } from "../../shared/api/guard-query.ts";
import { guardQuerySchema } from "../../shared/api/guard-query-schema.ts";
import { presentFinding } from "../../shared/api/present-finding.ts";
import { REACH_FACTS } from "../../shared/guard/reach-policy.ts";
import { problemsOf, problemText } from "../../shared/sla/problems.ts";

const NOW = "2026-03-02T11:00:00Z";
const customer = { from: "customer", at: "2026-03-02T10:00:00Z", text: "Where is my order 8841?" };
const utility = { kind: "template", template: { name: "parcel", language: "en", category: "UTILITY", body: "Your parcel leaves today." } };
const marketing = { kind: "template", template: { name: "sale", language: "en", category: "MARKETING", body: "Spring sale" } };
const text = (words = "It arrives on Tuesday.") => ({ kind: "text", text: words });

interface Asked {
  readonly conversation?: object;
  readonly draft?: object;
  readonly now?: string;
  readonly policy?: object;
  readonly author?: object;
  readonly recentSends?: readonly object[];
  readonly rollout?: object;
}
const ask = ({ conversation = {}, draft = text(), ...rest }: Asked) =>
  checkQuery(guardQuerySchema.parse({ now: NOW, draft, conversation: { messages: [customer], ...conversation }, ...rest }), parseTime);
const ruleIn = (rule: string, asked: Asked) => ask(asked).find((finding) => finding.rule === rule);
const problem = (asked: object): string => {
  const parsed = guardQuerySchema.safeParse({ now: NOW, draft: text(), conversation: { messages: [] }, ...asked });
  return parsed.success ? "" : problemText(problemsOf(parsed.error));
};

describe("the contact", () => {
  const silent = { messages: [{ ...customer, at: "2026-02-20T10:00:00Z" }] };

  test("[G-CONSENT] consents as the API gives them; an empty list is known to be empty, a missing one is unknown", () => {
    expect(ruleIn("G-CONSENT", { conversation: { ...silent, contact: { id: "p1", consents: [] } }, draft: marketing })).toMatchObject({ severity: "stop" });
    expect(ruleIn("G-CONSENT", { conversation: { ...silent, contact: { id: "p1" } }, draft: marketing })).toBeUndefined();
    expect(ruleIn("G-CONSENT", { conversation: silent, draft: marketing })).toBeUndefined();
    const granted = { category: "marketing", state: "granted", at: "2026-01-01T00:00:00Z", source: "website", evidence: "https://shop.example", by: "anna" };
    expect(ruleIn("G-CONSENT", { conversation: { ...silent, contact: { consents: [granted] } }, draft: marketing })).toBeUndefined();
    expect(
      ruleIn("G-CONSENT", { conversation: { ...silent, contact: { consents: [{ ...granted, evidence: { form: "A4" } }] } }, draft: marketing }),
    ).toBeUndefined();
    expect(ruleIn("G-CONSENT", { conversation: { ...silent, contact: { consents: [{ ...granted, evidence: null }] } }, draft: marketing })).toMatchObject({
      messageKey: "guard.consent.unproved",
    });
  });

  test("[G-OPTED-OUT] a withdrawal stops its category, one of everything stops all", () => {
    const withdrawn = (category: string) => ({ category, state: "withdrawn", at: "2026-03-02T10:00:00Z", source: "keyword", by: "customer" });
    expect(ruleIn("G-OPTED-OUT", { conversation: { ...silent, contact: { consents: [withdrawn("marketing")] } }, draft: marketing })).toMatchObject({
      severity: "stop",
    });
    expect(ruleIn("G-OPTED-OUT", { conversation: { contact: { consents: [withdrawn("everything")] } } })).toMatchObject({ severity: "stop" });
    expect(
      ruleIn("G-OPTED-OUT", {
        conversation: { messages: [customer, { ...customer, at: "2026-03-02T10:30:00Z" }], contact: { consents: [withdrawn("everything")] } },
      }),
    ).toBeUndefined();
  });

  test("[G-QUIET] their zone, or the country of their number, however it is written", () => {
    const night = { draft: utility, now: "2026-03-01T22:00:00Z" };
    expect(ruleIn("G-QUIET", { ...night, conversation: { ...silent, contact: { timeZone: "Europe/Rome" } } })).toMatchObject({
      severity: "confirm",
      evidence: { zone: "Europe/Rome" },
    });
    expect(ruleIn("G-QUIET", { ...night, conversation: { ...silent, contact: { phone: "+39 333 123-4567" } } })).toMatchObject({
      evidence: { zone: "Europe/Rome" },
    });
    expect(ruleIn("G-QUIET", { ...night, conversation: { ...silent, contact: { phone: "+81 90 1234 5678" } }, now: "2026-03-02T02:00:00Z" })).toBeUndefined();
  });

  test("[G-STALE-CONTACT] when they were last there", () => {
    const messages: object[] = [];
    expect(ruleIn("G-STALE-CONTACT", { draft: utility, conversation: { messages, contact: { lastActivityAt: "2025-03-01T00:00:00Z" } } })).toMatchObject({
      severity: "confirm",
    });
    expect(ruleIn("G-STALE-CONTACT", { draft: utility, conversation: { messages, contact: { lastActivityAt: "2026-02-01T00:00:00Z" } } })).toBeUndefined();
    expect(ruleIn("G-STALE-CONTACT", { draft: utility, conversation: { messages } })).toBeUndefined();
  });
});

describe("the number", () => {
  const past = [{ ...customer, at: "2026-02-20T10:00:00Z" }];
  const number = {
    id: "n1",
    phoneNumberId: "1",
    connection: "connected",
    quality: { value: "green", source: "webhook" },
    limit: { scope: "portfolio", value: 250 },
    usage24h: { atLeast: 250, nextFreeAt: "2026-03-02T12:30:00Z" },
    enforcement: [],
    regime: "portfolio-2025",
  };

  test("[G-NUMBER] [S4-7] as in GET /numbers: limit reached stops a template with the next free time, and no answer", () => {
    expect(ruleIn("G-NUMBER", { conversation: { messages: past, number }, draft: utility })).toMatchObject({
      severity: "stop",
      messageKey: "guard.number.limitReached",
    });
    expect(ruleIn("G-NUMBER", { conversation: { number } })).toBeUndefined();
  });

  test("[G-NUMBER] restrictions with an end, without one, and of a kind that is new", () => {
    const under = (enforcement: object[], draft: object = utility) => ruleIn("G-NUMBER", { conversation: { messages: past, number: { enforcement } }, draft });
    expect(under([{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING", from: "2026-03-01T00:00:00Z", until: "2026-03-04T00:00:00Z" }])).toMatchObject({
      severity: "stop",
      messageKey: "guard.number.restrictedUntil",
    });
    expect(under([{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING", until: "indefinite" }])).toMatchObject({
      severity: "stop",
      messageKey: "guard.number.restricted",
    });
    expect(under([{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING", until: "2026-03-02T11:00:00Z" }])).toBeUndefined();
    expect(under([{ type: "constructor", until: null }])).toMatchObject({ severity: "confirm" });
  });

  test("[G-NUMBER] bare values and words of old are understood", () => {
    const about = (over: object) => ruleIn("G-NUMBER", { conversation: { messages: past, number: over }, draft: utility });
    expect(about({ quality: "RED" })).toMatchObject({ severity: "confirm" });
    expect(about({ connection: "DISCONNECTED" })).toMatchObject({ severity: "stop" });
    expect(about({ connection: "FLAGGED" })).toMatchObject({ messageKey: "guard.number.flagged" });
    expect(about({ limit: -1, usage24h: { atLeast: 9_999 } })).toBeUndefined();
    expect(about({ limit: "TIER_FOO", usage24h: { atLeast: 9_999 } })).toBeUndefined();
    expect(about({})).toBeUndefined();
  });
});

describe("the conversation", () => {
  const agent = (at: string, status?: string) => ({ from: "agent", at, text: "Hello.", status });

  test("[G-UNDELIVERED] statuses of messages; one without a status is unknown and says nothing", () => {
    const before = (status?: string) => ruleIn("G-UNDELIVERED", { conversation: { messages: [customer, agent("2026-03-02T10:10:00Z", status)] } });
    expect(before("sent")).toMatchObject({ severity: "confirm" });
    expect(before("ACCEPTED")).toMatchObject({ severity: "confirm" });
    for (const status of [undefined, "delivered", "read", "failed", "whatever"]) expect(before(status), status).toBeUndefined();
  });

  test("[G-FOLLOW-UP] in whatever order the messages stand", () => {
    const messages = [agent("2026-03-02T10:20:00Z"), agent("2026-03-02T10:10:00Z"), customer];
    expect(ruleIn("G-FOLLOW-UP", { conversation: { messages }, draft: text("Hello?") })).toMatchObject({ severity: "confirm", evidence: { count: 2 } });
  });

  test("[G-FREQUENCY] what went out while the window was closed was a notification", () => {
    const sent = ["2026-03-01T18:00:00Z", "2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z"].map((at) => agent(at, "read"));
    const old = { ...customer, at: "2026-02-20T10:00:00Z" };
    expect(ruleIn("G-FREQUENCY", { conversation: { messages: [old, ...sent] }, draft: utility })).toMatchObject({ severity: "stop" });
    expect(ruleIn("G-FREQUENCY", { conversation: { messages: [old, ...sent.slice(1)] }, draft: utility })).toBeUndefined();
    expect(ruleIn("G-FREQUENCY", { conversation: { messages: [{ ...old, at: "2026-03-01T17:00:00Z" }, ...sent] }, draft: utility })).toBeUndefined();
    const advert = { ...agent("2026-03-02T08:00:00Z", "read"), template: { name: "sale", category: "marketing" } };
    expect(ruleIn("G-FREQUENCY", { conversation: { messages: [old, advert] }, draft: marketing })).toMatchObject({ messageKey: "guard.frequency.category" });
  });

  test("[G-RESOLVED] the state, the assignee and who writes", () => {
    expect(ruleIn("G-RESOLVED", { conversation: { state: "resolved" } })).toMatchObject({ severity: "confirm" });
    expect(ruleIn("G-RESOLVED", { conversation: { state: "open" } })).toBeUndefined();
    expect(ruleIn("G-COLLISION", { conversation: { assignee: "bruno" }, author: { id: "anna" } })).toMatchObject({ evidence: { assigneeId: "bruno" } });
    expect(ruleIn("G-COLLISION", { conversation: { assignee: "bruno" } })).toBeUndefined();
    expect(ruleIn("G-APPROVAL", { author: { id: "anna", trainee: true } })).toMatchObject({ severity: "stop" });
  });
});

test("[G-BULK] [G-ROLLOUT] what goes to others, and how far a campaign is", () => {
  const words = "Our new spring collection is in the shop from Monday on, come by and have a look.";
  const recentSends = Array.from({ length: 10 }, (_, person) => ({ at: "2026-03-02T10:30:00Z", contact: `p${person}`, text: words, by: "anna" }));
  expect(ruleIn("G-BULK", { draft: text(words), author: { id: "anna" }, recentSends })).toMatchObject({ severity: "stop", evidence: { people: 10 } });
  expect(ruleIn("G-BULK", { draft: text(words), author: { id: "anna" }, recentSends: recentSends.slice(1) })).toBeUndefined();

  const conversation = { messages: [], contact: { id: "p1", phone: "+39 333 0000001" } };
  const rollout = { campaign: "spring", stage: 0, staff: ["393330000001"] };
  expect(ruleIn("G-ROLLOUT", { draft: utility, conversation, rollout })).toBeUndefined();
  expect(ruleIn("G-ROLLOUT", { draft: utility, conversation, rollout: { ...rollout, staff: [] } })).toMatchObject({ messageKey: "guard.rollout.staff" });
  expect(problem({ rollout: { campaign: "spring", stage: 7 } })).toContain("rollout.stage: One of 0, 1, 5, 10, 25, 50, 100.");
});

test("[G-FREQUENCY] [G-BULK] every default number says where it comes from, and since when", () => {
  for (const { asOf, source } of Object.values(REACH_FACTS)) {
    expect(source).not.toBe("");
    expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
});

describe("the policy", () => {
  test("[G-FOLLOW-UP] [G-WINDOW] [G-QUIET] severities and numbers of a policy hold", () => {
    const conversation = { messages: [customer, { from: "agent", at: "2026-03-02T10:10:00Z", text: "Hello." }] };
    const draft = text("Hello?");
    expect(ruleIn("G-FOLLOW-UP", { conversation, draft })).toMatchObject({ severity: "advise" });
    expect(ruleIn("G-FOLLOW-UP", { conversation, draft, policy: { severities: { "G-FOLLOW-UP": "stop" } } })).toMatchObject({ severity: "stop" });
    expect(ruleIn("G-FOLLOW-UP", { conversation, draft, policy: { severities: { "G-FOLLOW-UP": "off" } } })).toBeUndefined();
    expect(ruleIn("G-FOLLOW-UP", { conversation, draft, policy: { reach: { followUp: { pause: 3_600_000 } } } })).toMatchObject({ severity: "confirm" });
    expect(ruleIn("G-WINDOW", { now: "2026-03-03T09:57:00Z", policy: { windowMargin: 240_000 } })).toMatchObject({ messageKey: "guard.window.margin" });
    const night = { draft: utility, now: "2026-03-05T18:00:00Z", conversation: { contact: { timeZone: "Europe/Rome" } } };
    expect(ruleIn("G-QUIET", night)).toBeUndefined();
    expect(ruleIn("G-QUIET", { ...night, policy: { reach: { quiet: { from: "08:30", to: "18:00" } } } })).toBeDefined();
  });

  test("[G-FREQUENCY] what is wrong in a policy is refused with its path", () => {
    expect(problem({ policy: { severities: { "G-NOTHING": "stop" } } })).toContain("policy.severities");
    expect(problem({ policy: { severities: { "G-TOPIC": "perhaps" } } })).toContain("policy.severities.G-TOPIC");
    expect(problem({ policy: { reach: { followUp: { pause: -1 } } } })).toContain("policy.reach.followUp.pause: Must not be negative.");
    expect(problem({ policy: { reach: { quiet: { from: "25:00", to: "20:00" } } } })).toContain("policy.reach.quiet.from: Not a time of day");
    expect(problem({ policy: { reach: { quiet: { from: "21:00", to: "20:00" } } } })).toContain(
      "policy.reach.quiet: The friendly hours must begin before they end.",
    );
    expect(problem({ policy: { reach: { number: { nearly: 2 } } } })).toContain("policy.reach.number.nearly");
    expect(problem({ policy: { reach: { folowUp: {} } } })).toContain("policy.reach: Unknown: folowUp.");
    expect(problem({ policy: { reach: { frequency: { budgets: [{ category: "any", period: 0, most: 1 }] } } } })).toContain(
      "policy.reach.frequency.budgets[0].period",
    );
  });
});

test("[G-CONSENT] what is wrong elsewhere is refused with its path too", () => {
  expect(problem({})).toBe("");
  expect(problem({ conversation: { messages: [], contact: { timeZone: "Mars/Base" } } })).toContain("conversation.contact.timeZone: Unknown time zone.");
  expect(problem({ conversation: { messages: [{ from: "ghost", at: NOW }] } })).toContain("conversation.messages[0].from");
  expect(problem({ conversation: { messages: [{ from: "agent", at: "yesterday" }] } })).toContain("conversation.messages[0].at");
  expect(problem({ conversation: { messages: [], state: "lost" } })).toContain("conversation.state");
  expect(problem({ conversation: { messages: [], contact: { consents: [{ category: "marketing", state: "maybe" }] } } })).toContain(
    "conversation.contact.consents[0].state",
  );
  expect(problem({ draft: { kind: "picture" } })).toContain("draft");
});

test("[G-WINDOW] a finding leaves with its times in text, and with everything else as it is", () => {
  const [finding] = ask({ now: "2026-03-03T10:00:00Z" }).filter(({ rule }) => rule === "G-WINDOW");
  expect(finding && presentFinding(finding, (at) => new Date(at).toISOString())).toMatchObject({
    rule: "G-WINDOW",
    severity: "stop",
    messageKey: "guard.window.closed",
    evidence: { closedAt: "2026-03-03T10:00:00.000Z" },
    remedies: [{ command: "use-template" }, { command: "keep-draft" }],
  });
});

test("[G-QUIET] the command line answers line by line, and names the line that it cannot read", async () => {
  const query = { id: "night", now: "2026-03-01T22:00:00Z", draft: utility, conversation: { messages: [], contact: { phone: "+393331234567" } } };
  let out = "";
  let errors = "";
  const sink = (write: (words: string) => void) => ({ write: (words: string) => (write(words), true), once: () => undefined, off: () => undefined });
  async function* input(): AsyncGenerator<string> {
    yield `${JSON.stringify(query)}\n${JSON.stringify({ ...query, id: 2, policy: { reach: { quiet: { from: "9", to: "20:00" } } } })}\nnothing\n`;
  }
  const exitCode = await main(
    ["guard", "check"],
    input(),
    sink((words) => (out += words)),
    sink((words) => (errors += words)),
  );

  const [first, second] = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(first).toMatchObject({ id: "night" });
  expect(first.findings.find((finding: { rule: string }) => finding.rule === "G-QUIET")).toMatchObject({
    remedies: [{ command: "send-at", at: "2026-03-02T08:00:00.000Z" }],
  });
  expect(second).toMatchObject({ id: 2, error: expect.stringContaining("policy.reach.quiet.from") });
  expect(errors).toContain("line 3");
  expect(exitCode).toBe(1);
});

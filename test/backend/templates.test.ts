import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readTemplate } from "../../backend/templates/read-template.ts";
import { keepTemplates } from "../../backend/templates/keep-templates.ts";
import { audienceRisksByTemplate, resultsByTemplate } from "../../backend/templates/template-results.ts";
import { simulatedTemplates } from "../../backend/demo/simulated-templates.ts";
import { componentProblem } from "../../backend/cloud-api/simulator/validate-components.ts";
import { templateComponents } from "../../backend/cloud-api/http/send-body.ts";
import type { SimulatedTemplate } from "../../backend/cloud-api/simulator/templates.ts";
import type { CloudApi, RemoteTemplate } from "../../backend/cloud-api/port.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { DEFAULT_GUARD_POLICY } from "../../shared/guard/context.ts";
import { toContactId, toConversationId, toMessageId } from "../../shared/ids.ts";
import type { Message, MessageState } from "../../shared/inbox/message.ts";
import { ANSWER_PERIOD } from "../../shared/templates/results.ts";
import { days, hours, minus, plus, seconds, toInstant, type Instant } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";
import { seededRandom } from "../seeded-random.ts";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";

const START = toInstant(Date.parse("2026-03-02T00:00:00Z"));
const inMemory = (): Promise<Store> => openSqliteStore({ path: ":memory:", vault: createVault(new Uint8Array(32)) });

describe("[S1-4] the results of templates", () => {
  const STATES: readonly MessageState[] = ["accepted", "sent", "delivered", "read", "played", "failed", "queued", "held", "cancelled"];
  const CODES = [131_026, 131_049, 131_050];
  const FROM = plus(START, days(4));
  const TO = plus(START, days(24));

  /** Thirty days of sends, answers and opt-outs. The seed that failed once is kept by its number. */
  async function seeded(seed: number) {
    const random = seededRandom(seed);
    const pick = <Of>(from: readonly Of[]): Of => from[Math.floor(random() * from.length)] as Of;
    const store = await inMemory();
    const sent: (Message & { readonly name: string })[] = [];
    const answers: { readonly conversation: string; readonly at: Instant }[] = [];
    const withdrawals: { readonly contact: string; readonly at: Instant }[] = [];
    store.write((tx) => {
      for (let n = 0; n < 12; n += 1) tx.put("conversation", `c${n}`, aConversationRow({ id: toConversationId(`c${n}`), contactId: toContactId(`p${n}`) }));
      for (let n = 0; n < 300; n += 1) {
        const conversation = `c${Math.floor(random() * 12)}`;
        // No two at the same instant, and none on the very border of a period.
        const at = plus(START, hours(Math.floor(random() * 30 * 24)));
        const when = toInstant(at + n + 1);
        const kind = random();
        if (kind < 0.6) {
          const state = pick(STATES);
          const name = pick(["order_update", "sale"]);
          const message: Message = {
            id: toMessageId(`m${n}`),
            conversationId: toConversationId(conversation),
            direction: "out",
            author: { kind: "automation" },
            content: {
              type: "template",
              name,
              language: "en",
              category: name === "sale" ? "MARKETING" : "UTILITY",
              body: "Hello.",
              buttons: [],
              variables: {},
            },
            at: when,
            order: tx.nextOrder(),
            state,
            stateAt: {},
            ...(state === "failed" ? { problem: { code: pick(CODES), title: "", meaning: "", next: "" } } : {}),
          };
          tx.put("message", message.id, message);
          sent.push({ ...message, name });
        } else if (kind < 0.85) {
          tx.put("message", `m${n}`, {
            id: toMessageId(`m${n}`),
            conversationId: toConversationId(conversation),
            direction: "in",
            author: { kind: "customer" },
            content: { type: "text", body: "Hi" },
            at: when,
            order: tx.nextOrder(),
            state: "received",
            stateAt: {},
          });
          answers.push({ conversation, at: when });
        } else {
          const contact = conversation.replace("c", "p");
          tx.put("consent", `${contact}:${n}`, {
            id: `${contact}:${n}`,
            contactId: toContactId(contact),
            category: "marketing",
            state: "withdrawn",
            at: when,
            source: "keyword",
            by: "platform",
          });
          withdrawals.push({ contact, at: when });
        }
      }
    });
    return { store, sent, answers, withdrawals };
  }

  test.each([1, 2, 3, 20_261_122])("equal a count over the log, seed %i", async (seed) => {
    const { answers, sent, store, withdrawals } = await seeded(seed);
    const left = (state: MessageState) => !["queued", "held", "cancelled"].includes(state);
    const until = (one: Message) =>
      Math.min(one.at + ANSWER_PERIOD, ...sent.filter((other) => other.conversationId === one.conversationId && other.at > one.at).map(({ at }) => at));
    const counted = store.read((tx) => resultsByTemplate(tx, FROM, TO));

    for (const name of ["order_update", "sale"]) {
      const own = sent.filter((one) => one.name === name && one.at >= FROM && one.at < TO && left(one.state));
      const among = (states: readonly MessageState[]) => own.filter(({ state }) => states.includes(state)).length;
      const alive = own.filter(({ state }) => state !== "failed");
      const result = counted.get(`${name}:en`);
      expect(result).toMatchObject({
        sent: own.length,
        delivered: among(["delivered", "read", "played"]),
        read: among(["read", "played"]),
        replied: alive.filter((one) => answers.some(({ at, conversation }) => conversation === one.conversationId && at > one.at && at <= until(one))).length,
        optedOut: alive.filter((one) =>
          withdrawals.some(({ at, contact }) => contact === one.conversationId.replace("c", "p") && at > one.at && at <= until(one)),
        ).length,
        charged: [{ category: name === "sale" ? "MARKETING" : "UTILITY", count: among(["delivered", "read", "played"]) }],
      });
      const codes = Object.fromEntries(
        CODES.map((code) => [code, own.filter(({ problem }) => problem?.code === code).length]).filter(([, count]) => count !== 0),
      );
      expect(Object.fromEntries(result!.failed.map(({ code, count }) => [code, count]))).toEqual(codes);
      expect(result!.days.reduce((sum, day) => sum + day.sent, 0)).toBe(own.length);
      expect(result!.days.map(({ day }) => day)).toEqual([...new Set(own.map(({ at }) => new Date(at).toISOString().slice(0, 10)))].toSorted());
    }
    store.close();
  });
});

test("[S4-22] the board tells a poor audience by those to whom a template went, each person once", async () => {
  const store = await inMemory();
  const at = plus(START, days(200));
  store.write((tx) => {
    tx.put("template", "sale:en", readTemplate({ id: "1", name: "sale", language: "en", category: "MARKETING", status: "APPROVED", components: [] }));
    for (let n = 0; n < 20; n += 1) {
      const conversationId = toConversationId(`c${n}`);
      tx.put("conversation", conversationId, aConversationRow({ id: conversationId, contactId: toContactId(`p${n}`) }));
      const message = (id: string, with_: Partial<Message>): void =>
        tx.put("message", id, {
          id: toMessageId(id),
          conversationId,
          direction: "out",
          author: { kind: "automation" },
          content: { type: "template", name: "sale", language: "en", category: "MARKETING", body: "Hello.", buttons: [], variables: {} },
          at,
          order: tx.nextOrder(),
          state: "delivered",
          stateAt: {},
          ...with_,
        });
      // Seven wrote last 200 days before it, the others yesterday.
      message(`in${n}`, {
        direction: "in",
        author: { kind: "customer" },
        content: { type: "text", body: "Hi" },
        state: "received",
        at: n < 7 ? START : minus(at, days(1)),
      });
      message(`first${n}`, { at: minus(at, seconds(1)) });
      message(`second${n}`, n < 2 ? { state: "failed", problem: { code: 131_026, title: "", meaning: "", next: "" } } : {});
      if (n >= 3)
        tx.put("consent", `p${n}:1`, {
          id: `p${n}:1`,
          contactId: toContactId(`p${n}`),
          category: "marketing",
          state: "granted",
          at: START,
          source: "website",
          evidence: "https://shop.example/form",
          by: "import",
        });
    }
  });
  const period = { from: plus(START, days(190)), to: plus(START, days(201)) };
  expect(store.read((tx) => audienceRisksByTemplate(tx, period, DEFAULT_GUARD_POLICY)).get("sale:en")).toEqual([
    { kind: "undeliverable", count: 2, of: 20, limit: 0.05 },
    { kind: "unknown-consent", count: 3, of: 20, limit: 0.1 },
    { kind: "stale", count: 7, of: 20, limit: 0.3 },
  ]);
  store.close();
});

describe("[S1-4] the platform's list", () => {
  const remote = (with_: Partial<RemoteTemplate> = {}): RemoteTemplate => ({
    id: "1",
    name: "invoice",
    language: "en",
    category: "UTILITY",
    status: "APPROVED",
    quality: "GREEN",
    components: [{ type: "BODY", text: "Hello {{1}}." }],
    ...with_,
  });

  test("header, file, link, code, named variables and examples are read; what is unreadable costs itself only", () => {
    expect(
      readTemplate(
        remote({
          ttlSeconds: 600,
          components: [
            { type: "HEADER", format: "DOCUMENT", example: { header_handle: ["https://example.com/x"] } },
            { type: "BODY", text: "Hello {{name}}, invoice {{number}}.", example: { body_text_named_params: [{ param_name: "name", example: "Ada" }] } },
            { type: "FOOTER", text: "Shop" },
            "nonsense" as never,
            {
              type: "BUTTONS",
              buttons: [
                { type: "QUICK_REPLY", text: "Thanks" },
                { type: "URL", text: "Pay", url: "https://pay.example/i/{{1}}", example: ["https://pay.example/i/881"] },
                { type: "COPY_CODE", text: "Copy", example: "SAVE10" },
                7,
              ],
            },
          ],
        }),
      ),
    ).toMatchObject({
      headerMedia: "document",
      header: undefined,
      body: "Hello {{name}}, invoice {{number}}.",
      footer: "Shop",
      buttons: ["Thanks", "Pay", "Copy", ""],
      links: [{ button: 1, url: "https://pay.example/i/{{1}}" }],
      codes: [2],
      examples: { name: "Ada", "button.1.1": "881", "button.2.code": "SAVE10" },
      ttlSeconds: 600,
    });
    expect(readTemplate(remote({ components: [{ type: "HEADER", format: "TEXT", text: "Order {{1}}", example: { header_text: ["881"] } }] }))).toMatchObject({
      header: "Order {{1}}",
      body: "",
      examples: { "header.1": "881" },
    });
  });

  test("a list that does not come leaves the last one, and says so; the next one that comes takes it back", async () => {
    const store = await inMemory();
    let now = START;
    let answer: () => Promise<readonly RemoteTemplate[]> = async () => [remote()];
    const cloudApi = { templates: () => answer() } as unknown as CloudApi;
    const kept = keepTemplates({ store, cloudApi, clock: { now: () => now }, log: { warn: () => {} } });
    expect(await kept.sync()).toEqual({ at: START, failed: undefined });

    answer = () => Promise.reject(new Error("HTTP 500"));
    now = plus(START, hours(1));
    expect(await kept.sync()).toEqual({ at: START, failed: { at: now, message: "HTTP 500" } });
    expect(store.read((tx) => tx.all("template")).map(({ name }) => name)).toEqual(["invoice"]);

    answer = async () => [remote({ quality: "RED" })];
    now = plus(START, hours(2));
    expect(await kept.sync()).toEqual({ at: now, failed: undefined });
    expect(store.read((tx) => tx.get("template", "invoice:en"))).toMatchObject({ quality: "RED", qualityAt: now });
    kept.stop();
    store.close();
  });
});

describe("[S1-4] news of a template", () => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await startTestBackend();
  });
  afterEach(() => backend.stop());
  const SECONDS = Math.floor(START / 1_000);
  const news = async (field: string, value: object, at = SECONDS) => {
    const template = { message_template_id: 7, message_template_name: "sale", message_template_language: "en" };
    await backend.post({
      object: "whatsapp_business_account",
      entry: [{ id: "102290129340398", time: at, changes: [{ field, value: { ...template, ...value } }] }],
    });
    await backend.settled();
    return (await backend.json("/api/v1/templates")).items[0];
  };
  const status = (event: string, title?: string, at = SECONDS) =>
    news("message_template_status_update", { event, reason: "NONE", ...(title === undefined ? {} : { other_info: { title } }) }, at);

  test("a first pause lasts three hours, a second six, one of the pace until somebody ends it", async () => {
    expect(await status("PAUSED", "FIRST_PAUSE")).toMatchObject({
      status: "PAUSED",
      pausedUntil: "2026-03-02T03:00:00.000Z",
      statusAt: "2026-03-02T00:00:00.000Z",
    });
    expect(await status("PAUSED", "SECOND_PAUSE", SECONDS + 86_400)).toMatchObject({ pausedUntil: "2026-03-03T06:00:00.000Z" });
    expect(await status("PAUSED", "RATE_LIMITING_PAUSE", SECONDS + 172_800)).not.toHaveProperty("pausedUntil");
    const back = await status("APPROVED", "UNPAUSE", SECONDS + 200_000);
    expect(back).toMatchObject({ status: "APPROVED" });
    expect(back).not.toHaveProperty("pausedUntil");
  });

  test("news that comes late changes nothing that is newer", async () => {
    await status("APPROVED", undefined, SECONDS + 60);
    expect(await status("PAUSED", "FIRST_PAUSE", SECONDS)).toMatchObject({ status: "APPROVED" });
  });

  test("quality has its age, and an announced category stands beside the present one until it comes about", async () => {
    expect(await news("message_template_quality_update", { previous_quality_score: "GREEN", new_quality_score: "RED" })).toMatchObject({
      quality: "RED",
      qualityAt: "2026-03-02T00:00:00.000Z",
    });
    const announced = await news(
      "template_category_update",
      { new_category: "UTILITY", correct_category: "MARKETING", category_update_timestamp: SECONDS + 86_400 },
      SECONDS + 5,
    );
    expect(announced).toMatchObject({ category: "UTILITY", nextCategory: { category: "MARKETING", at: "2026-03-03T00:00:00.000Z" } });
    const done = await news("template_category_update", { previous_category: "UTILITY", new_category: "MARKETING" }, SECONDS + 86_400);
    expect(done).toMatchObject({ category: "MARKETING" });
    expect(done).not.toHaveProperty("nextCategory");
  });

  test("leads see results, agents see how it stands without them; without an account there is no list to ask for", async () => {
    await status("APPROVED");
    await backend.post(textWebhook());
    const agent = await (await backend.api("/api/v1/agents", { body: { name: "Ann", role: "agent" } })).json();
    const seen = await backend.json("/api/v1/templates", agent.token);
    expect(seen.items[0]).toMatchObject({ name: "sale", status: "APPROVED" });
    expect(seen.items[0]).not.toHaveProperty("results");
    expect(seen.sync).toEqual({ possible: false });
    expect((await backend.json("/api/v1/templates")).items[0]).toMatchObject({ results: { sent: 0, read: 0 }, audience: [] });
    expect((await backend.api("/api/v1/templates/sync", { method: "POST" })).status).toBe(409);
    expect((await backend.api("/api/v1/templates/sync", { method: "POST", token: agent.token })).status).toBe(403);
    expect((await backend.api("/api/v1/templates?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z")).status).toBe(400);
  });
});

describe("[G-TEMPLATE] the simulated platform looks at files, places and links as the real one does", () => {
  const base = simulatedTemplates[0]!;
  const made = (with_: Partial<SimulatedTemplate>): SimulatedTemplate => ({ ...base, body: "Here it is.", ...with_ });
  const verdict = (template: SimulatedTemplate, variables: Readonly<Record<string, string>>) =>
    componentProblem(template, templateComponents(variables) as never)?.code;
  const place = {
    "header.location.latitude": "45.46",
    "header.location.longitude": "9.19",
    "header.location.name": "Shop",
    "header.location.address": "Via Roma 1",
  };
  const link = made({ buttons: ["Talk", { type: "URL", text: "Track", url: "https://shop.example/{{1}}" }] });

  test.each([
    ["an image by its address", made({ headerFormat: "IMAGE" }), { "header.media.image": "https://shop.example/a.jpg" }, undefined],
    ["an image by its number", made({ headerFormat: "IMAGE" }), { "header.media.image": "1234567" }, undefined],
    ["no image", made({ headerFormat: "IMAGE" }), {}, 132_012],
    ["a video where an image belongs", made({ headerFormat: "IMAGE" }), { "header.media.video": "1234567" }, 132_012],
    ["a document with its name", made({ headerFormat: "DOCUMENT" }), { "header.media.document": "1234567", "header.media.filename": "a.pdf" }, undefined],
    ["a place", made({ headerFormat: "LOCATION" }), place, undefined],
    ["a place beyond the pole", made({ headerFormat: "LOCATION" }), { ...place, "header.location.latitude": "91" }, 131_008],
    ["a link with its end", link, { "button.1.1": "GL-1" }, undefined],
    ["a link without its end", link, {}, 131_008],
    ["the end at another button", link, { "button.0.1": "GL-1" }, 132_018],
    ["a code", made({ buttons: [{ type: "COPY_CODE", text: "Copy", example: "A" }] }), { "button.0.code": "SAVE10" }, undefined],
    ["no code", made({ buttons: [{ type: "COPY_CODE", text: "Copy", example: "A" }] }), {}, 131_008],
  ] as const)("%s", (_what, template, variables, code) => {
    expect(verdict(template, variables)).toBe(code);
  });
});

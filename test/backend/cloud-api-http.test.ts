import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCloudApi } from "../../backend/cloud-api/http-client.ts";
import { simulatedTemplates } from "../../backend/demo/simulated-templates.ts";
import { sendBody, templateComponents } from "../../backend/cloud-api/http/send-body.ts";
import { isAllowed } from "../../backend/cloud-api/http/media-download.ts";
import type { CloudApi, SendRequest } from "../../backend/cloud-api/port.ts";
import { toClientId, toWamid } from "../../shared/ids.ts";
import { FIRST_NUMBER, PLATFORM_TOKEN, WABA, startFakePlatform, type FakePlatform } from "../fake-platform.ts";

const CUSTOMER = "393331112233";
const aRequest = (rest: Partial<SendRequest> = {}): SendRequest => ({
  phoneNumberId: FIRST_NUMBER,
  to: { phone: CUSTOMER },
  body: { type: "text", body: "hello" },
  clientId: toClientId("client-1"),
  ...rest,
});

const apiAt = (graphUrl: string, rest: Partial<Parameters<typeof createCloudApi>[0]> = {}): CloudApi =>
  createCloudApi({ graphUrl, version: "v26.0", accessToken: PLATFORM_TOKEN, wabaId: WABA, timeoutMs: 30_000, ...rest });

describe("against the simulated platform", () => {
  let platform: FakePlatform;
  beforeEach(async () => {
    platform = await startFakePlatform();
    await platform.control("inbound", { customer: CUSTOMER, text: "hi" });
  });
  afterEach(() => platform.close());

  const outcomeOf = async (outcome: string) => {
    await platform.control("behaviour", { outcome });
    return apiAt(platform.url).send(aRequest());
  };

  test("an accepted message has the platform's id and carries our own", async () => {
    const outcome = await apiAt(platform.url).send(aRequest({ quotes: toWamid("wamid.q") }));
    expect(outcome).toMatchObject({ type: "accepted", held: false });
    expect(platform.simulator.sends[0]?.body).toMatchObject({
      to: `+${CUSTOMER}`,
      type: "text",
      text: { body: "hello" },
      context: { message_id: "wamid.q" },
      biz_opaque_callback_data: "client-1",
    });
    expect(platform.simulator.sends[0]?.wamid).toBe(outcome.type === "accepted" ? outcome.wamid : "");
  });

  test("a person without a phone is addressed as recipient, never in `to`", async () => {
    await platform.control("inbound", { customer: { userId: "IT.123", name: "Nora" }, text: "hi" });
    expect(await apiAt(platform.url).send(aRequest({ to: { userId: "IT.123" } }))).toMatchObject({ type: "accepted" });
    expect(platform.simulator.sends[0]?.body).toMatchObject({ recipient: "IT.123" });
    expect(platform.simulator.sends[0]?.body).not.toHaveProperty("to");
  });

  test("[I2] refusals before anything went out may be tried again later", async () => {
    for (const code of [4, 80007, 130429, 131056, 131057, 2494100])
      expect(await outcomeOf(`error:${code}`)).toMatchObject({ type: "refused", code, retry: "later" });
    expect(platform.simulator.sends).toHaveLength(0);
  });

  test("[I2] errors that may have gone out are unknown, and so is a failing server without a code", async () => {
    for (const code of [1, 2, 131000, 131016, 133004]) expect(await outcomeOf(`error:${code}`)).toMatchObject({ type: "unknown", code });
    for (const status of [500, 502, 503, 302]) expect(await outcomeOf(`http:${status}`)).toEqual({ type: "unknown", reason: `HTTP ${status}` });
  });

  test("[I2] every other code is a refusal for good", async () => {
    for (const code of [190, 100, 131026, 131047, 131050, 132001, 368, 999])
      expect(await outcomeOf(`error:${code}`)).toMatchObject({ type: "refused", code, retry: "never" });
    expect(await outcomeOf("http:404")).toMatchObject({ type: "refused", code: 404, retry: "never" });
    expect(await outcomeOf("http:429")).toMatchObject({ type: "refused", retry: "later" });
  });

  test("[I2] a lost answer is unknown, and the report tells by our own id that it went out", async () => {
    await platform.control("behaviour", { outcome: "reset", statusPlan: ["sent"] });
    expect(await apiAt(platform.url).send(aRequest())).toMatchObject({ type: "unknown" });
    await platform.control("behaviour", { outcome: "timeout", statusPlan: ["sent"] });
    // Long enough for the platform to hear of it, however busy the machine is.
    expect(await apiAt(platform.url, { timeoutMs: 1_000 }).send(aRequest({ clientId: toClientId("client-2") }))).toMatchObject({ type: "unknown" });
    await platform.simulator.until(() =>
      ["client-1", "client-2"].every((id) => platform.received.some(({ body }) => body.includes(id) && body.includes('"sent"'))),
    );
  });

  test("[I2] where nobody listens nothing went out, and it may be tried again", async () => {
    const gone = await startFakePlatform();
    await gone.close();
    expect(await apiAt(gone.url).send(aRequest())).toMatchObject({ type: "refused", code: 0, title: "platform unreachable", retry: "later" });
  });

  test("templates are listed over all pages", async () => {
    const [first] = simulatedTemplates;
    if (first === undefined) throw new Error("no template");
    const many = await startFakePlatform({ config: { templates: Array.from({ length: 450 }, (_, index) => ({ ...first, id: String(index) })) } });
    expect(new Set((await apiAt(many.url).templates()).map(({ id }) => id)).size).toBe(450);
    await many.close();
  });

  test("templates come with quality and components", async () => {
    const templates = await apiAt(platform.url).templates();
    expect(templates.length).toBeGreaterThanOrEqual(12);
    expect(templates.find(({ name, language }) => name === "order_update" && language === "it")).toMatchObject({
      status: "APPROVED",
      category: "UTILITY",
      quality: "GREEN",
    });
    expect(new Set(templates.map(({ status }) => status))).toEqual(new Set(["APPROVED", "PAUSED", "REJECTED", "PENDING"]));
    expect(await apiAt(platform.url, { wabaId: undefined }).templates()).toEqual([]);
    await expect(apiAt(platform.url, { accessToken: "wrong" }).templates()).rejects.toThrow("401");
  });

  test("a message can be marked as read", async () => {
    expect(await apiAt(platform.url).markRead(FIRST_NUMBER, toWamid("wamid.x"))).toBe(true);
    expect(await apiAt(platform.url).markRead("1", toWamid("wamid.x"))).toBe(false);
  });

  test("media is fetched by id, and an unknown or foolish id is gone", async () => {
    const image = await apiAt(platform.url).media("900000000000001");
    expect(image).toMatchObject({ type: "found", mime: "image/png" });
    expect(image.type === "found" ? Array.from(image.bytes.subarray(0, 4)) : []).toEqual([137, 80, 78, 71]);
    for (const id of ["1", "../control/sends", "", "a b"]) expect(await apiAt(platform.url).media(id)).toEqual({ type: "gone" });
    expect(await apiAt(platform.url, { maxMediaBytes: 100 }).media("900000000000001")).toEqual({ type: "failed", reason: "too large" });
  });
});

describe("media from hosts that are none of the platform's", () => {
  const withServer = async (listener: RequestListener, run: (url: string) => Promise<void>): Promise<void> => {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };

  test("only the platform's own hosts are allowed, over TLS and without tricks", () => {
    const real = { graphUrl: "https://graph.facebook.com" };
    expect(isAllowed("https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", real)).toBe(true);
    const others = [
      "http://lookaside.fbsbx.com/a",
      "https://lookaside.fbsbx.com.evil.example/a",
      "https://evil.example/a",
      "https://u:p@lookaside.fbsbx.com/a",
      "https://lookaside.fbsbx.com:8443/a",
      "http://127.0.0.1/a",
      "http://169.254.169.254/a",
      "file:///etc/passwd",
      "not an address",
    ];
    expect(others.filter((url) => isAllowed(url, real))).toEqual([]);
    expect(isAllowed("http://127.0.0.1:4000/a", { graphUrl: "http://127.0.0.1:4000" })).toBe(true);
    expect(isAllowed("http://127.0.0.1:4001/a", { graphUrl: "http://127.0.0.1:4000" })).toBe(false);
    expect(isAllowed("https://lookaside.fbsbx.com/a", { graphUrl: "http://127.0.0.1:4000" })).toBe(false);
  });

  test("an address elsewhere is not asked, and a redirect is not followed", async () => {
    const asked: string[] = [];
    await withServer(
      (request, response) => {
        asked.push(request.url ?? "");
        if (request.url === "/file") return void response.writeHead(302, { location: "http://169.254.169.254/" }).end();
        const here = `http://${request.headers.host}`;
        response.end(JSON.stringify({ url: request.url?.endsWith("elsewhere") === true ? "http://127.0.0.1:1/x" : `${here}/file`, mime_type: "image/png" }));
      },
      async (url) => {
        expect(await apiAt(url).media("elsewhere")).toEqual({ type: "failed", reason: "host not allowed" });
        expect(await apiAt(url).media("here")).toEqual({ type: "failed", reason: "redirected" });
        expect(asked).toEqual(["/v26.0/elsewhere", "/v26.0/here", "/file"]);
      },
    );
  });

  test("a file that is longer than it says is cut off, and one that never ends is given up", async () => {
    await withServer(
      (request, response) => {
        if (request.url === "/long") return void response.writeHead(200).end(Buffer.alloc(5_000));
        if (request.url === "/slow") return void response.writeHead(200).write("x");
        response.end(JSON.stringify({ url: `http://${request.headers.host}/${request.url?.split("/").at(-1) ?? ""}`, file_size: 10 }));
      },
      async (url) => {
        expect(await apiAt(url, { maxMediaBytes: 1_000 }).media("long")).toEqual({ type: "failed", reason: "too large" });
        expect(await apiAt(url, { mediaTimeoutMs: 150 }).media("slow")).toMatchObject({ type: "failed" });
      },
    );
  });
});

describe("the body of a send", () => {
  test("a number gets its plus, once", () => {
    expect(sendBody(aRequest())).toMatchObject({ to: `+${CUSTOMER}` });
    expect(sendBody(aRequest({ to: { phone: `+${CUSTOMER}` } }))).toMatchObject({ to: `+${CUSTOMER}` });
  });

  test("variables go to their places: positions in order, names by name, header and link apart", () => {
    expect(templateComponents({ "2": "b", "10": "j", "1": "a" })).toEqual([
      {
        type: "body",
        parameters: [
          { type: "text", text: "a" },
          { type: "text", text: "b" },
          { type: "text", text: "j" },
        ],
      },
    ]);
    expect(templateComponents({ day: "Monday" })).toEqual([{ type: "body", parameters: [{ type: "text", parameter_name: "day", text: "Monday" }] }]);
    expect(templateComponents({ "header.1": "h", "button.0.1": "x", "1": "a" })).toEqual([
      { type: "body", parameters: [{ type: "text", text: "a" }] },
      { type: "header", parameters: [{ type: "text", text: "h" }] },
      { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "x" }] },
    ]);
    expect(templateComponents({})).toEqual([]);
  });
});

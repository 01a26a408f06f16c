import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";

let backend: TestBackend;
beforeEach(async () => {
  backend = await startTestBackend();
});
afterEach(() => backend.stop());

const agent = async (role: string): Promise<string> => (await (await backend.api("/api/v1/agents", { body: { name: `A ${role}`, role } })).json()).token;

describe("[S0-28] the export over HTTP", () => {
  test("[S0-28] gives an admin everything as it runs, whole, and is audited", async () => {
    await backend.post(textWebhook({ text: "When will it come?" }));
    await backend.settled();
    const response = await backend.api("/api/v1/export");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="greenline-\d{4}-\d\d-\d\d\.jsonl"$/);
    const text = await response.text();
    const lines = text.trimEnd().split("\n");
    const end = JSON.parse(lines.at(-1) ?? "");
    expect(end).toMatchObject({ type: "end", lines: lines.length - 1, counts: { conversation: 1, message: 1, contact: 1 } });
    expect(
      createHash("sha256")
        .update(`${lines.slice(0, -1).join("\n")}\n`)
        .digest("hex"),
    ).toBe(end.sha256);
    expect((await backend.json("/api/v1/audit?action=everything-exported")).items).toHaveLength(1);
  });

  test("[S0-28] [H37] is nobody else's", async () => {
    for (const role of ["agent", "lead", "bot"]) {
      const token = await agent(role);
      expect((await backend.api("/api/v1/export", { token })).status, role).toBe(403);
      expect((await backend.api("/api/v1/audit", { token })).status, role).toBe(403);
    }
    expect((await backend.api("/api/v1/export", { token: "" })).status).toBe(401);
  });

  test("[S0-28] whoever hangs up stops it, and the next one begins", async () => {
    const gone = new AbortController();
    const first = await fetch(`${backend.url}/api/v1/export`, { headers: { authorization: "Bearer bootstrap-token-for-tests" }, signal: gone.signal });
    await first.body?.cancel();
    gone.abort();
    const { eventually } = await import("./simulated-platform.ts");
    expect(await eventually(async () => ((await backend.api("/api/v1/export")).status === 200 ? true : undefined))).toBe(true);
  });
});

describe("[H43] the audit log over HTTP", () => {
  test("[H43] is read newest first, page by page, by who and what", async () => {
    for (const role of ["agent", "lead", "admin"]) await agent(role);
    const page = await backend.json("/api/v1/audit?action=agent-created&limit=2");
    expect(page.items.map(({ data }: any) => data.role)).toEqual(["admin", "lead"]);
    const rest = await backend.json(`/api/v1/audit?action=agent-created&limit=2&before=${page.next}`);
    expect(rest.items.map(({ data }: any) => data.role)).toEqual(["agent"]);
    expect(rest.next).toBe(null);
    expect((await backend.json("/api/v1/audit?who=somebody")).items).toEqual([]);
  });
});

describe("[S0-28] passwords are no part of an export", () => {
  const signIn = (name: string, password: string) =>
    backend.api("/api/v1/sessions", { token: "", body: { name, password, device: { id: "a-device-of-ada", name: "Laptop" } } });

  test("[S0-28] so an admin gives new ones, and whoever was signed in is signed out", async () => {
    const ada = await (await backend.api("/api/v1/agents", { body: { name: "Ada", role: "agent" } })).json();
    expect((await signIn("Ada", "a new password")).status).toBe(401);
    const path = `/api/v1/agents/${ada.id}/password`;
    expect((await backend.api(path, { method: "PUT", body: { password: "a new password" } })).status).toBe(204);
    const session = await signIn("Ada", "a new password");
    expect(session.status).toBe(200);
    const { accessToken } = await session.json();
    expect((await backend.api(path, { method: "PUT", body: { password: "another password" } })).status).toBe(204);
    expect((await backend.api("/api/v1/conversations", { token: accessToken })).status).toBe(401);
    expect((await signIn("Ada", "another password")).status).toBe(200);
  });

  test("[S0-28] not to bots, not under somebody else's name, and nobody but an admin", async () => {
    await backend.api("/api/v1/agents", { body: { name: "Ada", role: "agent", password: "the first password" } });
    const rosa = await (await backend.api("/api/v1/agents", { body: { name: "Rosa", role: "agent" } })).json();
    const bot = await (await backend.api("/api/v1/agents", { body: { name: "Bot", role: "bot" } })).json();
    const set = (id: string, body: object, token?: string) => backend.api(`/api/v1/agents/${id}/password`, { method: "PUT", body, token });
    expect((await set(rosa.id, { password: "some password", signInAs: "ada" })).status).toBe(409);
    expect((await set(bot.id, { password: "some password" })).status).toBe(404);
    expect((await set("nobody", { password: "some password" })).status).toBe(404);
    expect((await set(rosa.id, { password: "some password" }, rosa.token)).status).toBe(403);
    expect((await set(rosa.id, { password: "short" })).status).toBe(400);
  });
});

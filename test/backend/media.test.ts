import { afterEach, beforeEach, expect, test } from "vitest";
import { safeName } from "../../backend/http/routes/media.ts";
import { mediaIds } from "../../backend/cloud-api/simulator/media.ts";
import { eventually, startTestPlatform, type TestPlatform } from "./simulated-platform.ts";

const FORBIDDEN = new Set(["/", "\\", ":", "\u202e", "\u0000", "<", ">", "|", '"', "?", "*"]);

let platform: TestPlatform;
beforeEach(async () => {
  platform = await startTestPlatform();
});
afterEach(() => platform.stop());

async function customerSends(type: string, content: Readonly<Record<string, unknown>>): Promise<any> {
  await platform.control("inbound", { customer: { phone: "447700900118", name: "Amelia" }, type, content });
  return eventually(async () => {
    const [row] = (await platform.backend.json("/api/v1/conversations")).items;
    return row === undefined
      ? undefined
      : (await platform.backend.json(`/api/v1/conversations/${row.id}/messages`)).items.find((one: any) => one.type === type);
  });
}

test("a picture is fetched from the platform once, shown as what it is, and kept when the platform has forgotten it", async () => {
  const message = await customerSends("image", { id: mediaIds.brokenMug, mime_type: "image/png", caption: "the zip is broken" });
  expect(message).toMatchObject({ type: "image", text: "the zip is broken" });

  const first = await platform.backend.api(`/api/v1/media/${message.id}`);
  expect(first.status).toBe(200);
  expect(first.headers.get("content-type")).toBe("image/png");
  expect(first.headers.get("x-content-type-options")).toBe("nosniff");
  const bytes = Buffer.from(await first.arrayBuffer());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");

  await platform.simulator.close();
  const again = await platform.backend.api(`/api/v1/media/${message.id}`);
  expect(Buffer.from(await again.arrayBuffer()).equals(bytes)).toBe(true);
});

test("[H23] a document is only ever saved, under a name that hides nothing", async () => {
  const message = await customerSends("document", { id: mediaIds.invoice, mime_type: "text/html", filename: "in\u202evoice\u0000/../fdp.exe" });
  const response = await platform.backend.api(`/api/v1/media/${message.id}`);

  expect(response.headers.get("content-type")).toBe("application/octet-stream");
  expect(response.headers.get("content-security-policy")).toContain("sandbox");
  const disposition = decodeURIComponent(response.headers.get("content-disposition") ?? "");
  expect(disposition).toMatch(/^attachment/);
  expect([...disposition].filter((sign) => sign !== "*" && sign !== '"' && FORBIDDEN.has(sign))).toEqual([]);
});

test("[H49] a file that is not what it says is only ever saved", async () => {
  const message = await customerSends("image", { id: mediaIds.invoice, mime_type: "image/png" });
  const response = await platform.backend.api(`/api/v1/media/${message.id}`);

  expect(Buffer.from(await response.arrayBuffer()).toString("latin1", 0, 5)).toBe("%PDF-");
  expect(response.headers.get("content-type")).toBe("application/octet-stream");
  expect(response.headers.get("content-disposition")).toMatch(/^attachment/);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
});

test("[H23] no name reaches outside of its folder or turns its ending round", () => {
  const hostile = ["../../etc/passwd", "..\\..\\x", "a\u202egnp.exe", ".bashrc", "", "\u0000", 'con:|<>?*"', "x".repeat(500), "ok.pdf"];
  for (const name of hostile) {
    const safe = safeName(name);
    expect([...safe].filter((sign) => FORBIDDEN.has(sign))).toEqual([]);
    expect(safe.startsWith(".")).toBe(false);
    expect(safe.length).toBeGreaterThan(0);
    expect(safe.length).toBeLessThanOrEqual(150);
  }
  expect(safeName("ok.pdf")).toBe("ok.pdf");
});

test("a file that the platform no longer has is told as such, and what is no file is not found", async () => {
  const gone = await customerSends("image", { id: "999999", mime_type: "image/jpeg" });
  const response = await platform.backend.api(`/api/v1/media/${gone.id}`);
  expect(response.status).toBe(404);
  expect((await response.json()).type).toMatch(/media-gone$/);
  expect((await platform.backend.api("/api/v1/media/nothing")).status).toBe(404);
});

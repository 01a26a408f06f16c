import { afterAll, beforeAll, expect, test } from "vitest";
import { textWebhook, startTestBackend, type TestBackend } from "../backend/running-backend.ts";

/** What gets out of a quoted text, a number, a pattern and a search of full text, each where it would do harm. */
const HOSTILE = [
  "' OR '1'='1",
  "'; DROP TABLE conversation; --",
  '" OR ""="',
  "1; DELETE FROM message",
  "1 OR 1=1",
  "') UNION SELECT password_hash, 1 FROM login --",
  "x' AND (SELECT count(*) FROM audit) > 0 --",
  "%",
  "_",
  "\\",
  "\u0000",
  "*",
  '"',
  'NEAR("a" "b", 5)',
  "body : x OR id : *",
  "a AND NOT",
  "-1",
  "9007199254740993",
  "$.labels",
  "?1",
  ":name",
];

let backend: TestBackend;
beforeAll(async () => void (backend = await startTestBackend()));
afterAll(() => backend.stop());

const conversations = async (query = ""): Promise<readonly { readonly id: string; readonly name?: string }[]> =>
  (await backend.json(`/api/v1/conversations${query}`)).items ?? [];

test("[H47] what customers send is kept letter for letter and does nothing else", async () => {
  for (const [n, text] of HOSTILE.entries())
    await backend.post(textWebhook({ from: `44770090${1000 + n}`, id: `wamid.${n}${text}`, name: `Ada ${text}`, text: `say ${text}` }));
  await backend.settled();

  const rows = await conversations("?limit=100");
  expect(rows).toHaveLength(HOSTILE.length);
  const said = await Promise.all(rows.map(async ({ id }) => (await backend.json(`/api/v1/conversations/${id}/messages`)).items[0].text as string));
  expect(said.toSorted()).toEqual(HOSTILE.map((text) => `say ${text.replace("\u0000", "")}`).toSorted());
});

test("[H47] nothing that is asked for finds more than it says, or fails", async () => {
  const all = (await conversations("?limit=100")).length;
  const { paths } = await (await backend.api("/api/v1/openapi.json")).json();
  type Operation = { readonly parameters?: readonly { readonly in: string; readonly name: string }[] };
  const reading = Object.entries(paths as Record<string, { readonly get?: Operation }>).flatMap(([path, { get }]) =>
    get === undefined ? [] : [{ path, get }],
  );
  expect(reading.length).toBeGreaterThan(20);

  const faults: string[] = [];
  for (const { get, path } of reading) {
    const asked = (get.parameters ?? []).filter((one) => one.in === "query").map(({ name }) => name);
    for (const text of HOSTILE) {
      const hostile = encodeURIComponent(text);
      const at = path.replaceAll(/\{\w+\}/g, hostile);
      for (const address of [...(at === path ? [] : [at]), ...asked.map((name) => `${at}?${name}=${hostile}`)]) {
        const { status } = await backend.api(address);
        if (status === 500) faults.push(address);
      }
    }
  }
  expect(faults).toEqual([]);
  for (const filter of ["assignee", "team", "label", "number"])
    for (const text of HOSTILE) expect(await conversations(`?${filter}=${encodeURIComponent(text)}`)).toEqual([]);
  expect((await conversations("?limit=100")).length).toBe(all);
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { main } from "../../backend/cli/greenline.ts";
import { pastTalks } from "../fixtures/guard/topic-past.ts";

let folder: string;
let history: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "greenline-history-"));
  history = join(folder, "past.jsonl");
  const lines = pastTalks("en").map(({ turns }) => JSON.stringify({ workspace: "shop", messages: turns }));
  writeFileSync(history, `${lines.join("\n")}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const asks = (id: string, text: string, workspace?: string) => ({
  id,
  now: "2026-03-02T10:05:00Z",
  ...(workspace === undefined ? {} : { workspace }),
  conversation: { messages: [{ from: "customer", at: "2026-03-02T10:00:00Z", text: "Where is my parcel? I ordered a coat on Monday" }] },
  draft: { kind: "text", text },
});
const OFF = "The dentist sees patients on Saturday mornings, would you like an appointment?";
const ON = "The courier delivers your parcel tomorrow morning";

async function run(args: readonly string[], queries: readonly object[]) {
  let out = "";
  let errors = "";
  const sink = (write: (text: string) => void) => ({ write: (text: string) => (write(text), true), once: () => undefined, off: () => undefined });
  async function* lines() {
    for (const query of queries) yield `${JSON.stringify(query)}\n`;
  }
  const code = await main(
    ["guard", "check", ...args],
    lines(),
    sink((text) => (out += text)),
    sink((text) => (errors += text)),
  );
  const answers = out.split("\n").filter((line) => line !== "");
  const topics = answers.map((line) => {
    const { findings, id } = JSON.parse(line) as { readonly id: string; readonly findings: readonly { readonly rule: string; readonly severity: string }[] };
    return [id, findings.find(({ rule }) => rule === "G-TOPIC")?.severity] as const;
  });
  return { code, errors, topics: Object.fromEntries(topics) };
}

test("[G-TOPIC] guard check judges by the past of the workspace that the query names, and by no other", async () => {
  const queries = [asks("off", OFF, "shop"), asks("on", ON, "shop"), asks("nobody", OFF), asks("stranger", OFF, "another shop")];
  expect(await run(["--history", history, "--threshold", "0.05"], queries)).toEqual({
    code: 0,
    errors: "",
    topics: { off: "confirm", on: undefined, nobody: undefined, stranger: undefined },
  });
});

test("[G-TOPIC] without a history nothing is said about the topic", async () => {
  expect(await run([], [asks("off", OFF, "shop")])).toMatchObject({ code: 0, topics: { off: undefined } });
});

test("[G-TOPIC] a faulty line of the history is told with its number, and the rest counts", async () => {
  const faulty = join(folder, "faulty.jsonl");
  writeFileSync(
    faulty,
    `{"workspace":"shop","messages":"none"}\n${pastTalks("en")
      .map(({ turns }) => JSON.stringify({ workspace: "shop", messages: turns }))
      .join("\n")}\n`,
  );
  const ran = await run(["--history", faulty, "--threshold", "0.05"], [asks("off", OFF, "shop")]);
  expect(ran).toMatchObject({ code: 1, topics: { off: "confirm" } });
  expect(ran.errors).toContain("history line 1: messages:");
});

test("[G-TOPIC] a history that is not there, and a share that is none, are refused with a sentence", async () => {
  const missing = await run(["--history", join(folder, "nowhere.jsonl")], []);
  expect([missing.code, missing.errors]).toEqual([2, expect.stringContaining("could not be read")]);
  const share = await run(["--threshold", "3"], []);
  expect([share.code, share.errors]).toEqual([2, expect.stringContaining("between 0 and 1")]);
  expect((await run(["--nonsense"], [])).code).toBe(2);
});

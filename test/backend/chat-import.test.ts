import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../../backend/cli/greenline.ts";
import { openTopicPast } from "../../backend/guard/topic-past.ts";
import { readChat } from "../../backend/import/read-chat.ts";
import { masterKey } from "../../backend/store/master-key.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toInstant } from "../../shared/time.ts";
import { startTestBackend, textWebhook } from "./running-backend.ts";

const chat = (text: string, timeZone = "UTC") => readChat(text, { timeZone });
const textOf = ({ content }: ReturnType<typeof chat>["messages"][number]) =>
  content.type === "text" ? content.body : `[${content.type === "unsupported" ? content.originalType : ""}]`;
const at = ({ at: instant }: { readonly at: number }) => new Date(instant).toISOString().slice(0, 19);

describe("[S0-28] an exported chat is read as phones write it", () => {
  const forms: readonly (readonly [string, string, string])[] = [
    ["brackets, day first", "[12/03/24, 14:05:33] Rosa: Ciao", "2024-03-12T14:05:33"],
    ["brackets, month first, noon halves", "[3/25/24, 2:05:33\u202FPM] Rosa: Ciao", "2024-03-25T14:05:33"],
    ["a dash, month first, noon halves", "3/25/24, 2:05 PM - Rosa: Ciao", "2024-03-25T14:05:00"],
    ["midnight in halves", "3/25/24, 12:05 AM - Rosa: Ciao", "2024-03-25T00:05:00"],
    ["noon in halves", "3/25/24, 12:05 PM - Rosa: Ciao", "2024-03-25T12:05:00"],
    ["Italian", "25/03/24, 14:05 - Rosa: Ciao", "2024-03-25T14:05:00"],
    ["Spanish halves", "25/3/24, 2:05\u00A0p.\u00A0m. - Rosa: Ciao", "2024-03-25T14:05:00"],
    ["Brazilian, no comma", "25/03/2024 14:05 - Rosa: Ciao", "2024-03-25T14:05:00"],
    ["German", "25.03.24, 14:05 - Rosa: Ciao", "2024-03-25T14:05:00"],
    ["Finnish", "25.3.2024 klo 14.05 - Rosa: Ciao", "2024-03-25T14:05:00"],
    ["Dutch", "25-03-2024 14:05 - Rosa: Ciao", "2024-03-25T14:05:00"],
    ["Swedish, year first", "2024-03-25 14:05 - Rosa: Ciao", "2024-03-25T14:05:00"],
    ["Japanese", "2024/03/25 14:05 - Rosa: Ciao", "2024-03-25T14:05:00"],
    ["Korean halves before the time", "[2024. 3. 25. 오후 2:05:33] Rosa: Ciao", "2024-03-25T14:05:33"],
    ["Arabic digits, marks and halves", "[\u200F٢٥\u200F/٣\u200F/٢٠٢٤، ٢:٠٥:٣٣ م] Rosa: Ciao", "2024-03-25T14:05:33"],
    ["Hebrew marks", "\u200F[25.3.2024, 14:05:33] \u202ARosa\u202C: Ciao", "2024-03-25T14:05:33"],
    ["a mark before the bracket", "\u200E[25/03/24, 14:05:33] Rosa: Ciao", "2024-03-25T14:05:33"],
  ];
  test.each(forms)("[S0-28] %s", (_name, line, time) => {
    const read = chat(line);
    expect(read.faults).toEqual([]);
    expect(read.messages.map((message) => [at(message), message.name, textOf(message)])).toEqual([[time, "Rosa", "Ciao"]]);
  });

  test("[S0-28] several lines are one message, with what looks like a time in the middle of one", () => {
    const read = chat("25/03/24, 14:05 - Rosa: One\n\nthree: at 12/03/24, 14:05\n25/03/24, 14:06 - Shop: Two\n");
    expect(read.messages.map(textOf)).toEqual(["One\n\nthree: at 12/03/24, 14:05", "Two"]);
  });

  test("[S0-28] the month is the part with which every date exists, and else the one with which time goes on", () => {
    const order = (...dates: readonly string[]) => {
      const { certain, order: found } = chat(dates.map((date) => `${date}, 14:05 - Rosa: x`).join("\n"));
      return { order: found, certain };
    };
    expect(order("01/02/24", "13/02/24")).toEqual({ order: "dmy", certain: true });
    expect(order("01/02/24", "02/13/24")).toEqual({ order: "mdy", certain: true });
    expect(order("01/12/24", "02/01/24", "03/01/24")).toEqual({ order: "mdy", certain: true });
    expect(order("02/11/24", "01/12/24")).toEqual({ order: "dmy", certain: true });
    expect(order("02/01/24")).toEqual({ order: "dmy", certain: false });
    expect(chat("1/2/24, 2:05 PM - Rosa: x")).toMatchObject({ order: "mdy", certain: false });
  });

  test.each([
    ["\u200E[25/03/24, 14:05:33] Rosa: \u200Eimage omitted", "[image]"],
    ["[25/03/24, 14:05:33] Rosa: \u200Eimmagine omessa", "[image]"],
    ["[25/03/24, 14:05:33] Rosa: \u200Eáudio ocultado", "[audio]"],
    ["[25/03/24, 14:05:33] Rosa: \u200E<attached: 00000012-PHOTO-2024.jpg>", "[image]"],
    ["25/03/24, 14:05 - Rosa: <Media omitted>", "[media]"],
    ["25/03/24, 14:05 - Rosa: <Multimedia omitido>", "[media]"],
    ["25/03/24, 14:05 - Rosa: \u200EPTT-20240325-WA0001.opus (file attached)", "[audio]"],
    ["25/03/24, 14:05 - Rosa: IMG-1.jpg (archivo adjunto)\nMy parcel, broken", "My parcel, broken"],
    ["25/03/24, 14:05 - Rosa: At five <This message was edited>", "At five"],
    ["25/03/24, 14:05 - Rosa: a < b and c > d", "a < b and c > d"],
  ])("[S0-28] %j is %s", (line, said) => {
    expect(chat(line).messages.map(textOf)).toEqual([said]);
  });

  test.each([
    "25/03/24, 14:05 - Messages and calls are end-to-end encrypted. Tap to learn more.",
    "[25/03/24, 14:05:33] Rosa: \u200EMessages and calls are end-to-end encrypted.",
    "25/03/24, 14:05 - Rosa: ",
  ])("[S0-28] %j is a line of the app, that nobody wrote", (line) => {
    expect(chat(line)).toMatchObject({ messages: [], system: 1, faults: [] });
  });

  test("[S0-28] times are those of the wall clock where the phone was, summer and winter", () => {
    const read = chat("15/01/24, 14:05 - Rosa: a\n15/07/24, 14:05 - Rosa: b", "Europe/Rome");
    expect(read.messages.map(at)).toEqual(["2024-01-15T13:05:00", "2024-07-15T12:05:00"]);
  });

  test("[S0-28] what is no chat is told with its line", () => {
    expect(chat("hello\n25/03/24, 14:05 - Rosa: a\n31/02/24, 14:05 - Rosa: b").faults).toEqual([
      { line: 1, reason: "no date and time at the beginning" },
      { line: 3, reason: "there is no such date (read as dmy)" },
    ]);
  });
});

describe("[S0-28] and becomes a past", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "greenline-chat-"));
    file = join(folder, "chat.txt");
    writeFileSync(
      file,
      "25/03/24, 14:00 - Messages are encrypted.\n25/03/24, 14:05 - Rosa: Where is my parcel?\n25/03/24, 14:09 - The Shop: It leaves today.\n25/03/24, 14:10 - Rosa: <Media omitted>\n",
    );
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (...more: readonly string[]) => {
    let out = "";
    let errors = "";
    const sink = (write: (text: string) => void) => ({ write: (text: string) => (write(text), true), once: () => undefined, off: () => undefined });
    const args = ["import", "--data", folder, "--chat", file, ...more];
    const code = await main(
      args,
      (async function* () {})(),
      sink((text) => (out += text)),
      sink((text) => (errors += text)),
    );
    return { code, out: out === "" ? undefined : JSON.parse(out), errors };
  };
  const withNumber = async () => {
    const backend = await startTestBackend({ folder });
    await backend.post(textWebhook({ from: "447700900200", name: "Somebody" }));
    await backend.settled();
    return backend;
  };

  test("[S0-28] it is history: no clock, no open window, nothing sent, resolved; the off-topic model learns from it, and twice is once", async () => {
    const backend = await withNumber();
    await backend.stop({ keep: true });
    const first = await run("--number", "1065403", "--contact", "+44 7700 900118", "--time-zone", "Europe/London");
    expect(first.code).toBe(2);
    expect(first.errors).toContain('who of them is the customer? Say it with --customer: "Rosa", "The Shop".');

    const done = await run("--number", "1065403", "--contact", "+44 7700 900118", "--customer", "Rosa", "--time-zone", "Europe/London");
    expect(done).toMatchObject({ code: 0, errors: "", out: { added: 3, known: 0, system: 1, dates: "dmy", certain: true } });
    expect((await run("--number", "1065403", "--contact", "447700900118")).out).toMatchObject({ added: 0, known: 3 });

    const store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(masterKey(folder, undefined)) });
    store.read((tx) => {
      const conversation = tx.get("conversation", done.out.conversation);
      expect(conversation).toMatchObject({ state: "resolved", clocks: [], unread: 0, lastMessage: { type: "media" } });
      expect(conversation?.lastInboundAt).toBeUndefined();
      expect(tx.clocks(done.out.conversation)).toEqual([]);
      expect(tx.events(done.out.conversation)).toEqual([]);
      expect(tx.sends({ state: "ready" })).toEqual([]);
      expect(tx.messages(done.out.conversation, 10).map(({ author, state }) => `${author.kind} ${state}`)).toEqual([
        "customer received",
        "app delivered",
        "customer received",
      ]);
    });
    store.close();
    const past = openTopicPast(join(folder, "greenline.db"));
    expect(past.read(done.out.conversation, toInstant(Date.now()))).toMatchObject({
      turns: [
        { from: "customer", text: "Where is my parcel?" },
        { from: "agent", text: "It leaves today." },
      ],
    });
    past.close();
  });

  test("[S0-28] beside a server that runs, and what the platform told since is not doubled", async () => {
    const backend = await withNumber();
    await backend.post(textWebhook({ from: "447700900118", name: "Rosa", text: "Are you there?", at: Date.UTC(2024, 2, 25, 14, 10) }));
    await backend.settled();
    const done = await run("--number", "15550783881", "--contact", "447700900118");
    expect(done).toMatchObject({ code: 0, out: { added: 2, known: 1 } });
    const { items } = await backend.json(`/api/v1/conversations/${done.out.conversation}/messages`);
    expect(items.map(({ text }: any) => text)).toEqual(["Are you there?", "It leaves today.", "Where is my parcel?"]);
    await backend.stop({ keep: true });
  });

  test.each([
    [["--number", "1065403"], /needs --number NUMBER \(ours\) and --contact PHONE/],
    [["--number", "999", "--contact", "447700900118"], /there is no number "999" here\. There is: 15550783881\./],
    [["--number", "1065403", "--contact", "Rosa"], /neither a phone number with its country nor the id/],
    [["--number", "1065403", "--contact", "447700900118", "--time-zone", "Mars"], /is no time zone/],
    [["--number", "1065403", "--contact", "447700900118", "--dates", "today"], /--dates is dmy, mdy or ymd/],
  ])("[S0-28] %j is refused with a sentence", async (args, told) => {
    await (await withNumber()).stop({ keep: true });
    const ran = await run(...args);
    expect({ code: ran.code, errors: ran.errors }).toEqual({ code: 2, errors: expect.stringMatching(told) });
  });

  test("[S0-28] a file that is no chat is told line by line, and nothing is stored", async () => {
    writeFileSync(file, "nonsense\n25/03/24, 14:05 - Rosa: Hi\n");
    expect(await run("--number", "1", "--contact", "447700900118")).toMatchObject({ code: 1, errors: "line 1: no date and time at the beginning\n" });
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getJson, integrityOf, postWebhook, sendJson, startBackendProcess } from "./backend-process.ts";

interface Told {
  readonly id: string;
  readonly text: string;
}

/**
 * [HO13] Kills the backend without warning while the bot has a post and has not answered it, once for each message but the last. What the
 * bot was posted, in its order.
 */
export async function killWithBotQueue(texts: readonly string[]): Promise<{ readonly told: readonly Told[]; readonly integrity: string }> {
  const folder = mkdtempSync(join(tmpdir(), "greenline-kill-bot-"));
  const told: Told[] = [];
  let answersTo: string | undefined;
  let heard = (): void => {};
  /** Answers what it hears for the second time, and the last at once. */
  const bot = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { id, message } = JSON.parse(Buffer.concat(parts).toString("utf8"));
      told.push({ id, text: message.text });
      if (id === answersTo || message.text === texts.at(-1)) response.writeHead(200).end();
      else answersTo = id;
      heard();
    });
  });
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      heard = () => {
        if (isSo()) resolve();
      };
      heard();
    });

  await new Promise<void>((resolve) => bot.listen(0, "127.0.0.1", resolve));
  try {
    let running = await startBackendProcess(folder);
    await writes(running.url, "447700900999", "The number comes into being with this.");
    const numbers = await eventually(async () => (await getJson(running.url, "/numbers")).items.map(({ id }: { readonly id: string }) => id));
    const { id } = await sendJson(running.url, "POST", "/agents", { name: "Shop Bot", role: "bot" });
    await sendJson(running.url, "PUT", `/bots/${id}`, { address: `http://127.0.0.1:${(bot.address() as AddressInfo).port}/`, numbers });
    for (const text of texts) await writes(running.url, "447700900118", text);

    for (const text of texts.slice(0, -1)) {
      await until(() => told.at(-1)?.text === text);
      const gone = new Promise((resolve) => running.child.once("exit", resolve));
      running.child.kill("SIGKILL");
      await gone;
      running = await startBackendProcess(folder);
    }
    await until(() => told.at(-1)?.text === texts.at(-1));
    await eventually(
      async () => (await getJson(running.url, `/bots/${id}/deliveries`)).items.filter(({ state }: { readonly state: string }) => state === "done"),
      texts.length,
    );
    const gone = new Promise((resolve) => running.child.once("exit", resolve));
    running.child.kill("SIGTERM");
    await gone;
    return { told, integrity: integrityOf(folder) };
  } finally {
    bot.closeAllConnections();
    bot.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

let serial = 0;

function writes(url: string, from: string, body: string): Promise<number> {
  serial += 1;
  return postWebhook(url, "messages", {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550783881", phone_number_id: "106540" },
    contacts: [{ profile: { name: `Customer ${from}` }, wa_id: from }],
    messages: [{ from, id: `wamid.bot.${serial}`, timestamp: String(Math.floor(Date.now() / 1_000)), type: "text", text: { body } }],
  });
}

/** As soon as there are so many. */
async function eventually<Thing>(look: () => Promise<readonly Thing[]>, count = 1): Promise<readonly Thing[]> {
  for (;;) {
    const found = await look();
    if (found.length >= count) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

import type { IpcMain, IpcMainInvokeEvent, WebContents } from "electron";
import * as z from "zod";
import type { DesktopRequests } from "../shared/desktop-contract.ts";
import { journalRecordSchema } from "../shared/journal/record.ts";
import { APP_ORIGIN } from "./app-address.ts";
import { requestChannel } from "./channels.ts";
import { storedSessionSchema } from "./session-vault.ts";

/** It becomes the name of a file. */
const outboxName = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** What each request may carry. Everything the page says is unknown data. */
export const REQUEST_ARGUMENTS = {
  about: z.tuple([]),
  server: z.tuple([]),
  setServer: z.tuple([z.string().max(2_048).optional()]),
  readSession: z.tuple([]),
  writeSession: z.tuple([storedSessionSchema]),
  clearSession: z.tuple([]),
  openOutbox: z.tuple([outboxName]),
  writeOutbox: z.tuple([outboxName, z.number().int().nonnegative(), journalRecordSchema]),
  openExternal: z.tuple([z.string().max(4_096)]),
  newWindow: z.tuple([]),
  setBadge: z.tuple([z.number().int().min(0).max(1_000_000)]),
  notify: z.tuple([
    z.strictObject({
      title: z.string().max(256),
      body: z.string().max(4_096),
      conversationId: z
        .string()
        .regex(/^[A-Za-z0-9_-]{1,64}$/)
        .exactOptional(),
      textWhenLocked: z.boolean().exactOptional(),
    }),
  ]),
} satisfies { readonly [Name in keyof DesktopRequests]: z.ZodType };

type Sender = Pick<IpcMainInvokeEvent, "senderFrame"> & { readonly sender: Pick<WebContents, "mainFrame"> };

/** True for our own page in the main frame. A frame that is gone or has moved on asks for nothing. */
export function isTrustedSender(event: Sender): boolean {
  try {
    const frame = event.senderFrame;
    return frame !== null && frame === event.sender.mainFrame && frame.origin === APP_ORIGIN;
  } catch {
    return false;
  }
}

/** Answers the inbox's requests: sender first, then the arguments, then the work. */
export function answerRequests(ipcMain: Pick<IpcMain, "handle">, answers: DesktopRequests): void {
  for (const name of Object.keys(REQUEST_ARGUMENTS) as (keyof DesktopRequests)[]) {
    const answer = answers[name] as (...args: readonly unknown[]) => Promise<unknown>;
    ipcMain.handle(requestChannel(name), async (event, ...args: unknown[]) => {
      if (!isTrustedSender(event)) throw new Error(`Request ${name} from an unknown page.`);
      const parsed = REQUEST_ARGUMENTS[name].safeParse(args);
      // Without the values: they may be a token or a customer's words.
      if (!parsed.success) throw new Error(`Request ${name} with arguments that the contract does not allow.`);
      return answer(...parsed.data);
    });
  }
}

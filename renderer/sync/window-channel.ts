import * as z from "zod";
import { SCHEMA_VERSION } from "../../shared/sync/protocol.ts";
import type { Ask, News, Standing } from "./engine.ts";

/** What all windows of one person hear. In order, from each of them. */
export interface WindowChannel {
  readonly post: (message: unknown) => void;
  readonly listen: (heard: (message: unknown) => void) => void;
  readonly close: () => void;
}

export function openWindowChannel(name: string): WindowChannel {
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => channel.postMessage(message),
    listen: (heard) => {
      channel.onmessage = ({ data }: MessageEvent<unknown>) => heard(data);
    },
    close: () => channel.close(),
  };
}

/** Raised with every change of what windows say to each other; and rows of another shape are another language too. */
const LANGUAGE = 1;
export const WINDOW_VERSION = SCHEMA_VERSION * 1_000 + LANGUAGE;

type Said =
  /** Of one that follows: let me in. */
  | { readonly kind: "hello" }
  /** Of one that follows: are you there? */
  | { readonly kind: "ping" }
  /** Of one that leads; ready where its engine runs. */
  | { readonly kind: "leads"; readonly isReady: boolean }
  /** `no`: of the news before it. */
  | { readonly kind: "welcome"; readonly to: string; readonly no: number; readonly standing: Standing }
  | { readonly kind: "news"; readonly no: number; readonly news: News; readonly except?: string | undefined }
  | { readonly kind: "ask"; readonly to: string; readonly id: number; readonly ask: Ask; readonly isAgain: boolean }
  | { readonly kind: "answer"; readonly to: string; readonly id: number; readonly outcome: Outcome }
  | { readonly kind: "bye" };

/** An error does not come through a channel as it was. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly name: string; readonly message: string; readonly cause: unknown };

export type WindowMessage = Said & { readonly v: number; readonly from: string };

/** Stays as it is for ever: a window of whatever version has to read it. What is in it is read only from one of the same version. */
const envelope = z.looseObject({ v: z.number(), from: z.string(), kind: z.string() });

export function readEnvelope(message: unknown): { readonly v: number; readonly from: string; readonly kind: string } | undefined {
  const read = envelope.safeParse(message);
  return read.success ? read.data : undefined;
}

export async function outcomeOf(task: Promise<unknown>): Promise<Outcome> {
  try {
    return { ok: true, value: await task };
  } catch (error) {
    if (!(error instanceof Error)) return { ok: false, name: "Error", message: String(error), cause: undefined };
    const { cause, message, name } = error;
    return { ok: false, name, message, cause: cause instanceof Error ? undefined : cause };
  }
}

export function valueOf(outcome: Outcome): unknown {
  if (outcome.ok) return outcome.value;
  throw Object.assign(new Error(outcome.message, { cause: outcome.cause }), { name: outcome.name });
}

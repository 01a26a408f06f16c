import { z } from "zod";
import { consentSettingsSchema, type ConsentSettings } from "../../shared/consent/consent-settings.ts";
import type { ImportCells } from "../../shared/consent/import-columns.ts";
import type { ImportReason } from "../../shared/consent/import-rows.ts";
import type { ContactId } from "../../shared/ids.ts";
import { setUi } from "../state/ui-store.ts";
import { parseJson } from "./parse-json.ts";

/** What becomes of one row, numbered from 1 within what was sent. */
export interface ImportedLine {
  readonly line: number;
  readonly outcome: "recorded" | "known" | "unknown";
  readonly state?: string | undefined;
  readonly contactId?: string | undefined;
  readonly reason?: ImportReason | undefined;
}

/** `failed`: an answer came, and it was no. After `no-network` it is not known; to send the same again does no harm. */
type Failed = { readonly kind: "not-allowed" } | { readonly kind: "no-network" } | { readonly kind: "failed" };
export type ImportAnswer = { readonly kind: "done"; readonly lines: readonly ImportedLine[] } | Failed;
export type ConsentSettingsSaved = { readonly kind: "done" } | Failed;
export type Erased = { readonly kind: "done" } | { readonly kind: "gone" } | Failed;
export type Exported = { readonly kind: "done"; readonly text: string } | { readonly kind: "gone" } | Failed;

export interface ConsentImportCommands {
  /** [S3-29] Rows into the ledger, or what would become of them. */
  readonly importConsents: (rows: readonly ImportCells[], options: { readonly dryRun: boolean }) => Promise<ImportAnswer>;
  /** [S2-9] [S2-6] For leads. */
  readonly saveConsentSettings: (settings: ConsentSettings) => Promise<ConsentSettingsSaved>;
  /** [H45] For admins. */
  readonly exportContact: (contact: ContactId) => Promise<Exported>;
  readonly eraseContact: (contact: ContactId) => Promise<Erased>;
}

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
}

const PATIENCE_MS = 60_000;
const REASONS = [
  "no-contact",
  "no-category",
  "unknown-category",
  "no-state",
  "no-date",
  "in-the-future",
  "no-source",
  "unknown-source",
  "no-evidence",
  "no-jurisdiction",
] as const satisfies readonly ImportReason[];

const answer = z.object({
  items: z.array(
    z.object({
      line: z.number(),
      outcome: z.enum(["recorded", "known", "unknown"]),
      state: z.string().optional(),
      contactId: z.string().optional(),
      reason: z.enum(REASONS).optional(),
    }),
  ),
});

export function createConsentImportCommands({ request }: Deps): ConsentImportCommands {
  const ask = async (path: string, init: RequestInit): Promise<{ readonly status: number; readonly text: string } | "no-network"> => {
    try {
      const response = await request(path, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
      return { status: response.status, text: await response.text() };
    } catch {
      return "no-network";
    }
  };
  const json = (method: string, body: unknown): RequestInit => ({ method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const failed = (heard: { readonly status: number } | "no-network"): Failed => {
    if (heard === "no-network") return { kind: "no-network" };
    return { kind: heard.status === 403 ? "not-allowed" : "failed" };
  };
  const isDone = (heard: { readonly status: number } | "no-network"): heard is { readonly status: 200; readonly text: string } =>
    heard !== "no-network" && heard.status === 200;
  const person = (contact: ContactId): string => `/api/v1/contacts/${encodeURIComponent(contact)}`;
  const isGone = (heard: { readonly status: number } | "no-network"): boolean => heard !== "no-network" && heard.status === 404;

  return {
    importConsents: async (rows, { dryRun }) => {
      const heard = await ask("/api/v1/consents/import", json("POST", { rows, ...(dryRun ? { dryRun } : {}) }));
      const read = isDone(heard) ? answer.safeParse(parseJson(heard.text)) : undefined;
      return read?.success === true ? { kind: "done", lines: read.data.items } : failed(heard);
    },
    saveConsentSettings: async (settings) => {
      const heard = await ask("/api/v1/consents/settings", json("PUT", settings));
      const read = isDone(heard) ? consentSettingsSchema.safeParse(parseJson(heard.text)) : undefined;
      if (read?.success !== true) return failed(heard);
      setUi({ consentSettings: read.data });
      return { kind: "done" };
    },
    exportContact: async (contact) => {
      const heard = await ask(`${person(contact)}/export`, {});
      if (isDone(heard)) return { kind: "done", text: heard.text };
      return isGone(heard) ? { kind: "gone" } : failed(heard);
    },
    eraseContact: async (contact) => {
      const heard = await ask(person(contact), { method: "DELETE" });
      if (isDone(heard)) return { kind: "done" };
      return isGone(heard) ? { kind: "gone" } : failed(heard);
    },
  };
}

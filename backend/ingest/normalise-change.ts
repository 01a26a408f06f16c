import type { Instant } from "../../shared/time.ts";
import type { PlatformEvent, PlatformNumber, PlatformProblem } from "./platform-event.ts";
import { cleanText, effectKey, listOf, numberOf, objectOf, phoneOf, present, textOf, type Raw } from "./normalise-scalars.ts";

/** One `changes[]` item of a webhook, or what stands for it in an older envelope. */
export interface Change {
  readonly wabaId: string;
  /** `entry.time`: present on every field but `messages`. */
  readonly time: unknown;
  readonly field: string;
  readonly value: Raw;
  readonly receivedAt: Instant;
}

type Unrecognised = Extract<PlatformEvent, { type: "unrecognised" }>;

/** What could not be read is handed over as a promise to name it: three megabytes of noise are not hashed piece by piece. */
export type Emit = (event: PlatformEvent | (() => Unrecognised)) => void;
export type Handler = (change: Change, emit: Emit) => void;

/** A flat relay body names no number. The customer's words are kept all the same. */
export const UNNAMED_NUMBER = "unnamed";

export function numberIn(value: Raw): PlatformNumber {
  const metadata = objectOf(value.metadata) ?? {};
  const displayNumber = textOf(metadata.display_phone_number);
  return present({
    phoneNumberId: textOf(metadata.phone_number_id) ?? UNNAMED_NUMBER,
    displayNumber: phoneOf(displayNumber) ?? displayNumber,
  });
}

export const changeKey = (prefix: string, change: Change, value: unknown): string => effectKey(prefix, [change.wabaId, change.field, change.time, value]);

const KIND_LENGTH = 80;

export const unrecognised = (change: Change, kind: string | undefined, value: unknown) => (): Unrecognised => ({
  type: "unrecognised",
  key: changeKey("u", change, value),
  field: change.field,
  ...(kind === undefined ? {} : { kind: cleanText(kind).slice(0, KIND_LENGTH) }),
});

/** Errors sit in four places (6.6), in one shape. */
export function problemsIn(errors: unknown): readonly PlatformProblem[] {
  return listOf(errors).flatMap((raw) => {
    const error = objectOf(raw);
    if (error === undefined) return [];
    const details = textOf(objectOf(error.error_data)?.details) ?? textOf(error.details);
    return [{ code: numberOf(error.code) ?? 0, title: textOf(error.title) ?? textOf(error.message) ?? "Error", ...(details === undefined ? {} : { details }) }];
  });
}

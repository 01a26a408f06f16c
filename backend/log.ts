import { pino, type Logger } from "pino";

/** Longer runs of digits are numbers of people. */
const DIGITS = /\+?\d[\d\s().-]{6,}\d/g;

/** [H46] Structured lines without personal data: known fields are cut out, and what looks like a phone number in any text too. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: { pid: process.pid },
    redact: {
      paths: ["phone", "*.phone", "text", "*.text", "name", "*.name", "token", "*.token", "headers.authorization", "req.headers", "password", "*.password"],
      censor: "…",
    },
    serializers: {
      error: (error: unknown) =>
        error instanceof Error ? { type: error.name, message: error.message.replace(DIGITS, "…"), stack: error.stack?.replace(DIGITS, "…") } : error,
    },
  });
}

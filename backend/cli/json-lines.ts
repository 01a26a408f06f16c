import { StringDecoder } from "node:string_decoder";
import type { CommandStreams, TextSink } from "./command.ts";

/** What became of one line. */
export type LineAnswer =
  | { readonly kind: "answer"; readonly value: object }
  /** Read, but what it asks is refused. `malformed`: something is missing or of the wrong type, so the run counts as faulty too. */
  | { readonly kind: "refused"; readonly id: string | number; readonly error: string; readonly malformed: boolean }
  | { readonly kind: "unreadable"; readonly reason: string };

/** Longer lines are a file that is not JSON Lines; they are reported and skipped, not kept in memory. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * Answers JSON Lines with JSON Lines, one line in memory at a time, and waits for a reader that is slower. Faulty lines go to
 * standard error with their number, the rest goes on. Gives the exit code.
 */
export async function answerLines({ stdin, stdout, stderr }: CommandStreams, answer: (query: unknown) => LineAnswer): Promise<number> {
  let exitCode = 0;
  const report = async (line: number, reason: string): Promise<void> => {
    exitCode = 1;
    await write(stderr, `line ${line}: ${reason}\n`);
  };

  for await (const lines of readLines(stdin)) {
    let answers = "";
    for (const { number, text } of lines) {
      if (text === undefined) {
        await report(number, `longer than ${LONGEST_LINE} characters`);
        continue;
      }
      if (text.trim() === "") continue;

      const parsed = parseJson(text);
      const result: LineAnswer = parsed.ok ? answer(parsed.value) : { kind: "unreadable", reason: parsed.reason };
      if (result.kind === "answer") answers += `${JSON.stringify(result.value)}\n`;
      if (result.kind === "refused") answers += `${JSON.stringify({ id: result.id, error: result.error })}\n`;
      if (result.kind === "refused" && result.malformed) await report(number, result.error);
      if (result.kind === "unreadable") await report(number, result.reason);
    }
    if (answers !== "" && !(await write(stdout, answers))) return exitCode;
  }
  return exitCode;
}

interface Line {
  readonly number: number;
  /** Undefined where it was too long to be kept. */
  readonly text: string | undefined;
}

/** The lines that each piece of the input completes. */
export async function* readLines(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<readonly Line[]> {
  const decoder = new StringDecoder("utf8");
  let number = 0;
  let rest = "";
  let skipping = false;

  for await (const chunk of input) {
    const parts = (typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))).split("\n");
    const lines: Line[] = [];
    for (const part of parts.slice(0, -1)) {
      number += 1;
      const text = number === 1 ? (rest + part).replace(/^\uFEFF/, "") : rest + part;
      lines.push({ number, text: skipping || text.length > LONGEST_LINE ? undefined : text });
      rest = "";
      skipping = false;
    }
    rest = skipping ? "" : rest + (parts.at(-1) ?? "");
    if (rest.length > LONGEST_LINE) {
      skipping = true;
      rest = "";
    }
    if (lines.length > 0) yield lines;
  }

  rest += decoder.end();
  if (rest !== "" || skipping) yield [{ number: number + 1, text: skipping ? undefined : number === 0 ? rest.replace(/^\uFEFF/, "") : rest }];
}

function parseJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Waits until the sink takes more. Gives false where nobody reads any more (`| head`). */
export async function write(sink: TextSink, text: string): Promise<boolean> {
  if (sink.write(text)) return true;

  return new Promise((resolve) => {
    const settle = (goesOn: boolean) => (): void => {
      sink.off("drain", onDrain);
      sink.off("close", onEnd);
      sink.off("error", onEnd);
      resolve(goesOn);
    };
    const onDrain = settle(true);
    const onEnd = settle(false);
    sink.once("drain", onDrain);
    sink.once("close", onEnd);
    sink.once("error", onEnd);
  });
}

/** One thing that a process did to its files, as `strace -y -xx` tells it. */
export type TracedStep =
  | { readonly kind: "write"; readonly file: string; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: "cut"; readonly file: string; readonly length: number }
  | { readonly kind: "sync"; readonly file: string }
  | { readonly kind: "remove"; readonly file: string }
  | { readonly kind: "told"; readonly words: string };

const bytesOf = (escaped: string): Uint8Array => Buffer.from(escaped.replaceAll("\\x", ""), "hex");
const textOf = (escaped: string): string => Buffer.from(bytesOf(escaped)).toString();

const CALL = /^\d+ +(\w+)\((?:(\d+)<([^>]*)>)?(?:, )?(?:"((?:\\x[0-9a-f]{2})*)")?(?:, )?(\d+)?(?:, (\d+))?\) = (-?\d+)/;

/** The steps of a trace in their order. What failed is left out, and so is what went elsewhere. */
export function readTrace(trace: string): readonly TracedStep[] {
  return trace.split("\n").flatMap((line): readonly TracedStep[] => {
    const [, call, fd, place = "", data = "", first, second, answer] = CALL.exec(line) ?? [];
    if (call === undefined || Number(answer) < 0) return [];
    const file = textOf(place);
    switch (call) {
      case "pwrite64":
        return [{ kind: "write", file, at: Number(second), bytes: bytesOf(data) }];
      case "ftruncate":
        return [{ kind: "cut", file, length: Number(first) }];
      case "fsync":
      case "fdatasync":
        return [{ kind: "sync", file }];
      case "unlink":
        return [{ kind: "remove", file: textOf(data) }];
      case "write":
        return fd === "1" ? [{ kind: "told", words: textOf(data).trim() }] : [];
      default:
        return [];
    }
  });
}

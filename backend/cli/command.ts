/** Where a command reads and writes. Node's own streams fit; tests hand in arrays. */
export interface CommandStreams {
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
}

/** As much of a writable stream as is used: `write` says false when it wants to be waited for. */
export interface TextSink {
  readonly write: (text: string) => boolean;
  readonly once: (event: "drain" | "close" | "error", listener: () => void) => unknown;
  readonly off: (event: "drain" | "close" | "error", listener: () => void) => unknown;
}

/** Gives the exit code: 0 all done, 1 some lines could not be read, 2 not asked in a way that can be done. */
export type Command = (args: readonly string[], streams: CommandStreams) => Promise<number>;

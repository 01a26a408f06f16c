/** Hunspell as emscripten made it; the binary is inside. */
export interface HunspellRuntime {
  readonly cwrap: (name: string, returns: "number" | null, takes: readonly "number"[]) => (...values: readonly number[]) => number;
  readonly FS: { readonly writeFile: (path: string, bytes: Uint8Array) => void; readonly unlink: (path: string) => void };
  readonly allocateUTF8: (text: string) => number;
  readonly UTF8ToString: (pointer: number) => string;
  readonly getValue: (pointer: number, type: "*") => number;
  readonly _malloc: (bytes: number) => number;
  readonly _free: (pointer: number) => void;
}

/** Begins to compile, and tells when it is there. There is one build for browsers and one for Node. */
export type StartHunspell = (module: { readonly onRuntimeInitialized: () => void; readonly onAbort: (reason: unknown) => void }) => HunspellRuntime;

import { fork } from "node:child_process";
import type { Readable } from "node:stream";
import type { UtilityProcess } from "electron";

/** A backend that runs beside the shell, whatever kind of process it is. */
export interface BackendProcess {
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** The exit code; null where a signal ended it. Called once. */
  readonly onExit: (listener: (code: number | null) => void) => void;
  /** Asks it to finish what runs and end. */
  readonly stop: () => void;
  /** Ends it at once. */
  readonly kill: () => void;
}

export type Environment = Readonly<Record<string, string | undefined>>;

interface Output {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** In development and tests: the pinned Node, because the Electron at hand may carry an older one. */
export function startNodeBackend(node: string, entry: string, env: Environment, output: Output): BackendProcess {
  // Without the words this process was started with: its debugger's port is not for the backend.
  const child = fork(entry, [], { execPath: node, execArgv: [], env: { ...env }, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  forward(child.stdout, output.stdout);
  forward(child.stderr, output.stderr);

  return {
    onMessage: (listener) => void child.on("message", listener),
    onExit: (listener) => {
      let ended = false;
      const once = (code: number | null): void => {
        if (!ended) listener(code);
        ended = true;
      };
      // "close" comes after its last words have been read.
      child.once("close", once);
      child.once("error", (error) => {
        output.stderr(`${error.message}\n`);
        if (child.pid === undefined) once(1);
      });
    },
    stop: () => {
      if (child.connected) child.send({ type: "stop" }, () => {});
      else child.kill("SIGTERM");
    },
    kill: () => void child.kill("SIGKILL"),
  };
}

/** In a packaged application: Electron's own Node, which works although the application cannot be run as Node. */
export function adoptUtilityProcess(child: UtilityProcess, output: Output): BackendProcess {
  forward(child.stdout as Readable | null, output.stdout);
  forward(child.stderr as Readable | null, output.stderr);

  return {
    onMessage: (listener) => void child.on("message", listener),
    onExit: (listener) => void child.once("exit", (code) => listener(code)),
    stop: () => child.postMessage({ type: "stop" }),
    kill: () => void child.kill(),
  };
}

function forward(stream: Readable | null, write: (text: string) => void): void {
  stream?.setEncoding("utf8");
  stream?.on("data", write);
}

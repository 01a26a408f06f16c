import type { CommandStreams, TextSink } from "./command.ts";
import { COMMANDS } from "./commands.ts";

/**
 * The command line: JSON Lines in, JSON Lines out. `argv` holds the words after the program's name. Gives the exit code: 0, 1 where
 * lines could not be read (reported with their number), 2 where there is no such command.
 */
export async function main(argv: readonly string[], stdin: CommandStreams["stdin"], stdout: TextSink, stderr: TextSink): Promise<number> {
  if (argv.length === 0 || argv[0] === "--help" || argv[0] === "-h" || argv[0] === "help") {
    stdout.write(help());
    return argv.length === 0 ? 2 : 0;
  }

  for (const words of [2, 1]) {
    const name = argv.slice(0, words).join(" ");
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command !== undefined) return command.run(argv.slice(words), { stdin, stdout, stderr });
  }
  stderr.write(`greenline: there is no command ${JSON.stringify(argv.slice(0, 2).join(" "))}.\n${help()}`);
  return 2;
}

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { about }]) => `  greenline ${name.padEnd(width)}  ${about}`);
  return ["JSON Lines in, JSON Lines out; times in ISO 8601, durations in milliseconds.", "", ...lines, ""].join("\n");
}

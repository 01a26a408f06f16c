import { parseArgs, type ParseArgsConfig } from "node:util";

/** What was asked for, or in words why that cannot be done. */
export function parseOptions<Config extends ParseArgsConfig>(args: readonly string[], config: Config): ReturnType<typeof parseArgs<Config>> | string {
  try {
    return parseArgs<Config>({ ...config, args: [...args] });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

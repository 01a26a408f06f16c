import { createContext, useContext, type ReactNode } from "react";
import type { Commands } from "./commands.ts";

const CommandsContext = createContext<Commands | undefined>(undefined);

export function CommandsProvider({ commands, children }: { readonly commands: Commands; readonly children: ReactNode }) {
  return <CommandsContext value={commands}>{children}</CommandsContext>;
}

/** What a view wishes for; never a way to write state. */
export function useCommands(): Commands {
  const commands = useContext(CommandsContext);
  if (commands === undefined) throw new Error("A view was drawn outside of CommandsProvider.");
  return commands;
}

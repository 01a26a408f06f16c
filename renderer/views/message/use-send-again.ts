import { useState } from "react";
import type { Finding } from "../../../shared/guard/finding.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { Leaving } from "../../commands/leaving.ts";

export interface SendAgain {
  readonly send: (message: Message, leaving?: Leaving, reasons?: Readonly<Record<string, string>>) => Promise<void>;
  /** What stopped it, and what was tried. */
  readonly tried: { readonly message: Message; readonly leaving: Leaving | undefined; readonly against: readonly Finding[] } | undefined;
}

/** Another time, or none, for a message that waits. It goes from where it stood, so the focus goes to the answer being written. */
export function useSendAgain(): SendAgain {
  const commands = useCommands();
  const [tried, setTried] = useState<SendAgain["tried"]>();
  return {
    tried,
    send: async (message, leaving, reasons) => {
      const against = await commands.sendAgain(message, leaving, reasons);
      setTried(against.length === 0 ? undefined : { message, leaving, against });
      if (against.length === 0) document.querySelector<HTMLElement>("[data-composer] textarea")?.focus();
    },
  };
}

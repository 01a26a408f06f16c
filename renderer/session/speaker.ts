import * as z from "zod";
import type { WindowChannel } from "../sync/window-channel.ts";
import type { Timers } from "../timers.ts";

interface Deps {
  readonly channel: Pick<WindowChannel, "post" | "listen">;
  /** This window has the person's eyes. */
  readonly hasFocus: () => boolean;
  readonly leads: () => boolean;
  readonly timers: Timers;
}

export interface Speaker {
  /** Of several windows one tells of what happens: the one that is looked at, which knows what need not be told, else the one that leads. */
  readonly speaks: () => boolean;
  /** The focus came or went. */
  readonly look: () => void;
}

const focus = z.looseObject({ focused: z.boolean() });
const AGAIN_MS = 4_000;
/** A window that is gone does not say that it has the focus no more. */
const BELIEVED_MS = 10_000;

export function createSpeaker({ channel, hasFocus, leads, timers }: Deps): Speaker {
  let isFocusElsewhere = false;
  let forget = (): void => undefined;
  let cancel = (): void => undefined;

  channel.listen((message) => {
    const heard = focus.safeParse(message);
    if (!heard.success) return;
    forget();
    isFocusElsewhere = heard.data.focused;
    if (isFocusElsewhere)
      forget = timers.after(BELIEVED_MS, () => {
        isFocusElsewhere = false;
      });
  });

  const look = (): void => {
    cancel();
    const focused = hasFocus();
    channel.post({ focused });
    if (!focused) return;
    isFocusElsewhere = false;
    cancel = timers.after(AGAIN_MS, look);
  };

  return { speaks: () => hasFocus() || (leads() && !isFocusElsewhere), look };
}

import * as z from "zod";
import type { WindowChannel } from "../sync/window-channel.ts";
import type { Session } from "./session.ts";

interface Deps {
  readonly session: Pick<Session, "current" | "endedElsewhere" | "onChange">;
  readonly channel: Pick<WindowChannel, "post" | "listen">;
  /** Another window has signed in; who it was is kept where every window finds it. */
  readonly onSignedIn: () => void;
}

/** Windows of whatever version read it. */
const change = z.looseObject({ signedIn: z.boolean() });

/** Who signs out or in does so in all windows. */
export function shareSession({ channel, onSignedIn, session }: Deps): void {
  session.onChange((signedIn) => channel.post({ signedIn: signedIn !== undefined }));
  channel.listen((message) => {
    const heard = change.safeParse(message);
    if (!heard.success) return;
    if (heard.data.signedIn && session.current() === undefined) onSignedIn();
    if (!heard.data.signedIn && session.current() !== undefined) session.endedElsewhere();
  });
}

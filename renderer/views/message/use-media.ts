import { useEffect, useState } from "react";
import type { MessageId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";

/** Where a file can be shown from; asks again when the connection comes back. */
export function useMedia(id: MessageId): { readonly url: string | undefined; readonly loading: boolean } {
  const commands = useCommands();
  const live = useInbox((state) => state.connection.kind === "live" || state.connection.kind === "syncing");
  const [found, setFound] = useState<{ readonly url: string | undefined; readonly loading: boolean }>({ url: undefined, loading: true });

  useEffect(() => {
    let gone = false;
    commands.mediaUrl(id).then(
      (url) => gone || setFound({ url, loading: false }),
      () => gone || setFound({ url: undefined, loading: false }),
    );
    return () => {
      gone = true;
    };
  }, [commands, id, live]);
  return found;
}

import type { Notification, NotificationConstructorOptions } from "electron";
import type { Words } from "./words.ts";

const MOST_KEPT = 50;

interface Notice {
  readonly title: string;
  readonly body: string;
  readonly conversationId?: string | undefined;
  /** Whether words of customers may stand on a locked screen. */
  readonly textWhenLocked?: boolean | undefined;
}

interface Deps {
  readonly isSupported: () => boolean;
  readonly newNotification: (options: NotificationConstructorOptions) => Notification;
  /** Somebody else may read the screen now. */
  readonly isLocked: () => boolean;
  readonly words: Words;
  readonly openConversation: (conversationId: string | undefined) => void;
}

/** Native notifications. A click brings the conversation; on a locked screen nobody reads who wrote what, unless that is wished [H29]. */
export function createNotices({ isLocked, isSupported, newNotification, openConversation, words }: Deps): (notice: Notice) => void {
  // Held here, because a notification that is collected no longer hears its click.
  const shown = new Set<Notification>();

  return ({ body, conversationId, textWhenLocked, title }) => {
    if (!isSupported()) return;

    const hidden = isLocked() && textWhenLocked !== true;
    const notification = newNotification(hidden ? { title: "Greenline", body: words.newActivity } : { title, body });
    notification.on("click", () => {
      shown.delete(notification);
      openConversation(conversationId);
    });
    notification.on("close", () => shown.delete(notification));
    shown.add(notification);
    for (const oldest of shown) {
      if (shown.size <= MOST_KEPT) break;
      oldest.close();
      shown.delete(oldest);
    }
    notification.show();
  };
}

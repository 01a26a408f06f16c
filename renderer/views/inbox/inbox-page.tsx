import { useMediaQuery } from "../../ui/use-media-query.ts";
import { useUi } from "../../state/ui-store.ts";
import { ContextColumn } from "../context/context-column.tsx";
import { ErrorBoundary } from "../shell/error-boundary.tsx";
import { NoThread, ThreadPane } from "../thread/thread-pane.tsx";
import { ConversationList } from "./conversation-list.tsx";
import css from "./inbox-page.module.css";
import { ListHeader } from "./list-header.tsx";
import { ResizeHandle } from "./resize-handle.tsx";
import { ViewsColumn } from "./views-column.tsx";

/** Views, list, thread and details, as wide as the window lets them be. */
export function InboxPage() {
  const opened = useUi((ui) => ui.opened);
  const viewsCollapsed = useUi((ui) => ui.viewsCollapsed);
  const contextCollapsed = useUi((ui) => ui.contextCollapsed);
  const listWidth = useUi((ui) => ui.listWidth);
  const roomForContext = useMediaQuery("(min-width: 1180px)");
  const roomForViews = useMediaQuery("(min-width: 940px)");
  const roomForBoth = useMediaQuery("(min-width: 861px)");

  return (
    <div className={css["page"]}>
      {viewsCollapsed || !roomForViews ? null : (
        <div className={css["views"]}>
          <ViewsColumn />
        </div>
      )}
      {!roomForBoth && opened !== undefined ? null : (
        <section className={css["list"]} style={{ ["--wished" as string]: `${listWidth}px` }}>
          <ErrorBoundary>
            <ListHeader />
            <ConversationList />
          </ErrorBoundary>
          <ResizeHandle />
        </section>
      )}
      {opened === undefined ? roomForBoth ? <NoThread /> : null : <ThreadPane key={opened} id={opened} />}
      {opened === undefined || contextCollapsed || !roomForContext ? null : (
        <div className={css["context"]}>
          <ContextColumn id={opened} />
        </div>
      )}
    </div>
  );
}

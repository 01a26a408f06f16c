import { useEffect } from "react";
import { readBoardLink, writeBoardLink, type BoardView } from "../../../shared/board/board-link.ts";
import { readUi, setUi, useUi } from "../../state/ui-store.ts";

const HEAD = "#board?";

/** The view that an address names; undefined where it names none. */
const linkedView = (hash: string): BoardView | undefined => (hash.startsWith(HEAD) ? readBoardLink(hash.slice(HEAD.length)) : undefined);

/** An address that shows just this to whoever opens it: the app's own page has none that a colleague could open, so there it is a deep link. */
export function boardAddress(view: BoardView): string {
  const words = writeBoardLink(view);
  if (location.protocol === "http:" || location.protocol === "https:") return `${location.origin}${location.pathname}${location.search}${HEAD}${words}`;
  return `greenline://board/${words === "" ? "" : `?${words}`}`;
}

/** Opens the board where the address names a view of it: at the start, and when somebody puts in another. */
export function useOpenBoardLink(): void {
  useEffect(() => {
    const follow = (): void => {
      const linked = linkedView(location.hash);
      if (linked !== undefined && (readUi().page !== "board" || writeBoardLink(linked) !== writeBoardLink(readUi().board)))
        setUi({ page: "board", board: linked });
    };
    follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
}

/** Keeps the address in step with what is looked at while the board is open, so that it can be copied and kept as a mark. */
export function useBoardLink(): void {
  const view = useUi((ui) => ui.board);
  useEffect(() => {
    history.replaceState(null, "", `${location.pathname}${location.search}${HEAD}${writeBoardLink(view)}`);
  }, [view]);
  useEffect(() => () => history.replaceState(null, "", `${location.pathname}${location.search}`), []);
}

import { useEffect } from "react";
import { readBoardLink, writeBoardLink, type BoardView } from "../../../shared/board/board-link.ts";
import { readUi, setUi, useUi } from "../../state/ui-store.ts";

const HEAD = "#board?";

/** The view that an address names; undefined where it names none. */
export const linkedView = (hash: string): BoardView | undefined => (hash.startsWith(HEAD) ? readBoardLink(hash.slice(HEAD.length)) : undefined);

/** An address that shows just this to whoever opens it. */
export const boardAddress = (view: BoardView): string => `${location.origin}${location.pathname}${location.search}${HEAD}${writeBoardLink(view)}`;

/** Keeps the address in step with what is looked at while the board is open, so that it can be copied, kept as a mark and gone back to. */
export function useBoardLink(): void {
  const view = useUi((ui) => ui.board);
  useEffect(() => {
    const follow = (): void => {
      const linked = linkedView(location.hash);
      if (linked !== undefined && writeBoardLink(linked) !== writeBoardLink(readUi().board)) setUi({ board: linked });
    };
    window.addEventListener("hashchange", follow);
    return () => {
      window.removeEventListener("hashchange", follow);
      history.replaceState(null, "", `${location.pathname}${location.search}`);
    };
  }, []);
  useEffect(() => {
    history.replaceState(null, "", `${location.pathname}${location.search}${HEAD}${writeBoardLink(view)}`);
  }, [view]);
}

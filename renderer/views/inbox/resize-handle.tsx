import { useRef } from "react";
import { setUi, useUi } from "../../state/ui-store.ts";
import { useWords } from "../words/use-words.ts";
import css from "./resize-handle.module.css";

const NARROWEST = 260;
const WIDEST = 560;
const STEP = 16;

/** The edge of the list: drag it, or move it with the arrow keys. The width is remembered. */
export function ResizeHandle() {
  const width = useUi((ui) => ui.listWidth);
  const { t } = useWords();
  const from = useRef<{ readonly x: number; readonly width: number } | undefined>(undefined);
  const set = (wished: number) => setUi({ listWidth: Math.round(Math.min(WIDEST, Math.max(NARROWEST, wished))) });

  return (
    <div
      className={css["handle"]}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t("list.resize")}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width: event.currentTarget.parentElement?.clientWidth ?? width };
      }}
      onPointerMove={(event) => from.current !== undefined && set(from.current.width + event.clientX - from.current.x)}
      onPointerUp={() => (from.current = undefined)}
      onPointerCancel={() => (from.current = undefined)}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") set(width - STEP);
        if (event.key === "ArrowRight") set(width + STEP);
      }}
    />
  );
}

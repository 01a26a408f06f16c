import { memo, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import type { Finding } from "../../../shared/guard/finding.ts";
import { Button } from "../../ui/button.tsx";
import { useMediaQuery } from "../../ui/use-media-query.ts";
import { useWords } from "../words/use-words.ts";
import { StripLineView, type LineProps } from "./finding-line.tsx";
import css from "./guard-strip.module.css";
import { stripLines } from "./strip-lines.ts";
import { useAnnounced } from "./use-announced.ts";

interface Props extends LineProps {
  readonly findings: readonly Finding[];
  /** Back to the text. */
  readonly onLeave: () => void;
}

/** More lines than this would push the thread away. */
const MOST_LINES = 3;
const MOST_IN_LOW_WINDOW = 2;

/** What speaks against sending, gravest first, one line each; no height where there is nothing to say. Drawn again only when the findings differ. */
export const GuardStrip = memo(function GuardStrip({ findings, onLeave, ...props }: Props) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const strip = useRef<HTMLUListElement>(null);
  // A line that is settled goes, and with it the button that has the focus: before it is gone, this is known.
  const hadFocus = strip.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (hadFocus && (document.activeElement === document.body || document.activeElement === null)) onLeave();
  });
  const most = useMediaQuery("(max-height: 780px)") ? MOST_IN_LOW_WINDOW : MOST_LINES;
  const lines = stripLines(findings);
  const announced = useAnnounced(lines);
  const shown = all ? lines : lines.slice(0, most);
  const hidden = lines.length - most;
  return (
    <>
      <span className={css["heard"]} role="status">
        {announced}
      </span>
      {lines.length === 0 ? null : (
        <ul ref={strip} className={css["strip"]} aria-label={t("guard.label")} onKeyDown={(event) => steer(event, onLeave)}>
          {shown.map((line, i) => (
            <StripLineView key={line.key} line={line} tabIndex={i === 0 ? 0 : -1} {...props} />
          ))}
          {hidden > 0 ? (
            <li className={css["rest"]}>
              <Button look="link" aria-expanded={all} onClick={() => setAll(!all)}>
                {all ? t("guard.whyLess") : t("guard.more", { count: hidden })}
              </Button>
            </li>
          ) : null}
        </ul>
      )}
    </>
  );
});

/** From the text to the first thing that is said: that the window is closed, or what the guard found. */
export const focusStrip = (within: ParentNode | null): void => within?.querySelector<HTMLElement>("[data-guard-line]")?.focus();

/** Arrows go from line to line, Enter does the first remedy, Escape goes back to the text. The window's line is one of them. */
export function steer(event: KeyboardEvent<HTMLElement>, onLeave: () => void): void {
  const around = event.currentTarget.closest("[data-composer]") ?? event.currentTarget;
  const lines = [...around.querySelectorAll<HTMLElement>("[data-guard-line]")];
  const here = lines.findIndex((line) => line.contains(document.activeElement));
  const go = (to: number) => {
    event.preventDefault();
    lines[Math.min(Math.max(to, 0), lines.length - 1)]?.focus();
  };
  switch (event.key) {
    case "ArrowDown":
      return go(here + 1);
    case "ArrowUp":
      return go(here - 1);
    case "Enter":
      if (event.target !== lines[here]) return;
      event.preventDefault();
      return lines[here]?.querySelector<HTMLElement>("[data-remedy], [data-why]")?.click();
    case "Escape":
      event.preventDefault();
      event.stopPropagation();
      return onLeave();
    default:
  }
}

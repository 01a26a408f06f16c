import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { IconButton } from "./button.tsx";
import css from "./dialog.module.css";
import { cx } from "./cx.ts";

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly closeLabel: string;
  readonly body?: string | undefined;
  readonly width?: number;
  /** No visible head, as the palette; the title is still read aloud. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}

/** Without a field of its own the focus goes to the whole, not to the button that closes it. */
function focusItself(event: Event): void {
  event.preventDefault();
  (event.target as HTMLElement).focus();
}

/** A question over the window. The shade is ours: the library's own locks scrolling with a style element, which the content security policy refuses. */
export function Dialog({ open, onClose, title, closeLabel, body, width = 420, bare = false, children }: Props) {
  // Where the focus was: the field inside takes it before the library looks.
  const from = useRef<{ readonly open: boolean; readonly element: Element | null }>({ open: false, element: null });
  if (open !== from.current.open) from.current = { open, element: open ? document.activeElement : from.current.element };

  const giveBack = (event: Event) => {
    event.preventDefault();
    const { element } = from.current;
    if (document.activeElement === document.body && element instanceof HTMLElement && element.isConnected) element.focus({ preventScroll: true });
  };

  return (
    <Radix.Root open={open} onOpenChange={(now) => now || onClose()}>
      <Radix.Portal>
        <div className={css["shade"]} aria-hidden="true" />
        <Radix.Content
          className={cx(css["dialog"], bare && css["bare"])}
          style={{ width }}
          onOpenAutoFocus={focusItself}
          onCloseAutoFocus={giveBack}
          {...(body === undefined ? { "aria-describedby": undefined } : {})}
        >
          <header className={cx(css["head"], bare && css["unseen"])}>
            <Radix.Title className={css["title"]}>{title}</Radix.Title>
            {bare ? null : (
              <Radix.Close asChild>
                <IconButton label={closeLabel}>
                  <X size={16} strokeWidth={1.75} />
                </IconButton>
              </Radix.Close>
            )}
          </header>
          {body === undefined ? null : <Radix.Description className={css["body"]}>{body}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

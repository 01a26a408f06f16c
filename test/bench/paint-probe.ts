import type { Page } from "playwright-core";

declare global {
  interface Window {
    /** From now on a socket's frame with this text is waited for. */
    awaitPaint: (text: string, selector: string) => void;
    /** Milliseconds from that frame until the text is painted. */
    painted: Promise<number>;
  }
}

/** To be set up before the page's own scripts. The bare page and the product are measured by the same lines. */
export const probePaint = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    let wanted: { readonly text: string; readonly selector: string; readonly painted: (ms: number) => void; arrivedAt?: number; isThere?: boolean } | undefined;

    window.awaitPaint = (text, selector) => {
      window.painted = new Promise((painted) => (wanted = { text, selector, painted }));
    };

    window.WebSocket = class extends window.WebSocket {
      constructor(address: string | URL, protocols: string | string[] = []) {
        super(address, protocols);
        // Before the page's own listener: it is added within the constructor.
        this.addEventListener("message", ({ data }) => {
          if (wanted !== undefined && typeof data === "string" && data.includes(wanted.text)) wanted.arrivedAt ??= performance.now();
        });
      }
    };

    const look = (): void => {
      const mine = wanted;
      if (mine?.arrivedAt === undefined || mine.isThere === true) return;
      if (document.querySelector(mine.selector)?.textContent.includes(mine.text) !== true) return;
      mine.isThere = true;
      // The frame that shows it begins here; a task after it finds it painted.
      requestAnimationFrame(() => {
        const after = new MessageChannel();
        after.port1.addEventListener("message", () => mine.painted(performance.now() - (mine.arrivedAt ?? Number.NaN)));
        after.port1.start();
        after.port2.postMessage(undefined);
      });
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });

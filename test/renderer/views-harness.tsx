import type { ReactElement } from "react";
import { configure, render } from "@testing-library/react";
import { I18nextProvider } from "react-i18next";
import { CommandsProvider } from "../../renderer/commands/commands-context.tsx";
import type { Commands } from "../../renderer/commands/commands.ts";
import { fakeCommands } from "../../renderer/dev/fixtures.tsx";
import { NOW } from "../../renderer/dev/people.ts";
import { createWords } from "../../renderer/messages/i18n.ts";
import { createTicker, TickerContext, type Ticker } from "../../renderer/state/ticker.ts";
import { TipProvider } from "../../renderer/ui/tip.tsx";
import { toInstant, type Instant } from "../../shared/time.ts";

// Its own second is over on a busy machine before a page has been drawn.
configure({ asyncUtilTimeout: 15_000 });

const words = createWords("en-GB");

/** A ticker that stands still at the fixtures' now. */
const stillTicker = (): Ticker =>
  createTicker({
    clock: { now: () => NOW },
    offset: () => ({ ms: 0, certain: true }),
    onOffset: () => () => {},
    page: { hidden: true, addEventListener: () => {}, removeEventListener: () => {} } as never,
  });

const ticker = stillTicker();

/** A ticker whose time a test lets pass. */
export function movingTicker(start: Instant = NOW): { readonly ticker: Ticker; readonly pass: (ms: number) => void } {
  let now: number = start;
  let due: { readonly task: () => void; readonly at: number } | undefined;
  const moving = createTicker({
    clock: { now: () => toInstant(now) },
    offset: () => ({ ms: 0, certain: true }),
    onOffset: () => () => {},
    page: { hidden: false, addEventListener: () => {}, removeEventListener: () => {} } as never,
    timers: { set: (task, ms) => (due = { task, at: now + ms }), clear: () => (due = undefined) },
  });
  return {
    ticker: moving,
    pass: (ms) => {
      const until = now + ms;
      while (due !== undefined && due.at <= until) {
        const { at, task } = due;
        now = at;
        due = undefined;
        task();
      }
      now = until;
    },
  };
}

export function draw(view: ReactElement, commands: Partial<Commands> = {}, time: Ticker = ticker) {
  return render(view, {
    wrapper: ({ children }) => (
      <I18nextProvider i18n={words}>
        <TickerContext value={time}>
          <CommandsProvider commands={{ ...fakeCommands, ...commands }}>
            <TipProvider>{children}</TipProvider>
          </CommandsProvider>
        </TickerContext>
      </I18nextProvider>
    ),
  });
}

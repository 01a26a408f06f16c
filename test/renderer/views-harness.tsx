import type { ReactElement } from "react";
import { render } from "@testing-library/react";
import { I18nextProvider } from "react-i18next";
import { CommandsProvider } from "../../renderer/commands/commands-context.tsx";
import type { Commands } from "../../renderer/commands/commands.ts";
import { fakeCommands } from "../../renderer/dev/fixtures.tsx";
import { NOW } from "../../renderer/dev/people.ts";
import { createWords } from "../../renderer/messages/i18n.ts";
import { createTicker, TickerContext, type Ticker } from "../../renderer/state/ticker.ts";
import { TipProvider } from "../../renderer/ui/tip.tsx";

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

export function draw(view: ReactElement, commands: Partial<Commands> = {}) {
  return render(view, {
    wrapper: ({ children }) => (
      <I18nextProvider i18n={words}>
        <TickerContext value={ticker}>
          <CommandsProvider commands={{ ...fakeCommands, ...commands }}>
            <TipProvider>{children}</TipProvider>
          </CommandsProvider>
        </TickerContext>
      </I18nextProvider>
    ),
  });
}

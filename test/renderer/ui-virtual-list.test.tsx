import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useVirtualList } from "../../renderer/ui/use-virtual-list.ts";

const LINE = 50;
const SCREEN = 500;
const names = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `line ${at}`);

function List({ ids, selected }: { readonly ids: readonly string[]; readonly selected?: string }) {
  const { height, lines, scroller } = useVirtualList({ ids, selected, height: LINE });
  return (
    <div ref={scroller} role="listbox" aria-label="Lines">
      <div style={{ height }}>
        {lines.map(({ id, start }) => (
          <p key={id} role="option" aria-selected={id === selected} data-start={start}>
            {id}
          </p>
        ))}
      </div>
    </div>
  );
}

beforeEach(() => void vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(SCREEN));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const shown = (): readonly string[] => screen.getAllByRole("option").map(({ textContent }) => textContent);

test("[PF12] of a hundred thousand lines those on screen exist, and a few beside them", () => {
  render(<List ids={names(100_000)} />);
  expect(shown()).toEqual(names(22));

  const list = screen.getByRole("listbox");
  list.scrollTop = 40_000 * LINE;
  fireEvent.scroll(list);
  expect(shown()).toContain("line 40000");
  expect(shown()).toContain("line 40009");
  expect(shown().length).toBeLessThan(30);
  expect(screen.getByText("line 40000").dataset["start"]).toBe(String(40_000 * LINE));
});

test("[PF12] what is selected comes into view, no further than it must", () => {
  const ids = names(1_000);
  const { rerender } = render(<List ids={ids} selected="line 3" />);
  const list = screen.getByRole("listbox");
  expect(list.scrollTop).toBe(0);

  rerender(<List ids={ids} selected="line 300" />);
  expect(list.scrollTop).toBe(301 * LINE - SCREEN);
  rerender(<List ids={ids} selected="line 200" />);
  expect(list.scrollTop).toBe(200 * LINE);
});

test("[PF12] a list that has become short while one looks at its end is not empty", () => {
  const { rerender } = render(<List ids={names(1_000)} />);
  const list = screen.getByRole("listbox");
  list.scrollTop = 900 * LINE;
  fireEvent.scroll(list);

  rerender(<List ids={names(20)} />);
  expect(shown()).toContain("line 19");
});

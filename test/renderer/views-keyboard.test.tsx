import { describe, expect, test, vi } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import { amelia } from "../../renderer/dev/conversations.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { ACTIONS } from "../../renderer/views/shell/actions.ts";
import { meaningOf, type Press, type Where } from "../../renderer/views/shell/keyboard-map.ts";
import { meaningOfEnter } from "../../renderer/views/composer/composer-keys.ts";

const known = new Set(ACTIONS.flatMap(({ keys }) => (keys === undefined ? [] : [keys])));
const press = (key: string, more: Partial<Press> = {}): Press => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
const anywhere: Where = { typing: false, inDialog: false, onControl: false, chord: undefined };
const read = (key: string, where: Partial<Where> = {}, more: Partial<Press> = {}) => meaningOf(press(key, more), { ...anywhere, ...where }, known);

describe("the keyboard", () => {
  test("no key means two things", () => {
    const keys = ACTIONS.flatMap((action) => (action.keys === undefined ? [] : [action.keys]));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each(["j", "k", "Enter", "r", "n", "c", "a", "l", "s", "e", "u", "t", "/", "?", "Escape"])("%s does something on the list", (key) => {
    expect(read(key)).toEqual({ kind: "action", keys: key });
  });

  test.each(["i", "h", "b", "n", "s"])("g, then %s, goes to a page", (key) => {
    expect(read("g")).toEqual({ kind: "chord", first: "g" });
    expect(read(key, { chord: "g" })).toEqual({ kind: "action", keys: `g ${key}` });
  });

  test("no key reaches a conversation that another page hides, and Escape leads back to the inbox", () => {
    const reached = vi.fn();
    const commands = new Proxy({}, { get: () => reached }) as Commands;
    const run = (wish: string) => ACTIONS.find(({ keys }) => keys === wish)?.run(commands);
    setUi({ page: "settings", selected: amelia, opened: amelia });
    for (const keys of ["c", "e", "u", "a", "r", "j", "Enter"]) run(keys);
    expect(reached).not.toHaveBeenCalled();
    expect(readUi()).toMatchObject({ page: "settings", opened: amelia, asking: undefined });

    run("Escape");
    expect(readUi()).toMatchObject({ page: "inbox", opened: amelia });
  });

  test("letters belong to the field in which somebody types; Escape and Ctrl+K work there too", () => {
    for (const key of ["j", "e", "/", "?", "g", "Enter"]) expect(read(key, { typing: true })).toEqual({ kind: "nothing" });
    expect(read("Escape", { typing: true })).toEqual({ kind: "action", keys: "Escape" });
    expect(read("k", { typing: true }, { ctrlKey: true })).toEqual({ kind: "action", keys: "Ctrl+K" });
    expect(read("k", {}, { metaKey: true })).toEqual({ kind: "action", keys: "Ctrl+K" });
  });

  test("a dialogue keeps its keys to itself", () => {
    for (const key of ["j", "e", "Escape", "Enter"]) expect(read(key, { inDialog: true })).toEqual({ kind: "nothing" });
  });

  test("Enter presses the button that has the focus, and the system keeps its own combinations", () => {
    expect(read("Enter", { onControl: true })).toEqual({ kind: "nothing" });
    expect(read("e", {}, { ctrlKey: true })).toEqual({ kind: "nothing" });
    expect(read("r", {}, { altKey: true })).toEqual({ kind: "nothing" });
  });
});

describe("Enter in the composer", () => {
  const enter = (more: Partial<Press> = {}) => press("Enter", more);

  test("sends, breaks with Shift, sends and goes on with Ctrl or Cmd", () => {
    expect(meaningOfEnter(enter(), false, true)).toBe("send");
    expect(meaningOfEnter(enter({ shiftKey: true }), false, true)).toBe("nothing");
    expect(meaningOfEnter(enter({ ctrlKey: true }), false, true)).toBe("send-and-next");
    expect(meaningOfEnter(enter({ metaKey: true }), false, true)).toBe("send-and-next");
  });

  test("is the other way round where that was chosen", () => {
    expect(meaningOfEnter(enter(), false, false)).toBe("nothing");
    expect(meaningOfEnter(enter({ shiftKey: true }), false, false)).toBe("send");
  });

  test("belongs to the input method while one composes", () => {
    expect(meaningOfEnter(enter(), true, true)).toBe("nothing");
  });
});

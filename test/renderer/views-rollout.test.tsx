import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RolloutDone, RolloutStep } from "../../renderer/commands/rollout.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { NOW, tomas } from "../../renderer/dev/people.ts";
import { fakeRollouts } from "../../renderer/dev/rollout.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { RolloutSection } from "../../renderer/views/outreach/rollout/rollout-section.tsx";
import type { NumberRollout } from "../../renderer/guard/rollout-answer.ts";
import { toInstant } from "../../shared/time.ts";
import { draw } from "./views-harness.tsx";

const [shopEu, latam] = fakeRollouts as readonly [NumberRollout, NumberRollout];
beforeEach(() => inboxStore.setState((state) => ({ ...fakeInbox(), me: { ...state.me, ...fakeInbox().agents.get(tomas)! } })));
afterEach(cleanup);

function listener(numbers: readonly NumberRollout[] = fakeRollouts, answer: RolloutDone = { kind: "done", held: 2 }) {
  const steps: RolloutStep[] = [];
  const lists: (readonly string[])[] = [];
  const notices: unknown[] = [];
  let asked = 0;
  return {
    steps,
    lists,
    notices,
    asked: () => asked,
    commands: {
      rollouts: async () => {
        asked += 1;
        return { kind: "fresh", seen: { fact: numbers, at: NOW } } as const;
      },
      stepRollout: async (_: unknown, step: RolloutStep) => {
        steps.push(step);
        return answer;
      },
      setRolloutStaff: async (_: unknown, staff: readonly string[]) => {
        lists.push(staff);
        return answer;
      },
      notice: (key: string, values?: unknown) => void notices.push([key, values]),
    },
  };
}
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });
const region = (name: RegExp) => screen.findByRole("region", { name });

describe("[G-ROLLOUT] [S0-21] [S0-22] the rollout on screen", () => {
  test("lights the stage at which a number stands, in words too, and lists each gate with figure, bound and source", async () => {
    draw(<RolloutSection />, listener().commands);
    const number = within(await region(/Shop EU/));
    const stages = within(number.getByRole("list", { name: "Stages of Shop EU" })).getAllByRole("listitem");
    expect(stages).toHaveLength(7);
    expect(stages.filter((one) => one.getAttribute("aria-current") === "step").map((one) => one.textContent)).toEqual([expect.stringMatching(/^10%since /)]);

    const row = number.getByRole("row", { name: /Opted out/ });
    within(row).getByRole("img", { name: "not met" });
    expect(row.textContent).toBe("Opted out2.8% (6)at most 2%from the consent ledger, since this stage began");
    expect(number.getAllByRole("img", { name: "met" })).toHaveLength(5);
    number.getByText("1 gate is not met yet.");
    expect(button("Promote to 25%…").disabled).toBe(true);
    number.getByText("Tomás Vidal promoted it to 10%");
    number.getByText("Sofia Rossi rolled it back from 25%: Complaints about the spring offer");
  });

  test("promotes after one question, and reads the figures again", async () => {
    const open = listener([{ ...shopEu, mayPromote: true, gates: shopEu.gates?.map((gate) => ({ ...gate, isOpen: true })) ?? [] }]);
    draw(<RolloutSection />, open.commands);
    await region(/Shop EU/);
    await userEvent.click(button("Promote to 25%…"));
    screen.getByRole("dialog", { name: "Promote Shop EU to 25%?" });
    expect(open.steps).toEqual([]);
    await userEvent.click(button("Promote"));
    expect(open.steps).toEqual([{ kind: "promote" }]);
    expect(open.asked()).toBe(2);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("rolls back with a reason and says how many messages are held", async () => {
    const spoken = listener();
    draw(<RolloutSection />, spoken.commands);
    await region(/Shop EU/);
    await userEvent.click(button("Roll back…"));
    await userEvent.click(button("Roll back now"));
    expect(screen.getByRole("alert").textContent).toMatch(/Say why/);
    await userEvent.type(screen.getByLabelText("Why?"), "Complaints{Enter}");
    expect(spoken.steps).toEqual([{ kind: "rollback", reason: "Complaints" }]);
    expect(spoken.notices).toEqual([["rollout.held", { count: "2" }]]);
  });

  test.each([
    [{ kind: "gate-shut" }, /figures have changed/],
    [{ kind: "no-network" }, /may have been done or not/],
    [{ kind: "not-allowed" }, /Only leads/],
    [{ kind: "refused", title: "One is under way." }, /One is under way/],
    [{ kind: "failed" }, /could not do it/],
  ] satisfies readonly (readonly [RolloutDone, RegExp])[])("says what came of it where it was not done: %o", async (answer, words) => {
    const spoken = listener([latam], answer);
    draw(<RolloutSection />, spoken.commands);
    await region(/Shop LATAM/);
    screen.getByText(/Everybody gets it/);
    await userEvent.click(button("Start a rollout…"));
    await userEvent.click(button("Start with the staff"));
    expect(screen.getByRole("alert").textContent).toMatch(words);
  });

  test("keeps the staff list: a phone that is none, or twice, is said; one is added and one is taken out", async () => {
    const spoken = listener();
    draw(<RolloutSection />, spoken.commands);
    await region(/Shop EU/);
    const field = screen.getByLabelText("Phone with country code");
    await userEvent.type(field, "the boss{Enter}");
    expect(screen.getByRole("alert").textContent).toMatch(/country code/);
    await userEvent.clear(field);
    await userEvent.type(field, "+39 333 000 0001{Enter}");
    expect(screen.getByRole("alert").textContent).toMatch(/already/);
    await userEvent.clear(field);
    await userEvent.type(field, "+44 7700 900100{Enter}");
    fireEvent.click(button(/^Remove \+34/));
    expect(spoken.lists).toEqual([["34600111222", "393330000001", "447700900100"], ["393330000001"]]);
  });

  test("halted, it says by whom, why and what that means, and offers to begin anew", async () => {
    const halted = { ...shopEu.rollout!, stage: 0 as const, halted: { at: toInstant(NOW - 60_000), by: tomas, reason: "Complaints" } };
    draw(<RolloutSection />, listener([{ ...shopEu, rollout: halted, mayPromote: false }]).commands);
    await region(/Shop EU/);
    screen.getByText(/^Halted .* by Tomás Vidal/);
    screen.getByText(/Nothing that you start leaves this number/);
    button("Begin anew…");
    expect(screen.queryByRole("button", { name: /Promote/ })).toBeNull();
  });

  test("shows an agent the stage, without figures and without ways to move it", async () => {
    inboxStore.setState(fakeInbox());
    draw(<RolloutSection />, listener([{ ...shopEu, gates: undefined, mayPromote: undefined, changes: undefined }]).commands);
    await region(/Shop EU/);
    screen.getByText(/Only leads move a rollout/);
    expect(screen.queryByRole("table")).toBeNull();
    expect(screen.queryByRole("button", { name: /Roll back|Promote|Start|Remove/ })).toBeNull();
  });

  test("offline it keeps what it read and lets nothing be decided on it; with no number it says what to wait for", async () => {
    const commands = { ...listener().commands, rollouts: async () => ({ kind: "no-network", seen: { fact: fakeRollouts, at: NOW } }) as const };
    const first = draw(<RolloutSection />, commands);
    await region(/Shop EU/);
    expect(button("Roll back…").disabled).toBe(true);
    expect(screen.getByLabelText<HTMLInputElement>("Phone with country code").disabled).toBe(true);
    first.unmount();
    draw(<RolloutSection />, listener([]).commands);
    await screen.findByText(/No number is connected yet/);
  });
});

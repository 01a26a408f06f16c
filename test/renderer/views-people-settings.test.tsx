import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { NewPerson } from "../../renderer/commands/people.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { agents, ben, billing, orders, sofia, tomas } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { newPassword } from "../../renderer/views/people-settings/new-password.ts";
import { PeoplePage } from "../../renderer/views/people-settings/people-page.tsx";
import type { Agent } from "../../shared/inbox/people.ts";
import { draw } from "./views-harness.tsx";

const as = (role: Agent["role"]) => {
  const me = agents.find(({ id }) => id === tomas);
  inboxStore.setState(fakeInbox(me === undefined ? {} : { me: { ...me, role } }));
};
beforeEach(() => as("admin"));
afterEach(cleanup);
const lineOf = (name: string): HTMLElement => {
  const line = screen.getByText(name).closest("li");
  if (line === null) throw new Error(`There is no line of ${name}.`);
  return line;
};

test("[HO5] a person's line says how they stand, what they have and on how many devices", async () => {
  draw(<PeoplePage />);

  await waitFor(() => expect(lineOf("Ben Carter").textContent).toMatch(/\d+ conversations?/));
  expect(lineOf("Ben Carter").textContent).toContain("Billing");
  expect(lineOf("Ben Carter").textContent).toContain("Available");
  expect(lineOf("Ben Carter").textContent).toMatch(/\d devices?/);
  expect(screen.queryByText("Shop Bot")).toBeNull();
});

test("[HO5] [I11] only what was changed is said to the server, each part by itself", async () => {
  const said: unknown[] = [];
  const say =
    (part: string) =>
    async (...words: readonly unknown[]) => (said.push([part, ...words]), "saved" as const);
  draw(<PeoplePage />, { setTeams: say("teams"), setAbilities: say("abilities"), setAvailabilityOf: say("availability"), setRole: say("role") });
  await userEvent.click(screen.getByRole("button", { name: "Change Ben Carter" }));
  const dialog = within(screen.getByRole("dialog"));
  await userEvent.click(dialog.getByRole("checkbox", { name: "Orders EU" }));
  await userEvent.type(dialog.getByLabelText("Open conversations at most"), "4");
  fireEvent.change(dialog.getByLabelText("Languages"), { target: { value: "en, pt-BR, en" } });
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));

  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(said).toEqual([
    ["teams", ben, [billing, orders]],
    ["abilities", ben, { capacity: 4, skills: [], languages: ["en", "pt-BR"] }],
  ]);
});

test("[HO5] a number and a language that are none are refused at their fields", async () => {
  draw(<PeoplePage />);
  await userEvent.click(screen.getByRole("button", { name: "Change Ben Carter" }));
  const dialog = within(screen.getByRole("dialog"));
  fireEvent.change(dialog.getByLabelText("Open conversations at most"), { target: { value: "0" } });
  fireEvent.change(dialog.getByLabelText("Languages"), { target: { value: "English please" } });

  for (const field of ["Open conversations at most", "Languages"]) expect(dialog.getByLabelText(field).getAttribute("aria-invalid")).toBe("true");
  expect(dialog.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
});

test("[HO5] what the server did not take is named, and the form stays", async () => {
  draw(<PeoplePage />, { setAbilities: async () => "no-network" });
  await userEvent.click(screen.getByRole("button", { name: "Change Ben Carter" }));
  const dialog = within(screen.getByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("Skills"), "payments");
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));

  expect((await dialog.findByRole("alert")).textContent).toMatch(/Number, skills and languages: There was no answer/);
  expect(dialog.getByLabelText<HTMLInputElement>("Skills").value).toBe("payments");
});

test("[H36] a new person's password and token are shown once, and are gone when it is closed", async () => {
  const added: NewPerson[] = [];
  draw(<PeoplePage />, { addPerson: async (person) => (added.push(person), { kind: "made", token: "tok_once" }) });
  await userEvent.click(screen.getByRole("button", { name: "Add a person" }));
  await userEvent.click(screen.getByRole("button", { name: "Add" }));
  expect(screen.getByText("Give a name.")).toBeTruthy();
  await userEvent.type(screen.getByLabelText("Name"), "Nora");
  await userEvent.click(screen.getByRole("button", { name: "Add" }));

  expect(await screen.findByText("tok_once")).toBeTruthy();
  expect(added).toMatchObject([{ name: "Nora", role: "agent" }]);
  expect(screen.getByText(added[0]?.password ?? "")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  expect(screen.queryByText("tok_once")).toBeNull();
});

test("[HO6] before somebody is removed it is said what becomes of what they have; nobody removes themselves", async () => {
  const removed: unknown[] = [];
  draw(<PeoplePage />, { removePerson: async (id) => (removed.push(id), "saved") });
  await screen.findByText(/^10 conversations/);
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Remove Tomás Vidal" }).disabled).toBe(true);
  await userEvent.click(screen.getByRole("button", { name: "Remove Sofia Rossi" }));
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.getByText(/^10 conversations go back to the queue at once/)).toBeTruthy();
  await userEvent.click(dialog.getByRole("button", { name: "Remove" }));

  await waitFor(() => expect(removed).toEqual([sofia]));
});

test("[HO6] a team is added once, and dissolved after it is said what that means", async () => {
  const said: unknown[] = [];
  draw(<PeoplePage />, {
    saveTeam: async (...words) => (said.push(["save", ...words]), "saved"),
    removeTeam: async (id) => (said.push(["remove", id]), "saved"),
  });
  const name = screen.getByLabelText("Name of a new team");
  await userEvent.type(name, "billing{Enter}");
  expect(screen.getByRole("alert").textContent).toBe("There is a team of this name already.");
  await userEvent.clear(name);
  await userEvent.type(name, "Returns{Enter}");
  await userEvent.click(screen.getByRole("button", { name: "Dissolve the team Billing" }));
  expect(screen.getByText(/becomes everybody's at once/)).toBeTruthy();
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Dissolve" }));

  await waitFor(() =>
    expect(said).toEqual([
      ["save", "Returns"],
      ["remove", billing],
    ]),
  );
});

test("[HO5] a lead sets what people take, and neither adds nor removes them; without a network all is only read", async () => {
  as("lead");
  draw(<PeoplePage />);
  expect(screen.queryByRole("button", { name: "Add a person" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Remove Sofia Rossi" })).toBeNull();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Change Sofia Rossi" }).disabled).toBe(false);
  cleanup();

  inboxStore.setState({ connection: { kind: "offline", asOf: undefined } });
  draw(<PeoplePage />);
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Change Sofia Rossi" }).disabled).toBe(true);
  expect(screen.getByText("Billing, Orders EU", { exact: false })).toBeTruthy();
});

test("[H35] a first password has sixteen signs in groups, whatever chance gives", () => {
  let seed = 7;
  const fill = (bytes: Uint8Array<ArrayBuffer>) => bytes.map(() => (seed = (seed * 73 + 41) % 256));
  for (let i = 0; i < 50; i += 1) expect(newPassword(fill)).toMatch(/^(?:[a-zA-Z2-9]{4}-){3}[a-zA-Z2-9]{4}$/);
});

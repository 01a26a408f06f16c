// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Commands } from "../../renderer/commands/commands.ts";
import type { ImportAnswer } from "../../renderer/commands/consent-import.ts";
import { fakeConsentImportCommands } from "../../renderer/dev/consent-import.ts";
import { amelia } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { agents } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { readUi, setUi } from "../../renderer/state/ui-store.ts";
import { readTable } from "../../renderer/views/consent-import/read-table.ts";
import { ConsentsTab } from "../../renderer/views/consent-import/consents-tab.tsx";
import { ContactSection } from "../../renderer/views/context/contact-section.tsx";
import { ConsentSection } from "../../renderer/views/context/consent-section.tsx";
import { ThreadHeader } from "../../renderer/views/thread/thread-header.tsx";
import { DEFAULT_CONSENT_SETTINGS } from "../../shared/consent/consent-settings.ts";
import type { ImportCells } from "../../shared/consent/import-columns.ts";
import { draw } from "./views-harness.tsx";

const as = (role: "agent" | "lead" | "admin") => inboxStore.setState(fakeInbox({ me: { ...agents[1]!, role } }));
beforeEach(() => {
  as("lead");
  setUi({ consentSettings: DEFAULT_CONSENT_SETTINGS });
});
afterEach(cleanup);

const TABLE = `phone;category;consent;date;source;proof
+44 7700 900118;offers;yes;12/03/2025;website;https://shop.example/form/1
447700900119;orders;yes;13/03/2025;paper;
447700900120;;no;;;
;offers;yes;14/03/2025;website;https://shop.example/form/4
`;
const file = (text: string | Uint8Array<ArrayBuffer>, name = "list.csv") => new File([text], name, { type: "text/csv" });
const choose = async (one: File) => {
  fireEvent.change(screen.getByLabelText("Choose a file", { selector: "input" }), { target: { files: [one] } });
  await screen.findByRole("button", { name: /^(Check every line|Choose a file)$/ });
};
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>("button", { name });

/** Keeps what was sent, and lets the fixtures answer. */
function listener(
  answer: (rows: readonly ImportCells[], dryRun: boolean) => Promise<ImportAnswer> = (rows, dryRun) =>
    fakeConsentImportCommands.importConsents(rows, { dryRun }),
) {
  const sent: { readonly rows: readonly ImportCells[]; readonly dryRun: boolean }[] = [];
  const commands: Partial<Commands> = {
    importConsents: (rows, { dryRun }) => {
      sent.push({ rows, dryRun });
      return answer(rows, dryRun);
    },
  };
  return { sent, commands };
}

describe("an import of consents", () => {
  test("[S3-29] [S2-6] goes from the file over the columns and a dry run to the summary, and says of each line why it does not count", async () => {
    const { commands, sent } = listener();
    draw(<ConsentsTab />, commands);
    await choose(file(TABLE));
    screen.getByText("list.csv: 4 lines, divided by semicolons, UTF-8.");

    expect(button("Check every line").disabled).toBe(true);
    expect(screen.getByRole("alert").textContent).toBe("Still needed: Jurisdiction.");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Column for: Jurisdiction" }), "same");
    await userEvent.type(screen.getByRole("textbox", { name: "Jurisdiction, for all lines" }), "UK");
    await userEvent.click(button("Check every line"));

    await screen.findByText("What would become of list.csv. Nothing is recorded yet.");
    expect(sent).toMatchObject([{ dryRun: true }]);
    expect(sent[0]?.rows[0]).toEqual({
      contact: "+44 7700 900118",
      category: "offers",
      state: "yes",
      at: "2025-03-12T00:00:00Z",
      source: "website",
      evidence: "https://shop.example/form/1",
      jurisdiction: "UK",
    });
    const lines = within(screen.getByRole("region", { name: "Lines that do not count" }))
      .getAllByRole("row")
      .slice(1);
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      "3447700900119No proof that somebody could verify.",
      "5No phone number with a country code, and no id of ours.",
    ]);

    await userEvent.click(button("Import"));
    await screen.findByText("list.csv is imported.");
    expect(sent.map(({ dryRun }) => dryRun)).toEqual([true, false]);
    screen.getByText("withdrawn, recorded");
    button("Save these lines");
  });

  test("[S3-29] goes out in batches, stops between two of them, and goes on where it was", async () => {
    const waiting: (() => void)[] = [];
    const { commands, sent } = listener(async (rows, dryRun) => {
      if (!dryRun) await new Promise<void>((resolve) => waiting.push(resolve));
      return { kind: "done", lines: rows.map((_, index) => ({ line: index + 1, outcome: "recorded", state: "withdrawn" })) };
    });
    draw(<ConsentsTab />, commands);
    const rows = Array.from({ length: 480 }, (_, index) => `4477009${String(index).padStart(5, "0")},no,UK`).join("\n");
    await choose(file(`phone,consent,jurisdiction\n${rows}`));
    await userEvent.click(button("Check every line"));
    await userEvent.click(await screen.findByRole("button", { name: "Import" }));
    const answered = async () => {
      await waitFor(() => expect(waiting).toHaveLength(1));
      await act(async () => waiting.shift()?.());
    };

    await answered();
    expect(screen.getByRole("progressbar").getAttribute("value")).toBe("200");
    await waitFor(() => expect(waiting).toHaveLength(1));
    await userEvent.click(button("Stop"));
    await answered();
    expect(sent.map((one) => one.rows.length)).toEqual([200, 200, 80, 200, 200]);
    expect(screen.getByRole("alert").textContent).toContain("records nothing twice");

    await userEvent.click(button("Go on"));
    await answered();
    await answered();
    await screen.findByText("list.csv is imported.");
    expect(sent.at(-1)?.rows[79]?.contact).toBe("447700900479");
  });

  test("[S3-29] a server that does not answer is no end: it says so, and can be tried again", async () => {
    let isAway = true;
    const { commands } = listener(async (rows, dryRun) => (isAway ? { kind: "no-network" } : fakeConsentImportCommands.importConsents(rows, { dryRun })));
    draw(<ConsentsTab />, commands);
    await choose(file("phone,consent,jurisdiction\n447700900118,no,UK"));
    await userEvent.click(button("Check every line"));
    expect((await screen.findByRole("alert")).textContent).toContain("did not answer");
    isAway = false;
    await userEvent.click(button("Go on"));
    await screen.findByText(/What would become of/);
  });

  test("[S3-29] where day and month can be told apart by nothing, somebody is asked", async () => {
    const { commands, sent } = listener();
    draw(<ConsentsTab />, commands);
    await choose(file("phone,consent,date,jurisdiction\n447700900118,no,03/04/2025,UK"));
    await userEvent.selectOptions(screen.getByRole("combobox", { name: /^Day and month/ }), "month-first");
    await userEvent.click(button("Check every line"));
    await waitFor(() => expect(sent[0]?.rows[0]?.at).toBe("2025-03-04T00:00:00Z"));
  });

  test("[S3-29] a file without lines says so", async () => {
    draw(<ConsentsTab />);
    await choose(file("phone,consent\n"));
    expect((await screen.findByRole("alert")).textContent).toContain("no lines below a heading");
  });

  test("[S3-29] a file of Windows, and one with a mark at its head, keep their letters", async () => {
    const windows = Uint8Array.from([..."telefono;città\n1;Forlì"].map((sign) => sign.codePointAt(0)!));
    expect(await readTable(file(windows))).toMatchObject({
      table: { encoding: "Windows-1252", headings: ["telefono", "città"], records: [{ cells: ["1", "Forlì"] }] },
    });
    expect(await readTable(file("\uFEFFtelefono;città\n1;Forlì"))).toMatchObject({ table: { encoding: "UTF-8", headings: ["telefono", "città"] } });
  });

  test("[H37] agents are offered neither the import nor the categories", () => {
    as("agent");
    draw(<ConsentsTab />);
    expect(screen.queryByRole("heading", { name: "Import consents" })).toBeNull();
    expect(screen.queryByRole("heading", { name: "Categories of consent" })).toBeNull();
    screen.getByRole("heading", { name: "Check an opt-in text" });
  });
});

test("[S2-4] [S2-5] a wording says at once what is missing, and what would be better", async () => {
  draw(<ConsentsTab />);
  const wording = screen.getByRole("textbox", { name: "Wording" });
  fireEvent.change(screen.getByRole("textbox", { name: "Name of the business" }), { target: { value: "Shop EU" } });
  fireEvent.change(wording, { target: { value: "I agree to receive messages." } });
  screen.getByText(/the name of the business, as it is shown/);
  screen.getByText(/name WhatsApp/);
  fireEvent.change(wording, { target: { value: "I agree to receive messages from Shop EU on WhatsApp. Stop any time." } });
  screen.getByText("It says what it must say.");
});

describe("[S2-9] the workspace's own categories", () => {
  test("a lead adds one with its templates and other words, and the context column has it", async () => {
    const { unmount } = draw(<ConsentsTab />);
    await userEvent.click(button("Add a category"));
    const names = screen.getAllByRole("textbox", { name: "Name" });
    await userEvent.type(names.at(-1)!, "Wine club");
    await userEvent.type(screen.getByRole("textbox", { name: "Other words for Wine club" }), "club, vino");
    await userEvent.type(screen.getByRole("textbox", { name: "Retention For how long consents are kept, and why: a note for whoever asks." }), "Two years");
    await userEvent.click(button("Save"));
    expect(readUi().consentSettings.categories.at(-1)).toEqual({ key: "wine-club", name: "Wine club", allows: "MARKETING", alsoCalled: ["club", "vino"] });
    expect(readUi().consentSettings.retention).toBe("Two years");
    unmount();

    draw(<ConsentSection id={amelia} />);
    button("Wine club: Never asked, never asked. History");
  });

  test("one without a name is not saved, and what was typed stays", async () => {
    draw(<ConsentsTab />);
    await userEvent.click(button("Add a category"));
    await userEvent.click(button("Save"));
    expect(screen.getByRole("alert").textContent).toContain("needs a name of its own");
    await userEvent.click(button("Discard"));
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("[H45] erasing a contact", () => {
  const name = () => inboxStore.getState().contacts.get(inboxStore.getState().conversations.get(amelia)!.contactId)!.name;

  test("an admin types the name; without it nothing can be erased", async () => {
    as("admin");
    const erased: string[] = [];
    const notices: string[] = [];
    draw(<ContactSection id={amelia} />, {
      eraseContact: async (contact) => {
        erased.push(contact);
        return { kind: "done" };
      },
      notice: (key) => void notices.push(key),
    });
    await userEvent.click(button("More about this contact"));
    await userEvent.click(screen.getByRole("menuitem", { name: "Erase this contact…" }));
    expect(button("Erase for good").disabled).toBe(true);
    await userEvent.type(screen.getByRole("textbox"), "somebody else");
    expect(button("Erase for good").disabled).toBe(true);
    await userEvent.clear(screen.getByRole("textbox"));
    await userEvent.type(screen.getByRole("textbox"), name());
    await userEvent.click(button("Erase for good"));
    expect(erased).toEqual([inboxStore.getState().conversations.get(amelia)?.contactId]);
    expect(notices).toEqual(["contact.erased"]);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("a refusal says why and keeps the question open", async () => {
    as("admin");
    draw(<ContactSection id={amelia} />, { eraseContact: async () => ({ kind: "no-network" }) });
    await userEvent.click(button("More about this contact"));
    await userEvent.click(screen.getByRole("menuitem", { name: "Erase this contact…" }));
    await userEvent.type(screen.getByRole("textbox"), name());
    await userEvent.click(button("Erase for good"));
    expect(screen.getByRole("alert").textContent).toContain("No answer from the server");
  });

  test("nobody else has the menu", () => {
    as("lead");
    draw(<ContactSection id={amelia} />);
    expect(screen.queryByRole("button", { name: "More about this contact" })).toBeNull();
  });
});

test("[S2-13] the head of the conversation says how somebody stands, in words, and opens the ledger with the ways to change it", async () => {
  as("agent");
  draw(<ThreadHeader id={amelia} />);
  await userEvent.click(button("Consent: Stopped offers"));
  const ledger = within(screen.getByRole("dialog", { name: "Consent" }));
  ledger.getByRole("button", { name: /^Order updates: Agreed/ });
  await userEvent.click(ledger.getByRole("button", { name: "Consent to all messages" }));
  screen.getByRole("menuitem", { name: "By phone" });
});

test("[S2-13] every control of the ledger has a name that says what it is about", () => {
  draw(<ConsentSection id={amelia} />);
  for (const control of screen.getAllByRole("button")) {
    const name = control.getAttribute("aria-label") ?? control.textContent;
    expect(name).toMatch(/Order updates|Offers|Recommendations|Appointments|Service messages|One-time codes|all messages/);
  }
});

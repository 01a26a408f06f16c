// @vitest-environment happy-dom
import { act, cleanup, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createExportCommands, type ExportCommands, type ExportOutcome } from "../../renderer/commands/export-all.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { agents } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { ExportSection } from "../../renderer/views/export/export-section.tsx";
import { draw } from "./views-harness.tsx";

const as = (role: "agent" | "lead" | "admin", more = {}) => inboxStore.setState(fakeInbox({ me: { ...agents[1]!, role }, ...more }));
beforeEach(() => as("admin"));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const HEADER = `${JSON.stringify({ type: "header", counts: { message: 2 } })}\n`;
const ROWS = '{"type":"message","row":{"body":"caffè"}}\n{"type":"message","row":{}}\n';
const end = (lines: number) => `${JSON.stringify({ type: "end", lines, counts: {}, sha256: "" })}\n`;

/** As the network gives it: in small pieces, cut anywhere. */
function answering(text: string, status = 200): ExportCommands {
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += 11) controller.enqueue(bytes.subarray(at, at + 11));
      controller.close();
    },
  });
  return createExportCommands({ request: async () => new Response(body, { status }) });
}
const wish = (onProgress = () => {}, signal = new AbortController().signal) => ({ media: false, onProgress, signal });

describe("[S0-28] taking an export", () => {
  test("[S0-28] tells how far it is, and keeps every byte of a file that is whole", async () => {
    const told: unknown[] = [];
    const text = HEADER + ROWS + end(3);
    const outcome = await answering(text).exportEverything({ ...wish(), onProgress: (progress) => told.push(progress) });
    expect(outcome).toMatchObject({ kind: "done", lines: 4 });
    expect(outcome.kind === "done" && (await outcome.file.text())).toBe(text);
    expect(told.at(-1)).toEqual({ lines: 4, of: 4, bytes: new TextEncoder().encode(text).length });
  });

  test.each([
    ["without its end", HEADER + ROWS],
    ["with a line too few", HEADER + ROWS + end(9)],
    ["with a torn end", HEADER + ROWS + end(3).slice(0, 20)],
  ])("[S0-28] a file %s is not saved as one", async (_name, text) => {
    expect(await answering(text).exportEverything(wish())).toEqual({ kind: "cut-off" });
  });

  test.each([
    [403, "not-allowed"],
    [429, "busy"],
    [500, "failed"],
  ])("[S0-28] a %i is %s", async (status, kind) => {
    expect(await answering("{}", status).exportEverything(wish())).toEqual({ kind });
  });

  test("[S0-28] no network and a stop are told apart", async () => {
    const commands = createExportCommands({ request: () => Promise.reject(new TypeError("failed to fetch")) });
    expect(await commands.exportEverything(wish())).toEqual({ kind: "no-network" });
    expect(await commands.exportEverything(wish(() => {}, AbortSignal.abort()))).toEqual({ kind: "stopped" });
  });
});

describe("[S0-28] the section", () => {
  const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });

  test("[S0-28] is an admin's alone", () => {
    as("lead");
    const { container } = draw(<ExportSection />);
    expect(container.textContent).toBe("");
  });

  test("[S0-28] says what is in the file and that it holds personal data, shows progress, and saves", async () => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function click(this: HTMLAnchorElement) {
      saved.push(this.download);
    });
    const asked: boolean[] = [];
    const finish = Promise.withResolvers<ExportOutcome>();
    draw(<ExportSection />, {
      exportEverything: ({ media, onProgress }) => {
        asked.push(media);
        onProgress({ lines: 1_500, of: 6_000, bytes: 2_400_000 });
        return finish.promise;
      },
    });
    expect(screen.getByText(/names, phone numbers and messages of your customers in plain words/)).toBeTruthy();
    expect(screen.getByText("npx greenline import --data FOLDER FILE")).toBeTruthy();

    await userEvent.click(screen.getByRole("switch", { name: "With files" }));
    await userEvent.click(button("Export"));
    expect(asked).toEqual([true]);
    expect(screen.getByRole<HTMLProgressElement>("progressbar", { name: "1,500 of 6,000 lines · 2 MB" }).value).toBe(1_500);

    await act(async () => finish.resolve({ kind: "done", file: new Blob(["x".repeat(10)]), lines: 6_000 }));
    expect(saved).toEqual([expect.stringMatching(/^greenline-\d{4}-\d\d-\d\d\.jsonl$/)]);
    expect(screen.getByRole("status").textContent).toBe("Saved: 6,000 lines, 1 MB. The last line proves that it is whole.");
  });

  test("[S0-28] can be stopped, and a fault says what to do", async () => {
    const outcomes: ExportOutcome[] = [{ kind: "busy" }];
    draw(<ExportSection />, {
      exportEverything: ({ signal }) =>
        outcomes.length > 0
          ? Promise.resolve(outcomes.pop() as ExportOutcome)
          : new Promise((resolve) => signal.addEventListener("abort", () => resolve({ kind: "stopped" }))),
    });
    await userEvent.click(button("Export"));
    expect(screen.getByRole("status").textContent).toBe("Somebody else is exporting. Wait until that is done, and try again.");
    await userEvent.click(button("Export"));
    await userEvent.click(button("Stop"));
    expect(screen.getByRole("status").textContent).toBe("Stopped. Nothing was saved.");
  });

  test("[S0-28] waits for the network", () => {
    as("admin", { connection: { kind: "offline", since: 0 } });
    draw(<ExportSection />);
    expect(button("Export").disabled).toBe(true);
    expect(screen.getByRole("status").textContent).toBe("Needs the network: the server writes the file.");
  });
});

import { cleanup, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createForecastCommands } from "../../renderer/commands/forecast.ts";
import type { Told } from "../../renderer/commands/ask-server.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { busyForecast } from "../../renderer/dev/forecast.ts";
import { irene, NOW } from "../../renderer/dev/people.ts";
import { inboxStore } from "../../renderer/state/inbox-store.ts";
import { ForecastPanel } from "../../renderer/views/board/forecast/forecast-panel.tsx";
import { hoursBetween, ticksUpTo } from "../../renderer/views/board/forecast/chart-scale.ts";
import { presentForecast } from "../../shared/api/forecast.ts";
import type { Forecast } from "../../shared/forecast/forecast.ts";
import { hours, minutes, plus, toInstant } from "../../shared/time.ts";
import { draw } from "./views-harness.tsx";

beforeEach(() => inboxStore.setState(fakeInbox()));
afterEach(cleanup);

const told =
  (forecast: Forecast): (() => Promise<Told<Forecast>>) =>
  async () => ({ kind: "fresh", seen: { fact: forecast, at: NOW } });
const iso = (at: number): string => new Date(at).toISOString();

describe("the panel of the forecast", () => {
  test("[BD2] says how often the band claims to hold and how often it did, and what one more agent would change", async () => {
    draw(<ForecastPanel />);
    const panel = within(await screen.findByRole("region", { name: "Breaches expected, next 2 hours" }));
    expect(await panel.findByText("band 80% · last 7 days inside 79%")).toBeTruthy();
    expect(panel.getByText(/^One more agent from \d\d:\d\d would prevent about 19 of 27\.$/u)).toBeTruthy();
    expect(panel.getByText("In all about 27, 20 to 36.")).toBeTruthy();
  });

  test("[S0-17] what comes stands against what the people at work can answer", async () => {
    draw(<ForecastPanel />);
    expect(await screen.findByText("About 33 new waits an hour; the 3 expected at work can answer about 26.")).toBeTruthy();
    await userEvent.click(screen.getByText("As a table"));
    const rows = screen.getAllByRole("row");
    expect(rows).toHaveLength(5);
    expect(
      within(rows[1] as HTMLElement)
        .getAllByRole("cell")
        .map(({ textContent }) => textContent),
    ).toEqual(["6 to 9", "17", "12", "3"]);
  });

  test("[BD2] each time of the chart is said in words, by the keyboard alone", async () => {
    draw(<ForecastPanel />);
    const chart = await screen.findByRole("slider");
    expect(chart.getAttribute("aria-valuetext")).toMatch(/: 4, already happened$/u);
    chart.focus();
    await userEvent.keyboard("{Home}{PageUp}");
    expect(chart.getAttribute("aria-valuetext")).toMatch(/: 6 to 9, most likely 7$/u);
    expect(screen.getAllByText(/: 6 to 9, most likely 7$/u).length).toBe(1);
    await userEvent.keyboard("{End}{ArrowRight}{ArrowLeft}");
    expect(chart.getAttribute("aria-valuenow")).toBe("23");
    await userEvent.keyboard("{Escape}");
    expect(screen.getByText("In each half-hour; point at the chart for one of them.")).toBeTruthy();
  });

  test("[S0-17] before anything has been missed it says when the first is likely", async () => {
    const points = busyForecast.points.map((point, step) => (step === 0 ? { ...point, low: 0, middle: 0, high: 0 } : point));
    draw(<ForecastPanel />, { forecast: told({ ...busyForecast, points }) });
    expect(await screen.findByText(/^In all about 27, 20 to 36\. The first likely by \d\d:\d\d\.$/u)).toBeTruthy();
  });

  test("[BD2] a young workspace is told what is missing instead of a guess", async () => {
    draw(<ForecastPanel />, { forecast: told({ kind: "not-enough", at: NOW, days: 4, waits: 61, needsDays: 14, needsWaits: 150 }) });
    expect(await screen.findByText("Not enough to go by yet")).toBeTruthy();
    expect(screen.getByText("A forecast needs 14 days with 150 waits; there are 4 with 61 so far.")).toBeTruthy();
    expect(screen.queryByRole("slider")).toBeNull();
  });

  test("[BD2] nothing is said of one more agent where it is chance, and nobody at work is said", async () => {
    const { oneMore: _, ...calm } = busyForecast;
    const halfHours = busyForecast.halfHours.map((one) => ({ ...one, people: 0, replies: 0 }));
    draw(<ForecastPanel />, { forecast: told({ ...calm, halfHours, total: { low: 0, middle: 0, high: 0.4 } }) });
    expect(await screen.findByText("None expected.")).toBeTruthy();
    expect(screen.getByText("About 33 new waits an hour, and nobody expected at work.")).toBeTruthy();
    expect(screen.queryByText(/One more agent/u)).toBeNull();
  });

  test("without a network the last one stays and says of when it is; a failure can be tried again", async () => {
    let answer: Told<Forecast> = { kind: "no-network", seen: { fact: { ...busyForecast, at: toInstant(NOW - hours(1)) }, at: toInstant(NOW - hours(1)) } };
    draw(<ForecastPanel />, { forecast: async () => answer });
    expect(await screen.findByText(/^As of /u)).toBeTruthy();
    expect(screen.getByRole("slider")).toBeTruthy();
    cleanup();
    answer = { kind: "failed", seen: undefined };
    draw(<ForecastPanel />, { forecast: async () => answer });
    const again = await screen.findByRole("button", { name: "Try again" });
    expect(screen.queryByRole("slider")).toBeNull();
    answer = { kind: "fresh", seen: { fact: busyForecast, at: NOW } };
    await userEvent.click(again);
    expect(await screen.findByRole("slider")).toBeTruthy();
  });
});

test("[BD2] the answer of the server is read back as it was, kept for a start without a network, and one that is not as it should be is none", async () => {
  const kept = new Map<string, string>();
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  let body: unknown = presentForecast(busyForecast, iso);
  let isThere = true;
  const asked: string[] = [];
  const request = async (path: string): Promise<Response> => {
    asked.push(path);
    if (!isThere) throw new Error("No network.");
    return new Response(JSON.stringify(body));
  };
  const make = () => createForecastCommands({ request, clock: { now: () => NOW }, me: () => irene, storage });
  const fresh = await make().forecast();
  expect(fresh.kind).toBe("fresh");
  expect(fresh.seen?.fact).toMatchObject({
    kind: "forecast",
    at: NOW,
    oneMore: busyForecast.oneMore,
    lastDays: busyForecast.lastDays,
    halfHours: busyForecast.halfHours,
  });
  isThere = false;
  expect(await make().forecast()).toMatchObject({ kind: "no-network", seen: { at: NOW, fact: { kind: "forecast" } } });
  expect((await make().forecast("orders eu")).seen).toBeUndefined();
  expect(asked.at(-1)).toBe("/api/v1/sla/forecast?team=orders+eu");
  isThere = true;
  body = { kind: "forecast", at: "soon" };
  expect((await make().forecast()).kind).toBe("failed");
});

test("the axes have few whole numbers and the half-hours of the wall", () => {
  expect([0.4, 1, 3, 7, 11, 40].map((most) => ticksUpTo(most))).toEqual([
    [0, 1],
    [0, 1],
    [0, 1, 2, 3],
    [0, 4, 8],
    [0, 4, 8, 12],
    [0, 20, 40],
  ]);
  const at = toInstant(Date.UTC(2026, 10, 20, 9, 50));
  expect(hoursBetween(at, plus(at, hours(2)), 0).map((one) => iso(one).slice(11, 16))).toEqual(["10:30", "11:00", "11:30"]);
  expect(hoursBetween(at, plus(at, hours(2)), minutes(345)).map((one) => iso(one).slice(11, 16))).toEqual(["10:15", "10:45", "11:15", "11:45"]);
});

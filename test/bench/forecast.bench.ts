import { fileURLToPath } from "node:url";
import { backTest, judge } from "../../shared/forecast/back-test.ts";
import { forecast } from "../../shared/forecast/forecast.ts";
import { plus, minus, hours, days, toInstant } from "../../shared/time.ts";
import { demoWorkspace } from "../fixtures/forecast/demo-workspace.ts";
import { SHAPES, simulatedWorkspace } from "../fixtures/forecast/simulated-workspace.ts";
import { median, printFigures, rounded, spread } from "./figures.ts";

/** [BD2] Every hour of past weeks told with what was known then, and how often the band held on days that it had not seen. */
const SEEDS = [1, 2, 3] as const;
const JUDGED_DAYS = 21;
const WITHIN = 0.05;
const MOST_SECONDS = 1;
const NOW = toInstant(Date.UTC(2026, 10, 20, 12));

export async function benchForecast() {
  const demo = await demoWorkspace(NOW);
  const workspaces = [
    { name: "demo", workspace: demo, end: NOW },
    ...Object.entries(SHAPES).flatMap(([name, shape]) =>
      SEEDS.map((seed) => {
        const workspace = simulatedWorkspace(shape, seed);
        return { name: `${name} ${seed}`, workspace, end: workspace.end };
      }),
    ),
  ];
  const one: number[] = [];
  const tests: number[] = [];
  const held = workspaces.map(({ end, name, workspace }) => {
    let before = process.cpuUsage();
    const outcomes = backTest(workspace, end, 5);
    tests.push(spent(before));
    const judged = judge(outcomes, JUDGED_DAYS);
    before = process.cpuUsage();
    forecast(workspace, plus(minus(end, days(4)), hours(-1)), outcomes, 5);
    one.push(spent(before));
    const { claimed = 0, inside = 0, of = 0 } = judged ?? {};
    return { name, halfHours: of, claimed: rounded(claimed), inside: rounded(of === 0 ? Number.NaN : inside / of) };
  });
  // Where hardly anything is ever missed there is nothing to be judged by.
  const told = held.filter(({ halfHours }) => halfHours >= 300);
  const worst = Math.max(...told.map(({ claimed, inside }) => Math.abs(claimed - inside)));
  return {
    benchmark: "forecast",
    what: `bands of half-hours on ${JUDGED_DAYS} held-out days, each judged by the days before it`,
    held,
    judged: told.length,
    worstDifference: rounded(worst),
    cpuSeconds: { forecast: spread(one), backTest: spread(tests) },
    met: { holds: worst <= WITHIN && told.length >= 12, seconds: median(one) < MOST_SECONDS },
    goal: `within ${WITHIN * 100} points of the claim, and a forecast (8 times 300 runs of two hours) in less than ${MOST_SECONDS} s of a processor`,
  };
}

/** Processor time: what a busy machine does not change. */
function spent(since: NodeJS.CpuUsage): number {
  const { system, user } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchForecast);

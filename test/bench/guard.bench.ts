/**
 * The off-topic check beside its goals: recall of drafts about something else, at a share of false alarms on real replies.
 * Needs ../shared/data/offtopic; what is missing is said and skipped. `--quick` asks a quarter of the questions, `--languages` only about the repository's own dialogues.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { saveTopicModel } from "../../shared/guard/topic/saved-model.ts";
import { shuffled } from "../../training/chance.ts";
import { DATA, dialoguesOf, pairsOf, type Dialogue, type Pair } from "../../training/dialogues.ts";
import { benchmarkIds, scorerFrom, trainingExamples } from "../../training/topic-scorer.ts";
import { median, percentile } from "./figures.ts";
import { answersOf, flaggedAt, modelOf, recallAt, SCORER_FILE, shippedScorer, turnsOf, type Answer, type Question } from "./topic-measure.ts";

const QUICK = process.argv.includes("--quick");
const scorer = shippedScorer();
const rows: string[][] = [];
const row = (goal: string, first: string, target: string, product: string, own: string): void => void rows.push([goal, first, target, product, own]);
const percent = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

/** Both figures of one line: by the benchmark's threshold, and by the threshold out of the history alone. */
function line(goal: string, first: string, target: string, answers: readonly Answer[], kind: Question["kind"], share: 0.01 | 0.03 | 0.05): void {
  const { recall, falseAlarms } = recallAt(answers, kind, share);
  row(
    goal,
    first,
    target,
    `${percent(recall)} (${percent(falseAlarms)})`,
    `${percent(flaggedAt(answers, kind, share))} (${percent(flaggedAt(answers, "on", share))})`,
  );
}

const FIXTURES = join(import.meta.dirname, "..", "fixtures", "guard");
const languages = ["en", "es", "pt", "it"] as const;
interface Case {
  readonly id: string;
  readonly business: string;
  readonly turns: Dialogue["turns"];
}
const casesOf = (language: string): Case[] =>
  readFileSync(join(FIXTURES, `topic-${language}.jsonl`), "utf8")
    .split("\n")
    .filter((text) => text !== "")
    .map((text) => JSON.parse(text) as Case);

function languageLines(): void {
  for (const language of languages) {
    if (!existsSync(join(FIXTURES, `topic-${language}.jsonl`))) continue;
    const cases = casesOf(language);
    const model = modelOf(
      scorer,
      cases.map((one) => ({ ...one, topics: [], domains: [], multi: false })),
    );
    const questions = cases.flatMap(({ id, business, turns }, n): Question[] => {
      const context = turnsOf({ id, turns, topics: [], domains: [], multi: false });
      return turns.flatMap(([role, text], i): Question[] => {
        if (role === "c") return [];
        const others = cases.filter((other) => other.business !== business);
        const neighbours = cases.filter((other) => other.business === business && other.id !== id);
        const replyOf = (from: readonly Case[]): string => {
          const replies = from[(n * 7 + i * 3) % from.length]!.turns.filter(([who]) => who === "a");
          return replies[(n + i) % replies.length]![1];
        };
        const asked = { id, context: context.slice(0, i) };
        return [
          { ...asked, kind: "on", draft: text },
          { ...asked, kind: "far", draft: replyOf(others) },
          { ...asked, kind: "near", draft: replyOf(neighbours) },
        ];
      });
    });
    const answers = answersOf(model, questions, true);
    line(`${language}: far @5 %, ${cases.length} own dialogues`, "", language === "en" ? "" : "en - 5", answers, "far", 0.05);
    line(`${language}: near @5 %`, "", language === "en" ? "" : "en - 5", answers, "near", 0.05);
  }
}

function questionsOf(pairs: readonly Pair[], dialogues: readonly Dialogue[], most: number): Question[] {
  const byId = new Map(dialogues.map((dialogue) => [dialogue.id, dialogue]));
  const asked = new Set(shuffled([...new Set(pairs.map(({ d }) => d))], 5).slice(0, QUICK ? most / 4 : most));
  return pairs.flatMap(({ d, i, y, draft }) => {
    const dialogue = byId.get(d);
    if (dialogue === undefined || !asked.has(d)) return [];
    const kind = y === "free" ? "on" : y === "ffar" ? "far" : y;
    return [{ id: d, kind, context: turnsOf(dialogue).slice(0, i), draft: draft ?? dialogue.turns[i]![1] }];
  });
}

function dataLines(): void {
  const asked = benchmarkIds();
  const star = dialoguesOf("star");
  const mwoz = dialoguesOf("mwoz");
  const sgd = dialoguesOf("sgd");
  const past = (of: readonly Dialogue[], most: number): Dialogue[] =>
    shuffled(
      of.filter(({ id }) => !asked.has(id)),
      5,
    ).slice(0, most);
  const answered = (of: readonly Dialogue[], pairs: string, most: number, dialogues: number, isLabelled = false): Answer[] =>
    answersOf(modelOf(scorer, past(of, most), isLabelled), questionsOf(pairsOf(pairs), of, dialogues));

  const typed = answered(star, "star_dev_freetyped", 300, 800);
  line("typed replies, far, 1 %", "41", "50", typed, "far", 0.01);
  line("typed replies, far, 3 %", "54 to 57", "65", typed, "far", 0.03);
  line("typed replies, far, 5 %", "64", "", typed, "far", 0.05);
  unseenDomains(star, mwoz, asked);
  const canned = answered(star, "star_dev", 500, 355);
  line("star far, 1 %", "97 to 99", "98", canned, "far", 0.01);
  line("star near, 3 %", "88", "88", canned, "near", 0.03);
  const labelled = answered(star, "star_dev", 500, 355, true);
  line("star far, 1 %, with the team's labels", "97 to 99", "98", labelled, "far", 0.01);
  line("star near, 3 %, with the team's labels", "88", "88", labelled, "near", 0.03);
  line("star far, 100 own dialogues, 3 %", "91", "92", answered(star, "star_dev", 100, 355), "far", 0.03);
  const young = answered(sgd, "sgd_dev", 100, 220);
  line("sgd (no domain trained on) far, 100 own dialogues, 3 %", "", "", young, "far", 0.03);
  const grown = answered(sgd, "sgd_dev", 500, 220);
  line("sgd (no domain trained on) far, 3 %", "83", "83", grown, "far", 0.03);
  line("sgd (no domain trained on) near, 3 %", "75", "75", grown, "near", 0.03);
  line("sgd near, 3 %, with the team's labels", "75", "75", answered(sgd, "sgd_dev", 500, 220, true), "near", 0.03);
  const mixed = answered(mwoz, "mw_val", 320, 300);
  line("mwoz far, 3 %", "68 to 71", "72", mixed, "far", 0.03);
  line("mwoz near, 3 %", "73", "74", mixed, "near", 0.03);
  for (const [name, answers] of [
    ["star", canned],
    ["sgd", grown],
    ["mwoz", mixed],
  ] as const) {
    row(
      `acknowledgements flagged, ${name}, at 1 % (3 %)`,
      "1 to 7",
      "1",
      "",
      `${percent(flaggedAt(answers, "ack", 0.01))} (${percent(flaggedAt(answers, "ack", 0.03))})`,
    );
  }
  const drifts = [typed, canned, young, grown, mixed].map((answers) => flaggedAt(answers, "on", 0.03) - 3);
  row("drift of a 3 % threshold out of the history alone", "0 to +6", "+1", "", `${Math.min(...drifts).toFixed(1)} to +${Math.max(...drifts).toFixed(1)}`);

  const many = [...sgd.filter(({ id }) => !asked.has(id)), ...star].slice(0, 2_000);
  const began = performance.now();
  const model = modelOf(scorer, many);
  const questions = questionsOf(pairsOf("sgd_dev"), sgd, 80);
  for (const { context, draft } of questions.slice(0, 200)) model.judge(context, draft);
  const built = performance.now() - began;
  globalThis.gc?.();
  const cpu = (): number => Object.values(process.cpuUsage()).reduce((sum, micros) => sum + micros, 0) / 1_000;
  const took = questions.flatMap(({ context, draft }) => {
    const [start, spent] = [performance.now(), cpu()];
    const { kind } = model.judge(context, draft);
    return kind === "no-topic" ? [] : [{ wall: performance.now() - start, cpu: cpu() - spent }];
  });
  const p99 = (times: readonly number[]): string => `${percentile(times, 0.99).toFixed(1)} ms (${median(times).toFixed(1)})`;
  row("a check, p99 (median), 2,000 dialogues", "21 ms", "10 ms", p99(took.map(({ wall }) => wall)), "");
  row("the same, time of the processor alone", "", "", p99(took.map((time) => time.cpu)), "");
  row("reading 2,000 dialogues and their threshold", "1.5 s", "", `${(built / 1000).toFixed(1)} s`, "");
  row("size of a model of 2,000 dialogues", "", "", `${(saveTopicModel(model.kept()).length / 2 ** 20).toFixed(1)} MiB`, "");
}

/** The scorer is trained again without every third of the kinds of business, and asked about those. */
function unseenDomains(star: readonly Dialogue[], mwoz: readonly Dialogue[], asked: ReadonlySet<string>): void {
  const domains = [...new Set(star.flatMap((dialogue) => dialogue.domains))].toSorted();
  const typed: Answer[] = [];
  const young: Answer[] = [];
  for (let fold = 0; fold < 3; fold++) {
    const held = new Set(domains.filter((_, i) => i % 3 === fold));
    const isHeld = (dialogue: Dialogue): boolean => dialogue.domains.some((domain) => held.has(domain));
    const without = scorerFrom(
      trainingExamples({
        star: star.filter((dialogue) => !asked.has(dialogue.id) && !isHeld(dialogue)),
        mwoz: mwoz.filter(({ id, domains: own }) => !asked.has(id) && !own.some((domain) => held.has(domain))),
      }),
    );
    const past = shuffled(
      star.filter(({ id }) => !asked.has(id)),
      5,
    );
    const about = star.filter((dialogue) => dialogue.domains.every((domain) => held.has(domain)));
    typed.push(...answersOf(modelOf(without, past.slice(0, 300)), questionsOf(pairsOf("star_dev_freetyped"), about, 800)));
    young.push(...answersOf(modelOf(without, past.filter(isHeld).slice(0, 100)), questionsOf(pairsOf("star_dev"), about, 355)));
  }
  line("typed, domains nobody trained on, far, 1 %", "37", "45", typed, "far", 0.01);
  line("typed, domains nobody trained on, far, 3 %", "50", "60", typed, "far", 0.03);
  line("domains nobody trained on, 100 own dialogues, far, 3 %", "91", "92", young, "far", 0.03);
}

if (process.argv.includes("--languages")) console.log("The languages alone, as asked.");
else if (existsSync(join(DATA, "dialogues_star.jsonl"))) dataLines();
else console.log(`SKIPPED: everything but the languages, for want of ${DATA}.`);
languageLines();
row("size of the shipped scorer", "4.5 MB", "6 MB", `${(statSync(SCORER_FILE).size / 1024).toFixed(0)} KiB`, "");

const HEAD = ["goal", "first experiment", "target", "ours (false alarms)", "with the history's own threshold"];
const widths = HEAD.map((head, i) => Math.max(head.length, ...rows.map((cells) => cells[i]!.length)));
for (const cells of [HEAD, widths.map((width) => "-".repeat(width)), ...rows])
  console.log(`| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`);

import type { BusinessNumber, NumberQuality, Template } from "../../shared/inbox/people.ts";
import { pauseFacts } from "../../shared/platform/facts.ts";
import { plus, type Instant } from "../../shared/time.ts";
import type { EventOf, Projection } from "./projection.ts";

const QUALITIES: Readonly<Record<string, Template["quality"]>> = { GREEN: "GREEN", YELLOW: "YELLOW", RED: "RED" };

/** News of a template; one that we have not synchronised yet gets a row with what is known. Late news changes nothing that is newer. */
export function projectTemplate({ tx }: Projection, event: EventOf<"template">): void {
  const id = `${event.name}:${event.language}`;
  const known = tx.get("template", id);
  const template: Template = known ?? {
    id,
    name: event.name,
    language: event.language,
    category: "UTILITY",
    status: "UNKNOWN",
    quality: "UNKNOWN",
    body: "",
    buttons: [],
  };
  const category = categoryOf(event.category);
  const nextCategory = categoryOf(event.nextCategory);
  tx.put("template", id, {
    ...template,
    ...(event.status === undefined || isOlder(event.at, template.statusAt) ? {} : statusAfter(event, event.status)),
    ...(event.quality === undefined || isOlder(event.at, template.qualityAt)
      ? {}
      : { quality: QUALITIES[event.quality.toUpperCase()] ?? "UNKNOWN", qualityAt: event.at }),
    ...(category === undefined ? {} : { category }),
    // A change that has come about is not announced any more.
    ...(nextCategory !== undefined
      ? { nextCategory: { category: nextCategory, at: event.categoryChangesAt } }
      : category === template.nextCategory?.category
        ? { nextCategory: undefined }
        : {}),
  });
}

const isOlder = (at: Instant, known: Instant | undefined): boolean => known !== undefined && at < known;

/** [S1-4] A pause by quality ends by itself; one of the pace is ended by a person. */
function statusAfter({ at, reason, step }: EventOf<"template">, word: string): Pick<Template, "pausedUntil" | "reason" | "status" | "statusAt"> {
  const status = word === "REINSTATED" || step === "UNPAUSE" ? "APPROVED" : word;
  const pause = step === "FIRST_PAUSE" ? pauseFacts.first.value : step === "SECOND_PAUSE" ? pauseFacts.second.value : undefined;
  return {
    status,
    statusAt: at,
    pausedUntil: status === "PAUSED" && pause !== undefined ? plus(at, pause) : undefined,
    reason: status === "APPROVED" ? undefined : reason,
  };
}

function categoryOf(word: string | undefined): Template["category"] | undefined {
  const category = word?.toUpperCase();
  return category === "MARKETING" || category === "UTILITY" || category === "AUTHENTICATION" ? category : undefined;
}

export function projectNumberQuality(p: Projection, event: EventOf<"number-quality">): void {
  const digits = event.displayNumber.replace(/\D/g, "");
  for (const number of p.tx.all("number").filter((one) => one.displayNumber.replace(/\D/g, "") === digits)) {
    p.tx.put("number", number.id, {
      ...number,
      limit: event.limit === undefined ? number.limit : { ...number.limit, value: event.limit, observedAt: event.at, source: "webhook" },
      quality: { ...number.quality, value: qualityAfter(event.event, number.quality.value), since: event.at, observedAt: event.at, source: "webhook" },
    });
  }
}

/** The legacy words FLAGGED and UNFLAGGED speak of quality; the others of limits and throughput. */
function qualityAfter(event: string, before: NumberQuality): NumberQuality {
  if (event === "FLAGGED") return "red";
  return event === "UNFLAGGED" ? "green" : before;
}

export function projectNumberName(p: Projection, event: EventOf<"number-name">): void {
  if (event.decision !== "APPROVED" || event.name === undefined) return;
  const digits = event.displayNumber.replace(/\D/g, "");
  const { name } = event;
  for (const number of p.tx.all("number").filter((one) => one.displayNumber.replace(/\D/g, "") === digits))
    p.tx.put("number", number.id, { ...number, displayName: name });
}

/** What the platform does to the account stands on each of its numbers, or on the one that it names. */
export function projectAccount(p: Projection, event: EventOf<"account">): void {
  const digits = event.displayNumber?.replace(/\D/g, "");
  p.tx.appendAudit({
    at: event.at,
    who: "platform",
    action: "account-update",
    target: event.wabaId,
    data: JSON.stringify({ event: event.event, restrictions: event.restrictions }),
  });
  for (const number of p.tx.all("number").filter((one) => digits === undefined || digits === "" || one.displayNumber.replace(/\D/g, "") === digits)) {
    p.tx.put("number", number.id, {
      ...number,
      limit: event.limit === undefined ? number.limit : { scope: "portfolio", value: event.limit, observedAt: event.at, source: "webhook" },
      enforcement: enforcementAfter(number, event),
    });
  }
}

function enforcementAfter(number: BusinessNumber, event: EventOf<"account">): BusinessNumber["enforcement"] {
  const added = event.restrictions.map(({ type, until }) => ({ type, from: event.at, until, source: "webhook" as const }));
  // A lift arrives under the same name without restrictions.
  if (event.event === "ACCOUNT_RESTRICTION") return added;
  return [...number.enforcement, ...added];
}

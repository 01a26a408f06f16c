import type { Problem } from "../../../shared/sla/problems.ts";
import type { SlaDraft } from "../../state/ui-state.ts";
import { setUi } from "../../state/ui-store.ts";
import { calendarOfPath } from "../calendars/calendar-faults.ts";

/** Shows the place of a fault and puts the focus into its field: of several around it the nearest one. */
export function focusFault({ path }: Problem, { calendars, policies }: SlaDraft): void {
  const place = /^policies\[(?<place>\d+)\]/u.exec(path)?.groups?.["place"];
  if (path.startsWith("calendars")) setUi({ settingsTab: "calendars", calendarOpen: calendarOfPath(path, calendars) });
  else setUi({ settingsTab: "policies", ...(place === undefined ? {} : { policyOpen: policies[Number(place)]?.id }) });

  // Drawn by then.
  requestAnimationFrame(() => {
    const field = fieldAt(path) ?? document.querySelector<HTMLElement>("main [aria-invalid=true]");
    field?.focus({ preventScroll: true });
    field?.scrollIntoView({ block: "center" });
  });
}

/** The field of the path, or of the longest beginning of it that has one. */
function fieldAt(path: string): HTMLElement | undefined {
  const fields = Array.from(document.querySelectorAll<HTMLElement>("[data-path]"));
  const around = fields.filter(({ dataset }) => path.startsWith(dataset["path"] ?? " ") || dataset["path"]?.startsWith(path) === true);
  return around.toSorted((a, b) => (b.dataset["path"]?.length ?? 0) - (a.dataset["path"]?.length ?? 0))[0];
}

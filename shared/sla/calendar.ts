/** "09:00" to "24:00" in the calendar's own time zone. The end is not part of the interval. */
export type OpenHours = readonly [from: string, to: string];

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A weekday that is not named is closed. */
export type Weekly = { readonly [Day in Weekday]?: readonly OpenHours[] | undefined };

export interface DatedCalendar {
  /** An IANA name; only `weekly: "24/7"` without holidays and overrides can do without. */
  readonly timeZone: string;
  readonly weekly: Weekly | "24/7";
  /** `YYYY-MM-DD`, or `MM-DD` for every year. */
  readonly holidays?: readonly string[] | undefined;
  /** `YYYY-MM-DD` to that day's hours, none for closed. Beats a holiday. */
  readonly overrides?: Readonly<Record<string, readonly OpenHours[]>> | undefined;
  /** Stamped on every run that it dates (S13). 1 where nothing is said. */
  readonly version?: number | undefined;
}

/** [C1] [C5] When a desk is open. `24/7` is a calendar like any other. */
export type CalendarDefinition = "24/7" | DatedCalendar;

/** Calendars by the key under which policies name them. */
export type Calendars = Readonly<Record<string, CalendarDefinition>>;

/** A calendar as the desks know it, so that they can say when they open (R2) without a network. */
export interface NamedCalendar {
  /** The key under which policies name it. */
  readonly id: string;
  readonly definition: CalendarDefinition;
}

export const calendarVersion = (definition: CalendarDefinition): number => (definition === "24/7" ? 1 : (definition.version ?? 1));

/** [C5] The key `24/7` is there without being defined; a definition under it wins. */
export const calendarNamed = (calendars: Calendars, key: string): CalendarDefinition | undefined =>
  Object.hasOwn(calendars, key) ? calendars[key] : key === "24/7" ? "24/7" : undefined;

export const hasCalendar = (calendars: Readonly<Record<string, unknown>>, key: string): boolean => Object.hasOwn(calendars, key) || key === "24/7";

import type { Alert } from "../sla/alert.ts";

/** What one person chooses by: warnings, breaches, and what is said of the handoff queue. */
export const MY_ALERT_KINDS = ["warning", "breach", "queue"] as const;
export type MyAlertKind = (typeof MY_ALERT_KINDS)[number];

/** The ways that call somebody who looks elsewhere. The bell has every alert, whatever is chosen here. */
export const ALERT_WAYS = ["native", "sound"] as const;
export type AlertWay = (typeof ALERT_WAYS)[number];
export type AlertWays = Readonly<Record<AlertWay, readonly MyAlertKind[]>>;

export const USUAL_ALERT_WAYS: AlertWays = { native: MY_ALERT_KINDS, sound: [] };

export const myKindOf = ({ what }: Pick<Alert, "what">): MyAlertKind => (what === "warning" || what === "breach" ? what : "queue");
export const comesBy = (ways: AlertWays, way: AlertWay, alert: Pick<Alert, "what">): boolean => ways[way].includes(myKindOf(alert));

export function chosen(ways: AlertWays, way: AlertWay, kind: MyAlertKind, on: boolean): AlertWays {
  return { ...ways, [way]: MY_ALERT_KINDS.filter((one) => (one === kind ? on : ways[way].includes(one))) };
}

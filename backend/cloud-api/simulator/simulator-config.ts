import type { Clock } from "../../../shared/time.ts";
import type { Random } from "./seeded-random.ts";
import type { SimulatedTemplate } from "./templates.ts";
import type { Timers } from "./timers.ts";

export interface SimulatedNumber {
  readonly phoneNumberId: string;
  /** All digits. */
  readonly displayNumber: string;
  readonly name: string;
  /** Put in front of a receiver that comes without a plus, as the platform does. */
  readonly countryCode: string;
  /** In the platform's words; without: a number that is well. */
  readonly health?: { readonly quality?: string | undefined; readonly status?: string | undefined; readonly limit?: string | undefined } | undefined;
}

export interface RateLimit {
  readonly burst: number;
  readonly refillMs: number;
}

export interface SimulatorConfig {
  readonly appSecret: string;
  readonly accessToken: string;
  readonly webhookUrl?: string | undefined;
  readonly wabaId: string;
  readonly numbers: readonly SimulatedNumber[];
  readonly templates: readonly SimulatedTemplate[];
  readonly rates: { readonly pair: RateLimit; readonly number: RateLimit };
}

export interface SimulatorDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly fetch?: typeof fetch | undefined;
  readonly config: SimulatorConfig;
}

export const WABA_ID = "310000000000001";

export const demoNumbers: readonly SimulatedNumber[] = [
  { phoneNumberId: "410000000000001", displayNumber: "390212345601", name: "Greenline Shop EU", countryCode: "39" },
  { phoneNumberId: "410000000000002", displayNumber: "390212345602", name: "Greenline Billing", countryCode: "39" },
];

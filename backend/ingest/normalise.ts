import type { Instant } from "../../shared/time.ts";
import type { Normalised, PlatformEvent } from "./platform-event.ts";
import {
  normaliseAccountAlert,
  normaliseAccountReview,
  normaliseAccountUpdate,
  normaliseCapability,
  normaliseNumberName,
  normaliseNumberQuality,
  normaliseSecurity,
} from "./normalise-account.ts";
import { normaliseCalls } from "./normalise-calls.ts";
import { unrecognised, type Change, type Emit, type Handler } from "./normalise-change.ts";
import { normaliseAppEchoes, normaliseHistory, normaliseStandby } from "./normalise-echoes.ts";
import { openEnvelope } from "./normalise-envelope.ts";
import { normaliseUserIdUpdate } from "./normalise-identity-change.ts";
import { normaliseMessages } from "./normalise-messages.ts";
import { normaliseHandovers, normalisePreferences } from "./normalise-routing.ts";
import { listOf, objectOf, textOf, type Raw } from "./normalise-scalars.ts";
import { isTemplateShape, normaliseTemplate } from "./normalise-templates.ts";

/**
 * What one webhook body means. Pure: the same body gives the same keys in whatever batch it comes (I1). A body that
 * is no JSON object is poison; everything else loses nothing, and what is not understood is counted by field and kind.
 */
export function normalise(body: Uint8Array, receivedAt: Instant): Normalised {
  const parsed = parseBody(body);
  if (parsed.type === "poison") return parsed;

  const events = collector();
  const { changes, leftovers } = openEnvelope(parsed.body, receivedAt);
  for (const change of changes) read(change, events.add);
  for (const { kind, value } of leftovers) events.add(unrecognised({ wabaId: "", time: undefined, field: "(none)", value: {}, receivedAt }, kind, value));
  return { type: "events", events: events.all };
}

const byField: Readonly<Record<string, Handler>> = {
  messages: normaliseMessages,
  smb_message_echoes: normaliseAppEchoes,
  standby: normaliseStandby,
  history: normaliseHistory,
  calls: normaliseCalls,
  messaging_handovers: normaliseHandovers,
  user_preferences: normalisePreferences,
  user_id_update: normaliseUserIdUpdate,
  account_update: normaliseAccountUpdate,
  account_alerts: normaliseAccountAlert,
  account_review_update: normaliseAccountReview,
  business_capability_update: normaliseCapability,
  phone_number_quality_update: normaliseNumberQuality,
  phone_number_name_update: normaliseNumberName,
  security: normaliseSecurity,
  message_template_status_update: normaliseTemplate,
  message_template_quality_update: normaliseTemplate,
  message_template_components_update: normaliseTemplate,
  template_category_update: normaliseTemplate,
};

/** For a change whose field is missing or does not fit its value. The first shape that fits counts. */
const byShape: readonly (readonly [fits: (value: Raw) => boolean, handler: Handler])[] = [
  [isTemplateShape, normaliseTemplate],
  [(value) => objectOf(value.standby) !== undefined, normaliseStandby],
  [(value) => Array.isArray(value.message_echoes), normaliseAppEchoes],
  [(value) => Array.isArray(value.history), normaliseHistory],
  [(value) => Array.isArray(value.calls), normaliseCalls],
  [(value) => Array.isArray(value.user_preferences), normalisePreferences],
  [(value) => value.user_id_update !== undefined, normaliseUserIdUpdate],
  [(value) => Array.isArray(value.messages) || Array.isArray(value.statuses), normaliseMessages],
  [(value) => value.control_passed !== undefined || value.control_taken !== undefined, normaliseHandovers],
  [(value) => value.display_phone_number !== undefined && value.decision !== undefined, normaliseNumberName],
  [(value) => value.display_phone_number !== undefined && value.current_limit !== undefined, normaliseNumberQuality],
  [(value) => value.max_daily_conversations_per_business !== undefined || value.max_daily_conversation_per_phone !== undefined, normaliseCapability],
  [
    (value) => value.waba_info !== undefined || value.violation_info !== undefined || value.restriction_info !== undefined || value.ban_info !== undefined,
    normaliseAccountUpdate,
  ],
];

function read(change: Change, emit: Emit): void {
  const named = Object.hasOwn(byField, change.field) ? byField[change.field] : undefined;
  const known = named !== undefined || change.field === "";
  // A field we have never heard of may mean anything, whatever its value looks like: only a known or a missing one is read.
  if (!known) return emit(unrecognised(change, kindOf(change.value), change.value));

  const shaped = byShape.find(([fits]) => fits(change.value))?.[1];
  const handler = shaped !== undefined && !ambiguous.has(shaped) ? shaped : (named ?? shaped);
  if (handler === undefined) return emit(unrecognised(change, kindOf(change.value), change.value));
  handler(change, emit);
}

/** Shapes that other fields have too: there the field decides. Every other shape is told by itself, whatever the field says. */
const ambiguous: ReadonlySet<Handler> = new Set([normaliseMessages, normaliseCapability, normaliseAccountUpdate]);

const kindOf = (value: Raw): string | undefined => textOf(value.event) ?? textOf(value.type) ?? textOf(objectOf(listOf(value.groups)[0])?.type);

type Parsed = { readonly type: "body"; readonly body: Raw } | { readonly type: "poison"; readonly reason: string };

function parseBody(body: Uint8Array): Parsed {
  if (body.byteLength === 0) return { type: "poison", reason: "empty body" };
  try {
    // Not fatal on bad UTF-8: one broken character must not cost the whole batch.
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    const object = objectOf(value);
    return object === undefined ? { type: "poison", reason: "not a JSON object" } : { type: "body", body: object };
  } catch (error) {
    return { type: "poison", reason: error instanceof RangeError ? "nested too deeply" : "not JSON" };
  }
}

/** The platform sends at most 1,000 updates; noise may hold a million parts, and is counted only up to here. */
const MOST_UNRECOGNISED = 1_000;

function collector(): { readonly all: readonly PlatformEvent[]; readonly add: Emit } {
  const all: PlatformEvent[] = [];
  let unread = 0;
  const add: Emit = (event) => {
    if (typeof event !== "function") all.push(event);
    else if ((unread += 1) <= MOST_UNRECOGNISED) all.push(event());
  };
  return { all, add };
}

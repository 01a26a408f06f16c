import { OLDEST_PROTOCOL, OLDEST_SCHEMA, PROTOCOL_VERSION, SCHEMA_VERSION } from "./protocol.ts";
import type { Entity, VersionedRow } from "./rows.ts";

/** With which shape of the rows each entity came. A desk of an older one is not sent what it cannot read. */
const SINCE: Readonly<Partial<Record<Entity, number>>> = { calendar: 2, alert: 2, consent: 3, cannedReply: 4 };

export const isReadable = (row: VersionedRow, schema: number): boolean => (SINCE[row.e] ?? 1) <= schema;

/** A desk may be one release behind its server; an older or a newer one has to be updated first. */
export const isServed = ({ proto, schema }: { readonly proto: number; readonly schema: number }): boolean =>
  proto >= OLDEST_PROTOCOL && proto <= PROTOCOL_VERSION && schema >= OLDEST_SCHEMA && schema <= SCHEMA_VERSION;

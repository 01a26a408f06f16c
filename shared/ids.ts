import type { Brand } from "./brand.ts";

export type AgentId = Brand<string, "AgentId">;
export type TeamId = Brand<string, "TeamId">;
/** Ours, minted by the server when the first webhook names a phone number id. */
export type NumberId = Brand<string, "NumberId">;
export type ContactId = Brand<string, "ContactId">;
export type ConversationId = Brand<string, "ConversationId">;
/** For an outbound message this is its client id, so that the optimistic row and the server's row are one. */
export type MessageId = Brand<string, "MessageId">;
/** Made by the client before sending, so a retry carries the same id. */
export type ClientId = Brand<string, "ClientId">;
/** The platform's own message id. */
export type Wamid = Brand<string, "Wamid">;
export type DeviceId = Brand<string, "DeviceId">;
export type NoteId = Brand<string, "NoteId">;

export const toAgentId = (raw: string): AgentId => raw as AgentId;
export const toTeamId = (raw: string): TeamId => raw as TeamId;
export const toNumberId = (raw: string): NumberId => raw as NumberId;
export const toContactId = (raw: string): ContactId => raw as ContactId;
export const toConversationId = (raw: string): ConversationId => raw as ConversationId;
export const toMessageId = (raw: string): MessageId => raw as MessageId;
export const toClientId = (raw: string): ClientId => raw as ClientId;
export const toWamid = (raw: string): Wamid => raw as Wamid;
export const toDeviceId = (raw: string): DeviceId => raw as DeviceId;
export const toNoteId = (raw: string): NoteId => raw as NoteId;

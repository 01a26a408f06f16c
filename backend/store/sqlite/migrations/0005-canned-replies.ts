/** Where the text of a send came from. The replies themselves lie with the other small rows. */
export const cannedReplies: readonly string[] = [`ALTER TABLE send ADD COLUMN canned_reply_id TEXT`];

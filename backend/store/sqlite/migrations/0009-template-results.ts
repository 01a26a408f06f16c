/** What became of templates is asked by time, over all conversations. */
export const templateResults: readonly string[] = [`CREATE INDEX notification_by_time ON notification (at)`];

/** Handoffs: the queue, the card, hops, bots, surge. */
export const handoffsEn = {
  "pending.return-to-bot": "Give back to the bot",
  "story.to-bot": "{{who}} gave it back to the bot",
  "story.claim-ended": "Nobody answered in time: back in the queue",
  "story.auto-reply": "An automatic answer said when a person will be there",
} as const;

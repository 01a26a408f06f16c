/** What the handoff queue refuses and tells. */
export const queueEn = {
  "notice.rejected.at_capacity": "{{by}} has as many open conversations as they can hold.",
  "notice.rejected.unavailable": "{{by}} takes nothing new at the moment.",
  "notice.rejected.lacks_skill": "{{by}} does not have the skill that this asks for.",
  "notice.rejected.lacks_language": "{{by}} does not answer in the customer's language.",
  "notice.rejected.no_bot": "There is no bot that could take it back.",
  "story.overflow": "Nobody is free for it: everybody is full or away",
  "story.overflowTeam": "Nobody was free for it: it went to {{to}}",
  "story.ownerLeft": "Its owner has left: back in the queue",
  "alerts.notice.claim-ended": "Back in the queue: {{name}}",
  "alerts.notice.overflow": "Nobody is free: {{name}}",
  "alerts.queue.claim-ended": "Not answered in time, so it is back in the queue",
  "alerts.queue.overflow": "Everybody is full or away; it waits in the queue",
} as const;

/** What came of a case. */
export const outcomesEn = {
  "outcome.channel": "Where did you send them?",
  "outcome.channel.phone": "Phone",
  "outcome.channel.e-mail": "E-mail",
  "outcome.channel.shop": "Shop",
  "outcome.channel.website": "Website",
  "outcome.channel.other": "Somewhere else",
} as const;

/** English words of the rules about consent, number and timing; part of the catalogue in ../en.ts. */
export const reachEn = {
  "guard.optedOut.everything": "This customer asked us to stop writing ({{withdrawnAt}}). Only an answer to something they write from now on may go out.",
  "guard.optedOut.category": "This customer does not want messages of this kind ({{category}}), since {{withdrawnAt}}.",
  "guard.consent.none":
    "This customer has not agreed to messages of this kind ({{asked}}). Ask them while they are writing to you, or record the consent with its proof.",
  "guard.consent.unproved": "A consent is noted here, but nobody could verify it: add where it comes from.",
  "guard.consent.unclear": "This customer agreed to {{granted}} and refused {{withdrawn}}. Which of them is {{template}}?",
  "guard.number.connection": "Your number is not connected to WhatsApp right now, so nothing can be sent from it. The draft stays here.",
  "guard.number.restricted": "WhatsApp has restricted your number ({{type}}), without saying until when. This message is among what it stops.",
  "guard.number.restrictedUntil": "WhatsApp has restricted your number ({{type}}) until {{untilAt}}. This message is among what it stops.",
  "guard.number.flagged": "WhatsApp has flagged your number for low quality ({{type}}). Better to answer than to start something new.",
  "guard.number.limitReached": "The limit of people you may write to in 24 hours is used up: at least {{used}} of {{limit}}. Answers still go out.",
  "guard.number.limitNear": "The limit of people you may write to in 24 hours is nearly used up: at least {{used}} of {{limit}}.",
  "guard.number.qualityLow": "Your number's quality is low: many customers block or report it. Writing unasked makes it worse.",
  "guard.number.qualityMedium": "Your number's quality is medium. Send only what this customer surely wants.",
  "guard.number.qualityFalling": "Your number's quality has just fallen to medium. Send only what this customer surely wants.",
  "guard.rollout": "Rollout “{{campaign}}”: it goes to {{stage}} % of the customers so far, and this one is not among them yet.",
  "guard.rollout.staff": "Rollout “{{campaign}}”: it is being tried on your own people. It does not go to customers yet.",
  "guard.rollout.halted": "Rollout “{{campaign}}” was taken back: {{reason}}. Nothing more leaves until a lead starts it again.",
  "guard.approval.trainee": "You are still learning, so a senior colleague lets this go out.",
  "guard.approval.practice": "Pass the practice mode first. Until then a senior colleague lets this go out.",
  "guard.undelivered.template": "An earlier message to this customer ({{sentAt}}) has not arrived yet. More would come down on them all at once.",
  "guard.undelivered.resend":
    "This very template is already on its way ({{sentAt}}) and WhatsApp keeps trying until {{triedUntilAt}}. Sending it again would deliver it twice.",
  "guard.undelivered.lost": "An earlier message ({{sentAt}}) never arrived. This customer may not be reachable here any more.",
  "guard.undelivered.text": "Your earlier message ({{sentAt}}) has not arrived yet. Wait until it does, or put both into one.",
  "guard.followUp": "This is message {{place}} in a row without an answer.",
  "guard.followUp.early": "This is message {{place}} in a row without an answer, and the last one went out only a short while ago ({{lastSentAt}}).",
  "guard.frequency": "This customer has had {{used}} notifications in {{days}} d; the most is {{most}}. The next one may go {{freeAt}}.",
  "guard.frequency.category":
    "This customer has had {{used}} messages of this kind ({{category}}) in {{days}} d; the most is {{most}}. The next one may go {{freeAt}}.",
  "guard.quiet": "It is an inconvenient hour where this customer is ({{zone}}).",
  "guard.quiet.zones": "It may be an inconvenient hour where this customer is: their country has several time zones, and in one of them it is ({{zone}}).",
  "guard.bulk.agent":
    "You have sent nearly the same text to {{people}} people in {{minutes}} min. To more of them it needs a lead, and people who agreed to it.",
  "guard.bulk.team":
    "Your team has sent nearly the same text to {{people}} people in {{minutes}} min. To more of them it needs a lead, and people who agreed to it.",
  "guard.bulk.number":
    "From this number nearly the same text went to {{people}} people in {{minutes}} min. To more of them it needs a lead, and people who agreed to it.",
  "guard.resolved": "This conversation is resolved, and the customer has not asked for more. Why write again?",
  "guard.staleContact": "This customer has been silent for {{days}} days and may not remember you. Ask again whether they want to hear from you.",
} as const;

/** [BD5] The screens on the wall, as a lead sets them up. */
export const wallboardEn = {
  "wallboard.title": "Wallboard",
  "wallboard.button": "Wallboard",
  "wallboard.hint": "The figures of the board on a screen, without anything about a customer. Each screen has a link of its own, which opens nothing else.",
  "wallboard.screens": "Screens",
  "wallboard.none": "No screen yet.",
  "wallboard.seen": "Seen {{time}}",
  "wallboard.neverSeen": "Not opened yet",
  "wallboard.revoke": "Revoke",
  "wallboard.revokeNamed": "Revoke {{name}}",
  "wallboard.revoked": "{{name}} reads nothing any more.",
  "wallboard.name": "Where the screen hangs",
  "wallboard.nameMissing": "A name of at least one letter is needed.",
  "wallboard.make": "Make a link",
  "wallboard.link": "Link for {{name}}, shown once",
  "wallboard.open": "Open it",
} as const;

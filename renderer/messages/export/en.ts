/** English words of the export; part of the catalogue in ../en.ts. */
export const exportEn = {
  "export.title": "Export and import",
  "export.hint": "Everything this server has, as one file that is yours: it needs neither the platform nor this server to be read.",
  "export.begin": "Export",
  "export.stop": "Stop",
  "export.what":
    "Conversations with messages, notes and their story; contacts and consents; people, teams, labels and numbers; policies, calendars and clocks with their record; templates and canned replies; what the guard said; messages that wait; the audit log and all settings.",
  "export.without": "Passwords, tokens and the secrets of bots and webhooks are not in it: they are given anew after an import.",
  "export.media": "With files",
  "export.media.hint": "Pictures, voice notes and documents of messages. The file becomes much larger.",
  "export.personal":
    "The file holds names, phone numbers and messages of your customers in plain words. Keep it encrypted, and delete it when it has served. That you exported is in the audit log.",
  "export.offline": "Needs the network: the server writes the file.",
  "export.begun": "The server is counting …",
  "export.running": "{{lines}} of {{of}} lines · {{size}}",
  "export.size": "{{number}} MB",
  "export.saved": "Saved: {{lines}} lines, {{size}}. The last line proves that it is whole.",
  "export.fault.stopped": "Stopped. Nothing was saved.",
  "export.fault.cut-off": "The connection ended before the file did. Nothing was saved: try again.",
  "export.fault.busy": "Somebody else is exporting. Wait until that is done, and try again.",
  "export.fault.not-allowed": "Only admins may export everything.",
  "export.fault.no-network": "The server cannot be reached. Nothing was saved: try again.",
  "export.fault.failed": "The server could not write the file. Nothing was saved: try again.",
  "export.import": "Take an export in again",
  "export.import.hint":
    "On the server, from the command line, into an empty folder: all or nothing. What was on its way when it was exported then waits for a person, because it may have left.",
};

import type { CloudApi } from "./port.ts";

/** A platform that is still starting: every call waits for it. */
export const lateCloudApi = (coming: Promise<CloudApi>): CloudApi => ({
  send: async (request) => (await coming).send(request),
  markRead: async (phoneNumberId, wamid) => (await coming).markRead(phoneNumberId, wamid),
  templates: async () => (await coming).templates(),
  threadControl: async (request) => (await coming).threadControl(request),
  media: async (mediaId) => (await coming).media(mediaId),
  numberHealth: async (phoneNumberId) => (await coming).numberHealth(phoneNumberId),
});

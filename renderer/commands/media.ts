import type { MessageId } from "../../shared/ids.ts";

interface Deps {
  readonly request: (path: string) => Promise<Response>;
  readonly createUrl: (blob: Blob) => string;
  readonly revokeUrl: (url: string) => void;
}

export interface Media {
  readonly url: (messageId: MessageId) => Promise<string | undefined>;
  /** Gives back the memory of everything that was shown. */
  readonly clear: () => void;
}

const KEPT = 200;

/** Media files of messages as addresses of this page. The token goes in a header, never into an address. */
export function createMedia({ createUrl, request, revokeUrl }: Deps): Media {
  const urls = new Map<MessageId, Promise<string | undefined>>();

  const revoke = (url: Promise<string | undefined>): void => void url.then((address) => address !== undefined && revokeUrl(address));

  const fetchUrl = async (messageId: MessageId): Promise<string | undefined> => {
    try {
      const response = await request(`/api/v1/media/${encodeURIComponent(messageId)}`);
      return response.ok ? createUrl(await response.blob()) : undefined;
    } catch {
      return undefined;
    }
  };

  return {
    url: async (messageId) => {
      const url = urls.get(messageId) ?? fetchUrl(messageId);
      // Used last goes to the end; the first is the one to go.
      urls.delete(messageId);
      urls.set(messageId, url);
      for (const [oldest, held] of urls) {
        if (urls.size <= KEPT) break;
        urls.delete(oldest);
        revoke(held);
      }
      const address = await url;
      // Without a connection now, perhaps with one later.
      if (address === undefined) urls.delete(messageId);
      return address;
    },
    clear: () => {
      for (const url of urls.values()) revoke(url);
      urls.clear();
    },
  };
}

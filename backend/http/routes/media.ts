import { problem } from "../../../shared/api/problem.ts";
import { toMessageId } from "../../../shared/ids.ts";
import { maySee, scopesOf } from "../../../shared/sync/scopes.ts";
import type { MediaStore } from "../../media/media-store.ts";
import { isShown } from "../../media/shown-files.ts";
import type { Store } from "../../store/store.ts";
import { PEOPLE, route, type Answer, type Route } from "../route.ts";

export function mediaRoutes({ media, store }: { readonly media: MediaStore; readonly store: Store }): readonly Route[] {
  const GONE: Answer = {
    status: 404,
    body: problem(404, "media-gone", "The platform no longer has this file.", { detail: "Ask the customer to send it again." }),
  };
  return [
    route({
      method: "GET",
      path: "/api/v1/media/:id",
      summary: "The file of a media message, by the message's id.",
      roles: PEOPLE,
      answers: { 200: "The bytes", 404: "Unknown, not yours to see, or gone", 502: "The platform did not give it" },
      handle: async ({ params, principal, reply }) => {
        const message = store.read((tx) => {
          const found = tx.get("message", toMessageId(params["id"] ?? ""));
          const conversation = found === undefined ? undefined : tx.get("conversation", found.conversationId);
          return conversation !== undefined && maySee(scopesOf(principal.agent), conversation) ? found : undefined;
        });
        if (message === undefined || !("mediaId" in message.content))
          return { status: 404, body: problem(404, "not-found", "There is no such file, or it is not yours to see.") };

        const { content } = message;
        const file = await media.read(content.mediaId);
        if (file.type === "gone") return GONE;
        if (file.type === "failed")
          return { status: 502, body: problem(502, "media-unavailable", "The file could not be fetched.", { detail: "Try again in a moment." }) };
        const mime = (content.mime === "" ? file.mime : content.mime).split(";")[0]?.trim().toLowerCase() ?? "";
        const inline = isShown(mime, file.bytes);
        await reply
          .header("content-type", inline ? mime : "application/octet-stream")
          .header(
            "content-disposition",
            `${inline ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(safeName(content.filename ?? content.type))}`,
          )
          .header("x-content-type-options", "nosniff")
          .header("content-security-policy", "default-src 'none'; sandbox")
          .header("cache-control", "private, max-age=86400")
          .send(Buffer.from(file.bytes));
        return "sent";
      },
    }),
  ];
}

/** [H23] No paths, no control characters, nothing that turns the direction of text to hide an ending. */
export const safeName = (name: string): string =>
  name
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, "_")
    .replace(/^\.+/, "_")
    .slice(0, 150) || "file";

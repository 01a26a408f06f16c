import { Download, FileText, ImageOff, Mic, Play } from "lucide-react";
import { useState } from "react";
import type { MessageId } from "../../../shared/ids.ts";
import type { MessageContent } from "../../../shared/inbox/message.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./media-view.module.css";
import { RichText } from "./rich-text.tsx";
import { useMedia } from "./use-media.ts";

export type Media = Extract<MessageContent, { readonly mediaId: string }>;

/** A file the customer sent: shown where it can be, with its words, and honest where it cannot. */
export function MediaView({ messageId, content }: { readonly messageId: MessageId; readonly content: Media }) {
  return (
    <div className={css["media"]}>
      <Shown messageId={messageId} content={content} />
      {content.caption === undefined ? null : <RichText text={content.caption} />}
    </div>
  );
}

function Shown({ messageId, content }: { readonly messageId: MessageId; readonly content: Media }) {
  const { t } = useWords();
  const media = useMedia(messageId);
  const [viewing, setViewing] = useState(false);
  const [broken, setBroken] = useState(false);
  const name = content.filename ?? t(content.voice ? "content.voice" : `type.${content.type}`);

  if (content.type === "document" || broken)
    return (
      <FileRow
        name={name}
        mime={content.mime}
        url={media.url}
        note={broken ? t("content.media.broken") : media.url === undefined && !media.loading ? t("content.media.offline") : undefined}
      />
    );
  if (media.url === undefined) return <Missing kind={content.type} words={t(media.loading ? "content.media.loading" : "content.media.offline")} name={name} />;

  const onError = () => setBroken(true);
  switch (content.type) {
    case "image":
      return (
        <>
          <button type="button" className={css["picture"]} aria-label={t("content.media.open", { name })} onClick={() => setViewing(true)}>
            <img src={media.url} alt={content.caption ?? name} loading="lazy" decoding="async" onError={onError} />
          </button>
          <Dialog open={viewing} onClose={() => setViewing(false)} title={content.caption ?? name} closeLabel={t("common.close")} width={980}>
            <img className={css["large"]} src={media.url} alt={content.caption ?? name} />
          </Dialog>
        </>
      );
    case "sticker":
      return <img className={css["sticker"]} src={media.url} alt={name} loading="lazy" onError={onError} />;
    case "video":
      return (
        <video className={css["video"]} src={media.url} controls preload="metadata" aria-label={name} onError={onError}>
          <track kind="captions" />
        </video>
      );
    case "audio":
      return (
        <audio className={css["audio"]} src={media.url} controls preload="metadata" aria-label={name} onError={onError}>
          <track kind="captions" />
        </audio>
      );
  }
}

function FileRow({
  name,
  mime,
  note,
  url,
}: {
  readonly name: string;
  readonly mime: string;
  readonly note: string | undefined;
  readonly url: string | undefined;
}) {
  const { t } = useWords();
  return (
    <div className={css["file"]}>
      <FileText size={20} strokeWidth={1.75} />
      <div className={css["fileWords"]}>
        <p className={css["name"]}>
          <bdi>{name}</bdi>
        </p>
        <p className={css["hint"]}>{note ?? mime}</p>
      </div>
      {url === undefined ? null : (
        <a className={css["save"]} href={url} download={name} aria-label={`${t("content.media.save")}: ${name}`}>
          <Download size={16} strokeWidth={1.75} />
        </a>
      )}
    </div>
  );
}

function Missing({ kind, name, words }: { readonly kind: Media["type"]; readonly name: string; readonly words: string }) {
  const Icon = kind === "audio" ? Mic : kind === "video" ? Play : ImageOff;
  return (
    <div className={css["missing"]} data-kind={kind}>
      <Icon size={20} strokeWidth={1.5} />
      <span>{name}</span>
      <span className={css["hint"]}>{words}</span>
    </div>
  );
}

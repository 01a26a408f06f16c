import { ExternalLink, FileText, Image, LayoutTemplate, MapPin, Video } from "lucide-react";
import type { HeaderMedia } from "../../../shared/inbox/people.ts";
import { useWords } from "../words/use-words.ts";
import css from "./template-view.module.css";
import { RichText } from "./rich-text.tsx";

interface Props {
  readonly template: {
    readonly header?: string | undefined;
    readonly headerMedia?: HeaderMedia | undefined;
    /** The file or the place at the head, where it is known. */
    readonly media?: string | undefined;
    readonly body: string;
    readonly footer?: string | undefined;
    readonly buttons: readonly string[];
    readonly links?: readonly { readonly button: number }[] | undefined;
  };
  readonly name?: string;
}

/** A template as the customer sees it: header, body, footer, buttons. */
export function TemplateView({ template: { body, buttons, footer, header, headerMedia, links, media }, name }: Props) {
  const { t } = useWords();
  return (
    <div className={css["template"]}>
      {name === undefined ? null : (
        <p className={css["name"]}>
          <LayoutTemplate size={13} strokeWidth={1.75} />
          {t("content.template", { name })}
        </p>
      )}
      {headerMedia === undefined ? null : <MediaHead kind={headerMedia} media={media} />}
      {header === undefined || header === "" ? null : <p className={css["header"]}>{header}</p>}
      <RichText text={body} />
      {footer === undefined || footer === "" ? null : <p className={css["footer"]}>{footer}</p>}
      {buttons.length === 0 ? null : (
        <ul className={css["buttons"]}>
          {buttons.map((button, index) => (
            <li key={button}>
              {links?.some((link) => link.button === index) === true ? <ExternalLink size={13} strokeWidth={1.75} /> : null}
              {button}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const MEDIA = { image: Image, video: Video, document: FileText, location: MapPin } as const satisfies Record<HeaderMedia, unknown>;

/** What stands there is the platform's to fetch: here it is named, not loaded. */
function MediaHead({ kind, media }: { readonly kind: HeaderMedia; readonly media: string | undefined }) {
  const { t } = useWords();
  const Icon = MEDIA[kind];
  return (
    <p className={css["media"]}>
      <Icon size={20} strokeWidth={1.5} />
      <span>{media === undefined || media.trim() === "" ? t(`template.field.${kind === "location" ? "place" : kind}`) : media}</span>
    </p>
  );
}
